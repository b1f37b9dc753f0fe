"""To whom the work at a case may be handed: logins and names, told to a lead who may hand it on.

Of the case's own region alone, and only who has something to decide where it is. Each look and each
refusal goes on the record. Must not hand anything on, nor know HTTP.
"""

from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.people.staff import StaffMember, list_staff
from central_server.work.claims import works_at
from central_server.work.found import find_case
from central_server.work.who import may_look, roles_over, signed_in
from counter_app.cases.actions import Role, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.wire.work import ColleaguesRequest

_KIND, _NO_CASE, _WRONG_ROLE = "colleagues", "no_case", "wrong_role"


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Who may take it, by login; `code` where they are not told."""

    people: tuple[StaffMember, ...] = ()
    code: str = ""


def colleagues(
    connection: Connection, device: str, asked: ColleaguesRequest, now: str
) -> Colleagues | None:
    """Whom a lead may hand the case to; None where there is no case that is theirs to see.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, asked.session, device, now)
    found = find_case(connection, asked.number)
    roles = roles_over(person, found.state) if found else ()
    code = ""
    if found is None or not may_look(person, found.state, found.hall):
        code = _NO_CASE
    elif Role.COUNTY_LEAD not in roles:
        code = _WRONG_ROLE
    detail: dict[str, Scalar] = {"kind": _KIND}
    if found is not None:
        detail["number"] = found.state.number
    if code:
        detail["code"] = code
    who = Who(person.staff_id, roles[0] if roles else "", device)
    did, case_id = Did.DENIED if code else Did.VIEWED, found.state.case_id if found else ""
    audit_of(connection).record(connection, who, did, at=now, case_id=case_id, detail=detail)
    if found is None or code == _NO_CASE:
        return None
    return Colleagues(code=code) if code else Colleagues(_of(connection, found.state))


def _of(connection: Connection, state: CaseState) -> tuple[StaffMember, ...]:
    return tuple(
        each
        for each in list_staff(connection)
        if not each.locked_at and works_at(_in_region(each, state.stream), state)
    )


def _in_region(person: StaffMember, region: str) -> StaffMember:
    """With what they are there alone: of the city's people a lead of a county is told nothing."""
    return replace(person, roles=tuple(each for each in person.roles if each.region == region))
