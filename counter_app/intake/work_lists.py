"""The work lists: which cases stand on each, why, and until when. Must not know a store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.cases.case_state import CaseState
from counter_app.cases.left_over import Left
from counter_app.cases.stages import Stage, Step
from counter_app.needs.tasks import WORDS, of_queries, tasks_of
from counter_app.needs.timeline import deemed_on, timeline_of
from counter_app.rules.clock import next_due
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.policy import Policy

NOT_COPIED, NUMBER_OWED = "没有录入", "录入了，等编号"
_SOON_DAYS = 3
"""Working days that are left at most of what is due soon."""
_ENDED = (Stage.DECLINED, Stage.REFUSED, Stage.WITHDRAWN, Stage.ENDED)
"""Ends after which nothing is handed over any more."""
_BEFORE = (Stage.RECEIVED, Stage.SUPPLEMENT)
_REVIEW = (Stage.ACCEPTED, Stage.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """A case on a day, as lists look at it."""

    state: CaseState
    policy: Policy
    today: date
    staff_id: str = ""
    queued: bool = False
    came_back: bool = False
    undecided: int = 0
    """Differences that nobody has decided: only the server can tell."""
    is_sent_back: bool = False
    """By the city: likewise."""
    is_claimed: bool = False
    """By this person."""

    @property
    def due(self) -> str:
        """The day by which something has to be done; empty where nothing runs."""
        timeline = timeline_of(self.state)
        last = next_due(self.policy, timeline, self.today) if timeline else None
        return last.day.isoformat() if last else ""

    @property
    def is_deemed(self) -> bool:
        """Whether it counts as accepted by lapse."""
        return deemed_on(self.state, self.policy, self.today) is not None


def _at(*steps: Step) -> Callable[[CaseStanding], str]:
    def why(case: CaseStanding) -> str:
        step = case.state.step
        return step.label if step in steps and step is not None else ""

    return why


def _overdue(case: CaseStanding) -> str:
    late = case.state.accepted_on and not case.state.stage.is_end
    return f"应于 {case.due} 前办结" if late and case.due and case.due < str(case.today) else ""


def _notice_due(case: CaseStanding) -> str:
    waits = case.state.stage in _BEFORE and case.due and not case.is_deemed
    return f"{case.due} 前受理或补正告知" if waits else ""


def _hand_over(case: CaseStanding) -> str:
    """Owed from acceptance: to be copied, then the other system's number to be confirmed."""
    done = case.state.hand_over
    if not case.state.accepted_on or case.state.stage in _ENDED:
        return ""
    if done is None:
        return NOT_COPIED
    return "" if done.state == "confirmed" else NUMBER_OWED


def _day_in_question(case: CaseStanding) -> str:
    if case.state.stage.is_end:
        return ""
    if case.state.doubted:
        return "所报日期待核定"
    return "受理日待核定" if case.state.questions else ""


def _left(*whys: Left) -> Callable[[CaseStanding], str]:
    """What came late or of whom it might not: it stands until somebody says what became of it."""

    def words(case: CaseStanding) -> str:
        found = {each.kind for each in tasks_of(case.state)}
        return next((WORDS[why] for why in whys if why in found), "")

    return words


def _contested(case: CaseStanding) -> str:
    return "登记簿重复待核定" if case.state.contested else ""


def _conflict(case: CaseStanding) -> str:
    """What a person of the county has to settle, the gravest first."""
    settle = _contested(case) or _day_in_question(case)
    return settle or ("要人核定" if case.came_back else "")


def _in_review(case: CaseStanding) -> str:
    state = case.state
    return (state.step.label if state.step else "已受理") if state.stage in _REVIEW else ""


def _task(case: CaseStanding) -> str:
    """The first that a person has to settle."""
    found = of_queries(case.state)
    return WORDS[found[0].kind] if found else ""


def _waiting(case: CaseStanding) -> str:
    waits = sum(one.state == "asked" for one in case.state.queries)
    return f"等 {waits} 项答复" if waits and case.state.stage in _REVIEW else ""


def _due_soon(case: CaseStanding) -> str:
    late = case.due < str(case.today)
    if not case.due or late or case.state.stage not in _REVIEW:
        return ""
    last = calendar_of(case.policy).due(case.today, _SOON_DAYS).day
    return f"应于 {case.due} 前办结" if case.due <= last.isoformat() else ""


LISTS: Mapping[str, Callable[[CaseStanding], str]] = {
    "today": lambda c: "今天收件" if c.state.received_at[:10] == str(c.today) else "",
    "mine": lambda c: "我收的" if c.state.received_by_id == c.staff_id else "",
    "notice_due": _notice_due,
    "deemed": lambda c: "视为受理" if c.is_deemed else "",
    "supplement": lambda c: "待补正" if c.state.stage is Stage.SUPPLEMENT else "",
    "proposals": lambda c: "等批准" if c.state.open_proposal else "",
    "community": _at(Step.COMMUNITY, Step.EMPLOYER),
    "county": _at(Step.COUNTY),
    "municipal": _at(Step.MUNICIPAL),
    "returned": lambda c: "退回补正" if c.state.returned else "",
    "conflicts": _conflict,
    "queued": lambda c: "还没有送达" if c.queued else "",
    "overdue": _overdue,
    "hand_over": _hand_over,
    "in_review": _in_review,
    "claimed": lambda c: "我领办的" if c.is_claimed else "",
    "differences": lambda c: f"{c.undecided} 项不一致待定" if c.undecided else "",
    "sent_back": lambda c: "市级退回" if c.is_sent_back else "",
    "tasks": _task,
    "waiting": _waiting,
    "due_soon": _due_soon,
    "contested": _contested,
    "days": _day_in_question,
    "authors": _left(Left.AUTHOR),
    "late": _left(Left.FACT, Left.DAY),
}
"""List → why a case stands on it; empty: it does not."""
