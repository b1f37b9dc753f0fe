"""A desk's lists of this store alone, where the server cannot be asked: what was claimed, mostly.

Must not ask the server, nor tell what only it knows: who works at a case, how far departments are.
"""

from datetime import date

from counter_app.cases.case_state import CaseState
from counter_app.intake.work_lists import LISTS
from counter_app.rules.deadlines import WorkingDays
from counter_app.rules.urgency import days_until, urgency_of
from counter_app.wire.lists import ListRow

EVERYTHING = "in_review"


def known_here(name: str) -> str:
    """The list that this store can make in the place of the one that was asked for."""
    return name if name in LISTS else EVERYTHING


def row_here(
    state: CaseState, name: str, kind: str, due: str, why: str, calendar: WorkingDays, today: date
) -> ListRow:
    """A case of this store on a list; `name` masked, `kind` of applicant in words."""
    left = days_until(calendar, today, date.fromisoformat(due)) if due else None
    flags = {"returned": state.returned, "stopped": state.is_stopped}
    return ListRow(
        number=state.number,
        name=name,
        type=kind,
        stage=str(state.stage),
        step=str(state.step or ""),
        due_on=due,
        used=None,
        strokes={},
        claimed_by="",
        why=why,
        days_left=left,
        urgency=str(urgency_of(left)),
        flags=tuple(name for name, holds in flags.items() if holds),
    )
