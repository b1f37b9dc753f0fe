"""What the acts of review still need of a case: for an opinion, a refusal, the filing.

The first opinion needs no answer of a department; the county's needs all of them, or that they are
not waited for, and no decisive difference that is undecided (second-half, transitions). What hangs
on answers that are not here (they never travel to a counter) is left to the server. Must not know
the register.
"""

from collections.abc import Iterator
from datetime import date

from counter_app.cases.actions import Kind
from counter_app.cases.stages import Step
from counter_app.cases.ways import ASKED_BACK
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Compared, Result, compared, decisions
from counter_app.needs.hearing import is_over
from counter_app.needs.lacking import (
    Lack,
    answer_of,
    commitment_lacking,
    pieces_lacking,
    promises_open,
)
from counter_app.needs.tasks import IDENTITY, TO_PERSON, WORDS, tasks_of
from counter_app.needs.waiting import waits_for
from counter_app.rules.department_items import fact_label, first_items
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy

_UNDECIDED = "{name}：{fact}与{department}核验不一致，还没有核对"
_ASKED_FOR = "{name}：{fact}与{department}核验不一致，已定为更正，还没有更正"
_WAITS = "{name}：{departments}还没有答复，等答复，或写明理由不等"
_NOT_ANSWERED = "{name}：信息查询授权还没有作答"
_NOT_HEARD = "拟不通过告知送达后，申请人的陈述期还没有过，也没有陈述记录"
_NOT_TOLD = "还没有拟不通过告知；先告知，听取陈述申辩"


def lacking_in_review(file: CaseFile, act: str, policy: Policy, on: date) -> Iterator[Lack]:
    """What the act needs and does not find; nothing for an act that needs nothing of a content."""
    if act == Kind.OPINION_GIVEN and file.state.step is not Step.COUNTY:
        yield from commitment_lacking(file)
    elif act in (Kind.OPINION_GIVEN, Kind.FILED):
        yield from pieces_lacking(file, policy, on)
        yield from promises_open(file, policy, on)
        yield from _tasks(file, IDENTITY, TO_PERSON)
        yield from _waiting(file, policy, on)
        yield from _differences(file, policy, on)
    elif act == Kind.REFUSED:
        yield from _tasks(file, IDENTITY)
        yield from _differences(file, policy, on)
        yield from _silent(file)
        yield from _hearing(file, policy, on)


def open_differences(file: CaseFile, policy: Policy, on: date) -> tuple[Compared, ...]:
    """The decisive ones that nobody has decided on the content that holds, or that are pending."""
    decided = decisions(file, policy, on)
    settled = {name for name, decision in decided.items() if decision not in ASKED_BACK}
    return tuple(
        one
        for one in compared(file, policy, on)
        if one.result is Result.DIFFERS and one.decisive and one.difference not in settled
    )


def _differences(file: CaseFile, policy: Policy, on: date) -> Iterator[Lack]:
    pending = decisions(file, policy, on)
    names = _names(file)
    for one in open_differences(file, policy, on):
        said = _ASKED_FOR if one.difference in pending else _UNDECIDED
        words = said.format(
            name=names.get(one.person, ""),
            fact=fact_label(policy, one.item, one.fact, on),
            department=department_of(one.item).label,
        )
        yield Lack("difference", one.difference, one.person, words)


def _waiting(file: CaseFile, policy: Policy, on: date) -> Iterator[Lack]:
    """One for each person; whose identity is not found is not asked about further."""
    lost = {each.person for each in tasks_of(file.state) if each.kind == IDENTITY}
    first = first_items(policy, on)
    by_person: dict[str, dict[str, None]] = {}
    for each in waits_for(file, policy, on):
        if each.person not in lost or each.item in first:
            by_person.setdefault(each.person, {})[department_of(each.item).label] = None
    names = _names(file)
    for person, departments in by_person.items():
        words = _WAITS.format(name=names.get(person, ""), departments="、".join(departments))
        yield Lack("answer", "", person, words)


def _tasks(file: CaseFile, *kinds: str) -> Iterator[Lack]:
    """What a person has to settle first: whose number it is, a death, a bar."""
    names = _names(file)
    for each in tasks_of(file.state):
        if each.kind in kinds:
            words = f"{names.get(each.person, '')}：{WORDS[each.kind]}"
            yield Lack("task", each.kind, each.person, words)


def _silent(file: CaseFile) -> Iterator[Lack]:
    """Silence is not a fact: nobody is refused while a consent is 未答 (hole 29)."""
    for person, name in _names(file).items():
        if answer_of(file, person) is None:
            yield Lack("consent", "", person, _NOT_ANSWERED.format(name=name))


def _hearing(file: CaseFile, policy: Policy, on: date) -> Iterator[Lack]:
    if is_over(file.state, policy, on):
        return
    told = bool(file.state.announced)
    yield Lack("hearing", "", "", _NOT_HEARD if told else _NOT_TOLD)


def _names(file: CaseFile) -> dict[str, str]:
    return {file.state.person(at): each.name for at, each in enumerate(file.people)}
