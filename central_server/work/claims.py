"""Who works at a case: taken, released, taken over, handed on. A table, no action of the case.

A claim holds for a few working days and for the place of review at which it was taken: once the
case is at another step or street it holds no more, and the next one takes its row. Nobody needs one
to decide; it only keeps others from it, so only who has something to decide there may take it.
Must not know HTTP.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.people.staff import StaffMember, find_by_id, find_person
from central_server.store.locks import lock_streams
from central_server.store.many_rows import upsert_rows
from central_server.store.tables import claim
from central_server.work.found import find_case
from central_server.work.who import may_look, roles_over, signed_in
from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import has_a_say
from counter_app.needs.tasks import is_at_work
from counter_app.rules.deadlines import calendar_of, working_days
from counter_app.rules.policy import Policy
from counter_app.wire.work import Claiming, ClaimRequest

AT_DESKS = frozenset({Role.COMMUNITY, Role.COUNTY, Role.MUNICIPAL})
"""Roles whose decisions a claim keeps others from; those at the window need none."""
_SECOND = frozenset({Kind.APPROVED, Kind.PROPOSAL_SENT_BACK})
"""Decisions that another person has to take."""
_LIMIT, _DAYS = "claim", 5
_NO_CASE = "no_case"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that holds; `until` is its last day."""

    staff_id: str
    until: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What came of a request: who holds the case now, and why it was not done where it was not."""

    code: str = ""
    holder: StaffMember | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    person: StaffMember
    state: CaseState
    asked: ClaimRequest
    today: date
    policy: Policy
    device: str


def find_claim(connection: Connection, state: CaseState, on: date) -> Claim | None:
    """The claim of a case that holds on a day."""
    return find_claims(connection, [state], on).get(state.case_id)


def find_claims(connection: Connection, states: Sequence[CaseState], on: date) -> dict[str, Claim]:
    """The claims of these cases that hold on a day, by case."""
    places = {state.case_id: place_of(state) for state in states}
    query = select(claim.c.case_id, claim.c.staff_id, claim.c.until, claim.c.place)
    rows = connection.execute(query.where(claim.c.case_id.in_(sorted(places))))
    return {
        row.case_id: Claim(row.staff_id, row.until)
        for row in rows
        if row.place == places[row.case_id] and row.until >= on.isoformat()
    }


def place_of(state: CaseState) -> str:
    """Where a case is, as far as claims go: another step or street is another desk's work."""
    return f"{state.step or state.stage} {state.street}".strip()


def is_anothers(connection: Connection, state: CaseState, action: Action, on: date) -> bool:
    """Whether a decision at a desk is of a case that somebody else has claimed."""
    if action.role not in AT_DESKS or action.kind in _SECOND:
        return False
    held = find_claim(connection, state, on)
    return held is not None and held.staff_id != action.staff_id


def claim_case(
    connection: Connection, policy: Policy, device: str, asked: ClaimRequest, now: str, today: date
) -> Claimed | None:
    """Do what is asked of a claim; None where there is no case that is theirs to see.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, asked.session, device, now)
    found = find_case(connection, asked.number)
    if found is not None:
        lock_streams(connection, [found.state.stream])
        found = find_case(connection, asked.number)  # as it is under the lock
    if found is None or not may_look(person, found.state, found.hall):
        _record(connection, person, device, now, asked, found.state if found else None, _NO_CASE)
        return None
    one = _Asked(person, found.state, asked, today, policy, device)
    code = _do(connection, one)
    held = find_claim(connection, found.state, today)
    holder = find_by_id(connection, held.staff_id) if held else None
    handed = asked.act == Claiming.REASSIGN and not code
    to = holder if handed else None
    _record(connection, person, device, now, asked, found.state, code, to)
    return Claimed(code, holder, held.until if held else "")


def _do(connection: Connection, one: _Asked) -> str:
    """Change the claim; a code where it may not be."""
    held = find_claim(connection, one.state, one.today)
    is_own = held is not None and held.staff_id == one.person.staff_id
    roles = set(roles_over(one.person, one.state))
    is_lead = Role.COUNTY_LEAD in roles
    what, asked = one.asked.act, one.asked
    if what == Claiming.RELEASE:
        if not held or not (is_own or is_lead):
            return "claimed" if held else "not_claimed"
        connection.execute(delete(claim).where(claim.c.case_id == one.state.case_id))
        return ""
    if what == Claiming.REASSIGN:
        return _hand_on(connection, one) if is_lead else "wrong_role"
    if not roles & AT_DESKS:
        return "wrong_role"
    if not works_at(one.person, one.state):
        return "wrong_stage" if one.state.stage.is_end else "wrong_role"
    if what == Claiming.TAKE and held and not is_own:
        return "claimed"
    if what == Claiming.TAKE_OVER and not asked.reason.strip():
        return "no_reason"
    _put(connection, one, one.person, one.device)
    return ""


def works_at(person: StaffMember, state: CaseState) -> bool:
    """Whether they decide anything at a desk where the case is; after its end the county does."""
    roles = AT_DESKS.intersection(roles_over(person, state))
    if state.stage.is_end:
        return Role.COUNTY in roles and is_at_work(state)
    return any(has_a_say(state, role) for role in roles)


def _hand_on(connection: Connection, one: _Asked) -> str:
    """Let another work at it, who must have something to decide there."""
    other = find_person(connection, one.asked.to)
    if other is None or other.locked_at or not works_at(other, one.state):
        return "not_theirs"
    _put(connection, one, other)
    return ""


def _put(connection: Connection, one: _Asked, holder: StaffMember, device: str = "") -> None:
    """Let somebody work at it; whom it was handed to takes it to a desk by claiming it there."""
    days = working_days(one.policy, _LIMIT, one.today) or _DAYS
    until = calendar_of(one.policy).due(one.today, days).day.isoformat()
    state = one.state
    row = (state.case_id, state.stream, holder.staff_id, place_of(state), until, device)
    upsert_rows(connection, claim, [row])


def _record(
    connection: Connection,
    person: StaffMember,
    device: str,
    now: str,
    asked: ClaimRequest,
    state: CaseState | None,
    code: str,
    to: StaffMember | None = None,
) -> None:
    """`to`: whom it was handed to."""
    detail: dict[str, Scalar] = {"kind": f"claim_{asked.act}"}
    if to is not None:
        detail["staff"] = to.staff_id
    if state is not None:
        detail["number"] = state.number
    if asked.reason:
        detail["reason"] = asked.reason
    if code:
        detail["code"] = code
    roles = roles_over(person, state) if state else ()
    who = Who(person.staff_id, roles[0] if roles else "", device)
    case_id = state.case_id if state else ""
    did = Did.DENIED if code else Did.ACTED
    audit_of(connection).record(connection, who, did, at=now, case_id=case_id, detail=detail)
