"""Questions out in a file and answers in from one, for departments that have no interface.

A line is one question in the plain style, or one answer to it. The gate is the same as for calls:
what is not on the record as asked does not stand in the file. Must not know where a file lies.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.engine import Connection

from central_server.deciding.office import Office
from central_server.departments.desk import Desk
from central_server.departments.envelope import fill, time_of
from central_server.departments.lines import Lines
from central_server.departments.reading import ANSWERED, LARGEST, read_reply
from central_server.departments.rows import (
    FOR_GOOD,
    OPEN,
    QueryRow,
    QueryState,
    change_query,
    queries_named,
    streams_due,
    take_due,
)
from central_server.departments.saying import values_of
from central_server.departments.sending import look_again, on_record, ways
from central_server.departments.taking import Came, take_replies
from central_server.departments.troubles import BAD_REQUEST
from central_server.store.locks import lock_streams
from central_server.store.restoring import restoring_since
from counter_app.basics.clock import stamp
from counter_app.forms.consents import Department
from counter_app.rules.department_items import item_of, mapped, style_of
from counter_app.rules.items import department_of

FILE, PLAIN = "file", "plain"
_ID = re.compile(r"[0-9a-f-]{36}")
AT_ONCE = 200
"""Lines in a transaction: windows never wait for a whole file."""


class Written(NamedTuple):
    """Lines of a file, and whether there may be more of them."""

    lines: list[bytes]
    more: bool = False


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file's lines."""

    answered: int = 0
    discarded: int = 0
    """Answers to what was cancelled meanwhile: that they came is kept, and nothing of them."""
    again: int = 0
    """Lines whose question was answered before, by this file or another way."""
    not_read: tuple[int, ...] = ()
    """Lines that are no answer to a question that waits, from 1."""

    def and_then(self, more: "TakenIn") -> "TakenIn":
        """Both pieces of a file together."""
        return TakenIn(
            self.answered + more.answered,
            self.discarded + more.discarded,
            self.again + more.again,
            self.not_read + more.not_read,
        )


def batch_out(
    connection: Connection,
    office: Office,
    department: Department,
    now: datetime,
    most: int = AT_ONCE,
) -> Written:
    """What is to be asked of a department now, so much at once, marked as sent; a line each."""
    desk = Desk(connection, office, now)
    by_file = ways(desk.newest, desk.today, FILE)
    items = [item for item in by_file if department_of(item) == department]
    style = style_of(desk.newest, PLAIN, desk.today)
    due = streams_due(connection, items, desk.now) if items else set()
    if style is None or not due or restoring_since(connection):
        return Written([])
    lock_streams(connection, due)
    lines = Lines(connection, now)
    if lines.line(department).paused_at:
        return Written([])
    known: dict[str, list[QueryRow]] = {}
    taken = take_due(connection, due, items, desk.now, most)
    found = [one for row in taken if (one := look_again(desk, row, by_file[row.item], known))]
    written = []
    for one in on_record(desk, found):
        change_query(connection, one.row.query_id, next_at=FOR_GOOD)  # not in another file too
        lines.asked(one.way.line)
        if item := item_of(desk.newest, one.row.item, desk.today):
            values = values_of(one, item, time_of(style, now), desk.today)
            written.append(json.dumps(fill(style, values), ensure_ascii=False).encode())
    lines.store()
    return Written(written, more=len(taken) == most)


def take_back(connection: Connection, written: Sequence[bytes], now: datetime) -> None:
    """Let be due again what `batch_out` gave once and nobody ever got: the gate is asked anew."""
    ids = sorted({name for line in written if (name := _query_id(_json(line)))})
    lock_streams(connection, {row.stream for row in queries_named(connection, ids).values()})
    for row in queries_named(connection, ids).values():
        if row.is_open and row.asked_at and row.next_at == FOR_GOOD:
            change_query(connection, row.query_id, next_at=stamp(now))


def batch_in(
    connection: Connection,
    office: Office,
    answers: Sequence[bytes],
    file: str,
    now: datetime,
    first: int = 1,
) -> TakenIn:
    """Put the answers of a file on the record; a line that is none holds up no other.

    `file`: its name, which each answer keeps with the number of its line; that of the first of
    these lines is `first`.
    """
    desk = Desk(connection, office, now)
    named = {at: line for at, line in enumerate(answers, start=first) if line.strip()}
    said = {at: _json(line) for at, line in named.items()}
    ids = {at: _query_id(each) for at, each in said.items()}
    wanted = sorted({name for name in ids.values() if name})
    lock_streams(connection, {row.stream for row in queries_named(connection, wanted).values()})
    known = queries_named(connection, wanted)
    desk.read_states(sorted({row.case_id for row in known.values()}))
    came: dict[str, Came] = {}
    again, not_read = 0, []
    for at, name in ids.items():
        row = known.get(name)
        one = _read(desk, named[at], said[at], row) if row and name not in came else None
        if one:
            came[name] = one._replace(file=file, row=at)
        elif name in came or (row and row.state == QueryState.ANSWERED):
            again += 1
        else:
            not_read.append(at)
    lines = Lines(connection, now)
    take_replies(desk, lines, list(came.values()), known, FILE)
    desk.write_rest()
    lines.store()
    answered = sum(known[name].is_open for name in came)
    return TakenIn(answered, len(came) - answered, again, tuple(not_read))


def _json(line: bytes) -> dict[str, Any]:
    if len(line) > LARGEST:
        return {}
    try:
        said = json.loads(line)
        json.dumps(said, ensure_ascii=False).encode()  # half a letter is nothing to look for
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _query_id(said: Mapping[str, Any]) -> str:
    """What no store would look for is no id."""
    name = said.get("query_id")
    return name if isinstance(name, str) and _ID.fullmatch(name) else ""


def _read(desk: Desk, line: bytes, said: Mapping[str, Any], row: QueryRow) -> Came | None:
    """The answer to a question that waits, or was cancelled; None for anything else."""
    if not row.asked_at or row.state not in (*OPEN, QueryState.CANCELLED):
        return None
    style = style_of(desk.newest, PLAIN, desk.today)
    item = item_of(desk.newest, row.item, desk.today)
    if style is None or item is None or not _is_about(desk, said, row):
        return None
    names = mapped(desk.newest, PLAIN, row.item, desk.today)
    asked = {"query.query_id": row.query_id}
    reply = read_reply(line, style, item, names, asked, desk.today)
    return Came(row.query_id, reply) if reply.kind in (ANSWERED, BAD_REQUEST) else None


def _is_about(desk: Desk, said: Mapping[str, Any], row: QueryRow) -> bool:
    """Whether what a line repeats of its question is true: rows of a file slip."""
    person, number = said.get("person"), desk.state(row.stream, row.case_id).number
    named = person.get("id_number") if isinstance(person, dict) else None
    return (
        said.get("item") in (None, row.item)
        and said.get("case_number") in (None, number)
        and (named is None or desk.subject(str(named)) == row.subject)
    )


def lines_of(raw: bytes) -> Sequence[bytes]:
    """The lines of a file, the empty ones too: they count."""
    return raw.removeprefix(b"\xef\xbb\xbf").splitlines()
