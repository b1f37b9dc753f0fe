"""What an operator is told of a line: what went wrong, who paused it, how it went by the minute.

And whether a question has been asked once more under the twin spelling of a name.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    for name, length in (("said", 40), ("paused_by", 36)):
        op.add_column(
            "department_line",
            sa.Column(name, sa.String(length=length), server_default="", nullable=False),
        )
    op.add_column(
        "department_query", sa.Column("twin", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_index("department_query_leased", "department_query", ["lease_until"])
    op.create_table(
        "department_minute",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("minute", sa.String(length=16), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "minute"),
    )
