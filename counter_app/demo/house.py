"""What stands around the demonstration's window: departments, another window, three desks.

Each desk and window has a store and a device of its own and goes by its own line. Must not know
what becomes of a case.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from counter_app.basics.clock import Clock, system_clock, today
from counter_app.demo.department_answers import Undeclared, answers_of
from counter_app.demo.own_departments import OwnDepartments
from counter_app.demo.own_server import REGION, OwnServer
from counter_app.demo.review import Bench
from counter_app.demo.seat import Hand, Seat
from counter_app.demo.window import CLERK, COMMUNITY, COUNTY, LEAD, MUNICIPAL
from counter_app.rules.policy import Policy, load_policy
from counter_app.rules.streets import streets_of

DESKS = {COMMUNITY: "D01", COUNTY: "D02", MUNICIPAL: "D03"}
"""Who sits at which desk; the county's lead comes to the county's."""
_ROUTE = """
[[route]]
from = 2020-01-01
applicant_type = "migrant_worker"
first = ["community", "employer"]
"""
"""外来务工人员的首个意见也可以由工作单位出具."""


class House:
    """Opened beside a server that is a trial; ends with `close`."""

    def __init__(
        self,
        server: OwnServer,
        folder: Path,
        windows: tuple[str, ...],
        desks: tuple[str, ...] = (),
        *,
        clock: Clock = system_clock,
        patience: float = 60.0,
    ) -> None:
        """`windows`, by code: for clerks without a screen; `desks` stand beside the three."""
        self._stack, self._clock = ExitStack(), clock
        try:
            self.departments = OwnDepartments(folder)
            self._stack.callback(self.departments.stop)
            _import(server, folder / "connections.toml", self.departments.connections() + _ROUTE)
            strings = server.add_all(windows, (*DESKS.values(), *desks))
            seats = {code: self._seat(folder / code, string) for code, string in strings.items()}
            self.windows = [Hand(seats[code], CLERK) for code in windows]
            community, county, city = (seats[code] for code in DESKS.values())
            self.bench = Bench(
                Hand(community, COMMUNITY),
                Hand(county, COUNTY),
                Hand(county, LEAD),
                Hand(city, MUNICIPAL),
                patience,
            )
        except BaseException:
            self.close()
            raise

    def _seat(self, folder: Path, enrolment: str) -> Seat:
        seat = Seat.open(folder, enrolment, self._clock)
        self._stack.callback(seat.close)
        return seat

    @property
    def today(self) -> date:
        """The day in this house."""
        return today(self._clock)

    @property
    def street(self) -> str:
        """Where cases are reviewed."""
        return streets_of(self.policy, REGION, self.today)[0].code

    @property
    def policy(self) -> Policy:
        """As it is shipped."""
        return load_policy()

    def know(self, document: Mapping[str, Any], *undeclared: Undeclared) -> None:
        """Let departments know a household: what it declares, and what it does not."""
        self.departments.know(answers_of(document, self.policy, self.today, *undeclared))

    def close(self) -> None:
        """Give back and end all of it."""
        self._stack.close()


def _import(server: OwnServer, file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    server.command("import-policy", str(file))
