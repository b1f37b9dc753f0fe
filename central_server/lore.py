"""What the server knows beside its store: keys of its seal, and which devices were revoked.

A store that is put back from a backup is told both when it is opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from central_server.seal import is_current, seal_device
from central_server.store.keys import seal_keys
from central_server.store.revocations import Revocations
from central_server.store.rows import Device
from central_server.store.tables import device
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE
from counter_app.basics.errors import CounterError

_DEVICES = select(*(device.c[name] for name in Device.__slots__))


@dataclass(frozen=True, slots=True)
class Lore:
    """The identity of the server stands in each seal."""

    server: str
    seal_keys: Sequence[bytes]
    revocations: Revocations


def open_lore(connection: Connection, server: str, database: Path) -> Lore:
    """Read it, and bring the store up to it.

    Raises:
        CounterError: SEAL_KEY_BROKEN, DATA_NOT_WRITABLE.
    """
    try:
        lore = Lore(server, seal_keys(database), Revocations(database))
        lore.revocations.merge(connection)
    except OSError as error:
        raise CounterError(DATA_NOT_WRITABLE, path=str(database.parent)) from error
    _seal_all(connection, lore)
    return lore


def _seal_all(connection: Connection, lore: Lore) -> None:
    """Devices of before there were seals, or of a key that was lost."""
    for row in connection.execute(_DEVICES).all():
        known = Device(*row)
        if not is_current(lore.seal_keys, known.seal):
            seal = seal_device(lore.seal_keys, lore.server, known)
            of_device = device.c.device == known.device
            connection.execute(update(device).where(of_device).values(seal=seal))
