"""What stands beside a desk's list of the case in the current row, made of what was told of it.

Persons by relation, values only where they say nothing of who somebody is. Must not compare, nor
say what a difference is worth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from counter_app.cases.stages import Step
from counter_app.forms.consents import Department
from counter_app.intake.case_told import Told
from counter_app.intake.case_view.clock_cells import Cell, Clock
from counter_app.intake.case_view.strokes import ORDER
from counter_app.intake.department_words import item_words
from counter_app.intake.listed_words import RETURNED, STOPPED, department_words
from counter_app.intake.review_words import OPINIONS
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy
from counter_app.wire.lists import ListRow

_NUMBERS = {"money": " 元", "sum_money": " 元", "sum_area": " m²"}
"""Rules whose values are numbers, with their unit: shown to a desk that has not asked for names."""
_OF_ROWS = {"asked": "waiting", "failed": "unreachable"}
"""How a row names what the case names otherwise."""
_STATES = {
    "agrees": "一致",
    "differs": "不一致",
    "waiting": "在等",
    "unreachable": "不通",
    "unknown": "没有可用的答复",
    "not_asked": "不问",
}


class DifferenceLine(NamedTuple):
    """One fact that differs."""

    title: str
    source: str
    sides: str
    """Both values; empty where they would name somebody."""
    is_decided: bool


class DepartmentState(NamedTuple):
    """One of nine."""

    name: str
    state: str
    since: str

    @property
    def words(self) -> str:
        """As it is read out."""
        return f"{self.name}{_STATES.get(self.state, self.state)}"


@dataclass(frozen=True, slots=True)
class CaseBeside:
    """All of it."""

    people: str
    opinions: tuple[tuple[str, str], ...]
    """Step, and when what was said there."""
    differences: tuple[DifferenceLine, ...]
    departments: tuple[DepartmentState, ...]
    troubles: tuple[str, ...]
    """Who is out of reach, and since when."""
    asked: int
    answered: int
    clock: Clock | None
    stopped: tuple[str, ...]
    """When the clock stood, a line each."""

    @property
    def undecided(self) -> int:
        """Differences that nobody has decided."""
        return sum(not each.is_decided for each in self.differences)


def beside(told: Told, policy: Policy, today: date) -> CaseBeside:
    """From what the server, or this store, tells of a case."""
    relations = {each["person"]: each["relation"] for each in told.get("persons", ())}
    states = tuple(_departments(told))
    asked = [each for each in states if each.state != "not_asked"]
    return CaseBeside(
        people=f"{len(relations)} 人户" if relations else "",
        opinions=tuple(_opinions(told)),
        differences=tuple(
            _difference(each, relations, policy, today) for each in told.get("differences", ())
        ),
        departments=states,
        troubles=tuple(
            f"{each.name} {_time(each.since, today)} 起不通，正在重试"
            for each in states
            if each.state == "unreachable" and each.since
        ),
        asked=len(asked),
        answered=sum(each.state not in ("waiting", "unreachable") for each in asked),
        clock=_clock(told, policy, today),
        stopped=tuple(_stopped(told.get("stops", ()))),
    )


def beside_row(row: ListRow) -> CaseBeside:
    """What the row itself says: nobody has to look at the case for it."""
    states = tuple(
        DepartmentState(department_words(each), _row_state(row.strokes.get(each, "")), "")
        for each in ORDER
    )
    return CaseBeside(
        people="",
        opinions=(),
        differences=(),
        departments=states,
        troubles=tuple(f"{each.name}不通" for each in states if each.state == "unreachable"),
        asked=row.asked,
        answered=row.answered,
        clock=_row_clock(row),
        stopped=("停着",) if STOPPED in row.flags or RETURNED in row.flags else (),
    )


def _row_state(said: str) -> str:
    return _OF_ROWS.get(said, said) or "not_asked"


def _row_clock(row: ListRow) -> Clock | None:
    """Days that were used and that are left; on which it stood the row does not say."""
    if row.used is None:
        return None
    past = [Cell.USED] * row.used
    if past:
        past[-1] = Cell.TODAY
    left = row.days_left or 0
    cells = (*past, *(Cell.OPEN,) * max(0, left))
    return Clock(cells, row.used, 0, left, row.due_on[5:], ())


def _difference(
    row: Mapping[str, Any], relations: Mapping[str, str], policy: Policy, today: date
) -> DifferenceLine:
    item = str(row["item"])
    department = department_of(item)
    asks = item_words(policy, item, today).removeprefix(f"{department.label} ")
    who = relations.get(str(row["person"]), "")
    unit = _NUMBERS.get(str(row.get("rule")))
    declared, verified = row.get("declared") or "无", row.get("verified") or "无"
    sides = f"申报 {_with(declared, unit)}，核验 {_with(verified, unit)}" if unit else ""
    title = "，".join(filter(None, (asks, who)))
    return DifferenceLine(title, department_words(department), sides, bool(row.get("decision")))


def _with(value: object, unit: str | None) -> str:
    text = str(value)
    return f"{text}{unit}" if unit and text[:1].isdigit() else text


def _departments(told: Told) -> Iterator[DepartmentState]:
    for each in told.get("departments", ()):
        name = department_words(Department(each["department"]))
        yield DepartmentState(name, str(each["state"]), str(each.get("since") or ""))


def _opinions(told: Told) -> Iterator[tuple[str, str]]:
    for each in told.get("opinions", ()):
        if each.get("void"):
            continue
        said = OPINIONS.get(str(each.get("opinion")), "")
        day = str(each.get("on") or "")[5:]
        yield Step(each["step"]).label, "，".join(filter(None, (day, said)))


def _clock(told: Told, policy: Policy, today: date) -> Clock | None:
    """The cells of what was told; None before acceptance and where nothing counts any more."""
    used, accepted = told.get("days_used"), told.get("accepted_on")
    if used is None or not accepted:
        return None
    due, left = told.get("due_on"), told.get("days_left")
    calendar, stops = calendar_of(policy), tuple(_ranges(told.get("stops", ())))
    begun = date.fromisoformat(accepted)
    past = [
        Cell.STOPPED if any(first <= day <= (last or today) for first, last in stops) else Cell.USED
        for day in _working_days(begun, today)
        if calendar.is_working(day)
    ]
    if Cell.USED in past:
        past[len(past) - 1 - past[::-1].index(Cell.USED)] = Cell.TODAY
    cells = (*past, *(Cell.OPEN,) * max(0, left or 0))
    return Clock(cells, used, past.count(Cell.STOPPED), left or 0, due[5:] if due else "", ())


def _working_days(begun: date, today: date) -> Iterator[date]:
    yield from (date.fromordinal(at) for at in range(begun.toordinal() + 1, today.toordinal() + 1))


def _ranges(stops: Sequence[Mapping[str, Any]]) -> Iterator[tuple[date, date | None]]:
    for each in stops:
        if each.get("first"):
            last = each.get("last")
            yield date.fromisoformat(each["first"]), date.fromisoformat(last) if last else None


def _stopped(stops: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in stops:
        if first := str(each.get("first") or "")[5:]:
            last = str(each.get("last") or "")[5:]
            yield f"停 {first} 至 {last}" if last else f"{first} 起停着"


def _time(at: str, today: date) -> str:
    return at[11:16] if at[:10] == today.isoformat() else at[5:10]
