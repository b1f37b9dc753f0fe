"""A trial server, and a counter of it at which cases were received and accepted: for tests of those
who review. Everybody sits down by one key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.desk.clerks import Clerk, window_clerk
from counter_app.desk.receive import receive
from counter_app.forms import matter
from counter_app.ui.application import Front
from tests.families import document
from tests.ui import counter
from tests.ui.hands import press, until
from tests.ui.test_sign_in import shown
from tests.unit.server.running_server import RunningServer

STREET = "620702001"
_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6,
         Qt.Key.Key_7)  # fmt: skip


class TrialHall:
    """The server runs until `close`; `numbers` are of the cases that were accepted."""

    def __init__(self, folder: Path, cases: int = 1) -> None:
        self._folder, self._cases = folder, cases
        self.server = RunningServer(folder / "server")
        words = ("--trial", "--region", "620702", "--url", self.server.address)
        self._string = self.server.command("add-window", "03", *words).splitlines()[-1]
        self.numbers: list[str] = []

    @contextmanager
    def at_the_window(self, login: str) -> Iterator[Front]:
        """Somebody sits down with one key."""
        with shown(self._folder, system_clock, self._string, self._prepare) as front:
            at = [each.login for each in TRIAL_PEOPLE].index(login)
            press(_KEYS[at], alt=True)
            until(lambda: front.opening)
            counter.idle(front)
            yield front

    def close(self) -> None:
        """End the server."""
        self.server.close()

    def _prepare(self, opened: Counter) -> None:
        if self.numbers or not self._cases:
            return
        clerk = opened.sign_in("lijing", "").clerk
        for at in range(self._cases):
            self.numbers.append(_accepted(opened, clerk, at))
        opened.sync_once()


def _accepted(opened: Counter, clerk: Clerk, at: int) -> str:
    """One more case that is in review; every household is another one."""
    content = matter.split(document()).content
    number = receive(opened.desk, content, window_clerk(opened.desk)).number
    opened.sync_once()

    def act(name: str, **keys: object) -> None:
        done = opened.act(name, number, keys, clerk)
        assert not done.problem, done.problem

    act("set-street", street=STREET)
    act("sign")
    for person, name in (("applicant", "周玉兰"), ("member:1", "赵建军")):
        act("consent", person=person, granted=True, signed_by=name, items="all")
    act("take-material", material="income_proof", person="applicant", copies=1, pages=2)
    act("accept")
    return number
