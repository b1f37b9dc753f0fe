"""The store's key: 32 random bytes in a file of their owner beside the data.

SQLCipher takes it as a raw key, so opening costs 1 ms. Key stores and passphrases will wrap the
same key later; the first line says how it is kept. Must not log or return it as text for people.
"""

import os
import secrets
from pathlib import Path

from counter_app.basics.catalogue.store import STORE_KEY_MISSING, STORE_KEY_WRONG
from counter_app.basics.errors import CounterError
from counter_app.basics.synced_file import write_synced

_HEAD = "raw"
_LENGTH = 32


def load_or_make_key(path: Path, *, store_exists: bool) -> bytes:
    """The key in the file; a new one is made only where there is no store yet.

    Raises:
        CounterError: STORE_KEY_MISSING, STORE_KEY_WRONG.
    """
    if not path.exists():
        if store_exists:
            raise CounterError(STORE_KEY_MISSING)
        _make(path)
    try:
        head, text = path.read_text("ascii").split()
        key = bytes.fromhex(text)
    except (ValueError, OSError) as error:
        raise CounterError(STORE_KEY_WRONG) from error
    if head != _HEAD or len(key) != _LENGTH:
        raise CounterError(STORE_KEY_WRONG)
    return key


def _make(path: Path) -> None:
    key = secrets.token_bytes(_LENGTH)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    write_synced(fresh, f"{_HEAD}\n{key.hex()}\n".encode("ascii"))
    try:
        # A link fails where another process was first; its key is then the one that holds.
        os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:
        os.replace(fresh, path)
    fresh.unlink(missing_ok=True)
