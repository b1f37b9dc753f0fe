"""What somebody has typed of an act that is not done yet, by case and person.

Kept at this counter alone; it outlives the window, and goes with the act or the end of the case.
Must not know what an act is.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from counter_app.desk.desk import Desk
from local_db.cases import find_state
from local_db.notes import Note, read_notes, write_note

Drafts = dict[str, dict[str, Any]]
"""Act → what was said, by key."""


def drafts_of(desk: Desk, case_id: str, staff_id: str) -> Drafts:
    """What this person has typed of acts on the case."""
    with desk.store.reading() as connection:
        return _read(connection).get(case_id, {}).get(staff_id, {})


def keep_drafts(desk: Desk, case_id: str, staff_id: str, drafts: Mapping[str, Any]) -> None:
    """Keep these and no others; of cases that have ended or are no more here nothing is kept."""
    with desk.store.transaction() as connection:
        kept = _read(connection)
        of_case = {**kept.get(case_id, {}), staff_id: dict(drafts)}
        kept[case_id] = {who: said for who, said in of_case.items() if said}
        live = {name: said for name, said in kept.items() if said and _is_live(connection, name)}
        text = json.dumps(live, ensure_ascii=False) if live else None
        write_note(connection, Note.ACT_DRAFTS, text)


def _read(connection: Connection) -> dict[str, dict[str, Drafts]]:
    found: dict[str, dict[str, Drafts]] = json.loads(
        read_notes(connection).get(Note.ACT_DRAFTS, "{}")
    )
    return found


def _is_live(connection: Connection, case_id: str) -> bool:
    state = find_state(connection, case_id)
    return state is not None and not state.stage.is_end
