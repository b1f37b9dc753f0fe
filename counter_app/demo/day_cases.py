"""What becomes of each case of the day, from its form to its end, whoever's turn it is.

Without a screen, by the commands' acts; many at once, each at the seats of its people. Must not
count anything: that is the balance's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.demo.department_answers import DWELLING, SMALL_SHARE, Undeclared
from counter_app.demo.house import House
from counter_app.demo.review import accepts, completes, letter, waiting
from counter_app.demo.reviewed import mends
from counter_app.demo.seat import Hand
from counter_app.demo.twins import Twin, document_of
from counter_app.demo.window import LEAD
from counter_app.desk.receive import receive
from counter_app.forms.housing_application import ApplicantType

DOWN = {
    "civil_affairs.marriage": "civil_affairs",
    "civil_affairs.assistance": "civil_affairs",
    "natural_resources.real_estate": "natural_resources",
}
"""What two departments do not answer for an hour: item → department."""
_NAMES = "张王李赵刘陈杨黄周吴"


@dataclass
class DayCase:
    """One case: who it is of, what becomes of it, and what it was received as."""

    fate: str
    twin: Twin
    window: Hand
    number: str = ""
    address: str = ""


class DayCases:
    """Does them, one after the other or many at once."""

    def __init__(self, house: House) -> None:
        self._house, self._bench = house, house.bench

    def go(self, case: DayCase) -> None:
        """From its form to its end."""
        fate, undeclared = FATES[case.fate]
        document = document_of(case.twin)
        self._house.know(document, *undeclared)
        self._receive(case, document)
        fate(self, case)

    def _receive(self, case: DayCase, document: Mapping[str, Any]) -> None:
        seat = case.window.seat
        with seat.busy:
            received = receive(seat.counter.desk, dict(document), case.window.clerk)
            seat.sync()
        case.number, case.address = received.number, received.receipt_url

    def _accepts(self, case: DayCase, step: str = "") -> None:
        told = accepts(case.window, case.number, self._house.street, step)
        case.window.hands_out(case.number, told)

    def _result(self, case: DayCase) -> None:
        told = letter(case.window.told(case.number), "result_notice")
        case.window.hands_out(case.number, told)

    def filed(self, case: DayCase) -> None:
        """Accepted, looked at by all three, filed and told."""
        self._accepts(case)
        self._bench.to_filed(case.number)
        self._result(case)

    def left_owed(self, case: DayCase) -> None:
        """The same, and its result is still to be delivered."""
        self._accepts(case)
        self._bench.to_filed(case.number)

    def by_employer(self, case: DayCase) -> None:
        """The first opinion is the employer's paper."""
        self._accepts(case, "employer")
        self._bench.employer_agrees(case.number)
        self._bench.county_agrees(case.number)
        self._bench.files(case.number)
        self._result(case)

    def supplemented(self, case: DayCase) -> None:
        """One notice of what lacks; it comes; accepted and filed."""
        window, number = case.window, case.number
        window.do(number, "notice")
        window.hands_out(number, letter(window.told(number), "correction_notice"))
        completes(window, number)
        self.filed(case)

    def returned(self, case: DayCase) -> None:
        """Returned, mended, looked at again and filed."""
        self._accepts(case)
        self._bench.first_opinion(case.number)
        case.window.hands_out(case.number, self._bench.returns(case.number))
        mends(case.window, case.number)
        self._bench.again_to_filed(case.number)
        self._result(case)

    def refused(self, case: DayCase) -> None:
        """By two persons, after the applicant was heard."""
        window, number = case.window, case.number
        self._accepts(case)
        self._bench.refuses(number, lambda told: _hand(window, number, told))
        self._result(case)

    def waived(self, case: DayCase) -> None:
        """Whoever is down is not waited for."""
        number = case.number
        self._accepts(case)
        self._bench.first_opinion(number)
        down = set(DOWN.values())
        self._bench.community.until(
            number, lambda told: set(waiting(told)) <= down, "其他部门答复", self._bench.patience
        )
        self._bench.waive(number, sorted(set(waiting(self._bench.county.told(number)))))
        self._bench.county_agrees(number)
        self._bench.files(number)
        self._result(case)

    def withdrawn(self, case: DayCase) -> None:
        """Taken back by the applicant while departments are asked."""
        self._accepts(case)
        self._bench.first_opinion(case.number)
        case.window.do(case.number, "withdraw", signed_by="本人")

    def declined(self, case: DayCase) -> None:
        """不予受理, by two persons."""
        window, number = case.window, case.number
        window.do(number, "decline", reason="other_matter", facts="申请的是租赁补贴")
        approver = Hand(window.seat, LEAD)
        approver.do(number, "approve")
        window.hands_out(number, letter(window.told(number), "decline_notice"))

    def waits(self, case: DayCase) -> None:
        """Accepted, and nobody has looked at it yet."""
        self._accepts(case)

    def at_county(self, case: DayCase) -> None:
        """The community has given its opinion; it stands at the county."""
        self._accepts(case)
        self._bench.first_opinion(case.number)


def _hand(window: Hand, number: str, told: str) -> None:
    window.hands_out(number, told)


Fate = Callable[[DayCases, DayCase], None]
FATES: Mapping[str, tuple[Fate, tuple[Undeclared, ...]]] = {
    "filed": (DayCases.filed, ()),
    "differs": (DayCases.filed, (SMALL_SHARE,)),
    "left_owed": (DayCases.left_owed, ()),
    "by_employer": (DayCases.by_employer, ()),
    "supplemented": (DayCases.supplemented, ()),
    "returned": (DayCases.returned, ()),
    "refused": (DayCases.refused, (DWELLING,)),
    "waived": (DayCases.waived, ()),
    "withdrawn": (DayCases.withdrawn, ()),
    "declined": (DayCases.declined, ()),
    "waits": (DayCases.waits, ()),
    "at_county": (DayCases.at_county, ()),
}
STAGES = {
    **dict.fromkeys(FATES, ("filed", None)),
    "refused": ("refused", None),
    "withdrawn": ("withdrawn", None),
    "declined": ("declined", None),
    "waits": ("in_review", "community"),
    "at_county": ("in_review", "county"),
}
"""Where a case of each fate has come to at the end of the day."""
_PLAN: Mapping[ApplicantType, tuple[str, ...]] = {
    ApplicantType.LOW_INCOME_FAMILY: (
        "filed", "differs", "refused", "waived", "returned", "differs", "filed", "supplemented",
        "left_owed", "waits",
    ),
    ApplicantType.NEW_GRADUATE: (
        "filed", "returned", "waived", "withdrawn", "differs", "filed", "supplemented", "filed",
        "left_owed", "at_county",
    ),
    ApplicantType.MIGRANT_WORKER: (
        "by_employer", "filed", "waived", "returned", "declined", "by_employer", "differs", "filed",
        "supplemented", "waits",
    ),
    ApplicantType.INTRODUCED_TALENT: (
        "filed", "differs", "waived", "filed", "returned", "filed", "withdrawn", "filed",
        "left_owed", "at_county",
    ),
}  # fmt: skip


def planned(windows: list[Hand], most: int) -> list[DayCase]:
    """The cases of a day, of all types in turn and each at the next window; at most so many."""
    found: list[DayCase] = []
    for at in range(max(map(len, _PLAN.values()))):
        for kind, fates in _PLAN.items():
            household, fate = at + 1, fates[at]
            phone = f"139093{len(found):05}"
            twin = Twin(
                f"{kind}-{household:02}", kind, _name(len(found)), household, phone,
                brings=fate != "supplemented",
            )  # fmt: skip
            found.append(DayCase(fate, twin, windows[len(found) % len(windows)]))
    return found[:most]


def _name(at: int) -> str:
    return f"{_NAMES[at % 10]}晓{_NAMES[at // 10 % 10]}"
