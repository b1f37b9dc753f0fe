"""The work of who settles for the county: what waits for approval, disputes, days in doubt.

Nobody is received here: cases are opened from the lists and decided as at the window. Must not
decide what a role may do.
"""

from counter_app.ui.at_counter import AtCounter
from counter_app.ui.papers.devices.usual import usual_printers
from counter_app.ui.papers.paper_desk import FindPrinters
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.window import Window
from counter_app.ui.today.day_list import print_day
from counter_app.ui.today.home_lists import COUNTY
from counter_app.ui.today.today import TodayPlace


class County(AtCounter):
    """From signing in to leaving."""

    def __init__(
        self, seat: Seat, window: Window, find_printers: FindPrinters = usual_printers
    ) -> None:
        super().__init__(seat, window, find_printers)
        self.home = self._home()
        self._tend(True)
        self.connection.sync()

    def _home(self) -> Place:
        def open_case(case_id: str) -> None:
            self.cases.open_case(home, case_id)

        home = TodayPlace(self.seat, self.connection, open_case, lists=COUNTY)
        home.list_wanted.connect(lambda: print_day(self.seat, self.papers, home))
        return home
