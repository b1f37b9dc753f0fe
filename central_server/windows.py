"""What an administrator asks of the windows there are: list, revoke, clear a mark.

A running server obeys at once, since it reads a device's row at each request. Must not print.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from central_server.lore import Lore
from central_server.store.revocations import Revocation, shut_out
from central_server.store.rows import SYSTEM, Device
from central_server.store.tables import device
from counter_app.basics.catalogue.devices import WINDOW_UNKNOWN
from counter_app.basics.errors import CounterError

_DEVICE = re.compile(r"[0-9a-f]{16}")
_LONGEST_WHY = 200
_COLUMNS = select(*(device.c[name] for name in Device.__slots__))


class Listed(NamedTuple):
    """A device, and the one that took its place."""

    device: Device
    replaced_by: str | None


def list_windows(connection: Connection) -> list[Listed]:
    """All devices but the server itself, by window and then by age."""
    query = _COLUMNS.order_by(device.c.county, device.c.window, device.c.added_at, device.c.device)
    others = query.where(device.c.role != SYSTEM)
    found = [Device(*row) for row in connection.execute(others)]
    follower = {each.replaces: each.device for each in found if each.replaces}
    return [Listed(each, follower.get(each.device)) for each in found]


def find_windows(connection: Connection, name: str) -> list[Device]:
    """The devices that a window code (`620702-03`, or `03` where one county has it) or a key means.

    Raises:
        CounterError: WINDOW_UNKNOWN, also where several counties have a window of this code.
    """
    found = [each.device for each in list_windows(connection) if _is_meant(each.device, name)]
    if not found or len({each.county for each in found}) > 1:
        raise CounterError(WINDOW_UNKNOWN)
    return found


def _is_meant(known: Device, name: str) -> bool:
    if _DEVICE.fullmatch(name):
        return known.device == name
    return name in (known.window_code, known.window)


def newest(devices: Sequence[Device]) -> Device:
    """The one that was at work last; those in use go before those that were shut out."""
    return max(devices, key=lambda e: (not e.revoked_at, e.enrolled_at or "", e.added_at))


def revoke(
    connection: Connection, lore: Lore, devices: Sequence[Device], why: str, now: str
) -> list[Device]:
    """Shut these devices out; gives those that were not yet.

    The file comes first: a cut between the two is mended when the store is next opened.
    """
    fresh = [each for each in devices if not each.revoked_at]
    for each in fresh:
        revocation = Revocation(device=each.device, at=now, why=why[:_LONGEST_WHY])
        lore.revocations.add(revocation)
        shut_out(connection, revocation)
    return fresh


def clear_marks(connection: Connection, devices: Sequence[Device]) -> list[Device]:
    """Take away what was noted of second counters and copies; gives those that had a mark."""
    marked = [each for each in devices if each.contested_at or each.cloned_at]
    names = [each.device for each in marked]
    connection.execute(
        update(device)
        .where(device.c.device.in_(names))
        .values(contested_at=None, cloned_at=None, came_back=False)
    )
    return marked
