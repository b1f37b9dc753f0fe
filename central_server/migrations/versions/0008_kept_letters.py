"""Letters as the server has set them, and where strings say that the applicant's page is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "device",
        sa.Column("page_address", sa.String(length=200), server_default="", nullable=False),
    )
    op.create_table(
        "letter_owed",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("lease_until", sa.String(length=40), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("case_id", "letter"),
    )
    op.create_index("letter_owed_by_lease", "letter_owed", ["lease_until"])
    op.create_table(
        "kept_letter",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "letter"),
    )
