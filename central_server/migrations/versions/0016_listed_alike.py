"""The index of lists with what they count in its order: `work.lists.counts` groups along it."""

from alembic import op

revision = "0016"
down_revision = "0015"

_LISTED = ["stream", "place", "due_on", "flags", "marks", "case_id"]
_FILTERED = ["street", "received_on", "type"]


def upgrade() -> None:
    op.drop_index("case_listed", "case")
    op.create_index("case_listed", "case", [*_LISTED, *_FILTERED])
