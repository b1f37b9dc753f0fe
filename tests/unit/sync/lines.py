"""A server's side of the wire that says what a test wants, and real servers with strings."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2

Answer = Callable[[str, bytes], tuple[int, bytes]]
Carry = Callable[[str, bytes, Mapping[str, str]], tuple[int, bytes]]


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """A real HTTP server on the loopback that answers each POST by the function."""
    with _serving(lambda path, body, _headers: answer(path, body)) as address:
        yield address


@contextmanager
def _serving(answer: Carry) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                return  # Whoever asked has thought better of it.
            status, said = answer(self.path, body, dict(self.headers))
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Line:
    """A line to a server that alters what it carries; `ask` and `answer` may be set at any time."""

    server: str
    address: str = ""
    ask: Callable[[str, bytes], bytes] = lambda path, body: body
    answer: Callable[[str, bytes], bytes] = lambda path, body: body
    unknown: frozenset[str] = frozenset()
    """Paths that the server is not to know, as an older one would not."""
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    """What the counter sent, before it was altered."""

    def carry(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        self.asked.append((path, body))
        passed = {
            name: headers[name] for name in ("Authorization", "Content-Type") if name in headers
        }
        response = httpx2.post(
            self.server + (f"{path}-none" if path in self.unknown else path),
            content=self.ask(path, body),
            headers=passed,
            trust_env=False,
            verify=False,
            timeout=30,
        )
        return response.status_code, self.answer(path, response.content)


@contextmanager
def altering_line(server: str) -> Iterator[Line]:
    """A proxy before a real server."""
    line = Line(server)
    with _serving(line.carry) as address:
        line.address = address
        yield line
