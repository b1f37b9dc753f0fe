"""A place that asks the server for whoever sits here, and goes on once their session has come.

Must not know what is asked.
"""

from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.seat import Seat


class SeatedPlace(Place):
    """`seat` is of the person who asks."""

    def __init__(self, seat: Seat, left: LeftColumn) -> None:
        super().__init__(left)
        self.seat = seat

    def sit(self, seat: Seat) -> None:
        """The same person, with the server's word by now."""
        self.seat = seat
        self.ask_anew()

    def ask_anew(self) -> None:
        """Ask for what is shown, from the beginning."""
        raise NotImplementedError
