"""The store's key: 32 random bytes in an owner-only file beside the data.

Must never make a new key for data that is already there: that would lock the data for good.
"""

import os
import secrets
from pathlib import Path

from counter_app.basics.catalogue.server import STORE_KEY_LOST
from counter_app.basics.errors import CounterError

_LENGTH = 32


def store_key(database: Path) -> bytes:
    """The raw SQLCipher key of a database file; made when neither it nor the file exists."""
    path = database.with_suffix(".key")
    if not path.exists():
        if database.exists():
            raise CounterError(STORE_KEY_LOST, path=str(path))
        _make(path)
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError as error:
        raise CounterError(STORE_KEY_LOST, path=str(path)) from error
    if len(key) != _LENGTH:
        raise CounterError(STORE_KEY_LOST, path=str(path))
    return key


def _make(path: Path) -> None:
    """Written aside, synced, then linked: two first starts at once agree on one key."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_bytes(_LENGTH).hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        return
    finally:
        aside.unlink()
