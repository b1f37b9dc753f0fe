"""Who has claimed which case."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index("claim_of_staff", "claim", ["staff_id"])
