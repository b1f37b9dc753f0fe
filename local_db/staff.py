"""Who signed in at this counter with the server, with the verifier of what was typed here.

The server never sends one. Must not check a password, nor judge a time.
"""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, RowMapping, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from counter_app.cases.rights import HeldRole
from local_db.tables import staff

_roles = msgspec.json.Decoder(tuple[HeldRole, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A row; times are texts, empty for none."""

    staff_id: str
    login: str
    name: str
    roles: tuple[HeldRole, ...]
    verifier: str
    verified_at: str
    valid_until: str
    used_at: str
    tries: int = 0
    locked_ran: int = 0
    locked_before: str = ""
    locked_heard: str = ""


_ROW = select(*(staff.c[name] for name in KnownPerson.__slots__))


def find_person(connection: Connection, login: str) -> KnownPerson | None:
    """The person of a login, as it is kept."""
    row = connection.execute(_ROW.where(staff.c.login == login)).one_or_none()
    return _person(row._mapping) if row else None


def known_people(connection: Connection) -> list[KnownPerson]:
    """All, the latest to sign in first."""
    rows = connection.execute(_ROW.order_by(staff.c.used_at.desc(), staff.c.login))
    return [_person(row._mapping) for row in rows]


def keep_person(connection: Connection, person: KnownPerson) -> None:
    """Keep somebody as they are now; a login that has gone over to another is theirs no more."""
    values = {name: getattr(person, name) for name in KnownPerson.__slots__}
    values["roles"] = msgspec.json.encode(person.roles).decode()
    taken = staff.c.login == person.login, staff.c.staff_id != person.staff_id
    connection.execute(delete(staff).where(*taken))
    statement = insert(staff).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["staff_id"], set_=values))


def forget_person(connection: Connection, login: str) -> None:
    """Let nobody in by this login any more without the server."""
    connection.execute(delete(staff).where(staff.c.login == login))


def forget_people(connection: Connection) -> None:
    """For another string, which may be another server's."""
    connection.execute(delete(staff))


def add_ran(connection: Connection, seconds: int, tries: int) -> None:
    """The program has run for so long again: counts for whoever is locked, with so many tries."""
    ran = {"locked_ran": staff.c.locked_ran + seconds}
    connection.execute(update(staff).where(staff.c.tries >= tries).values(ran))


def _person(row: RowMapping) -> KnownPerson:
    return KnownPerson(**{**row, "roles": _roles.decode(row["roles"])})
