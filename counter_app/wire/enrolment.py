"""The enrolment string: all that makes a counter a window, with no network. One use.

`base64url(version 1 ‖ first 4 bytes of SHA-256(body) ‖ body)`, body MessagePack of `Enrolment`,
without padding. Must not store it: it holds the seed.
"""

import base64
import binascii
import hashlib
import re

import msgspec

from counter_app.basics.catalogue.store import STRING_BROKEN
from counter_app.basics.errors import CounterError

WINDOW, DESK = "window", "desk"
"""What an enrolment may make of a counter."""
DESK_LETTER = "D"
_VERSION = b"\x01"
_REGION = re.compile(r"[0-9]{6}")
_CODES = {WINDOW: re.compile(r"[0-9]{2}"), DESK: re.compile(rf"{DESK_LETTER}[0-9]{{2}}")}
_RANDOM64 = re.compile(r"[0-9a-f]{16}")


class EnrolledHall(msgspec.Struct, frozen=True, kw_only=True):
    """What papers print of the hall; from policy when the window was added."""

    name: str
    bureau: str = ""
    address: str = ""
    telephones: tuple[str, ...] = ()


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """What the string says. `county` and `window` start every case number of this window."""

    server: str
    """Identity of the server's store, 16 hex digits."""
    server_address: str
    """Where the counter syncs, without a path."""
    public_address: str
    """What receipts carry, without a path."""
    region: str
    """The hall's region: besides its own receipts the window pulls this stream."""
    county: str
    """County of the hall in case numbers, six digits."""
    window: str
    """Window code, two digits, unique in the county; of a desk with a D before them."""
    label: str
    """What the window is called on papers and screens."""
    hall: EnrolledHall
    device: str
    """Random 64 bits of this enrolment, 16 hex digits."""
    seed: bytes
    """32 random bytes."""
    numbers: dict[str, int] = {}
    """Year → the highest running number that the server knows of this window, where it had another
    counter before."""
    matters: tuple[str, ...] = ()
    """The 一件事 that this window may receive; empty in strings of 0.1."""
    kind: str = WINDOW
    """`window`, or `desk` for a machine of the bureau, which gives no numbers and no receipts."""
    seal: str = ""
    """The server's seal over what the string says, by which a server that was restored from a
    backup older than the string knows it again; empty in strings of 0.1."""
    anchor: bytes = b""
    """The trust anchor (DER) that the handshake trusts alone; empty: the system's."""
    lan: bool = False
    """The administrator allowed `http` to private addresses, for a trial in a room."""
    people: str = ""
    """Who signed in at the server when the string was made, as `Head.people` says it: a counter
    knows it before its first contact."""
    former_servers: tuple[str, ...] = ()
    """Identities of servers for which this one stands in: cases of theirs may be delivered here."""

    @property
    def window_code(self) -> str:
        """County and window, as actions carry it: `620702-03`."""
        return f"{self.county}-{self.window}"


def write_enrolment(enrolment: Enrolment) -> str:
    """The string that `add-window` prints."""
    body = msgspec.msgpack.encode(enrolment)
    return base64.urlsafe_b64encode(_VERSION + _check(body) + body).decode().rstrip("=")


def read_enrolment(text: str) -> Enrolment:
    """What the string says; white space around and within it (a mail's line breaks) is dropped.

    Raises:
        CounterError: STRING_BROKEN.
    """
    packed = "".join(text.split())
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        version, check, body = raw[:1], raw[1:5], raw[5:]
        if version != _VERSION or check != _check(body):
            raise CounterError(STRING_BROKEN)
        enrolment = msgspec.msgpack.decode(body, type=Enrolment)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise CounterError(STRING_BROKEN) from error
    if not _is_whole(enrolment):
        raise CounterError(STRING_BROKEN)
    return enrolment


def _is_whole(enrolment: Enrolment) -> bool:
    return bool(
        _RANDOM64.fullmatch(enrolment.server)
        and _RANDOM64.fullmatch(enrolment.device)
        and _REGION.fullmatch(enrolment.region)
        and _REGION.fullmatch(enrolment.county)
        and enrolment.kind in _CODES
        and _CODES[enrolment.kind].fullmatch(enrolment.window)
        and len(enrolment.seed) == 32
    )


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:4]
