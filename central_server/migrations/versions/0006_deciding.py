"""The register of households, and which contents go to nobody by pull."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column(
        "content", sa.Column("desk", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "register_key",
        sa.Column("hmac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("hmac"),
    )
    op.create_table(
        "register",
        sa.Column("hmac", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("held_since", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("hmac", "case_id"),
    )
    op.create_index("register_of_case", "register", ["case_id"])
