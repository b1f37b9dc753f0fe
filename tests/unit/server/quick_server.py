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
from central_server.server import open_server


@dataclass
class QuickServer:
    """Where it listens, and what runs it."""

    address: str
    runner: uvicorn.Server
    thread: threading.Thread

    def accepted(self) -> list[socket.socket]:
        """The server's ends of the connections that are open."""
        connections = list(self.runner.server_state.connections)
        return [one.transport.get_extra_info("socket") for one in connections]


@contextmanager
def quick_server(data: Path, limits: Limits) -> Iterator[QuickServer]:
    """Run for the length of a block."""
    server = open_server(f"sqlite:///{data / 'server.db'}")
    listener = listen("127.0.0.1", 0)
    runner = make_runner(server, make_guard(limits))
    thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield QuickServer(f"http://127.0.0.1:{listener.getsockname()[1]}", runner, thread)
    finally:
        runner.should_exit = True
        thread.join(30)
