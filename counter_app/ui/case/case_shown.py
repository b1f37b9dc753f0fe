"""An open case as it was read, and the parts that it is shown in."""

from enum import IntEnum
from typing import NamedTuple

from counter_app.desk.act_drafts import Drafts, drafts_of
from counter_app.intake.opened_case import OpenedCase
from counter_app.ui.case.case_tray import LoadedCase, load_case
from counter_app.ui.shell.seat import Seat


class CasePart(IntEnum):
    """What the case is shown in, in the order of the left column."""

    NOW = 0
    FACTS = 1
    BESIDE = 2
    OPINION = 3
    REVISIONS = 4
    HISTORY = 5
    LETTERS = 6


TITLES = ("现在", "申报与核验", "材料和条件", "意见", "两版对照", "经过", "文书")


class Shown(NamedTuple):
    """A case as it was read."""

    loaded: LoadedCase
    opened: OpenedCase
    drafts: Drafts
    """What was typed of acts before, and not done."""


def read_case(seat: Seat, case_id: str) -> Shown:
    """Read a case for the person of the seat. Off the window's thread; raises CASE_UNKNOWN."""
    counter, person = seat.tools.counter, seat.person
    loaded = load_case(seat, case_id)
    drafts = drafts_of(counter.desk, case_id, person.staff_id)
    return Shown(loaded, counter.opened_case(case_id, person), drafts)
