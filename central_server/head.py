"""The head of every answer: which server, and what it last acknowledged of the asking device."""

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from central_server.anchors import find_anchors
from central_server.people.trial import people_of
from central_server.policies import versions_in_force
from central_server.store.rows import Device, Identity
from central_server.store.tables import chain, number_known
from counter_app.basics.program import program_version
from counter_app.wire.messages import PROTOCOL, Head

_ACKNOWLEDGED = select(chain.c.sequence).where(
    chain.c.device == bindparam("of_device"), chain.c.incarnation == bindparam("in_life")
)
_NUMBERS = select(number_known.c.year, number_known.c.running).where(
    number_known.c.county == bindparam("of_county"), number_known.c.window == bindparam("of_window")
)


def bare_head(identity: Identity, now: str) -> Head:
    """The head for somebody who is not known as a device."""
    return Head(
        server=identity.server,
        epoch=identity.epoch,
        time=now,
        protocol=PROTOCOL,
        program=program_version(),
    )


def head_for(
    connection: Connection, identity: Identity, device: Device, incarnation: str, now: str
) -> Head:
    """The head for a device and the incarnation that it named."""
    of_chain = {"of_device": device.device, "in_life": incarnation}
    acknowledged = connection.execute(_ACKNOWLEDGED, of_chain).scalar()
    return Head(
        server=identity.server,
        epoch=identity.epoch,
        time=now,
        acknowledged=acknowledged or 0,
        numbers=known_numbers(connection, device.county, device.window),
        protocol=PROTOCOL,
        program=program_version(),
        seal=device.seal,
        anchor=find_anchors(connection).next,
        standing=_standing(device),
        versions=versions_in_force(connection),
        people=people_of(connection, device.region),
    )


def _standing(device: Device) -> tuple[str, ...]:
    marks = {"contested": device.contested_at, "cloned": device.cloned_at}
    return tuple(name for name, at in marks.items() if at)


def known_numbers(connection: Connection, county: str, window: str) -> dict[str, int]:
    """Year → the highest running number that is known of the window."""
    rows = connection.execute(_NUMBERS, {"of_county": county, "of_window": window})
    return {str(year): running for year, running in rows}
