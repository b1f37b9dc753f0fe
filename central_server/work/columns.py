"""What lists look for in a case, as columns beside its state: made anew with each change of it.

The same days as `intake.work_lists` has, for the server's index. Must not read a state.
"""

from collections.abc import Mapping
from enum import IntFlag
from functools import cached_property
from typing import NamedTuple

from sqlalchemy.engine import Connection

from central_server.policies import CasePolicies, policies_of
from counter_app.cases.case_state import CaseState
from counter_app.cases.left_over import Left
from counter_app.cases.stages import Stage
from counter_app.needs.tasks import tasks_of
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import decision_due, notice_due
from counter_app.rules.policy import Policy

NO_DAY = "9"
"""Where nothing runs: behind every day."""
OVER = "over"
"""Where a case is that no list has any more."""


class Mark(IntFlag):
    """What of a case lists pick out beside its place."""

    PROPOSED = 1
    RETURNED = 2
    CONTESTED = 4
    DAYS = 8
    HAND_OVER = 16
    STOPPED = 32
    EARLIER = 64
    """A calendar came, and the due day is earlier than it was told."""
    AUTHORS = 128
    WAITING = 256
    """A department has not answered."""
    TASKS = 512
    """Something of what departments said, or did not, is left to a person (`needs.tasks`)."""
    LATE = 1024
    """Something happened at a window after the end, and nobody has said what became of it."""


_LEFT = Mark.HAND_OVER | Mark.TASKS | Mark.LATE | Mark.AUTHORS
"""For which a case that has ended stands on a list."""


_OF_LEFT: Mapping[str, Mark] = {
    Left.FACT: Mark.LATE,
    Left.DAY: Mark.LATE,
    Left.AUTHOR: Mark.AUTHORS,
}
"""Of tasks that have a list of their own; all others are on one."""
_NONE = Mark(0)


class Columns(NamedTuple):
    """In the order of the table `case`."""

    street: str
    place: str
    received_on: str
    received_by: str
    due_on: str
    notice_due_on: str
    flags: int


class Lister:
    """Makes the columns of one transaction's cases; what depends on the day alone is made once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._begun: dict[tuple[str, str, str], str] = {}

    def of(self, state: CaseState) -> Columns:
        """The columns of a case as it is now."""
        due, notice = self._days(state)
        flags = _flags(state)
        place = str(state.step or state.stage)
        if state.stage.is_end and not flags & _LEFT:
            place = OVER
        received_on = state.received_at[:10]
        by = state.received_by_id
        return Columns(state.street, place, received_on, by, due, notice, int(flags))

    def _days(self, state: CaseState) -> tuple[str, str]:
        """The day that something has to be done by, and that of a notice while one is owed."""
        if state.stage.is_end:
            return NO_DAY, ""
        if state.stage is Stage.RECEIVED and not state.notices:
            key = (state.received_at[:10], state.policy, state.wording)
            begun = self._begun.get(key)
            if begun is None:
                begun = self._begun[key] = self._notice_due(state)
            return begun or NO_DAY, begun
        if not state.accepted_on:
            notice = self._notice_due(state)
            return notice or NO_DAY, notice
        timeline = timeline_of(state)
        due = decision_due(self._policy(state), timeline) if timeline else None
        return due.day.isoformat() if due else NO_DAY, ""

    def _notice_due(self, state: CaseState) -> str:
        timeline = timeline_of(state)
        due = notice_due(self._policy(state), timeline) if timeline else None
        return due.day.isoformat() if due else ""

    def _policy(self, state: CaseState) -> Policy:
        return self._policies.of(state.policy, state.wording)

    @cached_property
    def _policies(self) -> CasePolicies:
        return CasePolicies(self._connection, policies_of(self._connection))


def _flags(state: CaseState) -> Mark:
    found = _NONE
    for each in tasks_of(state):
        found |= _OF_LEFT.get(each.kind, Mark.TASKS)
    if state.accepted_on and _is_hand_over_owed(state):
        found |= Mark.HAND_OVER
    if state.stage.is_end:
        return found
    if state.open_proposal:
        found |= Mark.PROPOSED
    if state.returned:
        found |= Mark.RETURNED
    if state.contested:
        found |= Mark.CONTESTED
    if state.doubted or state.questions:
        found |= Mark.DAYS
    if state.is_stopped:
        found |= Mark.STOPPED
    if any(one.state == "asked" for one in state.queries):
        found |= Mark.WAITING
    return found


def _is_hand_over_owed(state: CaseState) -> bool:
    """Of an accepted case, until the other system's number is confirmed."""
    is_owed = not state.stage.is_end or state.stage is Stage.FILED
    done = state.hand_over is not None and state.hand_over.state == "confirmed"
    return is_owed and not done
