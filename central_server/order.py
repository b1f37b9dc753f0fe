"""The server's word on what it took in: where in its stream, and when, under its own key.

By it a server that was restored from a backup takes back from any counter what it has lost, at the
place where it was. Must not read or write actions.
"""

import binascii
import hashlib
import hmac
import logging
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from central_server.store.checked_keys import checked_keys
from central_server.store.engine import Store
from central_server.store.locks import has_rivals
from central_server.store.tables import action
from counter_app.basics.clock import stamp
from counter_app.wire.messages import Ordered

NAME = "order"
_BLOCK, _LENGTH = 64, 16
_log = logging.getLogger(__name__)


class OrderSeals:
    """Seals with the first of the keys, and knows the seals of all of them."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = keys
        # HMAC as RFC 2104 writes it, with both halves begun once: `hmac.digest` begins them anew
        # for each of the thousands of actions in a batch, at three times the cost.
        first = keys[0].ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(each ^ 0x36 for each in first))
        self._outer = hashlib.sha256(bytes(each ^ 0x5C for each in first))

    def ordered(self, hash_: str, stream: str, order: int, server_at: str) -> Ordered:
        """The place in its stream of the action with this hash, under the server's seal."""
        return Ordered(order, server_at, self.seal(hash_, stream, order, server_at))

    def seal(self, hash_: str, stream: str, order: int, server_at: str) -> str:
        """128 bits of HMAC-SHA-256 in 22 letters: it goes with each action over the wire."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(_said(hash_, stream, order, server_at))
        outer.update(inner.digest())
        return _written(outer.digest())

    def is_good(self, hash_: str, stream: str, ordered: Ordered) -> bool:
        """Whether one of the keys has sealed this."""
        said = _said(hash_, stream, ordered.order, ordered.server_at)
        shown = ordered.seal.encode()
        made = (_written(hmac.digest(key, said, "sha256")).encode() for key in self._keys)
        return any(hmac.compare_digest(each, shown) for each in made)


def open_order_seals(connection: Connection, store: Store) -> OrderSeals:
    """With the key that this store has had; on a database of one machine alone with a new one.

    Raises:
        CounterError: SERVER_KEY_BROKEN, SERVER_KEY_ELSEWHERE, DATA_NOT_WRITABLE.
    """
    keys, is_another = checked_keys(connection, store, NAME)
    if is_another:
        _log.warning("what the former key of the order sealed is sealed anew")
        connection.execute(update(action).where(action.c.seal != "").values(seal=""))
    return OrderSeals(keys)


def database_time(connection: Connection, now: str) -> str:
    """The time by which things are taken in: one for all machines that share a database.

    `now` is this machine's own.
    """
    if not has_rivals(connection):
        return now
    return stamp(connection.execute(select(func.current_timestamp())).scalar_one())


def _said(hash_: str, stream: str, order: int, server_at: str) -> bytes:
    return f"{hash_} {stream} {order} {server_at}".encode()


def _written(mac: bytes) -> str:
    """The first half of a MAC in base64, with two signs that no address or file name minds."""
    text = binascii.b2a_base64(mac[:_LENGTH], newline=False).translate(_SIGNS)
    return text[:22].decode()


_SIGNS = bytes.maketrans(b"+/", b"-_")
