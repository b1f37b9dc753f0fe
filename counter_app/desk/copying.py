"""What was copied of a case into another system by hand: marks that outlive the window.

Kept at this counter alone until the other system's number is there. Must not know what a field is.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from counter_app.desk.desk import Desk
from local_db.cases import find_state
from local_db.notes import Note, read_notes, write_note


def copied(desk: Desk, case_id: str) -> frozenset[str]:
    """The names of the fields that were copied."""
    with desk.store.reading() as connection:
        return frozenset(_read(connection).get(case_id, ()))


def keep_copied(desk: Desk, case_id: str, names: Iterable[str]) -> None:
    """Mark these fields of a case, and no others; what has its number needs none any more."""
    with desk.store.transaction() as connection:
        marks = _read(connection)
        marks[case_id] = sorted(names)
        kept = {each: found for each, found in marks.items() if found and _waits(connection, each)}
        text = json.dumps(kept) if kept else None
        write_note(connection, Note.COPIED, text)


def _read(connection: Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(read_notes(connection).get(Note.COPIED, "{}"))
    return found


def _waits(connection: Connection, case_id: str) -> bool:
    state = find_state(connection, case_id)
    done = state.hand_over if state else None
    return state is not None and (done is None or done.state != "confirmed")
