"""The store's key: 32 random bytes in a file of their owner beside the data.

SQLCipher takes it as a raw key, so opening costs 1 ms. Key stores and passphrases will wrap the
same key later; the first line says how it is kept: `raw`, or `making` while the first tables are
not there yet. Must not log or return it as text for people.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from counter_app.basics.catalogue.store import STORE_KEY_MISSING, STORE_KEY_WRONG
from counter_app.basics.errors import CounterError
from counter_app.basics.synced_file import replace_synced

_RAW, _MAKING = "raw", "making"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The key; `is_new` until the store that it is for has been made."""

    raw: bytes
    is_new: bool


def read_key(path: Path) -> StoreKey:
    """The key in the file.

    Raises:
        CounterError: STORE_KEY_MISSING, STORE_KEY_WRONG.
    """
    if not path.exists():
        raise CounterError(STORE_KEY_MISSING)
    try:
        head, text = path.read_text("ascii").split()
        key = bytes.fromhex(text)
    except (ValueError, OSError) as error:
        raise CounterError(STORE_KEY_WRONG) from error
    if head not in (_RAW, _MAKING) or len(key) != _LENGTH:
        raise CounterError(STORE_KEY_WRONG)
    return StoreKey(key, head == _MAKING)


def make_key(path: Path) -> StoreKey:
    """A new key for a store that is about to be made."""
    return _write(path, StoreKey(secrets.token_bytes(_LENGTH), is_new=True))


def settle_key(path: Path, key: StoreKey) -> StoreKey:
    """The store is there: from now on its absence means that it was lost."""
    return _write(path, StoreKey(key.raw, is_new=False))


def _write(path: Path, key: StoreKey) -> StoreKey:
    head = _MAKING if key.is_new else _RAW
    replace_synced(path, f"{head}\n{key.raw.hex()}\n".encode("ascii"))
    return key
