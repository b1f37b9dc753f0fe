"""What came back, put on the record: an answer once, a failure by its class, the rest waits.

What was cancelled meanwhile is discarded unread; that something came is kept. Must not read an
answer's bytes, nor send.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from central_server.departments.anew import GONE
from central_server.departments.desk import Desk
from central_server.departments.lines import Lines, back_off
from central_server.departments.mended import settle_returns, waiting_returns
from central_server.departments.reading import AMBIGUOUS, ANSWERED, LIKE, MISMATCH, OTHER, Reply
from central_server.departments.rows import QueryRow, QueryState, change_query, wake
from central_server.departments.settle import settle_case
from central_server.departments.troubles import (
    BAD_REQUEST,
    KEY,
    LATER,
    MALFORMED,
    NOT_PERMITTED,
    SIGNATURE,
)
from central_server.own_chain import Deed
from counter_app.basics.clock import stamp
from counter_app.basics.private_use import twin
from counter_app.cases.actions import Kind, Scalar
from counter_app.needs.queries import is_open
from counter_app.rules.department_items import Connection as Way
from counter_app.rules.department_items import connection_of, first_items

_KEY_SECONDS, _SIGN_SECONDS, _LATER_SECONDS = 20, 1, 30
_TRIES = 3
"""Of an answer that nobody can read."""
_CLOCK_SECONDS = 60
"""From how much on the clock is named as the reason of a signature that is turned away."""
_LONGEST_LATER = timedelta(minutes=16)


class Came(NamedTuple):
    """What one call brought."""

    query_id: str
    reply: Reply
    file: str = ""
    """The name of the file that it came in, and its line there."""
    row: int = 0


def take_replies(
    desk: Desk,
    lines: Lines,
    came: Sequence[Came],
    known: Mapping[str, QueryRow],
    channel: str = "call",
) -> None:
    """Put them on the record, stream by stream, and let the cases ask what follows."""
    once = {one.query_id: one for one in reversed(came) if one.query_id in known}
    found = [(known[name], one.reply) for name, one in reversed(once.items())]
    first = first_items(desk.newest, desk.today)
    desk.read_states(sorted({row.case_id for row, reply in found if reply.kind == ANSWERED}))
    for stream in sorted({row.stream for row, _ in found}):
        deeds: list[Deed] = []
        cases: list[str] = []
        for row, reply in found:
            if row.stream == stream:
                deeds += _taken(desk, lines, row, reply, _source(channel, once[row.query_id]))
                cases += [row.case_id] * (row.item in first)  # with no other answer more is asked
        answered = [one.case_id for one in deeds if one.kind == Kind.QUERY_ANSWERED]
        waiting = waiting_returns(desk, stream, answered)
        desk.write_later(stream, deeds)
        cases += settle_returns(desk, stream, waiting)
        for case_id in dict.fromkeys(cases):
            settle_case(desk, stream, case_id)


def _source(channel: str, one: Came) -> dict[str, str]:
    """By which way it came, and where it stands in a file."""
    where = {"file": one.file, "row": str(one.row)} if one.file else {}
    return {"channel": channel, **where}


def _taken(
    desk: Desk, lines: Lines, row: QueryRow, reply: Reply, source: Mapping[str, str]
) -> list[Deed]:
    """What one reply means for its question and its line."""
    way = connection_of(desk.newest, row.item, desk.today)
    if reply.kind == ANSWERED and lines.answered(row.item, way):
        wake(desk.connection, row.item, desk.now)
    if row.state == QueryState.CANCELLED:
        return _discarded(desk, row) if reply.kind == ANSWERED else []
    if not (row.is_open and row.asked_at):
        return []  # it counts once
    if reply.kind == ANSWERED:
        state = desk.state(row.stream, row.case_id)
        said = next((each for each in state.queries if each.query == row.query_id), None)
        if said and said.state == QueryState.ANSWERED:  # handed back to a store that had lost it
            change_query(desk.connection, row.query_id, state=said.state, outcome=said.outcome)
            return []
        if not is_open(state) or row.person in state.taken_back or (said and said.state in GONE):
            return _discarded(desk, row)
        if _has_another_spelling(desk, row, reply):
            change_query(desk.connection, row.query_id, twin=1)
            return _again(desk, row, desk.time, reply.kind)
        return _answered(desk, row, _of_twin(reply) if row.twin else reply, source)
    return _not_answered(desk, lines, row, reply, way)


def _has_another_spelling(desk: Desk, row: QueryRow, reply: Reply) -> bool:
    """Whether the name is like theirs and may be theirs as another edition of GB 18030 has it."""
    if row.twin or reply.match.get("name") != LIKE or reply.outcome != AMBIGUOUS:
        return False
    question = desk.questions(row.stream, row.case_id).get((row.person, row.item))
    return question is not None and twin(question.name) != question.name


def _of_twin(reply: Reply) -> Reply:
    """That the twin is nobody's denies nothing: the name itself was like theirs."""
    named = reply.outcome == MISMATCH and reply.match.get("number") != OTHER
    return replace(reply, outcome=AMBIGUOUS) if named else reply


def _answered(desk: Desk, row: QueryRow, reply: Reply, source: Mapping[str, str]) -> list[Deed]:
    facts: dict[str, Scalar] = {
        "query": row.query_id,
        "outcome": reply.outcome,
        "channel": source["channel"],
    }
    if as_of := reply.coverage.get("as_of"):
        facts["as_of"] = as_of
    _settled(desk, row, QueryState.ANSWERED, reply.outcome, reply.took_ms)
    content = reply.content(item=row.item, person=row.person, received_at=desk.now, **source)
    return [Deed(Kind.QUERY_ANSWERED, row.case_id, facts, content)]


def _discarded(desk: Desk, row: QueryRow) -> list[Deed]:
    _settled(desk, row, QueryState.DISCARDED, "")
    return [Deed(Kind.QUERY_DISCARDED, row.case_id, {"query": row.query_id})]


def _failed(desk: Desk, row: QueryRow, error: str) -> list[Deed]:
    _settled(desk, row, QueryState.FAILED, error)
    return [Deed(Kind.QUERY_FAILED, row.case_id, {"query": row.query_id, "error": error})]


def _not_answered(desk: Desk, lines: Lines, row: QueryRow, reply: Reply, way: Way) -> list[Deed]:
    """By class (bureau §2.1): stop, wait, try again, or hand it to a person at once.

    What is tried again is counted anew when another trouble comes than the last time.
    """
    kind, tries = reply.kind, row.attempt if row.outcome == reply.kind else 1
    if kind == LATER:
        waits = min(timedelta(seconds=_LATER_SECONDS) * tries, _LONGEST_LATER)
        return _again(desk, row, desk.time + waits, kind, tries)
    if kind == KEY:
        return _again(desk, row, desk.time + timedelta(seconds=_KEY_SECONDS), kind)
    lines.not_answered(row.item, way, kind, _told(reply))
    if kind.startswith("quota"):
        return _again(desk, row, lines.used_up(way.line, kind), kind)
    if kind == NOT_PERMITTED:
        lines.shut(row.item, kind)
    if kind in (NOT_PERMITTED, BAD_REQUEST) or (kind == MALFORMED and tries >= _TRIES):
        return _failed(desk, row, kind)
    if kind == SIGNATURE and tries == 1:  # the key is read anew
        return _again(desk, row, desk.time + timedelta(seconds=_SIGN_SECONDS), kind, tries)
    if kind != MALFORMED:
        lines.failed(way.line, kind)
    return _again(desk, row, desk.time + back_off(tries), kind, tries)


def _told(reply: Reply) -> str:
    """What an operator reads of it: of a signature by how much the clocks differ, where they do."""
    clocks_differ = reply.kind == SIGNATURE and abs(reply.behind_s) >= _CLOCK_SECONDS
    return f"clock {reply.behind_s}" if clocks_differ else reply.said


def _again(desk: Desk, row: QueryRow, when: datetime, trouble: str, tries: int = 0) -> list[Deed]:
    """It waits under its own id; after no tries it is as if it had not been tried."""
    change_query(
        desk.connection, row.query_id,
        next_at=stamp(when), lease_by="", lease_until="", attempt=tries, outcome=trouble,
    )  # fmt: skip
    return []


def _settled(desk: Desk, row: QueryRow, state: str, outcome: str, took_ms: int = 0) -> None:
    change_query(
        desk.connection, row.query_id,
        state=state, outcome=outcome, settled_at=desk.now, took_ms=took_ms,
        lease_by="", lease_until="",
    )  # fmt: skip
