"""What leaves a server, whatever is consented, withdrawn, changed and answered in whatever order.

Nothing leaves without a consent that stands, nothing wider than the sheet that was signed, nothing
once a withdrawal is known; a list that grew later widens no consent; and no answer is kept of what
was taken back.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from central_server.departments.reading import ANSWERED, Reply
from central_server.departments.rows import QueryState
from central_server.departments.sending import Outgoing
from central_server.departments.taking import Came
from central_server.departments.turn import take_turn
from central_server.policies import import_tables
from central_server.server import open_server
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.rules.consent import items_granted
from counter_app.rules.items import ITEMS
from counter_app.rules.policy import Policy, load_policy
from tests.conftest import SettableClock
from tests.unit.server.deciding.house import House
from tests.unit.server.departments.asking import IDENTITY, Cases
from tests.unit.server.small_counter import Sealed, document

DATABASES = ()
_ROWS: Any = load_policy().given("query")
GROWN = [{**row, "ask": True, "whom": "person"} for row in _ROWS]
_ITEMS: Any = load_policy().given("item")
SECRET = Reply(ANSWERED, "found", {"number": "1", "name": "1"}, records=({"sex": "male"},))
FEW = [row for row in _ROWS if row["department"] in ("public_security", "civil_affairs")]
OTHER = "620702199001011238"
_EXAMPLES, _THOROUGH = 8, 300
KINDS = (
    "grants", "grants", "withdraws", "swaps", "grows", "shrinks", "revises", "corrects", "loses",
    "empties", "by hand", "ends", "turn", "turn",
)  # fmt: skip
OUTCOMES = ("found", "none", "identity_mismatch", "unreachable", "bad_request")
said = st.tuples(
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(ITEMS), max_size=5).map(tuple),
    st.sampled_from(OUTCOMES),
)


class Asking:
    """One accepted case at a server that asks, and what its applicant has said so far."""

    def __init__(self, house: House) -> None:
        self.house, self.case = house, Cases(house, house.person(Role.CLERK, house.seat()))
        self.form, self.granted = document(), frozenset[str]()
        self.on_the_way: list[Outgoing] = []
        self.late: list[Came] = []
        """What was given up and comes all the same, in the end."""
        self.standing: set[str] = set()
        """Consents that were given and not taken back since."""
        self.taken_back: set[str] = set()
        self.revised = self.entered = 0
        self.ended = False
        row = {"driver": "call", "address": "http://127.0.0.1:9/"}
        departments = sorted({item.partition(".")[0] for item in ITEMS})
        self.imports(connection=[{"department": name, **row} for name in departments])
        self.name = self.case.complete(self.form)
        self.signs(())
        assert self.case.accept(self.name) == "applied"

    def imports(self, **tables: Any) -> None:
        self.house.write(lambda c: import_tables(c, tables))

    def does(self, kind: str, items: tuple[str, ...], outcome: str) -> None:
        """What somebody does; what was asked meanwhile is answered with the next turn."""
        if kind == "grants":
            self.signs(items)
        elif kind == "withdraws":
            self.case.withdraws(self.name)
            self._takes_back()
        elif kind == "swaps":
            self._swaps(items)
        elif kind in ("grows", "shrinks"):
            self.imports(query=GROWN if kind == "grows" else FEW)
        elif kind == "empties":  # a file of items with a slip in it, and the right one after it
            self.imports(item=[])
            self.turn(outcome)
            self.imports(item=_ITEMS)
        elif kind == "loses":
            self.late += [Came(each.row.query_id, SECRET) for each in self.on_the_way]
            self.on_the_way = []
        elif kind == "by hand":
            self._enters(items)
        elif kind == "ends":
            self._ends()
        elif kind in ("revises", "corrects"):
            self._changes(kind)
        else:
            self.turn(outcome)

    def signs(self, items: tuple[str, ...]) -> None:
        """The sheet of the policy in force now, all of it or some items of it."""
        assert self._pushes(self._consent(items)) == ["applied"]

    def _consent(self, items: tuple[str, ...]) -> Sealed:
        policy: Policy = self.house.write(self.house.server.policies.look)
        named = {"items": " ".join((IDENTITY, *items))} if items else {}
        entry = self.case.consent_entry(self.name)
        self.granted = frozenset() if self.ended else items_granted(entry, named, policy)
        made = self.case.consent(self.name, policy=policy.version, **named)
        self.standing.add(made[0].action_id)
        return made

    def _swaps(self, items: tuple[str, ...]) -> None:
        """Taken back and given anew, in one batch of a counter that had no line."""
        back = self.case.withdrawal(self.name)
        self._takes_back()
        assert self._pushes(back, self._consent(items)) == ["applied"] * 2

    def _pushes(self, *sealed: Sealed) -> list[str]:
        return self.house.push(self.case.clerk.window, *sealed)

    def _enters(self, items: tuple[str, ...]) -> None:
        """A person enters what came by letter."""
        person = self.house.state(self.name).person(0)
        for item in items or (IDENTITY,):
            self.entered += 1
            facts: dict[str, Scalar] = {"query": f"by hand {self.entered}", "item": item}
            facts |= {"person": person, "outcome": "found", "channel": "letter"}
            act = self.house.words(self.case.clerk, self.name, Kind.ANSWER_ENTERED, **facts)
            assert self._pushes(act) == ["applied"]

    def _ends(self) -> None:
        if not self.ended:
            on = self.house.today
            act = self.house.words(self.case.clerk, self.name, Kind.WITHDRAWN, on=on)
            assert self._pushes(act) == ["applied"]
        self.ended = True
        self._takes_back()

    def _changes(self, kind: str) -> None:
        self.revised += 1
        income = {"monthly_income": f"{1000 + self.revised}.00"}
        number = {"id_number": OTHER} if kind == "corrects" else {}
        was = self.form["applicant"]
        self.form = {**self.form, "applicant": {**was, **income, **number}}
        assert self.house.revises(self.case.clerk, self.name, self.form) == "applied"
        self.granted = frozenset()  # until it is signed anew
        if was["id_number"] != self.form["applicant"]["id_number"]:
            self._takes_back()

    def _takes_back(self) -> None:
        self.granted = frozenset()
        self.standing.clear()
        self.taken_back |= {one.row.query_id for one in self.on_the_way}
        waiting = {row.query_id for row in self.case.rows(self.name) if row.state != "answered"}
        self.taken_back |= waiting.intersection(one.query_id for one in self.late)

    def turn(self, outcome: str) -> None:
        """What was sent is answered; what leaves now is looked at."""
        kind = ANSWERED if outcome in ("found", "none", "identity_mismatch") else outcome
        reply = Reply(kind, outcome if kind == ANSWERED else "")
        came = [Came(one.row.query_id, reply) for one in self.on_the_way]
        server = self.house.server
        office, now = server.office(), server.clock()
        self.on_the_way = self.house.write(lambda c: take_turn(c, office, "one", came, now))
        asked = {each.query: each.consent for each in self.house.state(self.name).queries}
        for one in self.on_the_way:
            assert one.question.item in self.granted
            assert one.question.consent in self.standing
            assert asked[one.row.query_id] == one.question.consent
            assert one.question.number == self.form["applicant"]["id_number"]

    def holds(self) -> None:
        """The record and the queue say the same, and what was taken back brought nothing."""
        server, office = self.house.server, self.house.server.office()
        now, came = server.clock(), [*self.late, *self.late]
        self.house.write(lambda c: take_turn(c, office, "two", came, now))
        file, rows = self.house.file(self.name), self.case.rows(self.name)
        answered = [a.facts["query"] for a in file.actions if a.kind == Kind.QUERY_ANSWERED]
        assert len(set(answered)) == len(answered)
        assert not self.taken_back.intersection(answered)
        traces = {trace.query: trace.state for trace in file.state.queries}
        for row in rows:
            if row.asked_at and row.state not in (QueryState.WAITING, QueryState.SENT):
                assert traces[row.query_id] == row.state


@contextmanager
def asking() -> Iterator[Asking]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = SettableClock(datetime(2026, 11, 24, 9, 12, tzinfo=CHINA))
        server = open_server(f"sqlite:///{folder / 'server.db'}", clock, folder)
        try:
            yield Asking(House(server, clock))
        finally:
            server.close()


def test_nothing_leaves_but_what_a_standing_consent_lets(thorough: bool) -> None:
    @settings(max_examples=_THOROUGH if thorough else _EXAMPLES, deadline=None)
    @given(st.lists(said, min_size=2, max_size=7))
    def whatever_comes(done: list[tuple[str, tuple[str, ...], str]]) -> None:
        with asking() as bureau:
            for one in done:
                bureau.does(*one)
                bureau.house.later(minutes=20)
                bureau.turn("none")
            bureau.holds()

    whatever_comes()


def test_a_sheet_that_was_signed_is_asked_whole() -> None:
    with asking() as bureau:
        bureau.turn("none")
        assert [one.question.item for one in bureau.on_the_way] == [IDENTITY]
        bureau.turn("found")
        assert {one.question.item for one in bureau.on_the_way} <= bureau.granted
        assert len(bureau.on_the_way) > 5
        bureau.holds()
