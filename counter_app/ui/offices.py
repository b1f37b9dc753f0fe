"""The work of who sees no case: operator, auditor, administrator. One home each.

What they do is done by the server alone. Must not decide what a role may do.
"""

from collections.abc import Callable
from functools import partial

from counter_app.cases.actions import Role
from counter_app.ui.at_counter import AtCounter
from counter_app.ui.audit.audit_place import AuditPlace
from counter_app.ui.departments.departments_place import DepartmentsPlace
from counter_app.ui.departments.printed_list import print_shared
from counter_app.ui.papers.devices.usual import usual_printers
from counter_app.ui.papers.paper_desk import FindPrinters
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.seated_place import SeatedPlace
from counter_app.ui.shell.window import Window
from counter_app.ui.staff.staff_place import StaffPlace

HOMES: dict[Role, Callable[[Seat, Connection], SeatedPlace]] = {
    Role.OPERATOR: DepartmentsPlace,
    Role.AUDITOR: AuditPlace,
    Role.ADMINISTRATOR: StaffPlace,
}
"""What each of these roles has before them."""


class Office(AtCounter):
    """From signing in to leaving."""

    goes_on = "联网后才能办"

    def __init__(
        self, seat: Seat, window: Window, find_printers: FindPrinters = usual_printers
    ) -> None:
        super().__init__(seat, window, find_printers)
        self.home: Place
        self.home = self._place = HOMES[seat.person.role](seat, self.connection)
        if isinstance(self._place, DepartmentsPlace):
            self._place.print_wanted.connect(partial(print_shared, self.papers, self._place))
        self._tend(True)
        self.connection.sync()

    def sit(self, seat: Seat) -> None:
        """The home asks anew."""
        super().sit(seat)
        self._place.sit(seat)
