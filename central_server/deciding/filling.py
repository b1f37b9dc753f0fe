"""Fills the register from cases: under another key, and after actions were handed back.

What a case holds follows from its own actions alone, so the register comes out the same in
whatever order cases are looked at. Must not judge: what was accepted is accepted.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, select, tuple_
from sqlalchemy.engine import Connection

from central_server.deciding.files import read_file
from central_server.deciding.register import hold, household, is_held, release
from central_server.store.checked_keys import checked_keys
from central_server.store.engine import Store
from central_server.store.states import current_state
from central_server.store.tables import case, register
from counter_app.cases.case_state import CaseState

_NAME, _IN = "register", 200
_decode = msgspec.json.Decoder(CaseState).decode
CaseKey = tuple[str, str]
"""Stream and case."""


def open_register(connection: Connection, store: Store) -> bytes:
    """The key under which the register knows people; under another one than before, known anew.

    Raises:
        CounterError: SERVER_KEY_BROKEN, SERVER_KEY_ELSEWHERE, DATA_NOT_WRITABLE.
    """
    keys, is_another = checked_keys(connection, store, _NAME)
    if is_another:
        connection.execute(delete(register))
        rows = connection.execute(select(case.c.stream, case.c.case_id))
        fill_register(connection, keys[0], [(stream, case_id) for stream, case_id in rows])
    return keys[0]


def fill_register(connection: Connection, key: bytes, cases: Sequence[CaseKey]) -> None:
    """Let each of these cases hold whom its actions say, and nobody else."""
    for start in range(0, len(cases), _IN):
        here = tuple_(case.c.stream, case.c.case_id).in_(cases[start : start + _IN])
        rows = select(case.c.stream, case.c.case_id, case.c.state).where(here)
        for stream, case_id, raw in connection.execute(rows).all():
            state = current_state(connection, stream, _decode(raw))
            if state.accepted_by:
                release(connection, case_id)
            if is_held(state):
                people = household(key, read_file(connection, stream, case_id))
                hold(connection, people, stream, case_id, state.accepted_on)
