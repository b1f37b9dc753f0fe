"""What an administrator does with people: add, change, lock, give another password, found a trial.

Must not print, and must not make a password: that takes time, and belongs outside of a transaction.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.people import trial
from central_server.people.acts import Act, keep_act
from central_server.people.staff import (
    StaffMember,
    add_person,
    find_by_id,
    get_person,
    give_roles,
    lock_person,
    reset_password,
)
from central_server.people.tries import clear_tries
from counter_app.basics.catalogue.people import (
    ROLE_REGION,
    STREET_NEEDED,
    STREET_NOT_WANTED,
    STREET_UNKNOWN,
    TRIAL_STAFF,
)
from counter_app.basics.catalogue.server import REGION_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.rights import CITY, HeldRole
from counter_app.rules.halls import find_hall
from counter_app.rules.policy import Policy
from counter_app.rules.streets import find_street


def add_staff(
    connection: Connection,
    *,
    login: str,
    name: str,
    verifier: str,
    roles: Sequence[HeldRole],
    now: str,
    by: Who | None = None,
) -> StaffMember:
    """Make somebody known under a password that was given out; `by` somebody at a desk.

    Raises:
        CounterError: TRIAL_STAFF, LOGIN_MALFORMED, LOGIN_TAKEN.
    """
    _refuse_on_trial(connection)
    made = add_person(connection, login=login, name=name, verifier=verifier, roles=roles, now=now)
    _keep(connection, "add_staff", now, made.staff_id, by)
    return made


def change_staff(
    connection: Connection,
    login: str,
    roles: Sequence[HeldRole],
    now: str,
    by: Who | None = None,
) -> StaffMember:
    """Let somebody hold these roles and no others; what they wait to do is judged by them.

    Raises:
        CounterError: TRIAL_STAFF, LOGIN_UNKNOWN.
    """
    _refuse_on_trial(connection)
    person = get_person(connection, login)
    give_roles(connection, person.staff_id, roles)
    _keep(connection, "change_staff", now, person.staff_id, by)
    return find_by_id(connection, person.staff_id) or person


def lock_staff(
    connection: Connection, login: str, why: str, now: str, by: Who | None = None
) -> bool:
    """Shut somebody out at once; False where they were already. Raises LOGIN_UNKNOWN."""
    person = get_person(connection, login)
    _keep(connection, "lock_staff", now, person.staff_id, by)
    return lock_person(connection, person, why, now)


def give_new_password(
    connection: Connection, login: str, verifier: str, now: str, by: Who | None = None
) -> StaffMember:
    """Another first password: unlocks the person and the login.

    Raises:
        CounterError: TRIAL_STAFF, LOGIN_UNKNOWN.
    """
    _refuse_on_trial(connection)
    person = get_person(connection, login)
    reset_password(connection, person, verifier, now)
    clear_tries(connection, person.login)
    _keep(connection, "reset_password", now, person.staff_id, by)
    return person


def found_trial_here(connection: Connection, policy: Policy, now: str) -> None:
    """Make this empty server a trial in every region that has a hall; raises TRIAL_TOO_LATE."""
    regions = dict.fromkeys(
        row["region"] for row in policy.rows("hall", date.fromisoformat(now[:10]))
    )
    trial.found_trial(connection, tuple(regions), now)


def roles_asked_for(
    policy: Policy,
    on: date,
    *,
    roles: Sequence[Role],
    regions: Sequence[str],
    streets: Collection[str],
) -> tuple[HeldRole, ...]:
    """Each role in each region; a community's in those of the streets that are the region's.

    Raises:
        CounterError: REGION_UNKNOWN, ROLE_REGION, STREET_NEEDED, STREET_UNKNOWN,
            STREET_NOT_WANTED.
    """
    # Each once: said a hundred times over they would multiply, and nobody else could write.
    roles, regions = tuple(dict.fromkeys(roles)), tuple(dict.fromkeys(regions))
    streets = tuple(dict.fromkeys(streets))
    if any(find_hall(policy, region, on) is None for region in regions):
        raise CounterError(REGION_UNKNOWN)
    if Role.MUNICIPAL in roles and set(regions) != {CITY}:
        raise CounterError(ROLE_REGION)
    if streets and Role.COMMUNITY not in roles:
        raise CounterError(STREET_NOT_WANTED)
    for street in streets:
        if not any(find_street(policy, region, street, on) for region in regions):
            raise CounterError(STREET_UNKNOWN, street=street[:9])
    return tuple(
        held
        for role in roles
        for region in regions
        for held in _held(policy, on, role, region, streets)
    )


def _held(
    policy: Policy, on: date, role: Role, region: str, streets: Collection[str]
) -> Iterator[HeldRole]:
    if role is not Role.COMMUNITY:
        yield HeldRole(role, region)
        return
    here = [each for each in streets if find_street(policy, region, each, on)]
    if not here:
        raise CounterError(STREET_NEEDED)
    yield from (HeldRole(role, region, each) for each in here)


def _keep(connection: Connection, what: str, now: str, staff_id: str, by: Who | None) -> None:
    """On the record: by whom at a desk, else by command."""
    if by is None:
        keep_act(connection, Act(what, "", now, staff_id))
        return
    detail: dict[str, Scalar] = {"kind": what, "staff": staff_id}
    audit_of(connection).record(connection, by, Did.ACTED, at=now, detail=detail)


def _refuse_on_trial(connection: Connection) -> None:
    if trial.is_trial(connection):
        raise CounterError(TRIAL_STAFF)
