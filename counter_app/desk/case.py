"""One case as it is now: its state, and format 1 joined again from content and actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from counter_app.basics import exact_json
from counter_app.cases.actions import Action, Entry
from counter_app.cases.case_state import CaseState
from counter_app.cases.receipts import receipt_address
from counter_app.desk.acting import get_state
from counter_app.desk.desk import Desk
from counter_app.forms import matter
from local_db.actions import actions_of, contents_of
from local_db.identity import find_identity
from local_db.lists import Delivery, delivery_of
from local_db.outbox import Return, find_returns


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case for the screen and the papers. `document` is format 1 as raw JSON."""

    state: CaseState
    document: bytes
    receipt_url: str
    delivery: Delivery
    returned: tuple[Return, ...]
    granted: Mapping[str, str]
    """ID number → the items of the consent that holds, where it names any."""


def get_case(desk: Desk, case_id: str) -> CaseView:
    """The case; raises CASE_UNKNOWN. Where content was erased its part is absent."""
    with desk.store.reading() as connection:
        state = get_state(connection, case_id)
        identity = find_identity(connection)
        address = desk.public_address(identity.enrolment) if identity else ""
        return CaseView(
            state=state,
            document=joined_document(connection, state),
            receipt_url=receipt_address(address, state.token),
            delivery=delivery_of(connection, case_id),
            returned=tuple(find_returns(connection, case_id)),
            granted=_granted(connection, state),
        )


def joined_document(connection: Connection, state: CaseState) -> bytes:
    """Format 1 of the case as it came in, with what was done since."""
    lists = (state.authorizations, state.materials, state.deferrals)
    ids = [state.content, state.commitment, *(each for ids in lists for each in ids)]
    contents = contents_of(connection, filter(None, ids))
    whole = _whole(actions_of(connection, state.case_id))
    raw = contents.get(state.content, b"{}")
    commitment = contents.get(state.commitment)
    parts = matter.Parts(
        {**msgspec.json.decode(raw, type=dict[str, msgspec.Raw])},
        _entry(commitment) if commitment else None,
        *(_list(ids, contents, whole) for ids in lists),
    )
    return msgspec.json.encode(matter.join(parts))


def _granted(connection: Connection, state: CaseState) -> dict[str, str]:
    """The last consent of a person holds."""
    contents = contents_of(connection, state.authorizations)
    found: dict[str, str] = {}
    for each in state.authorizations:
        if each in contents:
            entry = msgspec.json.decode(contents[each], type=Entry)
            number = matter.number_named(exact_json.loads(bytes(entry.entry).decode()))
            found.pop(number, None)
            if isinstance(items := entry.more.get("items"), str):
                found[number] = items
    return found


def _whole(actions: Iterable[Action]) -> frozenset[str]:
    return frozenset(action.action_id for action in actions if action.facts.get("whole"))


def _entry(content: bytes) -> msgspec.Raw:
    return msgspec.json.decode(content, type=Entry).entry


def _list(ids: tuple[str, ...], contents: Mapping[str, bytes], whole: frozenset[str]) -> object:
    entries = [_entry(contents[each]) for each in ids if each in contents]
    if len(ids) == 1 and ids[0] in whole:
        return entries[0] if entries else None
    return entries or None
