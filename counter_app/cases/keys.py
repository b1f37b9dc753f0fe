"""Random ids and the keys derived from an enrolment's seed. Must not store or send anything."""

import hashlib
import hmac
import os
import secrets
import time
import uuid

_MOMENT = (1 << 48) - 1
_VERSION_7 = 7 << 76 | 2 << 62
_RANDOM = (1 << 80) - 1 - (15 << 76) - (3 << 62)
_COUNTER_APP = uuid.UUID("6a2f6b0e-8f4e-4f43-9a70-5d0b5b0c6207")


def new_id() -> str:
    """A random UUID (RFC 9562, version 7) as text: cases, actions, drafts, persons.

    It begins with the millisecond, which every action tells anyway: wholly random ids put each row
    into another page of an index, and so a receipt cost the more the more cases there were. Nothing
    may be read from it nor ordered by it; 74 of its bits are random.
    """
    moment = (time.time_ns() // 1_000_000 & _MOMENT) << 80
    value = moment | int.from_bytes(os.urandom(10), "big") & _RANDOM | _VERSION_7
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_random64() -> str:
    """Random 64 bits as 16 hex digits: devices, incarnations, servers, epochs."""
    return secrets.token_hex(8)


def derive_key(seed: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) without salt, 32 bytes; `purpose` is the info text."""
    extracted = hmac.digest(bytes(32), seed, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def receipt_key(seed: bytes) -> bytes:
    """Authenticates receipts; the server knows it from `add-window` on, it is never rotated."""
    return derive_key(seed, "receipt")


def enrolment_proof(seed: bytes) -> str:
    """What a counter shows at first contact instead of the seed; the server keeps its hash only."""
    return derive_key(seed, "enrol").hex()


def secret_hash(secret: str) -> str:
    """What a server keeps of a proof or of a device's secret: SHA-256 in hex.

    The secrets are 32 random bytes, so a slow password hash would add nothing.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def window_account(device: str) -> str:
    """The staff UUID of the window's own account, as which batch commands act."""
    return str(uuid.uuid5(_COUNTER_APP, device))
