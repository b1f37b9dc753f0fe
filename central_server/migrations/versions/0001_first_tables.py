"""The first tables: devices, chains, numbers, streams with their actions and contents, cases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("incarnation", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=6), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("problem", sa.String(length=30), server_default="", nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "position"),
        # Named as 0002 drops it; stores of 0.1 have it without a name.
        sa.UniqueConstraint("stream", "action_id", name="unique_stream_action_id"),
        sa.UniqueConstraint("stream", "device", "incarnation", "sequence"),
    )
    op.create_index("action_of_hall", "action", ["stream", "hall", "position"], unique=False)
    op.create_table(
        "case",
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=6), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=True),
        sa.Column("token", sa.String(length=42), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "case_id"),
    )
    op.create_index("case_of_token", "case", ["token"], unique=False)
    op.create_table(
        "case_number",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "chain",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("incarnation", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation"),
    )
    op.create_table(
        "content",
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "position"),
    )
    op.create_table(
        "device",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("county", sa.String(length=6), nullable=False),
        sa.Column("window", sa.String(length=2), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("receipt_key", sa.LargeBinary(), nullable=False),
        sa.Column("proof_hash", sa.String(length=64), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("program", sa.String(length=50), server_default="", nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.Column("enrolled_at", sa.String(length=40), nullable=True),
        sa.Column("contested_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("device"),
    )
    op.create_table(
        "number_known",
        sa.Column("county", sa.String(length=6), nullable=False),
        sa.Column("window", sa.String(length=2), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("running", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("county", "window", "year"),
    )
    op.create_table(
        "refusal",
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("incarnation", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("problem", sa.String(length=30), nullable=False),
        sa.Column("refused_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation", "sequence"),
    )
    op.create_table(
        "server",
        sa.Column("server", sa.String(length=16), nullable=False),
        sa.Column("epoch", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("server"),
    )
    op.create_table(
        "stream",
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream"),
    )
