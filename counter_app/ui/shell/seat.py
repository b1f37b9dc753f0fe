"""What a clerk works with at this window: who, where, which policy, and the engine behind it.

Made once at start and handed to every screen. Must not hold anything of an applicant.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from counter_app.background.lanes import Background
from counter_app.basics.clock import Clock, today

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.clerks import Clerk
    from counter_app.rules.policy import Policy
    from counter_app.ui.papers.paper_desk import PaperDesk


@dataclass(frozen=True, slots=True)
class Seat:
    """The place at the counter."""

    policy: "Policy"
    """In force when the clerk sat down; an applicant has theirs (`DraftSession.policy`)."""
    clock: Clock
    background: Background
    hall: str = ""
    window: str = ""
    clerk: str = ""
    region: str = ""
    """The hall's county: the form's 受理县区 begins with it."""
    engine: "Counter | None" = None
    """The open counter; None only where a screen is drawn without one."""
    person: "Clerk | None" = None
    """The clerk as the desk knows them."""
    papers: "PaperDesk | None" = None
    """The way to paper; None where there is no engine."""

    def today(self) -> date:
        """The calendar day in China."""
        return today(self.clock)
