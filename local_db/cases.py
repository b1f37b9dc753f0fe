"""The current state of each case: the one stored copy of what its actions say.

Written in the transaction of the action; a state that an older program computed is replayed where
it is read. Must not compute it: that is `cases.replay`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.replay import replay_apart
from local_db.actions import actions_of_cases
from local_db.statements import among, driver_text, insert_into, listed, run, run_many
from local_db.tables import cases

_decode = msgspec.json.Decoder(CaseState).decode
_ADD = insert_into(cases)
_MOVING = ("number", "stage", "receipt_owed", "state", "digest")
_CHANGE = driver_text(
    update(cases)
    .where(cases.c.case_id == bindparam("changed"))
    .values({name: bindparam(name) for name in _MOVING})
)
_AMONG = driver_text(select(cases.c.state).where(among(cases.c.case_id)))
_BY_ID = driver_text(select(cases.c.state).where(cases.c.case_id == bindparam("wanted")))
_BY_CONTENT = driver_text(
    select(cases.c.state)
    .where(cases.c.content_key == bindparam("wanted"))
    .order_by(cases.c.received_at, cases.c.case_id)
)


@dataclass(frozen=True, slots=True)
class CaseFace:
    """What lists show beside the state; taken from the form when the case arrives."""

    name: str
    type_label: str
    staff_id: str
    content_key: str | None = None
    """Only where the case was received at this counter."""


def add_cases(connection: Connection, new: Sequence[tuple[CaseState, CaseFace]]) -> None:
    """Keep cases that are new to this store."""
    if new:
        run_many(connection, _ADD, [_row(state, face) for state, face in new])


def change_cases(connection: Connection, states: Sequence[CaseState]) -> None:
    """Keep what further actions made of these cases."""
    for state in states:
        run(connection, _CHANGE, {"changed": state.case_id, **_moving(state)})


def find_states(connection: Connection, case_ids: Iterable[str]) -> dict[str, CaseState]:
    """The states of those of the cases that are here."""
    found = run(connection, _AMONG, listed(case_ids)).fetchall()
    states = current_states(connection, [_decode(state) for (state,) in found])
    return {state.case_id: state for state in states}


def current_states(connection: Connection, states: Sequence[CaseState]) -> list[CaseState]:
    """The states as this program computes them; those of an older one from their actions.

    Where the actions cannot tell (the receipt itself is put apart) the old state stays.
    """
    older = [state.case_id for state in states if not state.is_current]
    if not older:
        return list(states)
    done: dict[str, list[Action]] = {case_id: [] for case_id in older}
    for action in actions_of_cases(connection, older):
        done[action.case_id].append(action)
    fresh = {case_id: replay_apart(actions).state for case_id, actions in done.items()}
    return [fresh.get(state.case_id) or state for state in states]


def find_state(connection: Connection, case_id: str) -> CaseState | None:
    """The case's state, or None."""
    found = run(connection, _BY_ID, {"wanted": case_id}).fetchone()
    return _decoded(connection, found[0]) if found else None


def find_by_content(connection: Connection, content_key: str) -> CaseState | None:
    """The case that was received at this counter with the same content, or None."""
    found = run(connection, _BY_CONTENT, {"wanted": content_key}).fetchone()
    return _decoded(connection, found[0]) if found else None


def case_ids(connection: Connection, *, of_others: bool) -> list[str]:
    """The cases received at this counter, or all, in the order of receipt."""
    query = select(cases.c.case_id).order_by(cases.c.received_at, cases.c.case_id)
    if not of_others:
        query = query.where(cases.c.content_key.is_not(None))
    return list(connection.execute(query).scalars())


def has_cases(connection: Connection) -> bool:
    """Whether the store holds any case."""
    return connection.execute(select(cases.c.case_id).limit(1)).first() is not None


def state_digest(state: bytes) -> str:
    """The record hash of a stored state."""
    return hashlib.sha256(state).hexdigest()


def _row(state: CaseState, face: CaseFace) -> tuple[object, ...]:
    encoded = msgspec.json.encode(state)
    return (
        state.case_id,
        state.stream,
        state.number,
        state.short_code,
        state.token,
        str(state.stage),
        state.received_at,
        face.staff_id,
        int(state.receipt_owed),
        face.name,
        face.type_label,
        face.content_key,
        encoded,
        state_digest(encoded),
    )


def _moving(state: CaseState) -> dict[str, object]:
    encoded = msgspec.json.encode(state)
    return {
        "number": state.number,
        "stage": str(state.stage),
        "receipt_owed": int(state.receipt_owed),
        "state": encoded,
        "digest": state_digest(encoded),
    }


def _decoded(connection: Connection, state: bytes | None) -> CaseState | None:
    return current_states(connection, [_decode(state)])[0] if state is not None else None
