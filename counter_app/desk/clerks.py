"""Who works at this counter. Until sign-in exists the clerk picks a name at start."""

from dataclasses import dataclass, field, replace

from sqlalchemy import insert, select

from counter_app.basics.clock import stamp
from counter_app.basics.text import clean
from counter_app.cases.actions import Role
from counter_app.cases.keys import new_id, window_account
from counter_app.cases.rights import HeldRole
from counter_app.desk.desk import Desk
from local_db.identity import get_identity
from local_db.tables import clerks as clerk_table


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who acts, or the window's own account.

    Who has signed in has `roles`, of which `role` is the one that is acted in now, and with the
    server's word a `session`; a picked name has neither, nor a `login`.
    """

    staff_id: str
    name: str
    role: Role = Role.CLERK
    roles: tuple[HeldRole, ...] = ()
    session: str = field(default="", repr=False)
    login: str = field(default="", repr=False)

    def as_role(self, role: Role) -> "Clerk":
        """The same person, acting in another role."""
        return replace(self, role=role)


def clerks(desk: Desk) -> tuple[Clerk, ...]:
    """The names to pick from, in the order in which they were added."""
    query = select(clerk_table.c.staff_id, clerk_table.c.name).order_by(clerk_table.c.added_at)
    with desk.store.reading() as connection:
        return tuple(Clerk(*row) for row in connection.execute(query))


def add_clerk(desk: Desk, name: str) -> Clerk:
    """The clerk of that name, added where there was none."""
    name = clean(name)
    query = select(clerk_table.c.staff_id).where(clerk_table.c.name == name)
    with desk.store.transaction() as connection:
        known = connection.execute(query).scalar()
        clerk = Clerk(known or new_id(), name)
        if not known:
            row = {"staff_id": clerk.staff_id, "name": name, "added_at": stamp(desk.now())}
            connection.execute(insert(clerk_table), row)
    return clerk


def window_clerk(desk: Desk) -> Clerk:
    """The window's own account, as which batch commands act; raises NOT_ENROLLED."""
    with desk.store.reading() as connection:
        enrolment = get_identity(connection).enrolment
    return Clerk(window_account(enrolment.device), enrolment.label, Role.WINDOW)
