"""One case as it is now: its state, and format 1 joined again from content and actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from counter_app.basics import exact_json
from counter_app.cases.actions import Action, Entry
from counter_app.cases.case_state import CaseState
from counter_app.cases.joined import joined, parts_named
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
    granted: Mapping[int, str]
    """Position in the household → the items of the consent that holds, where it names any."""


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
    """Format 1 of the case as it came in, with what was done since; its JSON as it was written."""
    contents = contents_of(connection, parts_named(state))
    raw = contents.pop(state.content, b"{}")
    entries = {action: _entry(content) for action, content in contents.items()}
    whole = _whole(actions_of(connection, state.case_id))
    content = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    return msgspec.json.encode(joined(state, content, entries, whole))


def _granted(connection: Connection, state: CaseState) -> dict[int, str]:
    """The last consent of a person holds."""
    contents = contents_of(connection, (state.content, *state.authorizations))
    content = exact_json.loads(contents.get(state.content, b"{}").decode())
    whose = matter.whose(content if isinstance(content, dict) else {})
    found: dict[int, str] = {}
    for each in state.authorizations:
        if each in contents:
            entry = msgspec.json.decode(contents[each], type=Entry)
            number = matter.number_named(exact_json.loads(bytes(entry.entry).decode()))
            position, items = whose.position(number), entry.more.get("items")
            if position is not None:
                found[position] = items if isinstance(items, str) else ""
    return {position: items for position, items in found.items() if items}


def _whole(actions: Iterable[Action]) -> frozenset[str]:
    return frozenset(action.action_id for action in actions if action.facts.get("whole"))


def _entry(content: bytes) -> msgspec.Raw:
    return msgspec.json.decode(content, type=Entry).entry
