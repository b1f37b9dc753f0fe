"""Matter of drafts, copy and layout of papers, what was set aside, policies by their version."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MATTER = "public_rental_housing"


def upgrade() -> None:
    matter = sa.Column("matter", sa.Text(), server_default=_MATTER, nullable=False)
    op.add_column("drafts", matter)
    for name in ("copy", "layout", "wording", "person"):
        op.add_column("draft_papers", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_table(
        "set_aside",
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("action_id"),
    )
    op.create_index("set_aside_of", "set_aside", ["case_id"])
    op.create_table(
        "policies",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
