"""Matter and place of a case, roles, seals and revocation of devices, policies by their version."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MATTER = "public_rental_housing"
_FIRST_PLACES = """
INSERT INTO case_place (case_id, stream)
SELECT case_id, stream FROM (
    SELECT case_id, stream,
           row_number() OVER (PARTITION BY case_id ORDER BY min(received_at), stream) AS place
    FROM action GROUP BY case_id, stream
) AS placed WHERE place = 1
"""


def upgrade() -> None:
    _devices()
    op.add_column(
        "server", sa.Column("state_version", sa.Integer(), server_default="1", nullable=False)
    )
    matter = sa.Column("matter", sa.String(length=40), server_default=_MATTER, nullable=False)
    op.add_column("case", matter)
    # Ids are unique over all streams: the index on them alone takes the place of one by stream.
    names = {"uq": "unique_%(column_0_name)s_%(column_1_name)s"}
    with op.batch_alter_table("action", naming_convention=names) as batch:
        batch.drop_constraint("unique_stream_action_id", type_="unique")
    op.create_index("action_of_case", "action", ["stream", "case_id", "position"])
    op.create_index("action_by_id", "action", ["action_id"])
    op.create_table(
        "case_place",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=6), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    # In an attacked store one id may lie in two streams: the first that came has it.
    op.execute(_FIRST_PLACES)
    op.create_table(
        "policies",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
    _held()


def _held() -> None:
    op.add_column(
        "server", sa.Column("commits", sa.BigInteger(), server_default="0", nullable=False)
    )
    keys = ("stream", "hall", "device", "incarnation")
    held = op.create_table(
        "held",
        *(sa.Column(n, sa.String(length=6 if n in keys[:2] else 16), nullable=False) for n in keys),
        sa.Column("actions", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(*keys),
    )
    sums: dict[tuple[str, ...], tuple[int, int, int]] = {}
    rows = op.get_bind().exec_driver_sql(f"SELECT {', '.join(keys)}, hash, position FROM action")
    for *key, hash_, position in rows:
        actions, digest, last = sums.get(tuple(key), (0, 0, 0))
        digest = (digest + int(hash_[:16], 16)) % (1 << 64)
        sums[tuple(key)] = (actions + 1, digest, max(last, position))
    for each, (actions, digest, last) in sums.items():
        values = dict(zip(keys, each, strict=True), actions=actions, digest=f"{digest:016x}")
        op.execute(held.insert().values(**values, last=last))


def _devices() -> None:
    op.add_column(
        "device", sa.Column("role", sa.String(length=10), server_default="window", nullable=False)
    )
    op.add_column(
        "device", sa.Column("seal", sa.String(length=100), server_default="", nullable=False)
    )
    op.add_column("device", sa.Column("replaces", sa.String(length=16)))
    op.add_column("device", sa.Column("revoked_at", sa.String(length=40)))
    op.add_column(
        "device", sa.Column("revoked_why", sa.String(length=200), server_default="", nullable=False)
    )
    for name in ("former_secret_hash", "next_secret_hash"):
        op.add_column("device", sa.Column(name, sa.String(length=64)))
    for name in ("secret_at", "seen_at", "cloned_at"):
        op.add_column("device", sa.Column(name, sa.String(length=40)))
    for name, length in (("adopts", 200), ("incarnation", 16)):
        kind = sa.String(length=length)
        op.add_column("device", sa.Column(name, kind, server_default="", nullable=False))
    op.add_column(
        "device", sa.Column("came_back", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    with op.batch_alter_table("device") as batch:
        batch.alter_column("window", existing_type=sa.String(length=2), type_=sa.String(length=3))
    for name in ("anchor", "next_anchor"):
        op.add_column("server", sa.Column(name, sa.LargeBinary()))
