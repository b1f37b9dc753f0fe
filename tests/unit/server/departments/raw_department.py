"""A department on a real socket that says byte for byte what a test lets it, and when."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

Says = Callable[[dict[str, Any], "Line"], None]
"""Given what was asked, and the line to answer on; hung up when it returns."""


class Line:
    """The other end of one call."""

    def __init__(self, line: socket.socket, is_over: threading.Event) -> None:
        self._line, self._is_over = line, is_over

    def send(self, raw: bytes) -> None:
        """Say these bytes."""
        self._line.sendall(raw)

    def body(self, raw: bytes, *head: str, status: str = "200 OK") -> None:
        """An answer with its length, and these lines in its head."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", *head, "", ""]
        self.send("\r\n".join(lines).encode() + raw)

    def drip(self, raw: bytes) -> None:
        """Say them again and again, slowly, as long as anybody listens."""
        while not self._is_over.wait(0.02):
            self.send(raw)

    def reset(self) -> None:
        """Break off as a machine does whose power goes."""
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


@contextmanager
def raw_department(says: Says, certificate: Path | None = None) -> Iterator[str]:
    """Its address; each call is answered in a thread of its own. `certificate`: with its key."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate else None
    if tls and certificate:
        tls.load_cert_chain(certificate)
    is_over, threads = threading.Event(), list[threading.Thread]()

    def answer(line: socket.socket) -> None:
        with closing(line), suppress(OSError):
            line.settimeout(PATIENCE)
            if tls is None:
                says(_asked(line), Line(line, is_over))
                return
            with tls.wrap_socket(line, server_side=True) as secret:
                says(_asked(secret), Line(secret, is_over))

    def listen() -> None:
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                thread = threading.Thread(target=answer, args=(line,), daemon=True)
                threads.append(thread)
                thread.start()

    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        try:
            scheme = "https" if tls else "http"
            yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            is_over.set()
            listener.shutdown(socket.SHUT_RDWR)
            listening.join(PATIENCE)
            for thread in threads:
                thread.join(PATIENCE)


def _asked(line: socket.socket) -> dict[str, Any]:
    """The question, read whole."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += line.recv(1 << 16)
    head, _, body = raw.partition(b"\r\n\r\n")
    (size,) = [
        int(each[15:]) for each in head.lower().split(b"\r\n") if each[:15] == b"content-length:"
    ]
    while len(body) < size:
        body += line.recv(1 << 16)
    found: dict[str, Any] = json.loads(body)
    return found
