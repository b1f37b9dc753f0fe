"""The server's seal over what an enrolment string says of a device.

By it a server that was restored from a backup older than the string knows the device again, and
learns window, region and label from nobody else. Must not read or write the store.
"""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec

from central_server.store.rows import Device

_ID_DIGITS = 8


def seal_device(keys: Sequence[bytes], server: str, device: Device) -> str:
    """Key id, a dot and the HMAC-SHA-256, both in hex."""
    return f"{_key_id(keys[0])}.{_mac(keys[0], server, device)}"


def is_sealed(keys: Sequence[bytes], server: str, device: Device, seal: str) -> bool:
    """Whether one of the keys has sealed this very device for this server."""
    name, _, mac = seal.partition(".")
    return any(
        hmac.compare_digest(_mac(key, server, device).encode(), mac.encode())
        for key in keys
        if _key_id(key) == name
    )


def is_current(keys: Sequence[bytes], seal: str) -> bool:
    """Whether the seal names the key that seals now."""
    return seal.startswith(f"{_key_id(keys[0])}.")


def names_one(keys: Sequence[bytes], seal: str) -> bool:
    """Whether the seal names any of these keys."""
    return seal.partition(".")[0] in map(_key_id, keys)


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"seal" + key).hexdigest()[:_ID_DIGITS]


def _mac(key: bytes, server: str, device: Device) -> str:
    said = (
        server,
        device.device,
        device.county,
        device.window,
        device.region,
        device.label,
        device.role,
        device.receipt_key.hex(),
        device.proof_hash,
    )
    return hmac.digest(key, msgspec.json.encode(said), "sha256").hex()
