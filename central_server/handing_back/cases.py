"""States and numbers of cases of which something was handed back.

A state is replayed from all actions of its case. A number belongs to the case that got it first by
the server's time, stream and order: who hands back first changes nothing. Must not ask who handed
back what.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import select, tuple_, update
from sqlalchemy.engine import Connection

from central_server.fitness import number_of
from central_server.handing_back.handed import CaseKey, Handed, parts
from central_server.store.many_rows import raise_rows, upsert_rows
from central_server.store.tables import action, case, case_number, number_known
from central_server.work.columns import Lister
from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.replay import replay_apart

_decode = msgspec.json.Decoder(Action).decode
_encode = msgspec.json.encode
_When = tuple[str, str, int]
"""The server's time, stream and order."""


def count_anew(
    connection: Connection, handed: Sequence[Handed], halls: Mapping[CaseKey, str]
) -> None:
    """Bring numbers and cases to what their actions say."""
    displaced = _settle_numbers(connection, handed)
    states = _states(connection, sorted(halls))
    holders = _holders(connection, [state.number for state in states.values()])
    rows, lister = [], Lister(connection)
    for (stream, case_id), state in states.items():
        number = state.number if holders.get(state.number) == (stream, case_id) else None
        hall = halls[stream, case_id]
        row = (stream, case_id, hall, number, state.token, _encode(state), state.matter)
        rows.append((*row, *lister.of(state)))
    upsert_rows(connection, case, rows)
    for stream, case_id in sorted(displaced - halls.keys()):
        there = (case.c.stream == stream, case.c.case_id == case_id)
        connection.execute(update(case).where(*there).values(number=None))


def _states(connection: Connection, keys: Sequence[CaseKey]) -> dict[CaseKey, CaseState]:
    done: dict[CaseKey, list[Action]] = {key: [] for key in keys}
    for part in parts(keys):
        query = (
            select(action.c.stream, action.c.case_id, action.c.body)
            .where(tuple_(action.c.stream, action.c.case_id).in_(part))
            .order_by(action.c.stream, action.c.position)
        )
        for stream, case_id, body in connection.execute(query):
            done[stream, case_id].append(_decode(body))
    replayed = {key: replay_apart(actions).state for key, actions in done.items()}
    return {key: state for key, state in replayed.items() if state}


def _settle_numbers(connection: Connection, handed: Iterable[Handed]) -> set[CaseKey]:
    """Give each number that came to whoever had it first; the cases that have lost theirs."""
    first: dict[str, tuple[_When, CaseKey]] = {}
    highest: dict[tuple[str, str, int], int] = {}
    for one in handed:
        number = number_of(one.action)
        if number is None:
            continue
        claim = (one.ordered.server_at, *one.place), one.case
        first[str(number)] = min(first.get(str(number), claim), claim)
        window = (number.county, number.window, number.year)
        highest[window] = max(highest.get(window, 0), number.running)
    holders = _holders(connection, list(first))
    displaced = set()
    for text, holder in holders.items():
        held = _given(connection, holder, text), holder
        if held < first[text]:
            first[text] = held
        elif holder != first[text][1]:
            displaced.add(holder)
    rows = [(text, *key) for text, (_, key) in sorted(first.items())]
    upsert_rows(connection, case_number, rows)
    known = [(*window, running) for window, running in sorted(highest.items())]
    raise_rows(connection, number_known, known, number_known.c.running)
    return displaced


def _holders(connection: Connection, numbers: Sequence[str]) -> dict[str, CaseKey]:
    found: dict[str, CaseKey] = {}
    columns = (case_number.c.number, case_number.c.stream, case_number.c.case_id)
    for part in parts(numbers):
        rows = connection.execute(select(*columns).where(case_number.c.number.in_(part)))
        found |= {number: (stream, case_id) for number, stream, case_id in rows}
    return found


def _given(connection: Connection, holder: CaseKey, text: str) -> _When:
    """When the case got the number; never, where no action here says so."""
    stream, case_id = holder
    query = (
        select(action.c.received_at, action.c.position, action.c.body)
        .where(action.c.stream == stream, action.c.case_id == case_id)
        .order_by(action.c.position)
    )
    for server_at, position, body in connection.execute(query):
        number = number_of(_decode(body))
        if number == CaseNumber.parse(text):
            return server_at, stream, position
    return "9999", stream, 0
