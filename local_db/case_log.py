"""Writes actions and what follows from them in one go: rows, outbox, current state, index.

The one way into the store for actions, whether done here or fetched. Must not decide what may be
done: callers have asked `cases.following`, or the server has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from sqlalchemy import Connection

from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.replay import Replay, advance, replay_apart
from counter_app.forms import matter
from counter_app.wire.messages import Ordered
from local_db.actions import (
    ChainHead,
    actions_of_cases,
    append_foreign,
    append_own,
    own_chains,
    parts_of,
)
from local_db.beginning import Beginning, begin
from local_db.brought import Brought
from local_db.cases import CaseFace, add_cases, change_cases, find_states
from local_db.identity import find_identity
from local_db.index import Findable, TermKind, add_terms, reversed_digits
from local_db.looks import Look, exact_form, look_of
from local_db.orders import Ends, ends_of, keep_orders
from local_db.set_aside import put_aside, take_back

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

    def add(self, state: CaseState, look: Look, staff_id: str, key: str | None) -> None:
        """A case that is new to the store."""
        self.new.append((state, CaseFace(look.name, look.type_label, staff_id, key)))
        found_by = [
            (TermKind.NUMBER_REVERSED, reversed_digits(number))
            for number in (state.number, *state.former_numbers)
        ]
        found_by += [(TermKind.SHORT_CODE, state.short_code), *look.found_by]
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
        outcome.add(state, look_of(new.content), sealed[0].staff_id, new.content_key)
    elif before:
        outcome.change(before, state)
    outcome.write(connection)
    return state


def log_foreign(
    connection: Connection,
    arrived: Sequence[Action],
    brought: Brought,
    *,
    at: str,
) -> int:
    """Keep actions that were fetched; none is known here yet, their hashes are sound.

    A case that was begun is computed anew where other actions belong to it. It goes on from its
    state where all that came stands behind what was here, else all of its actions count anew. What
    cannot be applied is kept all the same and set aside; gives how many.
    """
    contents, ordered = brought.contents, brought.ordered
    by_case: dict[str, list[Action]] = {}
    for action in arrived:
        by_case.setdefault(action.case_id, []).append(action)
    before = find_states(connection, by_case)
    ends = ends_of(connection, by_case)
    append_foreign(connection, arrived, brought.rows, contents, ordered)
    # Also of cases whose receipt had not come yet some actions may be waiting here as rows.
    among_others = [
        case_id
        for case_id, end in ends.items()
        if case_id not in before or not _goes_on(end, by_case[case_id], ordered)
    ]
    anew: dict[str, list[Action]] = {case_id: [] for case_id in among_others}
    if anew:
        take_back(connection, among_others)
        for action in actions_of_cases(connection, among_others):
            anew[action.case_id].append(action)
    outcome = _Outcome()
    ours = cache(partial(_own_devices, connection))  # which few pages need
    apart = 0
    for case_id, new in by_case.items():
        known, done = before.get(case_id), anew.get(case_id, new)
        if known:
            replayed = replay_apart(done, None if case_id in anew else known)
        else:
            replayed = _begin(outcome, done, contents, ours, brought.begun.get(case_id))
        if known and replayed.state:
            outcome.change(known, replayed.state)
        put_aside(connection, case_id, replayed.apart, at)
        apart += len(replayed.apart)
    outcome.write(connection)
    return apart


def _goes_on(end: Ends, new: Sequence[Action], ordered: Mapping[str, Ordered]) -> bool:
    """Whether the new actions stand behind all that is here of their case."""
    orders = [ordered[each.action_id].order for each in new if each.action_id in ordered]
    return not orders or (not end.without and min(orders) > end.highest)


def reorder(connection: Connection, said: Sequence[tuple[int, str, Ordered]], *, at: str) -> None:
    """Keep the orders of actions that are here (position, case, order); their cases count anew."""
    keep_orders(connection, [(position, ordered) for position, _, ordered in said])
    rebuild(connection, list(dict.fromkeys(case_id for _, case_id, _ in said)), at=at)


def rebuild(connection: Connection, case_ids: Sequence[str], *, at: str) -> None:
    """Compute these cases anew from their actions, also what was set aside of them."""
    take_back(connection, case_ids)
    before = find_states(connection, case_ids)
    done: dict[str, list[Action]] = {case_id: [] for case_id in case_ids}
    for action in actions_of_cases(connection, case_ids):
        done[action.case_id].append(action)
    outcome = _Outcome()
    ours = cache(partial(_own_devices, connection))  # which few pages need
    for case_id, actions in done.items():
        known = before.get(case_id)
        replayed = replay_apart(actions)
        if known and replayed.state:
            outcome.change(known, replayed.state)
        elif not known:
            receipts = [each.action_id for each in actions if each.kind == Kind.CASE_RECEIVED]
            _begin(outcome, actions, parts_of(connection, receipts), ours)
        put_aside(connection, case_id, replayed.apart, at)
    outcome.write(connection)


def _begin(
    outcome: _Outcome,
    done: Sequence[Action],
    contents: Mapping[str, Content],
    ours: Callable[[], frozenset[str]],
    ready: Beginning | None = None,
) -> Replay:
    begun = ready if ready and ready.done == done else begin(done, contents)
    if begun is None:
        return Replay()  # The receipt comes later; the actions wait as rows.
    state, receipt = begun.replayed.state, begun.receipt
    if state:
        # A case that comes back to a restored store was received here: its content is known again.
        known = begun.look.is_form and receipt.device in ours()
        key = matter.content_key(exact_form(contents.get(state.content))) if known else None
        outcome.add(state, begun.look, receipt.staff_id, key)
    return begun.replayed


def _own_devices(connection: Connection) -> frozenset[str]:
    """What this counter is, and was under earlier strings."""
    identity = find_identity(connection)
    present = (identity.enrolment.device,) if identity else ()
    return frozenset((*present, *(chain.device for chain in own_chains(connection))))
