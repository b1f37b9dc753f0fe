"""What an act at the desk has in common: who, when, which window, and a clock that goes forward."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.catalogue.store import CASE_UNKNOWN, CLOCK_SET_BACK, STEP_NOT_ALLOWED
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Content, Kind, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.cases.chain import new_content
from counter_app.cases.following import Asker, why_not
from counter_app.cases.keys import new_id
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from local_db.actions import ChainHead, chain_head
from local_db.audit import add_entry
from local_db.case_log import log_own
from local_db.cases import find_state
from local_db.identity import Identity, get_identity

_TOLD = ("number", "paper", "how")
CLOCK_TOLERANCE = timedelta(minutes=2)
"""A clock that a time service puts right by less than this is not a clock set back."""


@dataclass(frozen=True, slots=True)
class Acting:
    """One act in one transaction."""

    connection: Connection
    identity: Identity
    head: ChainHead
    clerk: Clerk
    now: datetime
    audit_key: bytes

    def record(
        self, did: Did, case_id: str = "", detail: Mapping[str, Scalar] | None = None
    ) -> None:
        """Record the act beside it, in its transaction."""
        window = self.identity.enrolment.window_code
        add_entry(
            self.connection,
            self.audit_key,
            self.identity.incarnation,
            Who(self.clerk.staff_id, self.clerk.role, self.head.device, window),
            did,
            at=stamp(self.now),
            case_id=case_id,
            detail=detail,
        )

    def draft(
        self,
        kind: Kind,
        case_id: str,
        stream: str,
        facts: Mapping[str, Scalar],
        content: bytes | None = None,
        *,
        at: str | None = None,
        clerk: Clerk | None = None,
    ) -> tuple[Action, Content | None]:
        """An action that is not linked yet, with its content; `at` where it was done before."""
        who = clerk or self.clerk
        action = Action(
            device=self.head.device,
            incarnation=self.head.incarnation,
            sequence=0,
            action_id=new_id(),
            case_id=case_id,
            stream=stream,
            kind=kind,
            window=self.identity.enrolment.window_code,
            staff_id=who.staff_id,
            staff_name=who.name,
            role=who.role,
            at=at or stamp(self.now),
            facts=dict(facts),
            previous="",
            content_hash="",
            hash="",
        )
        return action, new_content(action.action_id, content) if content is not None else None


def begin(
    connection: Connection, desk: Desk, clerk: Clerk, identity: Identity | None = None
) -> Acting:
    """Start an act; raises NOT_ENROLLED, CLOCK_SET_BACK."""
    identity = identity or get_identity(connection)
    head = chain_head(connection, identity.enrolment.device, identity.incarnation)
    now = desk.now()
    if head.last_at and now < datetime.fromisoformat(head.last_at) - CLOCK_TOLERANCE:
        raise CounterError(CLOCK_SET_BACK, last=head.last_at[:16].replace("T", " "))
    return Acting(connection, identity, head, clerk, now, desk.store.audit_key)


def get_state(connection: Connection, case_id: str) -> CaseState:
    """The case's state; raises CASE_UNKNOWN."""
    state = find_state(connection, case_id)
    if state is None:
        raise CounterError(CASE_UNKNOWN)
    return state


def act_on(
    acting: Acting, state: CaseState, kind: Kind, facts: Mapping[str, Scalar]
) -> tuple[Action, CaseState]:
    """Do one thing to a received case; raises STEP_NOT_ALLOWED."""
    action, content = acting.draft(kind, state.case_id, state.stream, facts)
    if why_not(state, action, asker_of(acting.connection, state)):
        raise CounterError(STEP_NOT_ALLOWED)
    after = log_own(
        acting.connection,
        acting.head,
        [(action, content)],
        at=max(stamp(acting.now), acting.head.last_at),
        before=state,
    )
    acting.record(*recorded_as(action))
    return action, after


def recorded_as(action: Action) -> tuple[Did, str, dict[str, Scalar]]:
    """How an action stands in the audit: of a printing which paper, else its kind alone."""
    detail: dict[str, Scalar] = {"action": action.action_id, "kind": action.kind}
    detail |= {name: action.facts[name] for name in _TOLD if name in action.facts}
    printed = action.kind == Kind.PAPER_SENT
    return Did.PRINTED if printed else Did.ACTED, action.case_id, detail


def asker_of(connection: Connection, state: CaseState) -> Asker:
    """What this counter is to the case: pull gives it no case that does not concern its hall."""
    own = chain_head(connection, state.device, state.incarnation)
    return Asker.RECEIVER if own.sequence else Asker.CONCERNED
