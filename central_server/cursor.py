"""The pull cursor: one opaque text over as many streams as a window takes.

Beside each stream's position it carries a mark of the action there. A server restored from an
older backup gives the same positions to other actions; the mark no longer fits, and the counter
is told to start from the empty cursor instead of missing them.
"""

import base64
import binascii

import msgspec

Places = dict[str, tuple[int, str]]
"""Stream → (position, mark)."""
MARK_LENGTH = 12


class _Cursor(msgspec.Struct, array_like=True, frozen=True):
    epoch: str
    places: Places


_decode = msgspec.msgpack.Decoder(_Cursor).decode


def write_cursor(epoch: str, places: Places) -> str:
    """The text that `read_cursor` understands."""
    packed = msgspec.msgpack.encode(_Cursor(epoch, places))
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str, epoch: str) -> Places | None:
    """The places of a cursor; empty for the empty text, None for another epoch or nonsense."""
    if not text:
        return {}
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        cursor = _decode(packed)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None
    return cursor.places if cursor.epoch == epoch else None
