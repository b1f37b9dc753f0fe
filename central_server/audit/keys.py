"""The key of the server's log, outside of the database: `keys/audit.key` beside the data."""

from sqlalchemy.engine import Connection

from central_server.audit.log import AuditLog
from central_server.store.checked_keys import checked_keys
from central_server.store.engine import Store

_NAME = "audit"


def open_audit(connection: Connection, server: str, store: Store) -> AuditLog:
    """The log with the key that this store has had; with a new one where its machine lost it.

    Raises:
        CounterError: SERVER_KEY_BROKEN, SERVER_KEY_ELSEWHERE, DATA_NOT_WRITABLE.
    """
    return AuditLog(server, checked_keys(connection, store, _NAME).keys)
