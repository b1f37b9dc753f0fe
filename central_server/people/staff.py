"""Who there is: staff, their roles, their verifier. Must not check or make a password."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from central_server.people.sessions import end_sessions
from central_server.store.tables import staff, staff_role
from counter_app.basics.catalogue.people import LOGIN_MALFORMED, LOGIN_TAKEN, LOGIN_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.basics.passwords import fold_login
from counter_app.basics.text import as_read, has_control
from counter_app.cases.keys import new_id
from counter_app.cases.rights import HeldRole

_LOGIN = re.compile(r"\w[\w.@-]{1,39}")
_LONGEST_NAME = 60
_LONGEST_WHY = 200


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A row of staff with its roles."""

    staff_id: str
    login: str
    name: str
    verifier: str
    first: bool
    added_at: str
    locked_at: str | None
    locked_why: str
    password_at: str
    """Since when the password holds: who signed in before it has to do so again."""
    roles: tuple[HeldRole, ...] = ()


_ROW = select(*(staff.c[name] for name in StaffMember.__slots__ if name != "roles"))
_BY_ID = _ROW.where(staff.c.staff_id == bindparam("wanted"))
_BY_LOGIN = _ROW.where(staff.c.login == bindparam("wanted"))
_LOCKED = _BY_LOGIN.with_for_update()


def find_person(connection: Connection, login: str, *, lock: bool = False) -> StaffMember | None:
    """The person of this login, as it was typed; with `lock` nobody else changes them meanwhile."""
    return _person(connection, _LOCKED if lock else _BY_LOGIN, fold_login(login))


def find_by_id(connection: Connection, staff_id: str) -> StaffMember | None:
    """The person of this id."""
    return _person(connection, _BY_ID, staff_id)


def get_person(connection: Connection, login: str) -> StaffMember:
    """The person of this login; raises LOGIN_UNKNOWN, for an administrator."""
    person = find_person(connection, login, lock=True)
    if person is None:
        raise CounterError(LOGIN_UNKNOWN)
    return person


def list_staff(connection: Connection) -> list[StaffMember]:
    """All, by login."""
    roles: defaultdict[str, list[HeldRole]] = defaultdict(list)
    for staff_id, *held in connection.execute(_ROLES):
        roles[staff_id].append(HeldRole(*held))
    rows = connection.execute(_ROW.order_by(staff.c.login))
    return [replace(StaffMember(*row), roles=tuple(roles[row.staff_id])) for row in rows]


def add_person(
    connection: Connection,
    *,
    login: str,
    name: str,
    verifier: str,
    roles: Sequence[HeldRole],
    now: str,
    staff_id: str = "",
) -> StaffMember:
    """Make somebody known, with a password that was given out (none where `verifier` is empty).

    Raises:
        CounterError: LOGIN_MALFORMED, LOGIN_TAKEN.
    """
    folded, shown = fold_login(login), as_read(name)
    unfit = not shown or len(shown) > _LONGEST_NAME or has_control(shown)
    if unfit or not _LOGIN.fullmatch(folded):
        raise CounterError(LOGIN_MALFORMED)
    if find_person(connection, folded) is not None:
        raise CounterError(LOGIN_TAKEN)
    made = StaffMember(
        staff_id or new_id(), folded, shown, verifier, bool(verifier), now, None, "", now
    )
    values = {name: getattr(made, name) for name in StaffMember.__slots__ if name != "roles"}
    connection.execute(insert(staff).values(values))
    give_roles(connection, made.staff_id, roles)
    return replace(made, roles=tuple(roles))


def give_roles(connection: Connection, staff_id: str, roles: Sequence[HeldRole]) -> None:
    """Let somebody hold these roles and no others."""
    connection.execute(delete(staff_role).where(staff_role.c.staff_id == staff_id))
    rows = [
        {"staff_id": staff_id, "role": each.role, "region": each.region, "street": each.street}
        for each in dict.fromkeys(roles)
    ]
    if rows:
        connection.execute(insert(staff_role), rows)


def lock_person(connection: Connection, person: StaffMember, why: str, now: str) -> bool:
    """Shut somebody out from this moment on, also where they are signed in; False if they were."""
    if person.locked_at:
        return False
    _change(connection, person, locked_at=now, locked_why=why[:_LONGEST_WHY])
    end_sessions(connection, person.staff_id, "locked", now)
    return True


def reset_password(connection: Connection, person: StaffMember, verifier: str, now: str) -> None:
    """Give out another first password: what locked the person is over, and so is each session."""
    values = {"verifier": verifier, "first": True, "locked_at": None, "locked_why": ""}
    _change(connection, person, **values, password_at=now)
    end_sessions(connection, person.staff_id, "reset", now)


def change_password(connection: Connection, person: StaffMember, verifier: str, now: str) -> None:
    """Keep the person's own password; sessions that were opened with the old one end."""
    _change(connection, person, verifier=verifier, first=False, password_at=now)
    end_sessions(connection, person.staff_id, "password", now)


def _change(connection: Connection, person: StaffMember, **values: object) -> None:
    row = staff.c.staff_id == person.staff_id
    connection.execute(update(staff).where(row).values(**values))


def _person(connection: Connection, query: Select[Any], wanted: str) -> StaffMember | None:
    row = connection.execute(query, {"wanted": wanted}).one_or_none()
    return replace(StaffMember(*row), roles=roles_of(connection, row.staff_id)) if row else None


_ROLES = select(
    staff_role.c.staff_id, staff_role.c.role, staff_role.c.region, staff_role.c.street
).order_by(*staff_role.primary_key)
_ROLES_OF = _ROLES.where(staff_role.c.staff_id == bindparam("wanted"))


def roles_of(connection: Connection, staff_id: str) -> tuple[HeldRole, ...]:
    """What somebody may be."""
    rows = connection.execute(_ROLES_OF, {"wanted": staff_id})
    return tuple(HeldRole(role, region, street) for _, role, region, street in rows)
