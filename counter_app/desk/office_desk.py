"""What is seen to at the server by people who work at no case: departments, the record, people.

Each call asks the server and waits for it: a screen makes it off the window. Nothing of an answer
is kept here. Must not know widgets.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.desk.desk import Desk
from counter_app.sync.audit import ask_audit
from counter_app.sync.departments import ask_departments
from counter_app.sync.link import OpenLink
from counter_app.sync.staff import ask_staff
from counter_app.wire.audit import AuditAnswer
from counter_app.wire.departments import DepartmentsAnswer
from counter_app.wire.staff import StaffAct, StaffAnswer


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """Of one person with a session."""

    desk: Desk
    open_link: OpenLink
    session: str

    def departments(self, act: str = "", department: str = "") -> DepartmentsAnswer:
        """How departments are asked now, for an operator; `act`: `retry`, `pause`, `go-on`.

        Raises what `sync.departments.ask_departments` does.
        """
        desk = self.desk
        return ask_departments(
            desk.store, desk.clock, self.open_link, self.session, act, department
        )

    def audit(
        self,
        *,
        login: str = "",
        number: str = "",
        day: str = "",
        before: int = 0,
        verify: bool = False,
    ) -> AuditAnswer:
        """A page of the server's record, for an auditor, the newest first; `verify`: all of it.

        Raises what `sync.audit.ask_audit` does.
        """
        return ask_audit(
            self.desk.store,
            self.desk.clock,
            self.open_link,
            self.session,
            login=login,
            number=number,
            day=day,
            before=before,
            verify=verify,
        )

    def staff(
        self,
        act: StaffAct,
        *,
        login: str = "",
        name: str = "",
        roles: Iterable[str] = (),
        regions: Iterable[str] = (),
        streets: Iterable[str] = (),
    ) -> StaffAnswer:
        """Do one thing about somebody, for an administrator; who there is then.

        Raises what `sync.staff.ask_staff` does.
        """
        return ask_staff(
            self.desk.store,
            self.desk.clock,
            self.open_link,
            self.session,
            act,
            login=login,
            name=name,
            roles=tuple(roles),
            regions=tuple(regions),
            streets=tuple(streets),
        )
