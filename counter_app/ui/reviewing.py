"""The work of who reviews: community, county and its lead, municipal. Lists, cases, decisions.

Nobody is received here. Must not decide what a role may do.
"""

from functools import partial

from counter_app.basics.catalogue.acts import CASE_NUMBER_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.ui.at_counter import AtCounter
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.desks.printed_list import print_list
from counter_app.ui.papers.devices.usual import usual_printers
from counter_app.ui.papers.paper_desk import FindPrinters
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.window import Window
from counter_app.wire.lists import ListRow


class Reviewing(AtCounter):
    """From signing in to leaving."""

    goes_on = "可看本机有的"

    def __init__(
        self, seat: Seat, window: Window, find_printers: FindPrinters = usual_printers
    ) -> None:
        super().__init__(seat, window, find_printers)
        self.home: Place
        self.home = self._list = DeskPlace(seat, self.connection, self._open)
        self._list.print_wanted.connect(partial(print_list, self.papers, self._list))
        self._tend(True)
        self.connection.sync()

    def sit(self, seat: Seat) -> None:
        """The lists are asked for anew."""
        super().sit(seat)
        self._list.sit(seat)

    def _open(self, row: ListRow) -> None:
        """Show the case over the list; what was claimed and has not come yet is fetched first."""
        self.cases.open_by_number(self.home, row.number, self._not_here)

    def _not_here(self, error: Exception) -> None:
        """A desk has the cases that it has claimed."""
        if isinstance(error, CounterError) and error.entry is CASE_NUMBER_UNKNOWN:
            self.home.say("这一件不在本机，按空格领取，再打开", "err")
        else:
            self.home.say_trouble(error)
