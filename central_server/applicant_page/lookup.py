"""From a token to what the server knows of it. Must not decide what is shown.

A token is looked for in the store only after its device's key has proved it, and an unknown
device costs the same proof: from outside all wrong tokens are one.
"""

import secrets
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.store.rows import Device, find_device
from central_server.store.states import current_state
from central_server.store.tables import action, case, content
from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.joined import may_be_whole, parts_named
from counter_app.cases.receipts import Token, is_genuine, read_token

_NOBODYS_KEY = secrets.token_bytes(32)
_NOBODY = Token("0" * 16, bytes(23), bytes(8))
_MOST = 400
"""Values in one IN list: below every database's limit of parameters."""
_decode_action = msgspec.json.Decoder(Action).decode
_decode_state = msgspec.json.Decoder(CaseState).decode


@dataclass(frozen=True, slots=True)
class Arrived:
    """A case that is here; `numbered` is false while its number belongs to another case."""

    state: CaseState
    hall: str
    numbered: bool
    came_at: str
    """When the receipt reached the server."""
    contents: dict[str, bytes]
    """Action id → raw content, of those actions that the state names and that are not erased."""
    whole: frozenset[str] = frozenset()
    """Those of them whose entry is the value of its whole key."""
    asked: int = 0
    """How many things the return that waits asks for."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A genuine receipt: the device that gave it, and its case once that has arrived."""

    device: Device
    arrived: Arrived | None


def find_receipt(connection: Connection, text: str) -> Receipt | None:
    """What is known of this token; None for every token that no device of ours has made."""
    token = read_token(text) or _NOBODY
    device = find_device(connection, token.device)
    genuine = is_genuine(token, device.receipt_key if device else _NOBODYS_KEY)
    return Receipt(device, _find_case(connection, text)) if device and genuine else None


def _find_case(connection: Connection, text: str) -> Arrived | None:
    """The case of the token; in a store that was attacked, the first that came with it."""
    query = select(case.c.stream, case.c.case_id, case.c.hall, case.c.number, case.c.state)
    rows = connection.execute(query.where(case.c.token == text).limit(_MOST)).all()
    came = {row: _came(connection, row.stream, row.case_id) for row in rows}
    row = min(rows, key=came.__getitem__, default=None)
    if row is None:
        return None
    state = current_state(connection, row.stream, _decode_state(row.state))
    contents = _contents(connection, row.stream, state)
    whole = _whole(connection, row.stream, state)
    asked = _asked(connection, row.stream, state.returned) if state.returned else 0
    return Arrived(state, row.hall, row.number is not None, came[row][0], contents, whole, asked)


def _came(connection: Connection, stream: str, case_id: str) -> tuple[str, int]:
    """When and where the first action of a case was taken in."""
    query = (
        select(action.c.received_at, action.c.position)
        .where(action.c.stream == stream, action.c.case_id == case_id)
        .order_by(action.c.position)
        .limit(1)
    )
    received_at, position = connection.execute(query).one()
    return received_at, position


def _asked(connection: Connection, stream: str, returned: str) -> int:
    """The items of a return; one at least."""
    query = select(action.c.body).where(action.c.stream == stream, action.c.action_id == returned)
    body = connection.execute(query).scalar()
    items = _decode_action(body).facts.get("items") if body else 0
    return max(items, 1) if isinstance(items, int) else 1


def _contents(connection: Connection, stream: str, state: CaseState) -> dict[str, bytes]:
    named = parts_named(state)
    query = select(action.c.action_id, content.c.content).join_from(
        action,
        content,
        (action.c.stream == content.c.stream) & (action.c.position == content.c.position),
    )
    found: dict[str, bytes] = {}
    for start in range(0, len(named), _MOST):
        part = action.c.action_id.in_(named[start : start + _MOST])
        found.update(connection.execute(query.where(action.c.stream == stream, part)).all())
    return found


def _whole(connection: Connection, stream: str, state: CaseState) -> frozenset[str]:
    alone = action.c.action_id.in_(may_be_whole(state))
    bodies = connection.execute(select(action.c.body).where(action.c.stream == stream, alone))
    read = map(_decode_action, bodies.scalars())
    return frozenset(each.action_id for each in read if each.facts.get("whole"))
