"""A counter at which two people decide without a pause until it is killed: see `short_lives`.

Says each thing only after the desk has returned from it, a line each: `received NUMBER CASE`,
`did ACTION CASE KIND WORD` (`taken`, `waits`, or the code of a refusal), `letter NUMBER`.
"""

import os
import random
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from counter_app.basics.errors import CounterError
from counter_app.bootstrap import open_counter
from counter_app.desk.clerks import Clerk
from counter_app.desk.find_case import standing_cases
from counter_app.desk.people_here import people_here
from counter_app.desk.receive import receive
from counter_app.desk.sign_in import first_role
from counter_app.intake.letters.which import Wanted
from tests.cut_line import CounterOnALine
from tests.engine import raw, settings
from tests.patience import PATIENCE
from tests.unit.server.small_counter import of_one

CLERK, LEAD = "lijing", "zhouying"
MOST = 64
"""Cases of one life, so that those of another have other households."""
_RECENT = 6
_PIECES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sign", {}),
    ("consent", {"person": "applicant", "granted": True, "signed_by": "周瑞", "items": "all"}),
    ("take-material", {"material": "income_proof", "person": "applicant"}),
    ("set-street", {"street": "620702001"}),
)
_DECLINE = {"reason": "other_matter", "facts": "申请的是租赁补贴"}


class Decider:
    """Walks cases as chance has it."""

    def __init__(self, counter: CounterOnALine, seed: int, *, takes_back: bool = False) -> None:
        self._counter, self._chance, self._next = counter, random.Random(seed), seed * MOST
        self._takes_back = takes_back
        self._people = {each.login: each for each in map(_clerk, people_here(counter.desk))}
        self._number = ""

    def one_case(self) -> None:
        """A new one, or one of an earlier life, some steps on."""
        recent = [state.number for state, _ in standing_cases(self._counter.desk)][:_RECENT]
        if recent and self._chance.random() < 0.5:
            self._number = self._chance.choice(recent)
        else:
            self._receive()
        for _ in range(self._chance.randint(1, 3)):
            step = self._chance.choice((self._accept, self._accept, self._notice, self._decline))
            step(online=self._chance.random() < 0.6)
        if self._takes_back and self._chance.random() < 0.4:
            self._do("withdraw-consent", {"person": "applicant", "items": "all"})
        if self._chance.random() < 0.2:
            self._withdraw()
        if self._chance.random() < 0.1:
            self._letter()

    def _receive(self) -> None:
        self._next += 1
        received = receive(self._counter.desk, raw(of_one(self._next)), self._people[CLERK])
        self._number = received.number
        say("received", received.number, received.case_id)

    def _accept(self, *, online: bool) -> None:
        self._counter.line.up = False
        for act, keys in _PIECES:
            self._do(act, keys)
        self._counter.line.up = online
        self._do("accept", {})

    def _notice(self, *, online: bool) -> None:
        self._counter.line.up = online
        self._do("notice", {"category": "our_omission"})
        told = {"letter": f"{self._number}-B1", "way": "in_hand", "to": "周瑞"}
        self._do("deliver", told)

    def _decline(self, *, online: bool) -> None:
        self._counter.line.up = True
        self._do("decline", _DECLINE)
        self._counter.line.up = online
        self._do("approve", {}, LEAD)

    def _withdraw(self) -> None:
        self._do("withdraw", {"signed_by": "周瑞"})

    def _letter(self) -> None:
        with suppress(CounterError):
            made = self._counter.letter(self._number, Wanted(), self._people[CLERK])
            say("letter", made.number)

    def _do(self, act: str, keys: Mapping[str, Any], who: str = CLERK) -> None:
        """Do it where it may be done."""
        try:
            done = self._counter.act(act, self._number, keys, self._people[who])
        except CounterError:
            return
        word = done.problem or ("waits" if done.waits else "taken")
        say("did", done.action.action_id, done.action.case_id, done.action.kind, word)


def say(*words: object) -> None:
    """One line, at once, in one piece."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _clerk(person: Any) -> Clerk:
    """Somebody who is signed in here."""
    role = first_role(person.roles)
    return Clerk(person.staff_id, person.name, role, person.roles, login=person.login)


def main(folder: str, seed: str, *more: str) -> None:
    """Open the counter and decide, for ever; `takes-back`: consents are withdrawn too."""
    opened = open_counter(settings(Path(folder), wait_seconds=PATIENCE))
    decider = Decider(CounterOnALine.of(opened), int(seed), takes_back="takes-back" in more)
    say("ready")
    while True:
        decider.one_case()
