"""What taking a verified fact would move, in words: `人均自有 0.00 → 3.55 m²，仍低于 16`.

Whoever decides reads it before, so it is told of what is taken so far. Must not decide, nor change
the form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from counter_app.cases.ways import DecidedBy
from counter_app.needs.answers import verified
from counter_app.needs.both_sides import said_values
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Compared, decisions
from counter_app.needs.findings import FactOf, as_taken, facts_of
from counter_app.needs.taken import as_declared, assessed, taken, with_fact
from counter_app.rules.assess import Assessment
from counter_app.rules.eligibility import NAMES
from counter_app.rules.policy import Policy

_FIGURE = re.compile(r"^(\D*)([\d.]+)(\D*)$")
_STILL = ("低于", "不低于", "不超过", "超过")
_OUTCOMES = {"pass": "符合", "review": "待核", "fail": "不符合"}
_STOP = "，"
_NOTHING = "受理条件和材料都不变"


def moves(file: CaseFile, policy: Policy, on: date, one: Compared) -> str:
    """Of a fact that differs, as one sentence."""
    facts = file.once(("facts", policy, on), lambda: _by_name(facts_of(file, policy, on)))
    fact = facts.get(one.difference)
    answer = verified(file).get((one.person, one.item))
    if fact is None or answer is None:
        return ""
    now = (fact.position, fact.declared, said_values(answer.records, one.fact, one.rule))
    document = _ground(file, policy, on, one.difference)
    if document == file.document:
        before, after = as_declared(file, policy, on), with_fact(file, policy, on, now)
    else:
        before = file.once(("as taken", policy, on), lambda: assessed(document, policy, on))
        after = assessed(taken(document, now), policy, on)
    return "；".join(_moved(before, after)) or _NOTHING


def _by_name(facts: Iterable[FactOf]) -> dict[str, FactOf]:
    return {each.difference: each for each in facts}


def _ground(file: CaseFile, policy: Policy, on: date, difference: str) -> Mapping[str, object]:
    """What is taken so far; of what was taken itself, what was declared."""
    is_taken = decisions(file, policy, on).get(difference) == DecidedBy.TAKE_VERIFIED
    return file.document if is_taken else as_taken(file, policy, on)


def _moved(before: Assessment, after: Assessment) -> Iterator[str]:
    yield from (said for _, said in moved_between(before, after))
    owed, owes = _owed(before), _owed(after)
    yield from (f"另需{each}" for each in owes if each not in owed)
    yield from (f"不再需要{each}" for each in owed if each not in owes)


def moved_between(before: Assessment, after: Assessment) -> Iterator[tuple[str, str]]:
    """Each condition that says something else after: its rule, and both in one sentence."""
    was = {each.rule: each for each in before.findings}
    for now in after.findings:
        old = was.get(now.rule)
        if old is not None and old != now:
            said = _between(NAMES.get(now.rule, now.rule), old.message, now.message)
            moved = f"（{_OUTCOMES[old.outcome]} → {_OUTCOMES[now.outcome]}）"
            yield now.rule, said + (moved if old.outcome != now.outcome else "")


def _owed(found: Assessment) -> tuple[str, ...]:
    return tuple(
        f"{each.person_name}的{each.material.label}" if each.person_name else each.material.label
        for each in found.materials
    )


def _between(name: str, old: str, new: str) -> str:
    """A figure with its unit once, and whether it stays on its side; else both sentences."""
    (head, _, _), (now, _, rest) = old.partition(_STOP), new.partition(_STOP)
    figures = _FIGURE.match(head), _FIGURE.match(now)
    if figures[0] is None or figures[1] is None:
        return f"{name}：{old} → {new}"
    (start, was, unit), (begins, figure, ends) = figures[0].groups(), figures[1].groups()
    if (start, unit) != (begins, ends):
        return f"{name}：{old} → {new}"
    still = "仍" if old.partition(_STOP)[2] == rest and rest.startswith(_STILL) else ""
    return f"{start}{was} → {figure}{unit}" + (f"{_STOP}{still}{rest}" if rest else "")
