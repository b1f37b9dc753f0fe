"""Order and seal of what was taken in, and what a restored store needs to get its own back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_LATEST = """
UPDATE stream SET server_at = coalesce(
    (SELECT max(received_at) FROM action WHERE action.stream = stream.stream), '')
"""


def upgrade() -> None:
    op.add_column("server", sa.Column("base", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("server", sa.Column("restoring_at", sa.String(length=40)))
    latest = sa.Column("server_at", sa.String(length=40), server_default="", nullable=False)
    op.add_column("stream", latest)
    op.execute(_LATEST)
    op.add_column(
        "action", sa.Column("seal", sa.String(length=22), server_default="", nullable=False)
    )
    op.create_table(
        "server_key",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "late",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("serial"),
    )
