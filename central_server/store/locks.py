"""What a writer locks, and in which order, so that two never wait for each other.

1. **Streams**, by name: their cases, sums and positions. The counter row is bumped inside this
   lock, so positions are given in the order in which transactions commit.
2. **The device** that asks: its secrets and marks, and the chains that it begins.
3. **Chains** that it goes on with (`situation`, `former_devices`), and cases whose states are
   made anew (`rebuild`).
4. **Keys of the register**, by name: who may be held by a case (`deciding.register`).
5. **The server's row**, last and held until the commit: what is one over all streams, that is ids
   of actions and tokens, and the policy in force.
6. **Series of 文号** (`deciding.official`): asked for only by who has stored a decision, and so
   holds all of the above.
7. **Questions to departments** of a stream that is held, then the lines to departments, by name
   (`departments.turn`).

What was read before its lock may be old: lock first, read then. Keys that only one may write
(a number, the place of a case) need no lock: who comes second is told so by the database and does
its work again. A database with one writer at a time passes over all of this.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from central_server.store.many_rows import add_rows
from central_server.store.tables import device, letter_series, register_key, server, stream

_STREAM = (
    select(stream.c.position, stream.c.server_at)
    .where(stream.c.stream == bindparam("wanted"))
    .with_for_update()
)
_DEVICE = select(device.c.device).where(device.c.device == bindparam("wanted")).with_for_update()
_PERSON = (
    select(register_key.c.hmac).where(register_key.c.hmac == bindparam("wanted")).with_for_update()
)
_SERIES = (
    select(letter_series.c.last)
    .where(
        letter_series.c.office == bindparam("of_office"),
        letter_series.c.series == bindparam("of_series"),
        letter_series.c.year == bindparam("of_year"),
    )
    .with_for_update()
)


class ClashError(Exception):
    """Another writer was first in what no key guards; the work is to be done again."""


class Top(NamedTuple):
    """How far a stream has got: its last position, and the latest time in it."""

    position: int
    server_at: str


def lock_streams(connection: Connection, names: Iterable[str]) -> dict[str, Top]:
    """Lock the counter rows of these streams, made where there are none; how far they have got."""
    return {name: _lock_stream(connection, name) for name in sorted(set(names))}


def lock_device(connection: Connection, name: str) -> None:
    """Lock the row of a device, if there is one."""
    if has_rivals(connection):
        connection.execute(_DEVICE, {"wanted": name})


def lock_register(connection: Connection, names: Iterable[str]) -> None:
    """Lock the register's keys of these people, made where there are none."""
    if not has_rivals(connection):
        return
    wanted = sorted(set(names))
    add_rows(connection, register_key, [(name,) for name in wanted])
    for name in wanted:
        connection.execute(_PERSON, {"wanted": name})


def lock_server(connection: Connection) -> None:
    """Lock what is one over all streams, as the last lock of a transaction."""
    if has_rivals(connection):
        connection.execute(select(server.c.server).with_for_update())


def lock_series(connection: Connection, office: str, series: str, year: int) -> int:
    """Lock a series of 文号, begun where there is none; its last number."""
    if has_rivals(connection):
        add_rows(connection, letter_series, [(office, series, year, 0)])
    key = {"of_office": office, "of_series": series, "of_year": year}
    return int(connection.execute(_SERIES, key).scalar() or 0)


def has_rivals(connection: Connection) -> bool:
    """Whether others may write meanwhile."""
    return bool(connection.get_execution_options().get("rivals", False))


def _lock_stream(connection: Connection, name: str) -> Top:
    found = connection.execute(_STREAM, {"wanted": name}).first()
    if found is None:
        base = connection.execute(select(server.c.base)).scalar() or 0
        add_rows(connection, stream, [(name, base, "")])
        found = connection.execute(_STREAM, {"wanted": name}).one()
    return Top(*found)
