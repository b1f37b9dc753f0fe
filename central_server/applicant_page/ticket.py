"""The word by which whoever has answered opens letters: for one receipt, for ten minutes.

It stands in the page that the answer brought, in no address and no cookie, so nothing keeps it and
no other site can make a browser show it. Must not be logged.
"""

import base64
import binascii
import hmac
from datetime import datetime, timedelta

_HOLDS = timedelta(minutes=10)
_TIME, _CODE = 8, 24
_SAID = b"applicant page\0"


def ticket_key(register_key: bytes) -> bytes:
    """The key of tickets and of addresses, the same on each machine of one server."""
    return hmac.digest(register_key, _SAID, "sha256")


def write_ticket(key: bytes, token: str, now: datetime) -> str:
    """A ticket for the receipt from now on."""
    until = int((now + _HOLDS).timestamp()).to_bytes(_TIME, "big")
    return base64.urlsafe_b64encode(until + _code(key, token, until)).decode()


def is_ticket(key: bytes, token: str, text: str, now: datetime) -> bool:
    """Whether the ticket is ours, of this receipt and still holds."""
    try:
        raw = base64.b64decode(text.encode("ascii"), b"-_", validate=True)
    except (ValueError, binascii.Error):
        return False
    until, code = raw[:_TIME], raw[_TIME:]
    genuine = hmac.compare_digest(code, _code(key, token, until))
    return genuine and int.from_bytes(until, "big") > now.timestamp()


def address_key(key: bytes, visitor: str) -> str:
    """Where somebody asks from, as tries are counted: never the address itself."""
    return hmac.digest(key, b"address\0" + visitor.encode(), "sha256").hex()


def _code(key: bytes, token: str, until: bytes) -> bytes:
    return hmac.digest(key, token.encode() + b"\0" + until, "sha256")[:_CODE]
