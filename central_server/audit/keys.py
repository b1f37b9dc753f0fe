"""The key of the server's log, outside of the database: `keys/audit.key` beside the data.

Machines that share a database share it; one that comes with another is refused, since nobody could
verify the log any more.
"""

import hashlib
import logging

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.audit.log import AuditLog
from central_server.store.engine import Store
from central_server.store.keys import named_key_file, named_keys
from central_server.store.many_rows import upsert_rows
from central_server.store.tables import server_key
from counter_app.basics.catalogue.devices import SERVER_KEY_ELSEWHERE
from counter_app.basics.catalogue.server import DATA_NOT_WRITABLE
from counter_app.basics.errors import CounterError

_NAME = "audit"
_ID_DIGITS = 16
_log = logging.getLogger(__name__)


def open_audit(connection: Connection, server: str, store: Store) -> AuditLog:
    """The log with the key that this store has had; with a new one where its machine lost it.

    Raises:
        CounterError: SERVER_KEY_BROKEN, SERVER_KEY_ELSEWHERE, DATA_NOT_WRITABLE.
    """
    query = select(server_key.c.key_id).where(server_key.c.name == _NAME)
    known = connection.execute(query).scalar()
    path = named_key_file(store.beside, _NAME)
    if known and store.is_shared and not path.exists():
        raise CounterError(SERVER_KEY_ELSEWHERE, path=str(path))
    try:
        keys = named_keys(store.beside, _NAME)
    except OSError as error:
        raise CounterError(DATA_NOT_WRITABLE, path=str(path.parent)) from error
    now = _key_id(keys[0])
    if known and known != now:
        if store.is_shared and known not in map(_key_id, keys):
            raise CounterError(SERVER_KEY_ELSEWHERE, path=str(path))
        _log.warning("the key of the audit is another one")
    if known != now:
        upsert_rows(connection, server_key, [(_NAME, now)])
    return AuditLog(server, keys)


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"audit" + key).hexdigest()[:_ID_DIGITS]
