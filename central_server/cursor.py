"""The pull cursor: one opaque text over as many streams as a window takes.

Beside each stream's position it carries a mark of the action there. A server restored from an
older backup gives the same positions to other actions; the mark no longer fits, and the counter
is told to start from the empty cursor instead of missing them. `late` counts what was handed back
into places that the cursor had passed: up to there it was fetched, too. Whether a stream is there
at all is not asked here: see `pull`.
"""

import base64
import binascii
import re
from typing import NamedTuple

import msgspec

Places = dict[str, tuple[int, str]]
"""Stream → (position, mark)."""
MARK_LENGTH = 12
_STREAM = re.compile(r"[0-9]{6}")
_MARK = re.compile(rf"[0-9a-f]{{{MARK_LENGTH}}}")
_HIGHEST = (1 << 63) - 1
"""What a store can count to."""


class _Cursor(msgspec.Struct, array_like=True, frozen=True):
    epoch: str
    places: Places
    late: int = 0


class Reached(NamedTuple):
    """Up to where somebody has fetched."""

    places: Places
    late: int = 0


_decode = msgspec.msgpack.Decoder(_Cursor).decode


def write_cursor(epoch: str, reached: Reached) -> str:
    """The text that `read_cursor` understands. A stream of which nothing was read is left out."""
    begun = {name: place for name, place in reached.places.items() if place[0] > 0}
    packed = msgspec.msgpack.encode(_Cursor(epoch, begun, reached.late))
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str, epoch: str) -> Reached | None:
    """Where a cursor stands; nowhere for the empty text, None for another epoch or nonsense."""
    if not text:
        return Reached({})
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        cursor = _decode(packed)
    except (binascii.Error, ValueError, RecursionError, msgspec.DecodeError):
        return None
    is_ours = cursor.epoch == epoch and all(map(_is_written_here, cursor.places.items()))
    return Reached(cursor.places, cursor.late) if is_ours and _can_count(cursor.late) else None


def _can_count(late: int) -> bool:
    return 0 <= late <= _HIGHEST


def _is_written_here(place: tuple[str, tuple[int, str]]) -> bool:
    name, (position, mark) = place
    return bool(_STREAM.fullmatch(name) and 0 < position <= _HIGHEST and _MARK.fullmatch(mark))
