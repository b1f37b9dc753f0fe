"""Writes actions and what follows from them in one go: rows, outbox, current state, index.

The one way into the store for actions, whether done here or fetched. Must not decide what may be
done: callers have asked `cases.following`, or the server has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from counter_app.basics.exact_json import loads
from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.case_state import CaseState, advance, replay
from counter_app.forms import matter
from local_db.actions import (
    ChainHead,
    actions_of_cases,
    append_foreign,
    append_own,
    own_chains,
)
from local_db.cases import CaseFace, add_cases, change_cases, find_states
from local_db.identity import find_identity
from local_db.index import Findable, TermKind, add_terms, reversed_digits

Drafted = tuple[Action, Content | None]


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is known of the form of a case that is received here."""

    content: Mapping[str, object]
    content_key: str


@dataclass(slots=True)
class _Outcome:
    """What actions make of cases, gathered so that it is written at one go."""

    new: list[tuple[CaseState, CaseFace]] = field(default_factory=list)
    changed: list[CaseState] = field(default_factory=list)
    findable: list[Findable] = field(default_factory=list)

    def add(
        self, state: CaseState, content: Mapping[str, object], staff_id: str, key: str | None
    ) -> None:
        """A case that is new to the store; `content` is empty where it was erased."""
        terms = matter.index_terms(content) if content else None
        name = terms.name if terms else ""
        self.new.append((state, CaseFace(name, matter.type_label(content), staff_id, key)))
        found_by = [
            (TermKind.NUMBER_REVERSED, reversed_digits(number))
            for number in (state.number, *state.former_numbers)
        ]
        found_by.append((TermKind.SHORT_CODE, state.short_code))
        if terms:
            found_by += [
                (TermKind.NAME, terms.name),
                (TermKind.ID_NUMBER_REVERSED, reversed_digits(terms.id_number)),
                (TermKind.PHONE_REVERSED, reversed_digits(terms.phone)),
                *((TermKind.INITIALS, reading) for reading in terms.initials),
            ]
        self.findable.append(Findable(state.case_id, state.received_at, found_by))

    def change(self, before: CaseState, state: CaseState) -> None:
        """A case that was here; under a new number it is found too."""
        self.changed.append(state)
        if before.number != state.number:
            number = (TermKind.NUMBER_REVERSED, reversed_digits(state.number))
            self.findable.append(Findable(state.case_id, state.received_at, [number]))

    def write(self, connection: Connection) -> None:
        """Put all of it into the store."""
        add_cases(connection, self.new)
        change_cases(connection, self.changed)
        add_terms(connection, self.findable)


def log_own(
    connection: Connection,
    head: ChainHead,
    drafted: Sequence[Drafted],
    *,
    at: str,
    before: CaseState | None = None,
    new: NewCase | None = None,
) -> CaseState:
    """Keep and queue actions of one case that were done here; gives the case after them."""
    sealed = append_own(connection, head, drafted, at=at)
    state = before
    for action in sealed:
        state = advance(state, action)
    assert state is not None
    outcome = _Outcome()
    if new:
        outcome.add(state, new.content, sealed[0].staff_id, new.content_key)
    elif before:
        outcome.change(before, state)
    outcome.write(connection)
    return state


def log_foreign(
    connection: Connection, arrived: Sequence[Action], contents: Mapping[str, Content]
) -> None:
    """Keep actions that were fetched; none is known here yet, their hashes are sound.

    Raises:
        ValueError: a case is received twice in them.
    """
    case_ids = dict.fromkeys(action.case_id for action in arrived)
    before = find_states(connection, case_ids)
    # Of cases whose receipt had not come yet some actions may be waiting here as rows.
    unknown = [case_id for case_id in case_ids if case_id not in before]
    by_case: dict[str, list[Action]] = {case_id: [] for case_id in case_ids}
    for action in (*actions_of_cases(connection, unknown), *arrived):
        by_case[action.case_id].append(action)
    append_foreign(connection, arrived, contents)
    outcome = _Outcome()
    ours = _own_devices(connection)
    for case_id, done in by_case.items():
        if case_id in before:
            _advance(outcome, before[case_id], done)
        else:
            _begin(outcome, done, contents, ours)
    outcome.write(connection)


def _advance(outcome: _Outcome, before: CaseState, arrived: Sequence[Action]) -> None:
    state = before
    for action in arrived:
        state = advance(state, action)
    outcome.change(before, state)


def _begin(
    outcome: _Outcome,
    done: Sequence[Action],
    contents: Mapping[str, Content],
    ours: frozenset[str],
) -> None:
    receipt = next((each for each in done if each.kind == Kind.CASE_RECEIVED), None)
    if receipt is None:
        return  # The receipt comes later; the actions wait as rows.
    content = contents.get(receipt.action_id)
    form = loads(bytes(content.content).decode()) if content else None
    document = form if isinstance(form, dict) else {}
    # A case that comes back to a restored store was received here: its content is known again.
    known = document and receipt.device in ours
    key = matter.content_key(document) if known else None
    outcome.add(replay(done), document, receipt.staff_id, key)


def _own_devices(connection: Connection) -> frozenset[str]:
    """What this counter is, and was under earlier strings."""
    identity = find_identity(connection)
    present = (identity.enrolment.device,) if identity else ()
    return frozenset((*present, *(chain.device for chain in own_chains(connection))))
