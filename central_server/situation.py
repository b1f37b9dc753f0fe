"""What the server knows of the cases, chains and numbers that one batch touches.

Read once for the batch, changed in memory while its actions are judged, written at its end, so
that 500 actions cost a handful of statements. Must not decide anything: that is `apply_action`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.engine import Connection

from central_server.store.rows import Device, find_device
from central_server.store.states import current_state
from central_server.store.tables import action, case, case_number, chain, refusal
from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.chain import FIRST

_IN = 400
"""Values in one IN list: below every database's limit of parameters."""
_decode_state = msgspec.json.Decoder(CaseState).decode

Key = tuple[str, str, int]
CaseKey = tuple[str, str]
Value = TypeVar("Value")
Answers = tuple[Table, Select[int, str, str]]


@dataclass(slots=True)
class Chain:
    """Up to where a device's incarnation was answered, and who delivers it."""

    owner: str
    sequence: int = 0
    hash: str = FIRST
    known: bool = False


class Stored(NamedTuple):
    """The answer that an action got before: `taken` in (perhaps with a conflict) or refused."""

    hash: str
    taken: bool
    problem: str


@dataclass(slots=True)
class Case:
    """A case as it stands after the actions judged so far."""

    state: CaseState
    hall: str
    numbered: bool
    """False while the number on its paper belongs to another case."""


@dataclass(slots=True)
class Situation:
    """Keys of `cases` are (stream, case id), of `stored` (device, incarnation, sequence)."""

    asker: Device
    now: str
    devices: dict[str, Device | None] = field(default_factory=dict)
    chains: dict[tuple[str, str], Chain] = field(default_factory=dict)
    stored: dict[Key, Stored] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    """(stream, action id) → hash."""
    cases: dict[CaseKey, Case] = field(default_factory=dict)
    numbers: dict[str, CaseKey] = field(default_factory=dict)
    changed: set[CaseKey] = field(default_factory=set)
    new_numbers: list[str] = field(default_factory=list)
    mended: list[Key] = field(default_factory=list)
    """Refused before, taken in now."""


def read_situation(
    connection: Connection, asker: Device, actions: Sequence[Action], now: str
) -> Situation:
    """All that judging these actions needs to know."""
    situation = Situation(asker, now)
    for name in {one.device for one in actions}:
        situation.devices[name] = find_device(connection, name)
    for device, incarnation in {(one.device, one.incarnation) for one in actions}:
        _read_chain(connection, situation, device, incarnation)
    _read_stored(connection, situation, actions)
    for stream in {one.stream for one in actions}:
        of_stream = [one for one in actions if one.stream == stream]
        _read_ids(connection, situation, stream, [one.action_id for one in of_stream])
        _read_cases(connection, situation, stream, sorted({one.case_id for one in of_stream}))
    _read_numbers(connection, situation, actions)
    return situation


def _read_chain(
    connection: Connection, situation: Situation, device: str, incarnation: str
) -> None:
    query = select(chain.c.owner, chain.c.sequence, chain.c.hash).where(
        chain.c.device == device, chain.c.incarnation == incarnation
    )
    row = connection.execute(query).one_or_none()
    found = Chain(*row, known=True) if row else Chain(situation.asker.device)
    situation.chains[device, incarnation] = found


def _read_stored(connection: Connection, situation: Situation, actions: Sequence[Action]) -> None:
    """Answers of before; looked for only where a chain has already got that far."""
    again: dict[tuple[str, str], list[Action]] = {}
    for one in actions:
        if one.sequence <= situation.chains[one.device, one.incarnation].sequence:
            again.setdefault((one.device, one.incarnation), []).append(one)
    for (device, incarnation), ones in again.items():
        for stream in {one.stream for one in ones}:
            of_stream = [one.sequence for one in ones if one.stream == stream]
            taken = _answers(action, action.c.stream == stream)
            _keep(connection, situation, taken, (device, incarnation), of_stream)
        refused = _answers(refusal)
        _keep(connection, situation, refused, (device, incarnation), [o.sequence for o in ones])


def _keep(
    connection: Connection,
    situation: Situation,
    answers: Answers,
    chain_key: tuple[str, str],
    sequences: Sequence[int],
) -> None:
    table, query = answers
    device, incarnation = chain_key
    for part in _parts(sequences):
        rows = query.where(
            table.c.device == device,
            table.c.incarnation == incarnation,
            table.c.sequence.in_(part),
        )
        for sequence, hash_, problem in connection.execute(rows):
            stored = Stored(hash_, table is action, problem)
            situation.stored[device, incarnation, sequence] = stored


def _answers(table: Table, *conditions: ColumnElement[bool]) -> Answers:
    return table, select(table.c.sequence, table.c.hash, table.c.problem).where(*conditions)


def _read_ids(
    connection: Connection, situation: Situation, stream: str, ids: Sequence[str]
) -> None:
    for part in _parts(ids):
        query = select(action.c.action_id, action.c.hash).where(
            action.c.stream == stream, action.c.action_id.in_(part)
        )
        for action_id, hash_ in connection.execute(query):
            situation.ids[stream, action_id] = hash_


def _read_cases(
    connection: Connection, situation: Situation, stream: str, ids: Sequence[str]
) -> None:
    for part in _parts(ids):
        query = select(case.c.case_id, case.c.state, case.c.hall, case.c.number).where(
            case.c.stream == stream, case.c.case_id.in_(part)
        )
        for case_id, raw, hall, number in connection.execute(query):
            state = current_state(connection, stream, _decode_state(raw))
            situation.cases[stream, case_id] = Case(state, hall, number is not None)


def _read_numbers(connection: Connection, situation: Situation, actions: Sequence[Action]) -> None:
    named = [str(one.facts["number"]) for one in actions if "number" in one.facts]
    for part in _parts(named):
        query = select(case_number.c.number, case_number.c.stream, case_number.c.case_id).where(
            case_number.c.number.in_(part)
        )
        for number, stream, case_id in connection.execute(query):
            situation.numbers[number] = (stream, case_id)


def _parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), _IN):
        yield values[start : start + _IN]
