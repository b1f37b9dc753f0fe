"""Runs the application on a socket until it is told to stop. Must not know what it serves.

Uvicorn's access log stays off: it would print receipt tokens and addresses.
"""

import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import Scope

from central_server.application import Application
from central_server.edge.connection import connections_of
from central_server.edge.crowd import Crowd
from central_server.edge.guard import Guard
from central_server.server import Server
from counter_app.basics.catalogue.server import PORT_TAKEN
from counter_app.basics.errors import CounterError
from counter_app.basics.sweeps import OBJECTS_BETWEEN

_BACKLOG = 512
_GRACE_SECONDS = 5
_OWN_FILES = 100
_LARGEST_HEAD = 16 << 10
_UNDER_WAY = 256 << 10
"""Bytes of an answer that the system may hold for a reader. It asks for more once a third is gone:
of the megabytes that it takes by itself a slow line would not have read that in time, and whoever
still reads would be taken for somebody who does not."""


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. CounterError PORT_TAKEN where that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only a socket that says that it is TCP lets asyncio send answers without delay.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(
        socket.SOL_SOCKET, socket.SO_SNDBUF, _UNDER_WAY
    )  # accepted ones have it too
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise CounterError(PORT_TAKEN, host=host, port=port) from error
    return listener


def make_runner(
    server: Server, guard: Guard, public: socket.socket | None = None
) -> uvicorn.Server:
    """What answers for this server: by its socket `public` the page alone, by others all of it."""
    public_port = public.getsockname()[1] if public else None

    def is_public(scope: Scope) -> bool:
        return bool(scope["server"][1] == public_port)

    crowd = Crowd(guard.limits, guard.addresses, most=_files() - _OWN_FILES)
    return uvicorn.Server(
        uvicorn.Config(
            Application(server, guard, is_public),
            http=connections_of(crowd),
            h11_max_incomplete_event_size=_LARGEST_HEAD,
            timeout_keep_alive=round(guard.limits.head_seconds) + 1,  # the crowd is first
            proxy_headers=False,
            access_log=False,
            log_config=None,  # its lines go where the program's go
            log_level="error",
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            lifespan="on",
            ws="none",
        )
    )


def serve(
    server: Server, guard: Guard, listeners: Sequence[socket.socket], *, until_stdin_closes: bool
) -> None:
    """Answer until SIGTERM, Ctrl+C or, when asked so, the end of standard input.

    The first listener is the windows'; a second one is the public's.
    """
    runner = make_runner(server, guard, *listeners[1:])

    def stop(_signal: int, _frame: FrameType | None) -> None:
        """Before uvicorn listens itself; when it has stopped it sends the signal again."""
        runner.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if until_stdin_closes:
        threading.Thread(target=_watch_stdin, args=(runner,), daemon=True).start()
    gc.set_threshold(OBJECTS_BETWEEN)
    gc.freeze()
    runner.run(sockets=list(listeners))


def _files() -> int:
    """How many files this process may have open, as many as the system lets it."""
    if sys.platform == "win32":
        return 1 << 16
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return soft


def _watch_stdin(runner: uvicorn.Server) -> None:
    """The other end of the pipe is the parent's: it closes when the parent ends, however it does.

    Read without Python's buffer, whose lock a daemon thread would hold at the end.
    """
    while os.read(sys.stdin.fileno(), 4096):
        pass
    runner.should_exit = True
