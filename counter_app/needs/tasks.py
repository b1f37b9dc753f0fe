"""What queries leave to a person, as the state alone tells it: for lists, without a content.

Never a cause that travels no further than a desk may know: `to_person` is a death or a bar, and the
answer says which. Must not decide.
"""

from collections.abc import Iterator
from typing import NamedTuple

from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage
from counter_app.cases.traces import QueryTrace
from counter_app.rules.items import department_of

IDENTITY, TO_PERSON, FAILED, TAKEN_BACK, LATE = (
    "identity", "to_person", "failed", "taken_back", "late_answer",
)  # fmt: skip
WORDS = {
    IDENTITY: "身份核不准，要人核实",
    TO_PERSON: "核查结果要人核实",
    FAILED: "部门查询未成，改收纸质或发函",
    TAKEN_BACK: "授权已撤回，补纸质、撤回申请或按 四(四) 办理",
    LATE: "办结后部门有答复，要人看",
}
_OF_OUTCOME = {"identity_mismatch": IDENTITY, "ambiguous": IDENTITY, "to_person": TO_PERSON}
_STOPPED = frozenset({"cancelled", "discarded"})


class Task(NamedTuple):
    """One thing that somebody of the county has to settle."""

    kind: str
    person: str = ""
    item: str = ""
    answer: str = ""
    """The action that opened it, where one did."""


def tasks_of(state: CaseState) -> tuple[Task, ...]:
    """Everything that is open; of a case that has ended only what came after."""
    late = (Task(LATE, each.person, each.item, each.answer) for each in _late(state))
    if state.stage.is_end or not state.accepted_by:
        return tuple(late)
    return tuple(dict.fromkeys((*_of_answers(state), *_of_withdrawals(state), *late)))


def _late(state: CaseState) -> Iterator[QueryTrace]:
    if state.stage is Stage.FILED:
        yield from (each for each in state.queries if each.answer in state.late)


def _of_answers(state: CaseState) -> Iterator[Task]:
    """The last word about each item of each person, where it is none that can be used."""
    last = {(each.person, each.item): each for each in state.queries}
    for (person, item), each in last.items():
        if state.persons and person not in state.persons:
            continue  # who is not of the household any more
        if each.state == "failed" and str(department_of(item)) not in state.waived:
            yield Task(FAILED, person, item)
        elif each.state == "answered" and (kind := _OF_OUTCOME.get(each.outcome)):
            yield Task(kind, person, item, each.answer)


def _of_withdrawals(state: CaseState) -> Iterator[Task]:
    """Whoever took their consent back, until what was stopped is proved otherwise or waived."""
    last = {(each.person, each.item): each.state for each in state.queries}
    for person in state.taken_back:
        of_them = {item: was for (whose, item), was in last.items() if whose == person}
        waits = any(
            was in _STOPPED and str(department_of(item)) not in state.waived
            for item, was in of_them.items()
        )
        if waits or not of_them:
            yield Task(TAKEN_BACK, person, "", state.answers.get(person, ""))
