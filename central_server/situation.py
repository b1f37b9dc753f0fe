"""What the server knows of the cases, chains and numbers that one batch touches.

Read once for the batch, changed in memory while its actions are judged, written at its end, so
that 500 actions cost a handful of statements. Must not decide anything: that is `apply_action`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Select, Table, bindparam, select, tuple_
from sqlalchemy.engine import Connection

from central_server.store.locks import ClashError, Top
from central_server.store.many_keys import find_rows
from central_server.store.restoring import restoring_since
from central_server.store.rows import SYSTEM, Device, find_device
from central_server.store.states import current_state
from central_server.store.tables import (
    action,
    case,
    case_number,
    case_place,
    chain,
    number_known,
    refusal,
)
from central_server.store.tables import stream as streams
from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.chain import FIRST, is_whole
from counter_app.cases.following import Asker
from counter_app.cases.kinds import KINDS, Nature
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.times import Trusts

_IN = 400
"""Values in one IN list: below every database's limit of parameters."""
_ID = (action.c.action_id,)
_PLACE = (case_place.c.case_id, case_place.c.stream)
_TOKEN = (case.c.token, case.c.case_id)
_CASE = (case.c.case_id, case.c.state, case.c.hall, case.c.number)
_NUMBER = (case_number.c.number, case_number.c.stream, case_number.c.case_id)
_CHAIN = (
    select(chain.c.owner, chain.c.sequence, chain.c.hash)
    .where(chain.c.device == bindparam("of_device"), chain.c.incarnation == bindparam("in_life"))
    .with_for_update()
)
_OWNERS = select(chain.c.device, chain.c.incarnation, chain.c.owner).where(
    tuple_(chain.c.device, chain.c.incarnation).in_(bindparam("chains", expanding=True))
)
_decode_state = msgspec.json.Decoder(CaseState).decode

Key = tuple[str, str, int]
CaseKey = tuple[str, str]
Window = tuple[str, str, int]
"""County, window, year."""
Value = TypeVar("Value")
Answers = tuple[Table, Select[*tuple[Any, ...]]]


@dataclass(slots=True)
class Chain:
    """Up to where a device's incarnation was answered, and who delivers it."""

    owner: str
    sequence: int = 0
    hash: str = FIRST
    known: bool = False
    window: str | None = None
    """Of the actions that the asker may bring in it; None: it is not the asker's to speak in."""


class Stored(NamedTuple):
    """The answer that an action got before: `taken` in (perhaps with a conflict) or refused."""

    hash: str
    taken: bool
    problem: str
    order: int = 0
    server_at: str = ""
    """Both of what was taken in before this batch."""


@dataclass(slots=True)
class Case:
    """A case as it stands after the actions judged so far."""

    state: CaseState
    hall: str
    numbered: bool
    """False while the number on its paper belongs to another case."""
    asker: Asker | None = None
    """What the asker is to it, which no action of the batch changes; None: not asked yet."""


class Decides(Protocol):
    """Judges what depends on content, people or the register, and remembers what it saw."""

    def fault(self, state: CaseState | None, action: Action, asker: Asker) -> str | None:
        """Why the decision is not taken, as a code."""

    def saw(self, action: Action, code: str, state: CaseState, day: str = "") -> None:
        """An action was judged; the case is so after it. An empty code: it was taken in.

        `day`: what holds instead of the legal day that the action says, which is doubted.
        """


@dataclass(slots=True)
class Known:
    """What one transaction has read under its locks, as it has written it since.

    With it the next batch of the same transaction asks for nothing again.
    """

    tops: dict[str, Top] = field(default_factory=dict)
    """How far the streams that are locked have got."""
    chains: dict[tuple[str, str], Chain] = field(default_factory=dict)
    cases: dict[CaseKey, Case] = field(default_factory=dict)


@dataclass(slots=True)
class Situation:
    """Keys of `cases` are (stream, case id), of `stored` (device, incarnation, sequence)."""

    asker: Device
    now: str
    """The server's time as rows carry it."""
    actions: Sequence[Action] = ()
    time: datetime = field(init=False)
    trusts: Trusts = field(init=False)
    """What the actions' times are worth now."""
    devices: dict[str, Device | None] = field(default_factory=dict)
    chains: dict[tuple[str, str], Chain] = field(default_factory=dict)
    stored: dict[Key, Stored] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    """Ids of actions that are taken, of whatever stream."""
    places: dict[str, str] = field(default_factory=dict)
    """Case id → its one stream."""
    new_places: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)
    """Who delivers the chains in which the cases were received."""
    highest: dict[Window, int] = field(default_factory=dict)
    """The highest running number that is known, raised with each that is given."""
    cases: dict[CaseKey, Case] = field(default_factory=dict)
    numbers: dict[str, CaseKey] = field(default_factory=dict)
    changed: set[CaseKey] = field(default_factory=set)
    new_numbers: dict[str, CaseNumber] = field(default_factory=dict)
    mended: list[Key] = field(default_factory=list)
    """Refused before, taken in now."""
    free: set[Key] = field(default_factory=set)
    """Places in chains that were handed back around them: nothing was answered there."""
    given_up: frozenset[str] = frozenset()
    """Decisions that were refused before a loss, as their counter says."""
    restoring: bool = False
    """Decisions wait until all that was lost is handed back."""
    decider: "Decides | None" = None
    """Who judges decisions; without it none is taken."""
    following: dict[Key, Action] = field(default_factory=dict)
    """The batch by its places; made when it is first asked."""

    def __post_init__(self) -> None:
        self.time = datetime.fromisoformat(self.now)
        self.trusts = Trusts(self.time)

    def device_of(self, action: Action) -> Device:
        """The device of an action, which has passed for the asker's."""
        device = self.devices[action.device]
        assert device, "judged before"
        return device

    def place_of(self, action: Action) -> str:
        """The stream of the action's case; of a case that is new the action's own."""
        return self.places.get(action.case_id, action.stream)

    def owner_of(self, device: str, incarnation: str) -> str | None:
        """Who delivers the chain of a receipt."""
        chain = self.chains.get((device, incarnation))
        return chain.owner if chain else self.owners.get((device, incarnation))

    def begin(self, key: CaseKey, case: Case) -> None:
        """The case is there from now on."""
        stream, case_id = key
        if case_id not in self.places:
            self.places[case_id] = stream
            self.new_places.append((case_id, stream))
        self.cases[key] = case
        self.tokens.add(case.state.token)

    def give(self, number: CaseNumber, case: CaseKey) -> bool:
        """Give the number to the case; False where another has it."""
        text = str(number)
        if text not in self.numbers:
            self.numbers[text] = case
            self.new_numbers[text] = number
            window = (number.county, number.window, number.year)
            self.highest[window] = max(number.running, self.highest.get(window, 0))
        return self.numbers[text] == case

    def hash_told_by_next(self, action: Action) -> str:
        """The hash that an altered record had, as the sound record behind it in the batch says."""
        if not self.following:
            self.following = {one.key: one for one in self.actions}
        device, incarnation, sequence = action.key
        behind = self.following.get((device, incarnation, sequence + 1))
        return behind.previous if behind and is_whole(behind) else ""


def read_situation(
    connection: Connection, asker: Device, actions: Sequence[Action], now: str, known: Known
) -> Situation:
    """All that judging these actions needs to know."""
    situation = Situation(asker, now, actions)
    if any(_is_decision(one) for one in actions):
        situation.restoring = restoring_since(connection) is not None
    for name in {one.device for one in actions}:
        is_asker = name == asker.device
        situation.devices[name] = asker if is_asker else find_device(connection, name)
    for device, incarnation in sorted({(one.device, one.incarnation) for one in actions}):
        if there := known.chains.get((device, incarnation)):
            situation.chains[device, incarnation] = there
        else:
            _read_chain(connection, situation, device, incarnation)
    _read_stored(connection, situation, actions)
    for stream in {one.stream for one in actions}:
        cases = sorted({one.case_id for one in actions if one.stream == stream})
        _read_cases(connection, situation, stream, cases, known)
    _read_ids(connection, situation, actions)
    if asker.role != SYSTEM:
        _read_owners(connection, situation)
    _read_numbers(connection, situation, actions)
    return situation


def _is_decision(one: Action) -> bool:
    kind = KINDS.get(one.kind)
    return kind is not None and kind.nature is Nature.DECISION


def _read_chain(
    connection: Connection, situation: Situation, device: str, incarnation: str
) -> None:
    of_chain = {"of_device": device, "in_life": incarnation}
    row = connection.execute(_CHAIN, of_chain).one_or_none()
    found = Chain(*row, known=True) if row else Chain(situation.asker.device)
    found.window = _window_of(situation, device, found)
    situation.chains[device, incarnation] = found


def _window_of(situation: Situation, device: str, chain: Chain) -> str | None:
    """The window in whose name the asker speaks in the chain, where it may.

    A chain that nobody has delivered from is its own device's; one of a former string came to
    the asker by proof, when it enrolled.
    """
    author = situation.devices[device]
    owner = chain.owner if chain.known else device
    return author.window_code if author and owner == situation.asker.device else None


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
            taken = action, taken[1].add_columns(action.c.position, action.c.received_at)
            _keep(connection, situation, taken, (device, incarnation), of_stream)
        refused = _answers(refusal)
        _keep(connection, situation, refused, (device, incarnation), [o.sequence for o in ones])
        _find_free(connection, situation, [one.key for one in ones])


def _find_free(connection: Connection, situation: Situation, keys: Sequence[Key]) -> None:
    """Places below the end of a chain at which there is nothing, in any stream."""
    missing = [key for key in keys if key not in situation.stored]
    if not missing:
        return
    names = connection.execute(select(streams.c.stream)).scalars().all()
    for part in _parts(missing):
        device, incarnation, _ = part[0]
        there = select(action.c.sequence).where(
            action.c.stream.in_(names),
            action.c.device == device,
            action.c.incarnation == incarnation,
            action.c.sequence.in_([sequence for *_, sequence in part]),
        )
        taken = set(connection.execute(there).scalars())
        situation.free.update(key for key in part if key[2] not in taken)


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
        for sequence, hash_, problem, *ordered in connection.execute(rows):
            stored = Stored(hash_, table is action, problem, *ordered)
            situation.stored[device, incarnation, sequence] = stored


def _answers(table: Table, *conditions: ColumnElement[bool]) -> Answers:
    return table, select(table.c.sequence, table.c.hash, table.c.problem).where(*conditions)


def _read_ids(connection: Connection, situation: Situation, actions: Sequence[Action]) -> None:
    """What must be unique over all streams: ids of actions, places of cases, tokens."""
    if situation.asker.role != SYSTEM:  # whose ids were made for this batch
        situation.ids.update(_known_ids(connection, actions))
    cases = sorted({one.case_id for one in actions} - situation.places.keys())
    for case_id, stream in find_rows(connection, _PLACE, case_place.c.case_id, cases):
        situation.places[case_id] = stream
    found = find_rows(connection, _TOKEN, case.c.token, _tokens(actions))
    situation.tokens.update(token for token, _case_id in found)


def refuse_known(connection: Connection, taken: Sequence[Action]) -> None:
    """A second look at ids and tokens that are about to be stored, once nobody else can store any.

    Raises:
        ClashError: where one of them is there by now.
    """
    new = [one for one in taken if one.kind == Kind.CASE_RECEIVED]
    own = {one.case_id for one in new}
    found = find_rows(connection, _TOKEN, case.c.token, _tokens(new))
    if not own.issuperset(case_id for _token, case_id in found) or _known_ids(connection, taken):
        raise ClashError


def _known_ids(connection: Connection, actions: Sequence[Action]) -> list[str]:
    ids = [one.action_id for one in actions]
    return [row[0] for row in find_rows(connection, _ID, action.c.action_id, ids)]


def _tokens(actions: Sequence[Action]) -> list[str]:
    return [str(one.facts["token"]) for one in actions if "token" in one.facts]


def _read_owners(connection: Connection, situation: Situation) -> None:
    """Who delivers the chains of receipts that the batch itself does not go on with."""
    chains = {(one.state.device, one.state.incarnation) for one in situation.cases.values()}
    for part in _parts(sorted(chains - situation.chains.keys())):
        for device, incarnation, owner in connection.execute(_OWNERS, {"chains": part}):
            situation.owners[device, incarnation] = owner


def _read_cases(
    connection: Connection, situation: Situation, stream: str, ids: Sequence[str], known: Known
) -> None:
    for case_id in ids:
        if there := known.cases.get((stream, case_id)):
            situation.cases[stream, case_id] = Case(there.state, there.hall, there.numbered)
            situation.places[case_id] = stream
    ids = [case_id for case_id in ids if (stream, case_id) not in situation.cases]
    found = find_rows(connection, _CASE, case.c.case_id, ids, (case.c.stream, stream))
    for case_id, raw, hall, number in list(found):
        state = current_state(connection, stream, _decode_state(raw))
        situation.cases[stream, case_id] = Case(state, hall, number is not None)


def _read_numbers(connection: Connection, situation: Situation, actions: Sequence[Action]) -> None:
    named = [str(one.facts["number"]) for one in actions if "number" in one.facts]
    found = find_rows(connection, _NUMBER, case_number.c.number, named)
    situation.numbers.update((number, (stream, case_id)) for number, stream, case_id in found)
    windows = {(one.county, one.window) for one in situation.devices.values() if one}
    for county, window in windows if named else ():
        rows = select(number_known.c.year, number_known.c.running).where(
            number_known.c.county == county, number_known.c.window == window
        )
        for year, running in connection.execute(rows):
            situation.highest[county, window, year] = running


def _parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), _IN):
        yield values[start : start + _IN]
