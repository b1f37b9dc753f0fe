"""What is left to a person, as the state alone tells it: for lists, without a content.

What queries leave is settled by what comes after it: an answer on paper, a waiver, another
content. What nothing hangs on a person settles by saying so (`cases.left_over`).
Never a cause that travels no further than a desk may know: `to_person` is a death or a bar, and the
answer says which. Must not decide.
"""

from collections.abc import Iterator
from typing import NamedTuple

from counter_app.cases.case_state import CaseState
from counter_app.cases.left_over import Left, LeftOver, left_over
from counter_app.cases.traces import in_order
from counter_app.rules.items import department_of

IDENTITY, TO_PERSON, FAILED = "identity", "to_person", "failed"
WORDS = {
    IDENTITY: "身份核不准，要人核实",
    TO_PERSON: "核查结果要人核实",
    FAILED: "部门查询未成，改收纸质或发函",
    Left.TAKEN_BACK: "授权已撤回，补纸质、撤回申请或按 四(四) 办理",
    Left.ANSWER: "办结后部门有答复，要人看",
    Left.FACT: "办结后有补来的",
    Left.AUTHOR: "有按原身份所办",
    Left.DAY: "办结后所报日期存疑，暂按服务器的日期",
}
_OF_OUTCOME = {"identity_mismatch": IDENTITY, "ambiguous": IDENTITY, "to_person": TO_PERSON}
_STOPPED = frozenset({"cancelled", "discarded"})
_BY_THEMSELVES = frozenset({Left.FACT, Left.AUTHOR, Left.DAY})
"""What has a list of its own."""


class Task(NamedTuple):
    """One thing that somebody of the county has to settle."""

    kind: str
    person: str = ""
    item: str = ""
    answer: str = ""
    """The action that opened it, where one did."""


def tasks_of(state: CaseState) -> tuple[Task, ...]:
    """Everything that is open; of a case that has ended only what came after."""
    left = [Task(each.why, each.person, each.item, each.of) for each in _left(state)]
    answers = () if state.stage.is_end or not state.accepted_by else _of_answers(state)
    return tuple(dict.fromkeys((*answers, *left)))


def of_queries(state: CaseState) -> tuple[Task, ...]:
    """Those that departments and consents have left."""
    return tuple(each for each in tasks_of(state) if each.kind not in _BY_THEMSELVES)


def is_at_work(state: CaseState) -> bool:
    """Whether somebody still has to do something with it: under way, or with what came after."""
    return not state.stage.is_end or bool(tasks_of(state))


def settled_by_word(state: CaseState) -> tuple[LeftOver, ...]:
    """What of them a person settles by saying what was done about it."""
    return tuple(_left(state))


def _left(state: CaseState) -> Iterator[LeftOver]:
    for each in left_over(state):
        if each.why is not Left.TAKEN_BACK or _is_unproved(state, each.person):
            yield each


def _of_answers(state: CaseState) -> Iterator[Task]:
    """The last word about each item of each person, where it is none that can be used."""
    last = {(each.person, each.item): each for each in in_order(state.queries)}
    for (person, item), each in last.items():
        if state.persons and person not in state.persons:
            continue  # who is not of the household any more
        if each.state == "failed" and str(department_of(item)) not in state.waived:
            yield Task(FAILED, person, item)
        elif each.state == "answered" and (kind := _OF_OUTCOME.get(each.outcome)):
            yield Task(kind, person, item, each.answer)


def unproved(state: CaseState) -> Iterator[tuple[str, str]]:
    """Item and person of what was stopped since a consent was taken back, and is not waived."""
    last = {(each.item, each.person): each.state for each in in_order(state.queries)}
    for (item, person), was in last.items():
        stopped = was in _STOPPED and str(department_of(item)) not in state.waived
        if stopped and person in state.taken_back:
            yield item, person


def _is_unproved(state: CaseState, person: str) -> bool:
    """Of who took their consent back: until what was stopped is proved otherwise or waived."""
    asked = any(each.person == person for each in state.queries)
    return not asked or any(whose == person for _, whose in unproved(state))
