"""By what a case is found: HMACs beside it; cases of before are made findable behind one's back."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("case", sa.Column("findable", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        "case_to_find",
        "case",
        ["findable"],
        sqlite_where=sa.text("findable = 0"),
        postgresql_where=sa.text("findable = 0"),
    )
    op.create_table(
        "case_found_by",
        sa.Column("hmac", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.PrimaryKeyConstraint("hmac", "case_id"),
    )
    op.create_index("case_found_by_case", "case_found_by", ["case_id"])
