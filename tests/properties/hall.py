"""Two windows and a desk of one county over a real server, each with its own line and person.

One hall serves all examples of a test: each has a case and a household of its own, so that none
sees anything of another.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from central_server.people.staff import add_person
from counter_app.basics.passwords import make_verifier
from counter_app.bootstrap import open_counter
from counter_app.cases.actions import Role
from counter_app.cases.rights import HeldRole
from counter_app.desk.clerks import Clerk
from counter_app.desk.enrol import enrol
from counter_app.desk.receive import Received, receive
from tests.conftest import SettableClock
from tests.cut_line import CounterOnALine
from tests.empty_store import lay_empty_store
from tests.engine import raw, settings
from tests.one_mind import AtServer, at_server
from tests.unit.server.quick_server import QuickServer, quick_server
from tests.unit.server.small_counter import of_one

FIRST, SECOND, DESK = "first", "second", "desk"
_ENDS = {
    FIRST: ("03", Role.CLERK),
    SECOND: ("04", Role.CLERK),
    DESK: ("D01", Role.COUNTY_LEAD),
}
_PASSWORD = "自己的口令 2026"


@dataclass(frozen=True)
class End:
    """A counter with who sits there."""

    name: str
    counter: CounterOnALine
    who: Clerk

    def sync(self) -> None:
        """Send and fetch; where the line is up, all goes well."""
        outcome = self.counter.sync_once()
        assert not self.counter.line.up or outcome.problem is None, outcome.problem


class Hall:
    """What they are, and cases for them."""

    def __init__(self, server: QuickServer, ends: Sequence[End], clock: SettableClock) -> None:
        self.server = server
        self.ends = {end.name: end for end in ends}
        self.clock = clock
        self._cases = 0

    def receive(self, at: str) -> tuple[Received, dict[str, Any]]:
        """A case of a household of one that nobody else belongs to, and its form."""
        self._cases += 1
        end, form = self.ends[at], of_one(self._cases)
        return receive(end.counter.desk, raw(form), end.who), form

    def at_server(self, case_id: str) -> AtServer:
        """The case as the server has it."""
        return self.server.server.writer.submit(lambda c: at_server(c, case_id)).result()


@contextmanager
def open_hall(folder: Path, clock: SettableClock) -> Iterator[Hall]:
    """A hall for the length of a block."""
    with ExitStack() as stack:
        (folder / "server").mkdir()
        server = stack.enter_context(quick_server(folder / "server", clock=clock))
        ends = [_begun(stack, server, folder / name, clock, name) for name in _ENDS]
        yield Hall(server, ends, clock)


def _begun(
    stack: ExitStack, server: QuickServer, data: Path, clock: SettableClock, name: str
) -> End:
    code, role = _ENDS[name]
    string = server.string(code, "--url", server.address)
    lay_empty_store(data)
    opened = open_counter(settings(data), clock=clock)
    stack.callback(opened.close)
    enrol(opened.desk, string)
    counter = CounterOnALine.of(opened)
    assert counter.sync_once().problem is None

    def hire(connection: Connection) -> None:
        add_person(
            connection,
            login=name,
            name="某人",
            verifier=make_verifier("first-pass-w0rd"),
            roles=[HeldRole(role, "620702", "")],
            now=server.server.now(),
        )

    server.server.writer.submit(hire).result()
    return End(name, counter, counter.sign_in(name, "first-pass-w0rd", _PASSWORD).clerk)
