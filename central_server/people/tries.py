"""Wrong tries of late: a try is counted before it is judged, and given back where it was right.

So nobody who asks many times at once, or who kills the server between the two, has a try more.
Each is counted twice: of what is tried (a login, a receipt), and of where it is tried from. A login
that does not exist is counted like one that does. Time is the server's alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.engine import Connection

from central_server.people.bounds import DEVICE_TRIES, SEARCHES, TRIES, WITHIN
from central_server.store.many_rows import add_rows
from central_server.store.tables import sign_in_tries as table
from counter_app.basics.clock import stamp
from counter_app.cases.keys import secret_hash


class What(StrEnum):
    """Whose tries are counted."""

    DEVICE = "device"
    LOGIN = "login"
    ADDRESS = "address"
    RECEIPT = "receipt"
    SEARCH = "search"


_MOST = {
    What.DEVICE: DEVICE_TRIES,
    What.LOGIN: TRIES,
    What.ADDRESS: TRIES,
    What.RECEIPT: TRIES,
    What.SEARCH: SEARCHES,
}
_SHARED = frozenset({What.DEVICE, What.ADDRESS})
"""Where many are tried from: a right try gives back that one alone."""
Keys = Mapping[What, str]
"""What a try is counted of, in the order in which the rows are locked."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A try that was taken, or the time for which none is given."""

    left: int
    """How many more there are, should this one be wrong."""
    locked: timedelta | None = None


def of_sign_in(device: str, login: str) -> Keys:
    """`login` as `fold_login` has it."""
    return {What.DEVICE: device, What.LOGIN: secret_hash(login)}


def take_try(connection: Connection, keys: Keys, now: str) -> Taken:
    """Take one try of each."""
    _forget(connection, now)
    found = {what: _lock(connection, what, key, now) for what, key in keys.items()}
    for _tries, until in found.values():
        if until and _moment(until) > _moment(now):
            return Taken(0, _moment(until) - _moment(now))
    for what, key in keys.items():
        tries = found[what][0] + 1
        until = stamp(_moment(now) + WITHIN) if tries >= _MOST[what] else None
        _change(connection, what, key, tries=tries, locked_until=until)
    return Taken(min(_MOST[what] - tries - 1 for what, (tries, _) in found.items()))


def give_back(connection: Connection, keys: Keys) -> None:
    """The try was right: what was tried has all of its tries again, where from one more."""
    for what, key in keys.items():
        row = _is(what, key)
        if what in _SHARED:
            values = {"tries": table.c.tries - 1, "locked_until": None}
            connection.execute(update(table).where(row).values(values))
        else:
            connection.execute(delete(table).where(row))


def clear_tries(connection: Connection, login: str) -> None:
    """Let a login be tried again at once."""
    connection.execute(delete(table).where(_is(What.LOGIN, secret_hash(login))))


def _lock(connection: Connection, what: What, key: str, now: str) -> tuple[int, str | None]:
    row = select(table.c.tries, table.c.locked_until).where(_is(what, key)).with_for_update()
    found = connection.execute(row).one_or_none()
    if found is None:
        add_rows(connection, table, [(str(what), key, 0, now, None)])
        found = connection.execute(row).one()
    return found.tries, found.locked_until


def _forget(connection: Connection, now: str) -> None:
    """What is older than the time within which tries count, and locks that are over."""
    before = stamp(_moment(now) - WITHIN)
    is_over = or_(table.c.locked_until.is_(None), table.c.locked_until <= stamp(_moment(now)))
    connection.execute(delete(table).where(table.c.since <= before, is_over))


def _change(connection: Connection, what: What, key: str, **values: object) -> None:
    connection.execute(update(table).where(_is(what, key)).values(**values))


def _is(what: What, key: str) -> ColumnElement[bool]:
    return and_(table.c.what == str(what), table.c.key == key)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
