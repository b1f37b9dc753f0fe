"""Keys with a name, checked at start against what the store knows of them.

Machines that share a database share each of these: one that comes with another key is refused,
since nobody could verify or find any more what the first one wrote. A machine alone that lost its
key goes on with a new one. Must not decide what follows of that: each owner of a key does.
"""

import hashlib
import logging
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.store.engine import Store
from central_server.store.keys import named_key_file, named_keys
from central_server.store.many_rows import upsert_rows
from central_server.store.tables import server_key
from counter_app.basics.catalogue.devices import SERVER_KEY_ELSEWHERE
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE
from counter_app.basics.errors import CounterError

_ID_DIGITS = 16
_log = logging.getLogger(__name__)


class Checked(NamedTuple):
    """The keys of a name, the first of which is used."""

    keys: tuple[bytes, ...]
    is_another: bool
    """Whether what the store has was written under another one than the first."""


def checked_keys(connection: Connection, store: Store, name: str) -> Checked:
    """The keys with which this store goes on; which one is used stands in it from now on.

    Raises:
        CounterError: SERVER_KEY_BROKEN, SERVER_KEY_ELSEWHERE, DATA_NOT_WRITABLE.
    """
    query = select(server_key.c.key_id).where(server_key.c.name == name)
    known = connection.execute(query).scalar()
    path = named_key_file(store.beside, name)
    if known and store.is_shared and not path.exists():
        raise CounterError(SERVER_KEY_ELSEWHERE, path=str(path))
    try:
        keys = named_keys(store.beside, name)
    except OSError as error:
        raise CounterError(DATA_NOT_WRITABLE, path=str(path.parent)) from error
    ids = [_key_id(name, key) for key in keys]
    if known == ids[0]:
        return Checked(keys, is_another=False)
    if known and store.is_shared and known not in ids:
        raise CounterError(SERVER_KEY_ELSEWHERE, path=str(path))
    if known:
        _log.warning("the key of the %s is another one", name)
    upsert_rows(connection, server_key, [(name, ids[0])])
    return Checked(keys, is_another=bool(known))


def _key_id(name: str, key: bytes) -> str:
    return hashlib.sha256(name.encode() + key).hexdigest()[:_ID_DIGITS]
