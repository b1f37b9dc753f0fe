"""Who signed in here, to be let in for a while without the server."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    texts = (
        "login",
        "name",
        "roles",
        "verifier",
        "verified_at",
        "valid_until",
        "used_at",
        "locked_before",
        "locked_heard",
    )
    op.create_table(
        "staff",
        sa.Column("staff_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts[:7]),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("locked_ran", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts[7:]),
        sa.PrimaryKeyConstraint("staff_id"),
        sa.UniqueConstraint("login"),
    )
