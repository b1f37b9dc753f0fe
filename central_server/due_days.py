"""By which day each open case has to be told or decided, as policy and calendar say now.

A calendar that arrives may bring a day that was told as 暂定 nearer: then somebody is to be warned,
since papers keep what they say. Must not write.
"""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.policies import CasePolicies, Policies
from central_server.store.tables import case
from counter_app.cases.case_state import CaseState
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import decision_due, is_earlier, notice_due
from counter_app.rules.deadlines import Due

_decode = msgspec.json.Decoder(CaseState).decode


class Earlier(NamedTuple):
    """A case whose day has come nearer: what was told, and what holds."""

    number: str
    told: Due
    now: Due


def due_days(connection: Connection, policies: Policies) -> dict[str, Due]:
    """The days of the cases in which something runs, by number."""
    days: dict[str, Due] = {}
    own = CasePolicies(connection, policies)
    for raw in connection.execute(select(case.c.state)).scalars():
        state = _decode(raw)
        timeline = timeline_of(state)
        if state.stage.is_end or timeline is None:
            continue
        policy = own.of(state.policy, state.wording)
        find = decision_due if timeline.accepted_on else notice_due
        if due := find(policy, timeline):
            days[state.number] = due
    return days


def come_nearer(told: Mapping[str, Due], now: Mapping[str, Due]) -> list[Earlier]:
    """The cases that have to be done earlier than was told, by number."""
    both = [Earlier(name, due, now[name]) for name, due in sorted(told.items()) if name in now]
    return [each for each in both if is_earlier(each.told, each.now)]
