"""What came back, put on the record: an answer once, a failure by its class, the rest waits.

What was cancelled meanwhile is discarded unread; that something came is kept. Must not read an
answer's bytes, nor send.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from central_server.departments.desk import Desk
from central_server.departments.lines import NOT_PERMITTED, UNREACHABLE, Lines, back_off
from central_server.departments.reading import ANSWERED, LATER, MALFORMED, Reply
from central_server.departments.rows import QueryRow, QueryState, change_query, wake
from central_server.departments.settle import settle_case
from central_server.own_chain import Deed
from counter_app.basics.clock import stamp
from counter_app.cases.actions import Kind, Scalar
from counter_app.needs.queries import is_open
from counter_app.rules.department_items import first_items

_KEY_SECONDS, _SIGN_SECONDS, _LATER_SECONDS = 20, 1, 30
_TRIES = 3
"""Of an answer that nobody can read, and of a signature that is turned away."""
_LONGEST_LATER = timedelta(minutes=16)


class Came(NamedTuple):
    """What one call brought."""

    query_id: str
    reply: Reply


def take_replies(
    desk: Desk,
    lines: Lines,
    came: Sequence[Came],
    known: Mapping[str, QueryRow],
    channel: str = "call",
) -> None:
    """Put them on the record, stream by stream, and let the cases ask what follows."""
    found = [(known[one.query_id], one.reply) for one in came if one.query_id in known]
    first = first_items(desk.newest, desk.today)
    for stream in sorted({row.stream for row, _ in found}):
        deeds, cases = [], []
        for row, reply in found:
            if row.stream == stream:
                deeds += _taken(desk, lines, row, reply, channel)
                cases += [row.case_id] * (row.item in first)  # with no other answer more is asked
        desk.write(stream, deeds)
        for case_id in dict.fromkeys(cases):
            settle_case(desk, stream, case_id)


def _taken(desk: Desk, lines: Lines, row: QueryRow, reply: Reply, channel: str) -> list[Deed]:
    """What one reply means for its question and its line."""
    if reply.kind == ANSWERED and lines.answered(row.department):
        wake(desk.connection, row.department, desk.now)
    if row.state == QueryState.CANCELLED:
        return _discarded(desk, row) if reply.kind == ANSWERED else []
    if row.state != QueryState.SENT:
        return []  # it counts once
    if reply.kind == ANSWERED:
        usable = is_open(desk.file(row.stream, row.case_id).state)
        return _answered(desk, row, reply, channel) if usable else _discarded(desk, row)
    return _not_answered(desk, lines, row, reply.kind)


def _answered(desk: Desk, row: QueryRow, reply: Reply, channel: str) -> list[Deed]:
    facts: dict[str, Scalar] = {
        "query": row.query_id,
        "outcome": reply.outcome,
        "channel": channel,
    }
    if as_of := reply.coverage.get("as_of"):
        facts["as_of"] = as_of
    _settled(desk, row, QueryState.ANSWERED, reply.outcome, reply.took_ms)
    content = reply.content(item=row.item, person=row.person, received_at=desk.now, channel=channel)
    return [Deed(Kind.QUERY_ANSWERED, row.case_id, facts, content)]


def _discarded(desk: Desk, row: QueryRow) -> list[Deed]:
    _settled(desk, row, QueryState.DISCARDED, "")
    return [Deed(Kind.QUERY_DISCARDED, row.case_id, {"query": row.query_id})]


def _failed(desk: Desk, row: QueryRow, error: str) -> list[Deed]:
    _settled(desk, row, QueryState.FAILED, error)
    return [Deed(Kind.QUERY_FAILED, row.case_id, {"query": row.query_id, "error": error})]


def _not_answered(desk: Desk, lines: Lines, row: QueryRow, kind: str) -> list[Deed]:
    """By class (bureau §2.1): stop, wait, try again, or hand it to a person at once."""
    if kind == NOT_PERMITTED:
        lines.shut(row.item, kind)
        return _failed(desk, row, kind)
    if kind == "bad_request":
        return _failed(desk, row, kind)
    if kind == MALFORMED:
        if row.attempt >= _TRIES:
            return _failed(desk, row, kind)
        return _again(desk, row, desk.time + back_off(row.attempt))
    if kind == LATER:
        waits = min(timedelta(seconds=_LATER_SECONDS) * row.attempt, _LONGEST_LATER)
        return _again(desk, row, desk.time + waits)
    if kind.startswith("quota"):
        return _again(desk, row, lines.used_up(row.department, kind), tried=False)
    if kind == "key":
        return _again(desk, row, desk.time + timedelta(seconds=_KEY_SECONDS), tried=False)
    if kind == "signature" and row.attempt < 2:
        return _again(desk, row, desk.time + timedelta(seconds=_SIGN_SECONDS))
    lines.failed(row.department, kind if kind == "signature" else UNREACHABLE)
    return _again(desk, row, desk.time + back_off(row.attempt))


def _again(desk: Desk, row: QueryRow, when: datetime, *, tried: bool = True) -> list[Deed]:
    """It waits under its own id; a try that the line could not take is given back."""
    attempt = row.attempt if tried else row.attempt - 1
    change_query(
        desk.connection, row.query_id,
        next_at=stamp(when), lease_by="", lease_until="", attempt=attempt,
    )  # fmt: skip
    return []


def _settled(desk: Desk, row: QueryRow, state: str, outcome: str, took_ms: int = 0) -> None:
    change_query(
        desk.connection, row.query_id,
        state=state, outcome=outcome, settled_at=desk.now, took_ms=took_ms,
        lease_by="", lease_until="",
    )  # fmt: skip
