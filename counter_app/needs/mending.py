"""What is to be mended at a department: by person and department, as desks have decided.

Named by kind of fact, never by what it is. Must not know where that is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from counter_app.cases.actions import Action, Kind
from counter_app.cases.ways import DecidedBy
from counter_app.needs.case_file import CaseFile
from counter_app.needs.findings import FactOf, facts_of
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy


class Whose(NamedTuple):
    """One department's record of one person."""

    department: str
    person: str


@dataclass(frozen=True, slots=True)
class Mending:
    """`facts`: those that are still to be mended; `acts`: with which that was decided, in order."""

    facts: tuple[FactOf, ...] = ()
    acts: tuple[Action, ...] = ()


def mending(file: CaseFile, policy: Policy, on: date) -> Mapping[Whose, Mending]:
    """By department and person, in the order in which it was first decided for each."""
    acts = [
        each
        for each in file.actions
        if each.kind == Kind.DIFFERENCE_SETTLED and each.facts.get("decision") == DecidedBy.MEND
    ]
    known = {each.difference: each for each in facts_of(file, policy, on)} if acts else {}
    holds = {each.difference for each in file.state.differences if each.decision == DecidedBy.MEND}
    found: dict[Whose, Mending] = {}
    for act in acts:
        fact = known.get(str(act.facts.get("difference")))
        if fact is None:
            continue
        whose = Whose(str(department_of(fact.item)), fact.person)
        before = found.get(whose, Mending())
        is_new = fact.difference in holds and fact not in before.facts
        facts = (*before.facts, fact) if is_new else before.facts
        found[whose] = Mending(facts, (*before.acts, act))
    return found
