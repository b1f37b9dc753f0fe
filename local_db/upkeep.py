"""What an older program left to be done, batch by batch, and what is looked after once a day.

Nobody waits for it: each task does a batch in the transaction that it is given and says whether
more is left; killed between two batches it goes on where it was. Must not be needed: what it has
not reached yet is read all the same, only slower.
"""

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection, select

from counter_app.basics.program import program_version
from counter_app.cases.case_state import VERSION
from local_db.case_log import rebuild
from local_db.counted import count_the_past
from local_db.index_upkeep import rebuild_index
from local_db.notes import Note, read_notes, write_note
from local_db.set_aside import cases_set_aside
from local_db.tables import cases


class _Versioned(msgspec.Struct):
    version: int = 1


_decode_version = msgspec.json.Decoder(_Versioned).decode
Task = Callable[[Connection, str], bool]
_BATCH = 200


def rebuild_states(connection: Connection, now: str) -> bool:
    """Compute states anew that another version of state was computed for; True while more is left.

    With each version of the program what was set aside is tried again.
    """
    notes = read_notes(connection)
    program = f"{program_version()} {VERSION}"
    if notes.get(Note.REBUILT_BY) == program:
        return False
    reached = notes.get(Note.REBUILT_TO)
    if reached is None:
        rebuild(connection, cases_set_aside(connection), at=now)
    rows = connection.execute(
        select(cases.c.case_id, cases.c.state)
        .where(cases.c.case_id > (reached or ""))
        .order_by(cases.c.case_id)
        .limit(_BATCH)
    ).all()
    older = [case_id for case_id, state in rows if not _is_current(state)]
    rebuild(connection, older, at=now)
    more = len(rows) == _BATCH
    write_note(connection, Note.REBUILT_TO, rows[-1][0] if more else None)
    if not more:
        write_note(connection, Note.REBUILT_BY, program)
    return more


def _is_current(state: bytes) -> bool:
    """Whether the state's own version is today's; read without decoding the rest of it."""
    return _decode_version(state).version == VERSION


TASKS: tuple[Task, ...] = (rebuild_states, rebuild_index, count_the_past)
