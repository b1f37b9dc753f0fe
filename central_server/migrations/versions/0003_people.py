"""People who sign in, what they may be, their sessions and wrong tries; whether it is a trial."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column(
        "server", sa.Column("trial", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "staff",
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("verifier", sa.String(length=200), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.Column("locked_at", sa.String(length=40)),
        sa.Column("locked_why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("password_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("staff_id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "staff_role",
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("street", sa.String(length=9), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "role", "region", "street"),
    )
    op.create_index("staff_of_region", "staff_role", ["region", "role"])
    _sessions()


def _sessions() -> None:
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.String(length=40), nullable=False),
        sa.Column("renewed_at", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40)),
        sa.Column("ended_why", sa.String(length=20), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("session_of_staff", "session", ["staff_id", "device", "opened_at"])
    op.create_table(
        "sign_in_tries",
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("locked_until", sa.String(length=40)),
        sa.PrimaryKeyConstraint("what", "key"),
    )
    op.create_index("sign_in_tries_by_age", "sign_in_tries", ["since"])
