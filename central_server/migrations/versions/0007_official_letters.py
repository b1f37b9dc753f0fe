"""The register of 文号: how far each series has got, and which letter has which number."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _series() -> list[sa.Column[object]]:
    return [
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "letter_series",
        *_series(),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("office", "series", "year"),
    )
    op.create_table(
        "official_letter",
        *_series(),
        sa.Column("running", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("office", "series", "year", "running"),
    )
    op.create_index("official_of_case", "official_letter", ["case_id"])
