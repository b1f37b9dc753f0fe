"""One question over HTTP: a connection of its own, a deadline over all of it, a bounded answer.

No redirect is followed, no proxy asked. Must not know what is asked, nor keep anything.
"""

import asyncio
import ssl
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

import h11

from central_server.departments.reading import LARGEST

_PORTS = {"http": 80, "https": 443}
_PIECE = 1 << 16


class NoAnswerError(Exception):
    """Out of reach, too slow, cut off, or no HTTP."""


class TooLargeError(Exception):
    """More than an answer can be."""


async def post(address: str, body: bytes, seconds: float) -> bytes:
    """Send a body and return the answer's.

    Raises:
        NoAnswerError: in all cases but an answer of 200; TooLargeError.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _post(urlsplit(address), body)
    except (OSError, ValueError, TimeoutError, h11.ProtocolError, EOFError) as error:
        raise NoAnswerError from error


async def _post(parts: SplitResult, body: bytes) -> bytes:
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("address")
    tls = ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or _PORTS[parts.scheme]
    reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=tls)
    try:
        return await _exchange(reader, writer, parts, body)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, parts: SplitResult, body: bytes
) -> bytes:
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
    found, size = [], 0
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            line.receive_data(await reader.read(_PIECE))
        elif isinstance(event, h11.Response):
            if event.status_code != 200:
                raise EOFError("status")
        elif isinstance(event, h11.Data):
            size += len(event.data)
            if size > LARGEST:
                raise TooLargeError
            found.append(bytes(event.data))
        elif isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)):
            return b"".join(found)
