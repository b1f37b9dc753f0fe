"""Writes actions and what follows from them in one go: rows, outbox, current state, index.

The one way into the store for actions, whether done here or fetched. Must not decide what may be
done: callers have asked `cases.following`, or the server has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from counter_app.basics.exact_json import loads
from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.case_state import CaseState, advance, replay
from counter_app.forms import matter
from local_db.actions import ChainHead, actions_of, append_foreign, append_own
from local_db.cases import CaseFace, add_case, change_case, find_state
from local_db.index import TermKind, add_terms, reversed_digits

Drafted = tuple[Action, Content | None]


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is known of the form of a case that is received here."""

    content: Mapping[str, object]
    content_key: str


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
    if new:
        _add(connection, state, new.content, sealed[0].staff_id, new.content_key)
    else:
        _change(connection, before, state)
    return state


def log_foreign(
    connection: Connection, arrived: Sequence[Action], contents: Mapping[str, Content]
) -> None:
    """Keep actions that were fetched; none is known here yet, their hashes are sound."""
    append_foreign(
        connection,
        arrived,
        [contents[action.action_id] for action in arrived if action.action_id in contents],
    )
    by_case: dict[str, list[Action]] = {}
    for action in arrived:
        by_case.setdefault(action.case_id, []).append(action)
    for case_id, of_case in by_case.items():
        _advance_foreign(connection, case_id, of_case, contents)


def _advance_foreign(
    connection: Connection,
    case_id: str,
    arrived: Sequence[Action],
    contents: Mapping[str, Content],
) -> None:
    before = find_state(connection, case_id)
    if before:
        state = before
        for action in arrived:
            if action.kind != Kind.CASE_RECEIVED:
                state = advance(state, action)
        _change(connection, before, state)
        return
    receipt = next((each for each in arrived if each.kind == Kind.CASE_RECEIVED), None)
    if receipt is None:
        return  # The receipt comes later; the actions wait as rows.
    ordered = actions_of(connection, case_id)
    ordered.sort(key=lambda each: each.kind != Kind.CASE_RECEIVED)
    content = contents.get(receipt.action_id)
    form = loads(bytes(content.content).decode()) if content else {}
    document = form if isinstance(form, dict) else {}
    _add(connection, replay(ordered), document, receipt.staff_id, None)


def _add(
    connection: Connection,
    state: CaseState,
    content: Mapping[str, object],
    staff_id: str,
    content_key: str | None,
) -> None:
    terms = matter.index_terms(content) if content else None
    face = CaseFace(
        name=terms.name if terms else "",
        type_label=matter.type_label(content),
        staff_id=staff_id,
        content_key=content_key,
    )
    add_case(connection, state, face)
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
    add_terms(connection, state.case_id, state.received_at, found_by)


def _change(connection: Connection, before: CaseState | None, state: CaseState) -> None:
    change_case(connection, state)
    if before and before.number != state.number:
        number = (TermKind.NUMBER_REVERSED, reversed_digits(state.number))
        add_terms(connection, state.case_id, state.received_at, [number])
