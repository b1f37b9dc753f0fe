"""When a department is asked once more, whatever is decided, said and answered in whatever order.

Only what differs and was last decided to be mended; not before the days of policy are over unless
somebody said that it is done, and by itself no more often than policy lets.
"""

from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.ways import DecidedBy
from counter_app.needs.anew import due_anew
from counter_app.needs.compared import Result, compared, difference_of
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.policy import replaced
from tests.families import TABLES
from tests.unit.needs.test_compared import ESTATE, accepted

DATABASES = ()
_WAY: Any = {"driver": "call", "address": "http://127.0.0.1:9/", "from": date.min}
POLICY = replaced(TABLES, {"connection": [{"department": "natural_resources", **_WAY}]})
ROW = next(row for row in POLICY.given("item") if row["item"] == ESTATE)
DAYS, MOST = int(ROW["again_days"]), int(ROW["again_most"])
BEGINS = date(2026, 11, 24)
FLAT = {"floor_area": "88.5", "co_ownership": "sole", "state": "current"}
steps = st.lists(
    st.sampled_from(
        (DecidedBy.MEND, DecidedBy.MEND, DecidedBy.TAKE_DECLARED, "day", "day", "week", "week",
         "reports", "reports elsewhere", "mended")
    ),
    max_size=14,
)  # fmt: skip


class Mending:
    """One difference of a case in review, and a server that comes round after each step."""

    def __init__(self) -> None:
        self.story, self.on, self.mended = accepted(), BEGINS, False
        self.story.decides(Kind.REVIEW_OPENED, step="county")
        self.who = self.story.file.state.person(0)
        self.decided, self.is_known = "", False
        self.since, self.asked, self.reported = BEGINS, 0, False
        self._asks()

    def does(self, step: str) -> None:
        if step in ("day", "week"):
            self.on += timedelta(days=1 if step == "day" else 7)
        elif step == "mended":
            self.mended = True
        elif step.startswith("reports"):
            here = step == "reports"
            department = "natural_resources" if here else "taxation"
            self._does(Kind.MEND_REPORTED, department=department)
            self.reported |= here and self.decided == DecidedBy.MEND
        else:
            difference = difference_of(self.who, ESTATE, "floor_area")
            content = self.story.file.state.content
            self._does(
                Kind.DIFFERENCE_SETTLED, difference=difference, decision=step, content=content
            )
            self.decided, self.since, self.asked, self.reported = step, self.on, 0, False

    def comes_round(self) -> None:
        file = self.story.file
        due = due_anew(file, POLICY, POLICY, self.on)
        differs = any(
            one.item == ESTATE and one.result is Result.DIFFERS
            for one in compared(file, POLICY, self.on)
        )
        assert differs != self.is_known, "what was answered last holds"
        is_over = calendar_of(POLICY).due(self.since, DAYS).day <= self.on
        expected = (
            differs
            and self.decided == DecidedBy.MEND
            and (self.reported or (is_over and self.asked < MOST))
        )
        assert due == (frozenset({(self.who, ESTATE)}) if expected else frozenset())
        if due:
            self._asks()

    def _asks(self) -> None:
        query = f"q{len(self.story.actions)}"
        self._does(Kind.QUERY_ASKED, query=query, item=ESTATE, person=self.who, consent="c")
        self.asked, self.since, self.reported = self.asked + 1, self.on, False
        self.is_known = self.mended
        outcome, records = ("none", []) if self.mended else ("found", [FLAT])
        coverage = {"area": "620700"} if self.decided else {"area": "620700", "as_of": "2026-11-20"}
        said = {"records": records, "coverage": coverage, "received_at": f"{self.on}T10"}
        self._does(Kind.QUERY_ANSWERED, said, query=query, outcome=outcome, channel="call")

    def _does(self, kind: str, said: Any = None, **facts: Scalar) -> None:
        self.story.decides(kind, said, self.on.isoformat(), **facts)
        last = self.story.actions[-1]
        at = f"{self.on}T10:00:00.000+08:00"
        self.story.actions[-1] = msgspec.structs.replace(last, at=at)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_it_is_asked_once_more_when_it_may_be_and_never_else(done: list[str]) -> None:
    case = Mending()
    for step in done:
        case.does(step)
        case.comes_round()


def test_what_is_left_alone_is_asked_as_often_as_policy_says() -> None:
    case = Mending()
    for step in (DecidedBy.MEND, *["week"] * (MOST + 3)):
        case.does(step)
        case.comes_round()
    asked = [each for each in case.story.actions if each.kind == Kind.QUERY_ASKED]
    assert len(asked) == 1 + MOST
