"""What policy, days and the route allow of an act, beside what it lacks: asked by both ends.

Codes of why not, as those of `cases.following`. What hangs on answers that are not here is left to
the server. Must not know who asks.
"""

from collections.abc import Callable, Mapping
from datetime import date

from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.stages import Step
from counter_app.needs.answers import are_here
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Result, compared
from counter_app.needs.findings import findings
from counter_app.needs.lapses import why_not_lapsed
from counter_app.needs.route import steps_open
from counter_app.needs.timeline import timeline_of
from counter_app.needs.waiting import waits_for
from counter_app.rules.clock import why_no_extension
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy
from counter_app.rules.streets import find_street

Facts = Mapping[str, Scalar]
_FAILS = "fail"


def beyond(file: CaseFile, act: str, facts: Facts, policy: Policy, on: date) -> str | None:
    """None where nothing forbids the act; of what is proposed or approved the act itself."""
    forbids = _FORBIDS.get(act)
    return forbids(file, facts, policy, on) if forbids else None


def _extension(file: CaseFile, facts: Facts, policy: Policy, on: date) -> str | None:
    timeline, days = timeline_of(file.state), facts.get("days")
    if timeline is None or not isinstance(days, int):
        return "too_long"
    return why_no_extension(policy, timeline, days, on)


def _street(file: CaseFile, facts: Facts, policy: Policy, on: date) -> str | None:
    street, step = str(facts.get("street") or ""), facts.get("step")
    if find_street(policy, file.state.stream, street, on) is None:
        return "street_unknown"
    return "not_on_route" if step and step not in steps_open(file, policy, on) else None


def _difference(file: CaseFile, facts: Facts, policy: Policy, on: date) -> str | None:
    """Only what differs is decided, or what nobody can know."""
    if not are_here(file):
        return None
    named = facts.get("difference")
    found = [one.result for one in compared(file, policy, on) if one.difference == named]
    return None if found and found[0] in (Result.DIFFERS, Result.UNKNOWN) else "no_difference"


def _waiver(file: CaseFile, facts: Facts, policy: Policy, on: date) -> str | None:
    named = facts.get("department")
    waiting = {department_of(each.item) for each in waits_for(file, policy, on)}
    return None if named in waiting else "not_waiting"


def _opinion(_file: CaseFile, facts: Facts, _policy: Policy, _on: date) -> str | None:
    """A county that does not agree refuses: it is the authority that answers for it."""
    disagrees = facts.get("step") == Step.COUNTY and facts.get("opinion") != "agree"
    return "refuse_instead" if disagrees else None


def _grounds(file: CaseFile, facts: Facts, policy: Policy, on: date) -> str | None:
    """Only conditions that this case fails as it was taken; what is merely 待核 is no ground.

    Of a condition of policy that no program reckons a person says by its facts that it fails.
    """
    if not are_here(file):
        return None
    found = {str(each.rule): each.outcome for each in findings(file, policy, on).taken}
    open_to_persons = policy.clauses(on).keys() - found.keys()
    grounds = {rule for rule, outcome in found.items() if outcome == _FAILS} | open_to_persons
    named = str(facts.get("clauses") or "").split()
    return None if named and grounds.issuperset(named) else "clause_holds"


_FORBIDS: Mapping[str, Callable[[CaseFile, Facts, Policy, date], str | None]] = {
    Kind.DECLINED: why_not_lapsed,
    Kind.ENDED: why_not_lapsed,
    Kind.EXTENDED: _extension,
    Kind.STREET_SET: _street,
    Kind.DIFFERENCE_SETTLED: _difference,
    Kind.WAIVED: _waiver,
    Kind.OPINION_GIVEN: _opinion,
    Kind.REFUSAL_ANNOUNCED: _grounds,
    Kind.REFUSED: _grounds,
}
LIMITED = frozenset(_FORBIDS)
"""Acts of which something is limited."""
