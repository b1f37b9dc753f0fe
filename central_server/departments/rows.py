"""The queue of queries as it lies in the store: one row a question, until it is settled and after.

Whoever changes a row holds the lock of its stream (`store.locks`), but for a lease. Must not judge
what may be asked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.engine import Connection

from central_server.departments.troubles import MALFORMED, NOT_PERMITTED, UNREACHABLE
from central_server.store.many_keys import find_rows
from central_server.store.many_rows import insert_rows
from central_server.store.tables import department_query as table

NEVER = "9999-12-31"
FOR_GOOD = f"{NEVER}T00:00:00.000+08:00"


class QueryState(StrEnum):
    """How far a question is."""

    WAITING = "waiting"
    SENT = "sent"
    """It may have reached the department; a resend carries the same id."""
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"


OPEN = (QueryState.WAITING, QueryState.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRow:
    """One question; its columns in the store have these names."""

    query_id: str
    stream: str
    case_id: str
    person: str
    item: str
    department: str
    subject: str
    """HMAC of the ID number that it is about: another number is another question."""
    consent: str
    made_at: str
    state: str = QueryState.WAITING
    attempt: int = 0
    next_at: str = ""
    lease_by: str = ""
    lease_until: str = ""
    due_on: str = NEVER
    asked_at: str = ""
    settled_at: str = ""
    took_ms: int = 0
    outcome: str = ""
    """Of an answer; of a failure the class of error; while it waits, of the last trouble."""
    answer: str = ""
    """The action that carries what came back."""
    twin: int = 0
    """1: the name is spelt as another edition of GB 18030 has it, since it was only like theirs."""

    @property
    def is_open(self) -> bool:
        """Whether an answer is still wanted."""
        return self.state in OPEN


_COLUMNS = tuple(table.c[name] for name in QueryRow.__slots__)


def add_queries(connection: Connection, rows: Iterable[QueryRow]) -> None:
    """Questions that wait."""
    names = [column.name for column in table.c]
    found = [[getattr(row, name) for name in names] for row in rows]
    # A driver by itself would write an enumeration's name, not its value.
    plain = [tuple(str(e) if isinstance(e, str) else e for e in row) for row in found]
    insert_rows(connection, table, plain)


def change_query(connection: Connection, query_id: str, **values: object) -> None:
    """Let these columns of a question have these values."""
    connection.execute(update(table).where(table.c.query_id == query_id).values(**values))


def mark_all(connection: Connection, sent: Sequence[Mapping[str, object]]) -> None:
    """Let questions have other columns, the same ones each; `of` names the question."""
    if sent:
        names: dict[str, Any] = {name: bindparam(name) for name in sent[0] if name != "of"}
        change = update(table).where(table.c.query_id == bindparam("of")).values(names)
        connection.execute(change, list(sent))


def queries_of_case(connection: Connection, case_id: str) -> list[QueryRow]:
    """All questions about a case, in the order in which they came up."""
    rows = find_rows(connection, _COLUMNS, table.c.case_id, (case_id,))
    return sorted(map(_read, rows), key=lambda row: row.made_at)


def queries_named(connection: Connection, names: Collection[str]) -> dict[str, QueryRow]:
    """Questions by their ids, of which there may be many."""
    found = find_rows(connection, _COLUMNS, table.c.query_id, list(names))
    return {row.query_id: row for row in map(_read, found)}


def is_something_due(connection: Connection, items: Sequence[str], now: str) -> bool:
    """Whether anything of these items may be sent now."""
    query = select(table.c.query_id).where(*_is_due(items, now)).limit(1)
    return connection.execute(query).first() is not None


def streams_due(connection: Connection, items: Sequence[str], now: str) -> set[str]:
    """In which streams something may be sent now."""
    query = select(table.c.stream).where(*_is_due(items, now)).distinct()
    return set(connection.execute(query).scalars())


def take_due(
    connection: Connection,
    streams: Collection[str] | None,
    items: Sequence[str],
    now: str,
    most: int,
) -> list[QueryRow]:
    """What is due of these items, soonest due date first; what another is at is passed over.

    `streams` None: in all of them.
    """
    within = () if streams is None else (table.c.stream.in_(sorted(streams)),)
    query = (
        select(*_COLUMNS)
        .where(*_is_due(items, now), *within)
        .order_by(table.c.due_on, table.c.next_at, table.c.made_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [QueryRow(**dict(row)) for row in connection.execute(query).mappings()]


def leased(connection: Connection, now: str) -> dict[str, int]:
    """By item, how many questions some process is at."""
    is_held = (table.c.state == QueryState.SENT, table.c.lease_until > now)
    query = select(table.c.item, func.count()).where(*is_held).group_by(table.c.item)
    return dict(connection.execute(query).all())


def streams_beyond(connection: Connection, until: str) -> set[str]:
    """Where something waits, or is held, for longer than anything does: a clock stood wrong."""
    query = select(table.c.stream).where(table.c.state.in_(OPEN), _is_beyond(until)).distinct()
    return set(connection.execute(query).scalars())


def be_due(connection: Connection, until: str, now: str) -> None:
    """Let all of that be due at once."""
    beyond = (table.c.state.in_(OPEN), _is_beyond(until))
    connection.execute(
        update(table).where(*beyond).values(next_at=now, lease_by="", lease_until="")
    )


def _is_beyond(until: str) -> ColumnElement[bool]:
    waits = (table.c.next_at > until) & (table.c.next_at < FOR_GOOD)
    return waits | (table.c.lease_until > until)


def _is_due(items: Sequence[str], now: str) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.state.in_(OPEN),
        table.c.next_at <= now,
        table.c.lease_until <= now,
        table.c.item.in_(list(items)),
    )


def _read(row: Iterable[object]) -> QueryRow:
    values: dict[str, Any] = dict(zip(QueryRow.__slots__, row, strict=True))
    return QueryRow(**values)


def wake(connection: Connection, item: str, now: str) -> None:
    """Let what waits for want of the line be due at once; of other items it is not known."""
    waits = (
        table.c.item == item,
        table.c.state.in_(OPEN),
        table.c.next_at > now,
        table.c.outcome == UNREACHABLE,
    )
    connection.execute(update(table).where(*waits).values(next_at=now))


def wake_all(connection: Connection, department: str, now: str) -> None:
    """Let everything that waits for a department be due at once, also in another file."""
    waits = (table.c.department == department, table.c.state.in_(OPEN), table.c.next_at > now)
    connection.execute(update(table).where(*waits).values(next_at=now))


def revive(connection: Connection, department: str, now: str) -> int:
    """Let what failed for want of the line or a permission wait again; how much that is."""
    failed = (
        table.c.department == department,
        table.c.state == QueryState.FAILED,
        table.c.outcome.in_((NOT_PERMITTED, MALFORMED)),
    )
    again = {"state": QueryState.WAITING, "outcome": "", "next_at": now, "attempt": 0}
    return connection.execute(update(table).where(*failed).values(**again)).rowcount
