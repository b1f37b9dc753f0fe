"""Questions to departments, and how the line to each of them is."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "department_query",
        sa.Column("query_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("consent", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.String(length=40), nullable=False),
        sa.Column("lease_by", sa.String(length=40), nullable=False),
        sa.Column("lease_until", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.String(length=40), nullable=False),
        sa.Column("settled_at", sa.String(length=40), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("query_id"),
    )
    op.create_index("department_query_of_case", "department_query", ["case_id"])
    op.create_index("department_query_due", "department_query", ["state", "next_at"])
    op.create_index("department_query_of_department", "department_query", ["department", "state"])
    op.create_table(
        "department_line",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("paused_at", sa.String(length=40), nullable=False),
        sa.Column("trouble", sa.String(length=20), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
