"""Who asks, by session, and what of a case is theirs to see. Must not decide what is shown."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.engine import Connection

from central_server.people.sessions import get_session
from central_server.people.staff import StaffMember, find_by_id
from central_server.store.tables import case
from counter_app.basics.catalogue.people import SESSION_OVER, STAFF_LOCKED
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role
from counter_app.cases.case_state import CaseState
from counter_app.cases.rights import CITY, CITY_WIDE, HeldRole

LOOKING = (Role.CLERK, Role.COMMUNITY, Role.COUNTY, Role.COUNTY_LEAD, Role.MUNICIPAL)
"""Roles that work at cases; the others see none."""


def signed_in(connection: Connection, session: str, device: str, now: str) -> StaffMember:
    """Whose session it is; raises SESSION_OVER, STAFF_LOCKED."""
    known = get_session(connection, session, device, now)
    person = find_by_id(connection, known.staff_id)
    if person is None:
        raise CounterError(SESSION_OVER)
    if person.locked_at:
        raise CounterError(STAFF_LOCKED)
    return person


def looking(roles: Iterable[HeldRole]) -> tuple[HeldRole, ...]:
    """Those of somebody's roles that work at cases."""
    return tuple(each for each in roles if each.role in LOOKING)


def roles_over(person: StaffMember, state: CaseState) -> tuple[Role, ...]:
    """In which roles the person works at the case."""
    reach = (each for each in looking(person.roles) if each.covers(state.stream, state.street))
    return tuple(dict.fromkeys(Role(each.role) for each in reach))


def may_look(person: StaffMember, state: CaseState, hall: str) -> bool:
    """Whether the case is theirs to see; a clerk's also where the own hall received it."""
    own_hall = any(each.role == Role.CLERK and each.region == hall for each in person.roles)
    return own_hall or bool(roles_over(person, state))


def in_sight(person: StaffMember) -> ColumnElement[bool]:
    """`may_look` of rows of cases: what is not theirs never stands before what is."""
    halls = sorted({each.region for each in person.roles if each.role == Role.CLERK})
    reached = (_reached(each) for each in looking(person.roles))
    return or_(false(), case.c.hall.in_(halls), *reached)


def _reached(held: HeldRole) -> ColumnElement[bool]:
    """`HeldRole.covers` of rows of cases."""
    everywhere = held.region == CITY and held.role in CITY_WIDE
    region = true() if everywhere else case.c.stream == held.region
    return and_(region, case.c.street == held.street) if held.street else region
