"""Random ids and the keys derived from an enrolment's seed. Must not store or send anything."""

import hashlib
import hmac
import secrets
import uuid

_COUNTER_APP = uuid.UUID("6a2f6b0e-8f4e-4f43-9a70-5d0b5b0c6207")


def new_id() -> str:
    """A random UUID as text: cases, actions, drafts, persons."""
    return str(uuid.uuid4())


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
