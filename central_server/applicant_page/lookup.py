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
from counter_app.cases.case_state import CaseState
from counter_app.cases.receipts import Token, is_genuine, read_token

_NOBODYS_KEY = secrets.token_bytes(32)
_NOBODY = Token("0" * 16, bytes(23), bytes(8))
_decode_state = msgspec.json.Decoder(CaseState).decode


@dataclass(frozen=True, slots=True)
class Arrived:
    """A case that is here; `numbered` is false while its number belongs to another case."""

    state: CaseState
    hall: str
    numbered: bool
    contents: dict[str, bytes]
    """Action id → raw content, of those actions that the state names and that are not erased."""


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
    query = (
        select(case.c.stream, case.c.hall, case.c.number, case.c.state)
        .where(case.c.token == text)
        .order_by(case.c.stream, case.c.case_id)
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    stream, hall, number, raw = row
    state = current_state(connection, stream, _decode_state(raw))
    return Arrived(state, hall, number is not None, _contents(connection, stream, state))


def _contents(connection: Connection, stream: str, state: CaseState) -> dict[str, bytes]:
    named = [state.content, state.commitment, *state.authorizations]
    named += [*state.materials, *state.deferrals]
    query = (
        select(action.c.action_id, content.c.content)
        .join_from(
            action,
            content,
            (action.c.stream == content.c.stream) & (action.c.position == content.c.position),
        )
        .where(action.c.stream == stream, action.c.action_id.in_([one for one in named if one]))
    )
    return dict(connection.execute(query).all())
