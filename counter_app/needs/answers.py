"""What departments have said of a case, as far as it is there: by person and item, what leads.

Both of two answers are kept; the one that looked at the later day leads, and what was said before
stays beside it (bureau hole 15). What was asked electronically and names no day was looked at when
it was answered. Must not compare.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from counter_app.cases.traces import QueryTrace, in_order
from counter_app.needs.case_file import CaseFile

ANSWERED = "answered"


class Verified(NamedTuple):
    """What is known of one item of one person."""

    trace: QueryTrace
    records: tuple[Mapping[str, Any], ...]
    coverage: Mapping[str, str]
    before: tuple[Mapping[str, Any], ...] = ()
    """What an earlier answer said."""

    @property
    def is_usable(self) -> bool:
        """Whether it says something: found, or nothing found in what it covers.

        What was found says nothing where it is not here: a counter has no answers, an old one may
        be erased.
        """
        if self.trace.state != ANSWERED:
            return False
        said = {"found": self.records, "none": self.coverage}
        return bool(said.get(self.trace.outcome))


def verified(file: CaseFile) -> Mapping[tuple[str, str], Verified]:
    """By person and item; of what was asked and not answered the trace alone."""
    return file.once("verified", lambda: _verified(file))


def _verified(file: CaseFile) -> dict[tuple[str, str], Verified]:
    found: dict[tuple[str, str], list[QueryTrace]] = {}
    for trace in file.state.queries:
        found.setdefault((trace.person, trace.item), []).append(trace)
    return {key: _leading(file, traces) for key, traces in found.items()}


def led_before(file: CaseFile, person: str, item: str, act: str) -> Verified | None:
    """What was known of one item of one person when an act was done; None where nothing was."""
    order = {each.action_id: at for at, each in enumerate(file.actions)}
    limit = order.get(act, 0)
    traces = [
        one
        for one in file.state.queries
        if (one.person, one.item) == (person, item)
        and one.state == ANSWERED
        and order.get(one.answer, limit) < limit
    ]
    return _leading(file, traces) if traces else None


def are_here(file: CaseFile) -> bool:
    """Whether every answer's content is here: to counters they never travel."""
    return all(
        each.answer in file.contents for each in file.state.queries if each.state == ANSWERED
    )


def _leading(file: CaseFile, traces: Sequence[QueryTrace]) -> Verified:
    answered = in_order(one for one in traces if one.state == ANSWERED)
    if not answered:
        return Verified(traces[-1], (), {})
    said = [_said(file, one) for one in answered]
    order = sorted(range(len(said)), key=lambda at: (_day(file, said[at]), at))
    last = said[order[-1]]
    return last._replace(before=said[order[-2]].records if len(order) > 1 else ())


def _day(file: CaseFile, said: Verified) -> str:
    named = said.coverage.get("as_of", "")
    if named or not said.trace.consent:
        return named
    return str(file.words(said.trace.answer).get("received_at") or "")[:10]


def _said(file: CaseFile, trace: QueryTrace) -> Verified:
    words = file.words(trace.answer)
    records, coverage = words.get("records"), words.get("coverage")
    return Verified(
        trace,
        tuple(_scalars(each) for each in records if isinstance(each, dict))
        if isinstance(records, list)
        else (),
        {str(key): str(value) for key, value in coverage.items()}
        if isinstance(coverage, dict)
        else {},
    )


def _scalars(record: Mapping[str, Any]) -> dict[str, Any]:
    """What of a record can be compared; nobody vouches for what a counter has sent."""
    return {name: said for name, said in record.items() if not isinstance(said, (list, dict))}
