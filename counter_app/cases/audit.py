"""The record of who did, saw, sought and took out what: an HMAC chain, and how it is verified.

Each entry carries the code of the one before it, so that none can be altered, removed, added or
moved without the key, which lies outside of the database. That the end was cut off shows by a head
that somebody else has noted (`AuditHead`). A log has a `chain` for each life of its store: it goes
on under another name where the store was put back. An entry names people by staff id and cases by
id and number; never what was typed, read or found. Must not know stores.
"""

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from counter_app.cases.actions import Scalar

FIRST = "0" * 64
"""What stands before the first entry of a log."""
LONGEST_TEXT = 200
_RULE = 1
"""Of the spelling from which a code is made."""
_ENTRY, _HEAD = b"audit entry\0", b"audit head\0"
_encode = msgspec.json.encode


class Did(StrEnum):
    """What an entry records."""

    BEGAN = "began"
    """The store began another life; the chain goes on under its name."""
    ACTED = "acted"
    VIEWED = "viewed"
    SEARCHED = "searched"
    UNMASKED = "unmasked"
    PRINTED = "printed"
    EXPORTED = "exported"
    DISCARDED = "discarded"
    """A draft that was never received."""
    ENROLLED = "enrolled"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    DENIED = "denied"
    ADMINISTERED = "administered"
    """A command at the server."""


DETAILS: Mapping[str, int] = {
    "action": 36,
    "number": 30,
    "kind": 40,
    "short_code": 10,
    "paper": 40,
    "how": 20,
    "by": 60,
    "hits": 0,
    "cases": 0,
    "reason": LONGEST_TEXT,
    "code": 60,
    "command": 40,
    "device": 16,
    "staff": 36,
    "role": 20,
    "list": 40,
    "letter": 60,
    "policy": 40,
    "wording": 40,
    "session": 20,
}
"""What an entry may say beside, and how long; whatever else somebody wants to say is personal."""


class Who(NamedTuple):
    """Who is recorded: a person by id, as what, at which device and window."""

    staff_id: str
    role: str
    device: str = ""
    window: str = ""


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry; its columns in a store have these names, in this order."""

    position: int
    """From 1, over all chains of the log."""
    chain: str
    sequence: int
    """From 1 in each chain."""
    at: str
    staff_id: str
    role: str
    device: str
    window: str
    did: str
    case_id: str
    detail: str
    """JSON of scalars by name."""
    previous: str
    mac: str


class AuditHead(msgspec.Struct, frozen=True, kw_only=True):
    """A place of a log as its owner told it, mostly its end; whoever hears it notes it."""

    position: int
    chain: str
    sequence: int
    mac: str
    proof: str
    """By which the owner knows its own word again: nobody can make it up."""


def next_entry(
    key: bytes,
    last: AuditEntry | None,
    chain: str,
    who: Who,
    did: Did,
    *,
    at: str,
    case_id: str = "",
    detail: Mapping[str, Scalar] | None = None,
) -> AuditEntry:
    """The entry that follows `last`; ValueError for a detail that an entry may not say."""
    same = last is not None and last.chain == chain
    entry = AuditEntry(
        position=last.position + 1 if last else 1,
        chain=chain,
        sequence=last.sequence + 1 if last and same else 1,
        at=at,
        staff_id=who.staff_id,
        role=who.role,
        device=who.device,
        window=who.window,
        did=did,
        case_id=case_id,
        detail=_detail(detail or {}),
        previous=last.mac if last else FIRST,
        mac="",
    )
    return msgspec.structs.replace(entry, mac=mac_of(key, entry))


def head_of(key: bytes, entry: AuditEntry) -> AuditHead:
    """A place of the log for others to note."""
    place = (entry.position, entry.chain, entry.sequence, entry.mac)
    return AuditHead(
        position=entry.position,
        chain=entry.chain,
        sequence=entry.sequence,
        mac=entry.mac,
        proof=_proof(key, place),
    )


def is_own(keys: Sequence[bytes], head: AuditHead) -> bool:
    """Whether the owner of these keys told this place."""
    place = (head.position, head.chain, head.sequence, head.mac)
    return any(is_same(_proof(key, place), head.proof) for key in keys)


def places_told(
    key: bytes, find: Callable[[int], AuditEntry | None], last: int, noted: Iterable[AuditHead]
) -> tuple[AuditHead, ...]:
    """What an owner tells of its log: the end, and what lies now at the places noted before.

    By these the other side sees that the log went on from what it has noted. `find` gives the
    entry at a position.
    """
    wanted = dict.fromkeys((last, *(head.position for head in noted)))
    return tuple(head_of(key, entry) for position in wanted if (entry := find(position)))


def noted_now(known: AuditHead | None, told: Sequence[AuditHead]) -> tuple[AuditHead, bool]:
    """What is to be noted of one chain, and whether the log is another than it was.

    `told`: places of that chain, one at least. What was noted gives way to a later end only where
    the owner still has it: else a log whose tail was cut and written anew would look whole.
    """
    end = max(told, key=lambda head: head.sequence)
    if known is None:
        return end, False
    there = [head.mac for head in told if head.sequence == known.sequence]
    if known.mac in there:
        return end, False
    return known, bool(there) or end.sequence < known.sequence


def _detail(detail: Mapping[str, Scalar]) -> str:
    for name, value in detail.items():
        longest = DETAILS.get(name)
        if longest is None or (isinstance(value, str) and not longest):
            raise ValueError(name)
    cut = {
        name: value[: DETAILS[name]] if isinstance(value, str) else value
        for name, value in sorted(detail.items())
    }
    return _encode(cut).decode()


def is_same(one: str, other: object) -> bool:
    """Whether two codes are one; what lies in a store may be of any type by now."""
    return hmac.compare_digest(one.encode(), str(other).encode())


def mac_of(key: bytes, entry: AuditEntry) -> str:
    """The code that the entry should bear; its position says only where it lies."""
    _position, *said, _code = msgspec.structs.astuple(entry)
    spelt = _encode((_RULE, *said))
    return hmac.digest(key, _ENTRY + spelt, "sha256").hex()


def _proof(key: bytes, place: tuple[int, str, int, str]) -> str:
    return hmac.digest(key, _HEAD + _encode((_RULE, *place)), "sha256").hex()[:32]
