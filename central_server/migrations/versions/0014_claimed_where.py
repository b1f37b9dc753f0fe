"""Where a case was claimed: a desk holds what was claimed there."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    column = sa.Column("device", sa.String(length=16), server_default="", nullable=False)
    op.add_column("claim", column)
    op.create_index("claim_at", "claim", ["device"])
