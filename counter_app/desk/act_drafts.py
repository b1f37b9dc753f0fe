"""What somebody has typed of an act that is not done yet, by case and person.

Kept at this counter alone; it outlives the window, and at a desk the claim: it goes with the act,
with the end of the case, or some days after the case has left. Must not know what an act is.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from counter_app.basics.clock import stamp
from counter_app.cases.left_over import left_over
from counter_app.desk.desk import Desk
from local_db.act_drafts import DraftMark, read_drafts, read_marks, write_drafts
from local_db.act_drafts import Drafts as Drafts
from local_db.cases import find_state


def drafts_of(desk: Desk, case_id: str, staff_id: str) -> Drafts:
    """What this person has typed of acts on the case."""
    with desk.store.reading() as connection:
        return read_drafts(connection).get(case_id, {}).get(staff_id, {})


def keep_drafts(desk: Desk, case_id: str, staff_id: str, drafts: Mapping[str, Any]) -> None:
    """Keep these and no others; of cases that have ended nothing is kept."""
    with desk.store.transaction() as connection:
        kept, marks = read_drafts(connection), read_marks(connection)
        of_case = {**kept.get(case_id, {}), staff_id: dict(drafts)}
        kept[case_id] = {who: said for who, said in of_case.items() if said}
        state = find_state(connection, case_id)
        if state is not None:
            marks[case_id] = DraftMark(state.number, stamp(desk.now()))
        live = {name: said for name, said in kept.items() if said and _is_live(connection, name)}
        write_drafts(connection, live, marks)


def _is_live(connection: Connection, case_id: str) -> bool:
    """Whether something can still be done; of what lies here no more nobody here knows."""
    state = find_state(connection, case_id)
    return state is None or not state.stage.is_end or any(left_over(state))
