"""What the server knows beside its store: keys of its seals, and which devices were revoked.

A store that is put back from a backup is told both when it is opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from central_server.deciding.filling import open_register
from central_server.order import OrderSeals, open_order_seals
from central_server.seal import is_current, names_one, seal_device
from central_server.store.engine import Store
from central_server.store.keys import named_key_file, seal_key_file, seal_keys
from central_server.store.revocations import Revocations
from central_server.store.rows import Device
from central_server.store.tables import device
from counter_app.basics.catalogue.devices import SEAL_KEY_ELSEWHERE
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE
from counter_app.basics.errors import CounterError

_DEVICES = select(*(device.c[name] for name in Device.__slots__))


@dataclass(frozen=True, slots=True)
class Lore:
    """The identity of the server stands in each seal."""

    server: str
    seal_keys: Sequence[bytes]
    revocations: Revocations
    orders: OrderSeals
    register_key: bytes
    key_folder: Path
    """Where the keys lie that have names, and those that departments gave us."""


def open_lore(connection: Connection, server: str, store: Store) -> Lore:
    """Read it, and bring the store up to it.

    Raises:
        CounterError: SEAL_KEY_BROKEN, SEAL_KEY_ELSEWHERE, SERVER_KEY_BROKEN,
            SERVER_KEY_ELSEWHERE, DATA_NOT_WRITABLE.
    """
    if store.is_shared:
        _refuse_another_key(connection, store.beside)
    try:
        orders = open_order_seals(connection, store)
        register_key = open_register(connection, store)
        seals, revoked = seal_keys(store.beside), Revocations(store.beside)
        keys = named_key_file(store.beside, "").parent
        lore = Lore(server, seals, revoked, orders, register_key, keys)
        lore.revocations.merge(connection)
    except OSError as error:
        raise CounterError(DATA_NOT_WRITABLE, path=str(store.beside.parent)) from error
    _seal_all(connection, lore)
    return lore


def _refuse_another_key(connection: Connection, beside: Path) -> None:
    """A second machine gets the first one's key: with its own it would seal all windows anew."""
    seals = connection.execute(select(device.c.seal).where(device.c.seal != "")).scalars().all()
    if not seals:
        return
    if not seal_key_file(beside).exists() or not any(
        names_one(seal_keys(beside), seal) for seal in seals
    ):
        raise CounterError(SEAL_KEY_ELSEWHERE, path=str(seal_key_file(beside)))


def _seal_all(connection: Connection, lore: Lore) -> None:
    """Devices of before there were seals, or of a key that was lost."""
    for row in connection.execute(_DEVICES).all():
        known = Device(*row)
        if not is_current(lore.seal_keys, known.seal):
            seal = seal_device(lore.seal_keys, lore.server, known)
            of_device = device.c.device == known.device
            connection.execute(update(device).where(of_device).values(seal=seal))
