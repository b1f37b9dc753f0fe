"""The line to the server by HTTP. httpx2 is imported when a line is first opened.

Must not retry: the next run does. Addresses carry nothing personal; bodies are never logged.
"""

import ipaddress
import re
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from counter_app.basics.catalogue.devices import CERTIFICATE_WRONG
from counter_app.basics.catalogue.store import (
    LINE_INTERCEPTED,
    SERVER_BUSY,
    SERVER_NONSENSE,
    SERVER_OUT_OF_REACH,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.sync.link import BeforeEnd, Link, ServerSaidError
from counter_app.wire.messages import LARGEST_BODY, ErrorAnswer

if TYPE_CHECKING:
    import httpx2

_LARGEST_ANSWER = 2 * LARGEST_BODY
_LARGEST_NUMBER = 10_000
"""That a text counts."""
_HUNG_UP = ("disconnected", "closed connection")
_CODE = re.compile(r"[a-z_]{1,40}")
_SIGN_IN = 511
"""The status by which a network asks to sign in to it first."""
_PATIENCE = 6
"""A whole answer may take this many times as long as a single read of it."""


@contextmanager
def http_link(
    address: str, timeout_seconds: float, anchors: Sequence[bytes] = ()
) -> Iterator[Link]:
    """A line that is kept open for the length of a block.

    Its handshake trusts the anchors (certificates in DER) alone, or the system's where none are.
    """
    import httpx2

    parts = urlsplit(address)
    with httpx2.Client(
        base_url=address.rstrip("/"),
        timeout=timeout_seconds,
        # Building a TLS context costs 20 ms, which a plain line does not need.
        verify=_trusting(anchors) if parts.scheme == "https" else False,
        # A proxy of the environment never stands between two programs on one machine.
        trust_env=not _is_loopback(parts.hostname or ""),
    ) as client:
        yield _HttpLink(client, timeout_seconds * _PATIENCE)


class _HttpLink:
    def __init__(self, client: "httpx2.Client", longest_seconds: float) -> None:
        self._client = client
        self._longest_seconds = longest_seconds

    def post(
        self,
        path: str,
        body: bytes,
        authorization: str | None = None,
        *,
        before_end: BeforeEnd | None = None,
    ) -> bytes:
        import httpx2

        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        if authorization:
            headers["Authorization"] = authorization
        content = _in_two(body, before_end) if before_end else body
        try:
            with self._client.stream("POST", path, content=content, headers=headers) as response:
                return self._read(response)
        except httpx2.RemoteProtocolError as error:
            # A server that dies while it answers hangs up; that is not nonsense.
            hung_up = any(words in str(error) for words in _HUNG_UP)
            raise CounterError(SERVER_OUT_OF_REACH if hung_up else SERVER_NONSENSE) from error
        except httpx2.DecodingError as error:
            raise CounterError(SERVER_NONSENSE) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            wrong = _is_certificate_trouble(error)
            raise CounterError(CERTIFICATE_WRONG if wrong else SERVER_OUT_OF_REACH) from error

    def _read(self, response: "httpx2.Response") -> bytes:
        until = time.monotonic() + self._longest_seconds
        pieces, size = [], 0
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST_ANSWER:
                raise CounterError(SERVER_NONSENSE)
            if time.monotonic() > until:
                raise CounterError(SERVER_OUT_OF_REACH)
        body = b"".join(pieces)
        if response.status_code == 200:
            if not body.lstrip().startswith(b"{"):
                raise CounterError(LINE_INTERCEPTED)
            return body
        raise _said(response.status_code, body)


def _in_two(body: bytes, before_end: BeforeEnd) -> Iterator[bytes]:
    yield body[:-1]
    before_end()
    yield body[-1:]


def _said(status: int, body: bytes) -> CounterError:
    try:
        said = msgspec.json.decode(body, type=ErrorAnswer)
        if not _CODE.fullmatch(said.code) or not 0 <= said.number <= _LARGEST_NUMBER:
            return CounterError(SERVER_NONSENSE)
        return ServerSaidError(said.code, said.number)
    except msgspec.MsgspecError:
        return CounterError(_unread(status))


def _unread(status: int) -> Entry:
    """What an answer means that is not the server's: something between has spoken."""
    if status == 429:
        return SERVER_BUSY
    # A gateway's page, or one that wants a sign-in: the server behind it is not reached.
    gateway_alone = status >= 500 and status != _SIGN_IN
    return SERVER_OUT_OF_REACH if gateway_alone else LINE_INTERCEPTED


def _trusting(anchors: Sequence[bytes]) -> "ssl.SSLContext | bool":
    """A handshake that trusts the anchors alone, or the system's where there are none."""
    if not anchors:
        return True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # A server's own certificate may be the anchor, issued by whomever.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    for anchor in anchors:
        # One that cannot be read trusts nobody.
        with suppress(ssl.SSLError, ValueError):
            context.load_verify_locations(cadata=anchor)
    return context


def _is_certificate_trouble(error: BaseException) -> bool:
    """Whether the handshake failed for the server's certificate; the cause lies some way down."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
