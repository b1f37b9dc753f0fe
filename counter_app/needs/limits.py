"""What policy, days and the route allow of an act, beside what it lacks: asked by both ends.

Codes of why not, as those of `cases.following`. Must not know who asks.
"""

from collections.abc import Mapping
from datetime import date

from counter_app.cases.actions import Kind, Scalar
from counter_app.needs.case_file import CaseFile
from counter_app.needs.route import steps_open
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import why_no_extension
from counter_app.rules.policy import Policy
from counter_app.rules.streets import find_street

LIMITED = frozenset({Kind.EXTENDED, Kind.STREET_SET})
"""Acts of which something is limited."""


def beyond(
    file: CaseFile, act: str, facts: Mapping[str, Scalar], policy: Policy, on: date
) -> str | None:
    """None where nothing forbids the act; of what is proposed or approved the act itself."""
    if act == Kind.EXTENDED:
        timeline, days = timeline_of(file.state), facts.get("days")
        if timeline is None or not isinstance(days, int):
            return "too_long"
        return why_no_extension(policy, timeline, days, on)
    if act == Kind.STREET_SET:
        street, step = str(facts.get("street") or ""), facts.get("step")
        if find_street(policy, file.state.stream, street, on) is None:
            return "street_unknown"
        return "not_on_route" if step and step not in steps_open(file, policy, on) else None
    return None
