"""The search for one case: by a whole name, a number, or the last four of an ID number.

By HMACs beside the cases, never by names: whoever has the database alone finds nobody. Only what
the person may see is found, each search with its reason is on the record before its answer, and so
many within a time are enough for one person. Must not know HTTP.
"""

import asyncio
import hmac
from dataclasses import dataclass
from functools import partial

import msgspec
from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.deciding.files import read_forms
from central_server.people.staff import StaffMember
from central_server.people.tries import What, take_try
from central_server.recurring import recur
from central_server.server import Server
from central_server.store.locks import lock_streams
from central_server.store.many_rows import add_rows
from central_server.store.states import current_state
from central_server.store.tables import case, case_found_by
from central_server.work.found import find_case
from central_server.work.who import in_sight, may_look, signed_in
from counter_app.basics.names import fold
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.forms import matter
from counter_app.wire.lists import MOST_FOUND, FindRequest

_LOOKS_AGAIN_SECONDS = 5.0
_REST_SECONDS = 0.5
_BATCH = 200
_TAIL = 4
_decode = msgspec.json.Decoder(CaseState).decode
CaseKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Who sought, and what of it they may see (stream, id)."""

    person: StaffMember
    cases: tuple[CaseKey, ...]
    more: bool


async def keep_findable(running: Server) -> None:
    """Make findable what came or changed, for as long as the server runs and has time."""
    await recur("findable", _LOOKS_AGAIN_SECONDS, partial(_at_rest, running))


async def _at_rest(running: Server) -> None:
    """A batch after another while nobody else writes: they would wait for it."""
    key = running.lore.register_key
    while running.writes.rest(_REST_SECONDS):
        if not await running.write(lambda connection: make_findable(connection, key)):
            return
        await asyncio.sleep(2 * _REST_SECONDS)


async def catch_up(running: Server) -> None:
    """Make findable at once what is not yet: somebody seeks, and may mean what just came."""
    key = running.lore.register_key
    while await running.write(lambda connection: make_findable(connection, key)):
        pass


def make_findable(connection: Connection, key: bytes) -> bool:
    """A batch of what is not yet; True while more is left."""
    query = select(case.c.stream, case.c.case_id).where(case.c.findable == 0).limit(_BATCH)
    streams = {row.stream for row in connection.execute(query)}
    lock_streams(connection, sorted(streams))
    # Read again: until the lock was held, another process may have taken in a revision.
    rows = query.add_columns(case.c.state).where(case.c.stream.in_(streams))
    # An older program's state may name another form, and what is findable is not looked at again.
    held = {
        (stream, case_id): current_state(connection, stream, _decode(state)).content
        for stream, case_id, state in connection.execute(rows).all()
    }
    forms = read_forms(connection, held.values())
    found = [
        (one, case_id, stream)
        for (stream, case_id), named in held.items()
        for one in hmacs_of(key, forms.get(named, {}))
    ]
    ids = [case_id for _, case_id in held]
    connection.execute(delete(case_found_by).where(case_found_by.c.case_id.in_(ids)))
    add_rows(connection, case_found_by, found)
    there = tuple_(case.c.stream, case.c.case_id).in_(list(held))
    connection.execute(update(case).where(there).values(findable=1))
    return len(held) == _BATCH


def hmacs_of(key: bytes, form: matter.Content) -> tuple[str, ...]:
    """By what the applicant of a form is found."""
    applicant = matter.concerns(form)[0]
    name, tail = fold(applicant.name), applicant.id_number[-_TAIL:]
    names = (_hmac(key, "name", name),) if name else ()
    return (*names, *((_hmac(key, "tail", tail.upper()),) if len(tail) == _TAIL else ()))


def find(
    connection: Connection, key: bytes, device: str, asked: FindRequest, now: str
) -> Found | None:
    """Who seeks what, put on the record; None where too many were sought lately.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, asked.session, device, now)
    by = next(name for name in ("name", "number", "tail") if getattr(asked, name))
    if take_try(connection, {What.SEARCH: person.staff_id}, now).locked:
        _record(connection, person, device, asked, now, {"by": by, "code": "busy"}, Did.DENIED)
        return None
    seen = _seen(connection, key, person, asked)
    _record(connection, person, device, asked, now, {"by": by, "hits": len(seen)}, Did.SEARCHED)
    return Found(person, tuple(seen[:MOST_FOUND]), len(seen) > MOST_FOUND)


def _seen(
    connection: Connection, key: bytes, person: StaffMember, asked: FindRequest
) -> list[CaseKey]:
    if asked.number:
        found = find_case(connection, asked.number.strip())
        seen = found is not None and may_look(person, found.state, found.hall)
        return [(found.state.stream, found.state.case_id)] if found and seen else []
    term = ("name", fold(asked.name)) if asked.name else ("tail", asked.tail.strip().upper())
    known = select(case_found_by.c.stream, case_found_by.c.case_id)
    of_term = known.where(case_found_by.c.hmac == _hmac(key, *term))
    query = (
        select(case.c.stream, case.c.case_id, case.c.state, case.c.hall)
        .where(tuple_(case.c.stream, case.c.case_id).in_(of_term), in_sight(person))
        .order_by(case.c.received_on.desc(), case.c.case_id)
        .limit(MOST_FOUND + 1)
    )
    return [
        (row.stream, row.case_id)
        for row in connection.execute(query)
        if may_look(person, current_state(connection, row.stream, _decode(row.state)), row.hall)
    ]


def _hmac(key: bytes, what: str, term: str) -> str:
    return hmac.digest(key, f"find {what} {term}".encode(), "sha256").hex()


def _record(
    connection: Connection,
    person: StaffMember,
    device: str,
    asked: FindRequest,
    now: str,
    detail: dict[str, str | int],
    did: Did,
) -> None:
    role = str(person.roles[0].role) if person.roles else ""
    who = Who(person.staff_id, role, device)
    told = {**detail, "reason": asked.reason}
    audit_of(connection).record(connection, who, did, at=now, detail=told)
