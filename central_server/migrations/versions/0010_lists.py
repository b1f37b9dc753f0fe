"""What lists look for in a case, beside its state; rows of before are filled behind one's back."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    for name, length, default in (
        ("street", 12, ""),
        ("place", 20, ""),
        ("received_on", 10, ""),
        ("received_by", 36, ""),
        ("due_on", 10, "9"),
        ("notice_due_on", 10, ""),
    ):
        column = sa.Column(name, sa.String(length=length), server_default=default, nullable=False)
        op.add_column("case", column)
    op.add_column("case", sa.Column("flags", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "server", sa.Column("listed_by", sa.String(length=40), server_default="", nullable=False)
    )
    listed = ["stream", "place", "due_on", "case_id", "flags", "street", "received_on"]
    op.create_index("case_listed", "case", listed)
    op.create_index("case_of_receiver", "case", ["received_by", "due_on", "case_id"])
