"""Runs the application on a socket until it is told to stop. Must not know what it serves.

Uvicorn's access log stays off: it would print receipt tokens and addresses.
"""

import gc
import os
import signal
import socket
import sys
import threading
from types import FrameType

import uvicorn

from central_server.application import make_application
from central_server.server import Server
from counter_app.basics.catalogue.server import PORT_TAKEN
from counter_app.basics.errors import CounterError

_BACKLOG = 512
_GRACE_SECONDS = 5
_OBJECTS_BETWEEN_SWEEPS = 50_000
"""A batch makes tens of thousands of objects that live until its answer and hold no cycles."""


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. CounterError PORT_TAKEN where that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise CounterError(PORT_TAKEN, host=host, port=port) from error
    return listener


def serve(server: Server, listener: socket.socket, *, until_stdin_closes: bool) -> None:
    """Answer until SIGTERM, Ctrl+C or, when asked so, the end of standard input."""
    runner = uvicorn.Server(
        uvicorn.Config(
            make_application(server),
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            lifespan="on",
            ws="none",
        )
    )
    # Uvicorn sends the signal again once it has stopped; then there is nothing left to do.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _already_stopped)
    if until_stdin_closes:
        threading.Thread(target=_watch_stdin, args=(runner,), daemon=True).start()
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
    gc.freeze()
    runner.run(sockets=[listener])


def _already_stopped(_signal: int, _frame: FrameType | None) -> None:
    return


def _watch_stdin(runner: uvicorn.Server) -> None:
    """The other end of the pipe is the parent's: it closes when the parent ends, however it does.

    Read without Python's buffer, whose lock a daemon thread would hold at the end.
    """
    while os.read(sys.stdin.fileno(), 4096):
        pass
    runner.should_exit = True
