"""What an administrator does about people from a desk: the same as at the server's console.

An administrator of a region sees to people of that region alone, and never to themself: another
has to. Who did it is on the record. Must not know HTTP, nor make a password.
"""

from datetime import date

from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.people.administration import (
    add_staff,
    change_staff,
    give_new_password,
    lock_staff,
    roles_asked_for,
)
from central_server.people.staff import StaffMember, find_person, list_staff
from central_server.work.who import signed_in
from counter_app.basics.catalogue.people import (
    LOGIN_UNKNOWN,
    NOT_THE_ADMINISTRATOR,
    STAFF_SELF,
)
from counter_app.basics.catalogue.server import MESSAGE_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.rights import OF_PEOPLE, HeldRole
from counter_app.rules.policy import Policy
from counter_app.wire.staff import StaffAct, StaffRequest, StaffRow


def may_administer(connection: Connection, asked: StaffRequest, device: str, now: str) -> bool:
    """Whether an administrator asks; somebody else who does is on the record.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, asked.session, device, now)
    if any(held.role == Role.ADMINISTRATOR for held in person.roles):
        return True
    detail: dict[str, Scalar] = {"kind": f"staff {asked.act}"}
    who = Who(person.staff_id, "", device)
    audit_of(connection).record(connection, who, Did.DENIED, at=now, detail=detail)
    return False


def get_administrator(
    connection: Connection, asked: StaffRequest, device: str, now: str
) -> StaffMember:
    """Whose session it is, if that is an administrator's.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED, NOT_THE_ADMINISTRATOR.
    """
    person = signed_in(connection, asked.session, device, now)
    if not any(held.role == Role.ADMINISTRATOR for held in person.roles):
        raise CounterError(NOT_THE_ADMINISTRATOR)
    return person


def do_staff(
    connection: Connection,
    policy: Policy,
    asked: StaffRequest,
    device: str,
    now: str,
    verifier: str = "",
) -> tuple[StaffRow, ...]:
    """Do what is asked; who there is then. `verifier`: of the password that is given out.

    Raises:
        CounterError: as `get_administrator`; LOGIN_UNKNOWN, STAFF_SELF; what the act raises.
    """
    by = get_administrator(connection, asked, device, now)
    who = Who(by.staff_id, Role.ADMINISTRATOR, device)
    if asked.act not in (StaffAct.LOOK, StaffAct.ADD):
        _check_target(connection, by, asked.login)
    if asked.act is StaffAct.ADD:
        roles = _roles(policy, by, asked, now)
        add_staff(connection, login=asked.login, name=asked.name, verifier=verifier,
                  roles=roles, now=now, by=who)  # fmt: skip
    elif asked.act is StaffAct.CHANGE:
        change_staff(connection, asked.login, _roles(policy, by, asked, now), now, by=who)
    elif asked.act is StaffAct.LOCK:
        lock_staff(connection, asked.login, asked.why, now, by=who)
    elif asked.act is StaffAct.RESET:
        give_new_password(connection, asked.login, verifier, now, by=who)
    return tuple(_row(each) for each in list_staff(connection) if _reaches(by, each.roles))


def _check_target(connection: Connection, by: StaffMember, login: str) -> None:
    person = find_person(connection, login)
    if person is None or not _reaches(by, person.roles):
        raise CounterError(LOGIN_UNKNOWN)
    if person.staff_id == by.staff_id:
        raise CounterError(STAFF_SELF)


def _roles(policy: Policy, by: StaffMember, asked: StaffRequest, now: str) -> tuple[HeldRole, ...]:
    if not set(OF_PEOPLE).issuperset(
        asked.roles
    ):  # a newer desk means a role that is not known here
        raise CounterError(MESSAGE_UNREADABLE)
    wanted = [Role(each) for each in asked.roles]
    on = date.fromisoformat(now[:10])
    found = roles_asked_for(policy, on, roles=wanted, regions=asked.regions, streets=asked.streets)
    if not found or not _reaches(by, found):
        raise CounterError(NOT_THE_ADMINISTRATOR)
    return found


def _reaches(by: StaffMember, roles: tuple[HeldRole, ...]) -> bool:
    """Whether everything that somebody holds lies where the administrator is one."""
    own = [held for held in by.roles if held.role == Role.ADMINISTRATOR]
    return all(any(held.covers(each.region, "") for held in own) for each in roles)


def _row(person: StaffMember) -> StaffRow:
    return StaffRow(
        login=person.login,
        name=person.name,
        roles=person.roles,
        first=person.first,
        added_at=person.added_at,
        locked_at=person.locked_at or "",
        locked_why=person.locked_why,
    )
