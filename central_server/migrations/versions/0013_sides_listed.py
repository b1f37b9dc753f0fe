"""What lists tell of contents: type, departments, differences; filled behind one's back."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_LISTED = [
    "stream",
    "place",
    "due_on",
    "case_id",
    "flags",
    "street",
    "received_on",
    "type",
    "marks",
]


def upgrade() -> None:
    for name, length in (("type", 30), ("strokes", 20)):
        column = sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        op.add_column("case", column)
    for name in ("marks", "differences", "undecided"):
        op.add_column("case", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.drop_index("case_listed", "case")
    op.create_index("case_listed", "case", _LISTED)
