"""The audit: who did, saw, sought and took out what; places of logs that others have noted."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_RANDOM64, _HASH = sa.String(length=16), sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chain", _RANDOM64, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("device", _RANDOM64, nullable=False),
        sa.Column("window", sa.String(length=20), nullable=False),
        sa.Column("did", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", _HASH, nullable=False),
        sa.Column("mac", _HASH, nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "audit_noted",
        sa.Column("log_of", _RANDOM64, nullable=False),
        sa.Column("noted_by", _RANDOM64, nullable=False),
        sa.Column("chain", _RANDOM64, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("mac", _HASH, nullable=False),
        sa.Column("proof", sa.String(length=32), nullable=False),
        sa.Column("noted_at", sa.String(length=40), nullable=False),
        sa.Column("doubted_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("log_of", "noted_by", "chain"),
    )
