"""Acts on a received case by somebody with a name: what happened, and what is decided.

A fact is kept and queued. A decision is judged here first, then by the server: one that only the
server can take is made while that answers, sent at once and given up after ten minutes; notice,
street and provisional acceptance may wait for the line. Must not know policy: what a content lacks
is asked of `needs`, handed in.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sqlalchemy import Connection

from counter_app.basics.catalogue.decisions import ACTION_LACKING, WHY_NOT
from counter_app.basics.catalogue.store import SERVER_OUT_OF_REACH, STEP_NOT_ALLOWED
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.deed import Deed
from counter_app.cases.following import why_not
from counter_app.cases.kinds import KINDS, KindOfAction, Nature
from counter_app.cases.rights import OF_PEOPLE, lack_of
from counter_app.desk.acting import Acting, asker_of, begin, get_state, recorded_as
from counter_app.desk.clerks import Clerk
from counter_app.desk.clock_check import heard
from counter_app.desk.desk import Desk
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import Lack
from counter_app.sync.sync_once import SyncOutcome
from local_db.actions import actions_of, contents_of
from local_db.case_log import log_own
from local_db.claimed import told_contents
from local_db.identity import get_identity
from local_db.notes import read_notes
from local_db.outbox import find_return, is_queued

OFFLINE = frozenset({Kind.STREET_SET, Kind.NOTICE_GIVEN, Kind.ACCEPTED})
"""Decisions that may wait for the line (second-half rule 3)."""
LACKING = "lacking"
"""The code of a decision that the server found lacking something."""
_EXPIRES = timedelta(minutes=10)


class Needs(Protocol):
    """What the matter says of a case: asked with the policy of that case."""

    def lacks(self, file: CaseFile, act: str, on: date) -> tuple[Lack, ...]:
        """What the act needs of the content and does not find."""

    def beyond(self, file: CaseFile, act: str, facts: Mapping[str, Scalar], on: date) -> str | None:
        """Why policy, days or the route forbid the act; None where they do not."""

    def is_deemed(self, state: CaseState, on: date) -> bool:
        """Whether the case counts as accepted by lapse."""


class LackingError(CounterError):
    """What is asked for lacks something; all of it is named."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        """`lacks`: one by one, for the screen and the command."""
        super().__init__(ACTION_LACKING)
        self.lacks = lacks


class NotAllowedError(CounterError):
    """The act may not follow; `code` as in `cases.following`."""

    def __init__(self, code: str) -> None:
        """`code`: why."""
        super().__init__(WHY_NOT.get(code, STEP_NOT_ALLOWED))
        self.code = code


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an act. `waits`: it was not answered yet. `problem`: why it was refused."""

    action: Action
    waits: bool
    problem: str = ""
    message: str = ""
    advice: str = ""
    lacks: tuple[str, ...] = ()
    """What the server found lacking, where it is known by name."""


def do(
    desk: Desk,
    sync: Callable[[], SyncOutcome],
    clerk: Clerk,
    case_id: str,
    deed: Callable[[CaseFile], Deed],
    needs: Needs,
) -> Done:
    """Do one thing to a case; `deed` is made of the case as it is after what others did.

    Raises:
        CounterError: NOT_ENROLLED, CASE_UNKNOWN, CLOCK_SET_BACK; SERVER_OUT_OF_REACH for what only
            the server can take; NotAllowedError, LackingError; what `deed` raises.
    """
    online = sync().online
    action = _keep(desk, clerk, case_id, deed, needs, online=online)
    if online:
        sync()
    with desk.store.reading() as connection:
        waits = is_queued(connection, action.action_id)
        back = find_return(connection, action.action_id)
    if back is None:
        return Done(action, waits)
    return Done(action, False, back.code, back.message, back.advice)


def case_file(connection: Connection, case_id: str) -> CaseFile:
    """The case with all of its contents that are here, at a desk with what the server told last."""
    actions = actions_of(connection, case_id)
    contents = contents_of(connection, [each.action_id for each in actions])
    return CaseFile(actions, {**told_contents(connection, case_id), **contents})


def _keep(
    desk: Desk,
    clerk: Clerk,
    case_id: str,
    deed: Callable[[CaseFile], Deed],
    needs: Needs,
    *,
    online: bool,
) -> Action:
    """Judge and seal the act in one transaction."""
    with desk.store.transaction() as connection:
        state = get_state(connection, case_id)
        file = case_file(connection, case_id)
        made = deed(file)
        kind = KINDS[made.kind]
        if kind.nature is Nature.DECISION and not online and made.kind not in OFFLINE:
            raise CounterError(SERVER_OUT_OF_REACH)
        regions = _regions(connection, state, kind)
        who = _in_role(clerk, _act_of(made, kind), kind, regions, state.street)
        acting = begin(connection, desk, who)
        action, content = acting.draft(
            made.kind, case_id, state.stream, _facts(acting, state, made, kind), made.content
        )
        _judge(connection, state, file, action, needs, acting)
        after = log_own(
            connection,
            acting.head,
            [(action, content)],
            at=max(stamp(acting.now), acting.head.last_at),
            before=state,
        )
        acting.record(*recorded_as(action))
    assert after.case_id == case_id
    return action


def _judge(
    connection: Connection,
    state: CaseState,
    file: CaseFile,
    action: Action,
    needs: Needs,
    acting: Acting,
) -> None:
    today = acting.now.date()
    deemed = needs.is_deemed(state, today)
    code = why_not(state, action, asker_of(connection, state), deemed=deemed)
    act = str(action.facts.get("act") or action.kind)
    code = code or needs.beyond(file, act, action.facts, today)
    if code:
        raise NotAllowedError(code)
    if lacks := needs.lacks(file, act, today):
        raise LackingError(lacks)


def _act_of(deed: Deed, kind: KindOfAction) -> KindOfAction:
    """Of a proposal what is proposed: who may do that may propose it."""
    act = deed.facts.get("act")
    return KINDS[str(act)] if deed.kind is Kind.PROPOSED and act in KINDS else kind


def _regions(connection: Connection, state: CaseState, kind: KindOfAction) -> tuple[str, ...]:
    """Where the person must be somebody: the case's county; for what happens here, this hall's."""
    here = get_identity(connection).enrolment.region
    return (state.stream, here) if kind.nature is Nature.FACT else (state.stream,)


def _in_role(
    clerk: Clerk, act: KindOfAction, kind: KindOfAction, regions: tuple[str, ...], street: str
) -> Clerk:
    """The person in the role in which they may do this, where they hold several."""
    for role, region in itertools.product(OF_PEOPLE, regions):
        if role in act.roles and role in kind.roles:
            streets = street if role is Role.COMMUNITY else ""
            if lack_of(clerk.roles, role, region, streets) is None:
                return clerk.as_role(role)
    raise NotAllowedError("wrong_role")


def _facts(acting: Acting, state: CaseState, deed: Deed, kind: KindOfAction) -> dict[str, Scalar]:
    """The act's own facts, and when the server was last heard, by which its day is believed.

    A decision says what its author had seen, and until when it may be taken.
    """
    word = heard(read_notes(acting.connection)) if "heard" in kind.facts else None
    facts: dict[str, Scalar] = {"heard": stamp(word.server)} if word else {}
    if kind.nature is Nature.DECISION:
        today = acting.now.date().isoformat()
        facts |= {"seen": state.decision, "content": state.content, "on": today}
        if word and deed.kind not in OFFLINE:
            facts["expires"] = stamp(word.server + (acting.now - word.here) + _EXPIRES)
    return {**facts, **deed.facts}
