"""Keys in owner-only files beside the data: the store's own, the one that seals windows, others.

Those with a name lie in a folder of their own, which a machine may keep elsewhere.

Must never make a new store key for data that is already there: that would lock the data for good.
"""

import os
import secrets
from pathlib import Path

from counter_app.basics.catalogue.devices import SEAL_KEY_BROKEN, SERVER_KEY_BROKEN
from counter_app.basics.catalogue.server import STORE_KEY_LOST
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder

FOLDER = "COUNTER_SERVER_KEYS"
"""Names the folder of the keys that have names; else it is `keys` beside the data."""
_LENGTH = 32


def store_key(database: Path) -> bytes:
    """The raw SQLCipher key of a database file; made when neither it nor the file exists."""
    path = database.with_suffix(".key")
    if not path.exists():
        if database.exists():
            raise CounterError(STORE_KEY_LOST, path=str(path))
        _make(path)
    keys = _read(path)
    if len(keys) != 1:
        raise CounterError(STORE_KEY_LOST, path=str(path))
    return keys[0]


def seal_keys(database: Path) -> tuple[bytes, ...]:
    """The keys that prove seals, one a line; the first one seals. Made when there is none.

    A server that took another's place may hold the other's key in a further line.
    """
    path = seal_key_file(database)
    if not path.exists():
        _make(path)
    keys = _read(path)
    if not keys:
        raise CounterError(SEAL_KEY_BROKEN, path=str(path))
    return keys


def seal_key_file(database: Path) -> Path:
    """Where the keys of the seal lie."""
    return database.with_suffix(".seal-key")


def named_key_file(beside: Path, name: str) -> Path:
    """Where the keys of a name lie, for the store beside which the other files are."""
    folder = os.environ.get(FOLDER)
    return (Path(folder) if folder else beside.parent / "keys") / f"{name}.key"


def named_keys(beside: Path, name: str) -> tuple[bytes, ...]:
    """The keys of a name, one a line; the first one is used. Made when there is none.

    Raises:
        CounterError: SERVER_KEY_BROKEN.
    """
    path = named_key_file(beside, name)
    if not path.exists():
        private_folder(path.parent)
        _make(path)
    keys = _read(path)
    if not keys:
        raise CounterError(SERVER_KEY_BROKEN, path=str(path))
    return keys


def _read(path: Path) -> tuple[bytes, ...]:
    """The keys of a file; none where a line of it is no key."""
    try:
        keys = tuple(bytes.fromhex(line) for line in path.read_text("ascii").split())
    except ValueError:
        return ()
    return keys if all(len(key) == _LENGTH for key in keys) else ()


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
