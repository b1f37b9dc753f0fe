"""The real server on a real socket, in a thread of the test: its limits can be made short.

And what it holds can be looked at.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from central_server.edge.guard import make_guard
from central_server.edge.limits import Limits
from central_server.serve import listen, make_runner
from central_server.server import Server, open_server
from counter_app.basics.clock import Clock, system_clock
from counter_app.wire.messages import EnrolAnswer
from tests.databases import lay_empty_file
from tests.unit.server.running_server import string_from
from tests.unit.server.small_counter import SmallCounter

_USUAL = Limits()


@dataclass
class QuickServer:
    """Where it listens, and what runs it."""

    address: str
    runner: uvicorn.Server
    thread: threading.Thread
    data: Path
    server: Server

    def string(self, code: str = "03", *more: str) -> str:
        """An enrolment string of 甘州区 for it."""
        return string_from(code, "620702", "--data", str(self.data), *more)

    def counter(self, code: str = "03") -> SmallCounter:
        """An enrolled counter of 甘州区."""
        counter = SmallCounter(self.string(code), self.address)
        assert isinstance(counter.enrol(), EnrolAnswer)
        return counter

    def accepted(self) -> list[socket.socket]:
        """The server's ends of the connections that are open."""
        connections = list(self.runner.server_state.connections)
        return [one.transport.get_extra_info("socket") for one in connections]


@contextmanager
def quick_server(
    data: Path, limits: Limits = _USUAL, clock: Clock = system_clock
) -> Iterator[QuickServer]:
    """Run for the length of a block."""
    lay_empty_file(data)
    server = open_server(f"sqlite:///{data / 'server.db'}", clock)
    listener = listen("127.0.0.1", 0)
    runner = make_runner(server, make_guard(limits))
    thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        yield QuickServer(address, runner, thread, data, server)
    finally:
        runner.should_exit = True
        thread.join(30)
