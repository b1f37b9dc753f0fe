"""One question over HTTP: a connection of its own, a deadline over all of it, a bounded answer.

No redirect is followed, no proxy asked. Must not know what is asked, nor keep anything.
"""

import asyncio
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import h11

from central_server.departments.names import Names
from central_server.departments.reading import LARGEST

_PORTS = {"http": 80, "https": 443}
_PIECE = 1 << 16


class NoAnswerError(Exception):
    """Out of reach, too slow, cut off, or no HTTP; `args`: which, in a word for the operator."""


class TooLargeError(Exception):
    """More than an answer can be."""


class Heard(NamedTuple):
    """An answer's body, and what time the other side says that it is; None where it says none."""

    body: bytes
    at: datetime | None = None


class _StatusError(Exception):
    pass


async def post(address: str, body: bytes, seconds: float, names: Names | None = None) -> Heard:
    """Send a body and return the answer's. `names`: of the event loop, each sought once at a time.

    Raises:
        NoAnswerError: in all cases but an answer of 200; TooLargeError.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _post(urlsplit(address), body, names or Names())
    except _FAILURES as error:
        raise NoAnswerError(_word(error)) from error


def _word(error: Exception) -> str:
    if isinstance(error, _StatusError):
        return f"http {error}"
    return next(word for kind, word in _WORDS.items() if isinstance(error, kind))


async def _post(parts: SplitResult, body: bytes, names: Names) -> Heard:
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("address")
    tls = trusted() if parts.scheme == "https" else None
    port = parts.port or _PORTS[parts.scheme]
    reader, writer = await _connect(await names.find(parts.hostname), port, tls, parts.hostname)
    try:
        return await _exchange(reader, writer, parts, body)
    finally:
        # Everything was read, or nothing is wanted any more: no farewell is waited for.
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()


async def _connect(
    addresses: Sequence[str], port: int, tls: ssl.SSLContext | None, host: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A line to the first of the addresses that takes it; OSError of the last."""
    trouble = OSError("no address")
    for address in addresses:
        try:
            return await asyncio.open_connection(
                address, port, ssl=tls, server_hostname=host if tls else None
            )
        except OSError as error:
            trouble = error
    raise trouble


@cache
def trusted() -> ssl.SSLContext:
    """Whom the machine trusts; reading its certificates takes longer than a question."""
    return ssl.create_default_context()


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, parts: SplitResult, body: bytes
) -> Heard:
    line = h11.Connection(h11.CLIENT)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [
        ("Host", parts.netloc.rpartition("@")[2]),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    request = h11.Request(method="POST", target=target, headers=headers)
    parts_sent = (line.send(request), line.send(h11.Data(body)), line.send(h11.EndOfMessage()))
    writer.write(b"".join(part for part in parts_sent if part))
    await writer.drain()
    found, size, at = [], 0, None
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            line.receive_data(await reader.read(_PIECE))
        elif isinstance(event, h11.Response):
            if event.status_code != 200:
                raise _StatusError(event.status_code)
            at = _time(event)
        elif isinstance(event, h11.Data):
            size += len(event.data)
            if size > LARGEST:
                raise TooLargeError
            found.append(bytes(event.data))
        elif isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)):
            return Heard(b"".join(found), at)


def _time(answer: h11.Response) -> datetime | None:
    said = dict(answer.headers).get(b"date", b"")
    with suppress(ValueError):
        at = parsedate_to_datetime(said.decode("ascii", "replace"))
        return at if at.tzinfo else None
    return None


_WORDS: dict[type[Exception], str] = {
    TimeoutError: "timeout",
    ssl.SSLError: "tls",
    ConnectionRefusedError: "refused",
    ConnectionError: "cut",
    h11.ProtocolError: "cut",
    UnicodeError: "address",
    OSError: "no way",
    ValueError: "address",
}
"""Whatever may go wrong on the way, the narrower before the wider."""
_FAILURES: tuple[type[Exception], ...] = (*_WORDS, _StatusError)
