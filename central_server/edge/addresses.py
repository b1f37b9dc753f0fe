"""Whose request it is, as far as limits go. Must not be logged or kept with anything.

A proxy's word is taken only where the administrator said that one stands in front, and only from
its address; of several addresses the last is the one that the proxy itself saw.
"""

import ipaddress
from collections.abc import Mapping
from typing import Any

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NOBODY = ""


class Addresses:
    """`proxy` is the proxy's address, or `loopback`, or empty where there is none."""

    LOOPBACK = "loopback"

    def __init__(self, proxy: str = "") -> None:
        self._any_loopback = proxy == self.LOOPBACK
        self._proxy = None if self._any_loopback else _read(proxy)

    def is_proxy(self, address: str) -> bool:
        """Whether connections from there carry the requests of many."""
        found = _read(address)
        return found is not None and (
            (self._any_loopback and found.is_loopback) or found == self._proxy
        )

    def of(self, scope: Mapping[str, Any]) -> str:
        """One text for each visitor: an IPv4 address, or the net that an IPv6 customer has."""
        address = (scope.get("client") or (_NOBODY,))[0]
        if self.is_proxy(address):
            address = _last_forwarded(scope) or address
        return visitor(address)


def visitor(address: str) -> str:
    """The text of a visitor for the address of a connection."""
    found = _read(address)
    if found is None:
        return _NOBODY
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _read(address: str) -> _Address | None:
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return None
    return (isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped) or found


def _last_forwarded(scope: Mapping[str, Any]) -> str:
    values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    last = values[-1].decode("latin-1").rpartition(",")[2].strip() if values else ""
    return last if _read(last) else ""
