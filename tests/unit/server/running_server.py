"""The real server in a process of its own, over a real socket."""

import io
import json
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy.engine import Connection

from central_server.cli import main
from central_server.server import Server, open_server
from central_server.store.engine import open_store
from central_server.store.locks import lock_streams
from counter_app.wire.messages import EnrolAnswer, ErrorAnswer
from tests.databases import SQLITE, Databases, lay_empty_file
from tests.patience import PATIENCE, wait_until
from tests.ports import own_port
from tests.unit.server.raw import connect
from tests.unit.server.server_process import ServerProcess
from tests.unit.server.small_counter import Sealed, SmallCounter


class RunningServer:
    """A server on this data directory; `stop` and `kill` end it, `start` starts it again.

    Its store is the file there, or the database of a `url`; a new file is copied, not made.
    """

    def __init__(self, data: Path, port: int = 0, *options: str, url: str = "") -> None:
        self.data = data
        self.url = url or f"sqlite:///{data / 'server.db'}"
        self.place = ["--data", str(data), *(["--database", url] if url else [])]
        self.port = port or own_port()
        self.options = list(options)
        if not url:
            lay_empty_file(data)
        self.log = data.parent / f"{data.name}.log"
        self.start()

    def start(self) -> None:
        """Start it, and wait for the line that says where it listens."""
        words = [*self.place, "--port", str(self.port), *self.options]
        self.process = ServerProcess(words, self.log)
        line = self.process.stdout.readline().decode()
        assert "http://" in line, self.log.read_text()
        self.address = "http://" + line.strip().rpartition("http://")[2]
        self.port = int(self.address.rpartition(":")[2])

    def stop(self) -> int:
        """End it as an administrator would; its exit code."""
        self.process.stop()
        return self._ended()

    def kill(self) -> int:
        """End it as a power cut would."""
        self.process.kill()
        return self._ended()

    def _ended(self) -> int:
        code = self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()
        return code

    def close(self) -> None:
        """End it if it still runs."""
        if self.process.is_running:
            self.stop()
        else:
            self.process.stdout.close()

    def command(self, *words: str) -> str:
        """What a command prints on this server's store, which meanwhile runs on."""
        return said_by(*words, *self.place)

    def windows(self) -> dict[str, dict[str, Any]]:
        """What `list-windows` says, by device."""
        lines = self.command("list-windows", "--json").splitlines()
        return {one["device"]: one for one in map(json.loads, lines)}

    def add_window(self, code: str = "03", region: str = "620702", *more: str) -> str:
        """An enrolment string for this server, which meanwhile runs on."""
        return string_from(code, region, *more, *self.place)

    def push_and_kill(self, counter: SmallCounter, batch: Sequence[Sealed]) -> None:
        """Cut the power while this batch is under way; whether it was stored is not known."""
        with ThreadPoolExecutor(1) as pool:
            sending = pool.submit(counter.push, *batch)
            self.kill()
            with suppress(httpx2.TransportError):
                sending.result()

    def size(self) -> int:
        """How many bytes lie in its folder, the store's where that is a file."""
        return sum(file.stat().st_size for file in self.data.iterdir())

    @contextmanager
    def opened(self) -> Iterator[Server]:
        """The store as another process would have it, which runs beside this one."""
        server = open_server(self.url, data=self.data)
        yield server
        server.close()

    @contextmanager
    def locked(self) -> Iterator[Connection]:
        """Another program writes in the store for the length of a block."""
        store = open_store(self.url, self.data)
        with store.engine.execution_options(writes=True).begin() as connection:
            lock_streams(connection, ["620702"])
            yield connection
        store.engine.dispose()
        store.mark.close()

    @contextmanager
    def lines(self, *begun: bytes) -> Iterator[list[socket.socket]]:
        """Connections on which this much was said, each kept open for the length of a block."""
        with ExitStack() as stack:
            lines = [stack.enter_context(closing(connect(self.address))) for _ in begun]
            for line, words in zip(lines, begun, strict=True):
                line.sendall(words)
            yield lines

    def counter(self, code: str = "03", region: str = "620702") -> SmallCounter:
        """An enrolled counter; a busy server is asked again, as every counter does."""
        counter = SmallCounter(self.add_window(code, region), self.address)
        answers: list[EnrolAnswer | ErrorAnswer] = []
        wait_until(lambda: answers.append(counter.enrol()) or not _is_busy(answers[-1]))
        assert isinstance(answers[-1], EnrolAnswer), answers[-1]
        return counter


def said_by(*words: str) -> str:
    """What a command prints."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(words) == 0
    return said.getvalue()


def string_from(code: str, region: str, *more: str) -> str:
    """An enrolment string for a window or desk of the server whose place `more` names."""
    adding = "add-desk" if code.startswith("D") else "add-window"
    words = [adding, code, "--region", region, "--url", "http://127.0.0.1:9"]
    return said_by(*words, *more).splitlines()[-1]


def _is_busy(answer: EnrolAnswer | ErrorAnswer) -> bool:
    """Whether it says to come again, as for a moment after its database was away."""
    return isinstance(answer, ErrorAnswer) and answer.code == "busy"


@contextmanager
def running(data: Path, kind: str, databases: Databases) -> Iterator[RunningServer]:
    """A server on a store of its own, for the length of a block."""
    url = databases.new(kind, data)
    server = RunningServer(data, url="" if kind == SQLITE else url)
    try:
        yield server
    finally:
        server.close()
        databases.gone(url)
