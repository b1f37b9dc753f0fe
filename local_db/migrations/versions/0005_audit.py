"""The audit: who did, saw, sought and took out what."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXTS = (
    "at", "staff_id", "role", "device", "window", "did", "case_id", "detail", "previous", "mac"
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.PrimaryKeyConstraint("position"),
    )
