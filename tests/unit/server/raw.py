"""Requests written by hand, for what no HTTP library would send."""

import socket
from contextlib import closing, suppress

from tests.patience import PATIENCE


def connect(address: str, source: str = "") -> socket.socket:
    """An open connection to this address, from this source."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE, (source, 0) if source else None)


def said(line: socket.socket) -> bytes:
    """All that the server says until it hangs up."""
    parts = []
    with suppress(ConnectionError):
        while part := line.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def ask(address: str, raw: bytes, source: str = "") -> bytes:
    """Send these bytes; all that the server says until it hangs up."""
    with closing(connect(address, source)) as line:
        with suppress(ConnectionError):
            line.sendall(raw)
        return said(line)


def head(method: str, path: str, *lines: str) -> bytes:
    """The head of a request that is the last of its connection."""
    all_lines = [f"{method} {path} HTTP/1.1", "Host: hall.example", "Connection: close", *lines]
    return "\r\n".join([*all_lines, "", ""]).encode()


def status(answer: bytes) -> int:
    """The status of an answer; 0 where there was none."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0
