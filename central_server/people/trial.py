"""A server as a trial, for good: founded empty, with its fixed people. Must not be undone."""

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.engine import Connection

from central_server.people.acts import Act, keep_act
from central_server.people.staff import add_person
from central_server.store.locks import lock_server
from central_server.store.rows import SYSTEM
from central_server.store.tables import device, server, staff, staff_role
from counter_app.basics.catalogue.people import TRIAL_TOO_LATE
from counter_app.basics.errors import CounterError
from counter_app.cases.rights import CITY_WIDE
from counter_app.cases.trial_people import STAFF, TRIAL, TRIAL_PEOPLE

_IS_TRIAL = select(server.c.trial)
_HERE = or_(staff_role.c.region == bindparam("wanted"), staff_role.c.role.in_(sorted(CITY_WIDE)))
_STAFF = select(exists().where(_HERE))


def found_trial(connection: Connection, regions: Sequence[str], now: str) -> None:
    """Make an empty server a trial, and its people known in these regions; once is enough.

    Raises:
        CounterError: TRIAL_TOO_LATE, where windows or people are known already.
    """
    lock_server(connection)
    if is_trial(connection):
        return
    known = select(exists(select(device.c.device).where(device.c.role != SYSTEM)))
    if connection.execute(known).scalar() or connection.execute(select(staff.c.login)).first():
        raise CounterError(TRIAL_TOO_LATE)
    connection.execute(update(server).values(trial=True))
    for person in TRIAL_PEOPLE:
        add_person(
            connection,
            login=person.login,
            name=person.name,
            verifier="",
            roles=person.held(regions),
            now=now,
            staff_id=person.staff_id,
        )
    keep_act(connection, Act("found_trial", "", now))


def is_trial(connection: Connection) -> bool:
    """Whether this server is one."""
    return bool(connection.execute(_IS_TRIAL).scalar())


def people_of(connection: Connection, region: str) -> str:
    """What heads say of who signs in, to a device of this region."""
    if is_trial(connection):
        return TRIAL
    return STAFF if connection.execute(_STAFF, {"wanted": region}).scalar() else ""
