"""Beside a case in review: its clock, whom it waits for, consents, opinions that were given.

Must not know what may be done about it.
"""

from counter_app.intake.case_view.clock_cells import Clock
from counter_app.ui.case.ruled_parts import ClockPart, RuledParts
from counter_app.ui.shell.frame.panel import Section


class ReviewSide(RuledParts):
    """A section that has nothing to say takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting, self.consents = Section("还等谁"), Section("授权")
        self.opinions, self.claim = Section("意见"), Section("领取")
        self._clock = ClockPart()
        for part in (self._clock, self.waiting, self.consents, self.opinions, self.claim):
            self.add(part)

    def show_clock(self, clock: Clock | None) -> None:
        """None: nothing runs."""
        self.show_part(self._clock, holds=clock is not None)
        if clock is not None:
            self._clock.show_clock(clock)
