"""Receipt tokens and the address in the receipt's QR. Must not know cases or keep keys.

A token is base64url (42 characters) of 31 bytes:
version (1, always 1) · device (8) · random (14) · HMAC-SHA256 of these 23 with the device's
receipt key, cut to 8. So a receipt printed offline can be told from a forged one before the case
has reached the server. Every wrong token must be answered alike.
"""

import binascii
import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

SAMPLE_PATH = "/r/sample"
TOKEN_LENGTH = 42
LONGEST_ADDRESS = 84
LONGEST_HOST = 31
"""Host and port together, so that the QR stays at version 5-M."""
_VERSION = b"\x01"
_SIGNED = 23
_MAC = 8
_TO_PLAIN, _TO_URL = bytes.maketrans(b"-_", b"+/"), bytes.maketrans(b"+/", b"-_")


@dataclass(frozen=True, slots=True)
class Token:
    """A token that has the right shape; `is_genuine` says whether the device's key made it."""

    device: str
    signed: bytes
    mac: bytes


def mint_token(device: str, key: bytes) -> str:
    """A fresh token of the device (16 hex digits), authenticated with its receipt key."""
    signed = _VERSION + bytes.fromhex(device) + secrets.token_bytes(14)
    return _encode(signed + _mac(signed, key))


def read_token(text: str) -> Token | None:
    """The token's parts, or None for everything that `mint_token` could not have written."""
    if len(text) != TOKEN_LENGTH or not text.isascii():
        return None
    try:
        raw = binascii.a2b_base64(text.encode().translate(_TO_PLAIN) + b"==")
    except binascii.Error:
        return None
    # Letters that are not base64 were passed over: only the one spelling comes out again.
    if raw[:1] != _VERSION or _encode(raw) != text:
        return None
    return Token(raw[1:9].hex(), raw[:_SIGNED], raw[_SIGNED:])


def is_genuine(token: Token, key: bytes) -> bool:
    """Whether the key of `token.device` made it; takes the same time either way."""
    return hmac.compare_digest(_mac(token.signed, key), token.mac)


def receipt_address(public_address: str, token: str) -> str:
    """What the QR holds; `public_address` has passed `address_fault`."""
    return f"{public_address.rstrip('/')}/r/{token}"


def sample_address(public_address: str) -> str:
    """What the QR of a paper holds that was not received."""
    return public_address.rstrip("/") + SAMPLE_PATH


def address_fault(address: str, *, lan: bool = False) -> str | None:
    """None when receipts may carry the address, else `shape`, `insecure` or `too_long`.

    `http` is for loopback, and with `lan` for private addresses.
    """
    fault = line_fault(address, lan=lan)
    if fault:
        return fault
    return "too_long" if len(urlsplit(address).netloc) > LONGEST_HOST else None


@lru_cache(maxsize=8)
def line_fault(address: str, *, lan: bool = False) -> str | None:
    """None when cases may be sent there, else `shape` or `insecure`; `http` as for receipts."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "shape"
    if parts.scheme not in ("http", "https") or not host or parts.path.strip("/"):
        return "shape"
    if set("?#@") & set(address) or not address.isascii():
        return "shape"
    if parts.scheme == "http" and not (_is_loopback(host) or (lan and _is_private(host))):
        return "insecure"
    return None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def _encode(raw: bytes) -> str:
    return binascii.b2a_base64(raw, newline=False).translate(_TO_URL).decode().rstrip("=")


def _mac(signed: bytes, key: bytes) -> bytes:
    # Not `hmac.digest`: it lets go of Python's lock, and a server that takes in thousands would
    # wait for its other threads at each one.
    return hmac.new(key, signed, "sha256").digest()[:_MAC]
