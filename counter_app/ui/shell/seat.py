"""What a person works with at this window: station, person, tools. Handed to every screen.

Made once a person is known, whole: nothing of it is ever absent. Must not hold anything of an
applicant, nor know what the work is.
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


@dataclass(frozen=True, slots=True)
class Station:
    """Where it is done: the window of a hall, its clock, the policy; empty before enrolment."""

    policy: "Policy"
    """In force when the clerk sat down; an applicant has theirs (`DraftSession.policy`)."""
    clock: Clock
    hall: str = ""
    window: str = ""
    region: str = ""
    """The hall's county: the form's 受理县区 begins with it."""
    trial: bool = False
    """Whether the server is one to try: every paper says so."""

    def today(self) -> date:
        """The calendar day in China."""
        return today(self.clock)


@dataclass(frozen=True, slots=True)
class Tools:
    """By what it is done: the open counter, and the threads off the window."""

    counter: "Counter"
    background: Background


@dataclass(frozen=True, slots=True)
class Seat:
    """The place at the counter."""

    station: Station
    person: "Clerk"
    """Whoever sits here, as the desk knows them."""
    tools: Tools
