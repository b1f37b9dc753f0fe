"""`counter-server`, or another program of its package, in a process of its own.

Begun from one that has its modules loaded already.

What runs is what the command runs, on a real socket, to be stopped and killed; only the second
that Python needs to load FastAPI and SQLAlchemy is paid once a worker, not once a test.
"""

import importlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

SERVER, DEPARTMENTS = "central_server.cli", "central_server.stand_in.cli"
SHORT_LIVES = "tests.end_to_end.short_lives"
_LOADED = (
    "central_server.server",
    "central_server.serve",
    "central_server.application",
    "central_server.stand_in.application",
    SERVER,
    DEPARTMENTS,
    SHORT_LIVES,
)
_DRIVERS = ("central_server.store.sqlite", "central_server.store.postgres", "alembic.command")
_LAST = "tests.unit.server.warmed"


class ServerProcess:
    """A running command; what it prints is read from `stdout`, its complaints go to a file."""

    def __init__(self, words: Sequence[str], log: Path, program: str = SERVER) -> None:
        """`program`: the module whose `main` it is."""
        said, says = multiprocessing.Pipe(duplex=False)
        self._process = _ready().Process(
            target=_run, args=(program, list(words), str(log), says, dict(os.environ))
        )
        self._process.start()
        says.close()
        self.stdout = os.fdopen(os.dup(said.fileno()), "rb")
        said.close()

    @property
    def pid(self) -> int:
        """Of the server itself."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def stop(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()

    def wait(self, timeout: float) -> int:
        """Its exit code, a signal's number below zero."""
        self._process.join(timeout)
        code = self._process.exitcode
        assert code is not None, "it does not end"
        return code


@cache
def _ready() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_LOADED, *_DRIVERS, _LAST])
    return context


def _run(
    program: str, words: list[str], log: str, says: Connection, environment: Mapping[str, str]
) -> None:
    """What the operating system and `python -m central_server` do for a command."""
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(says.fileno(), 1)
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    says.close()
    sys.argv = [program, *words]
    with open(1, "w") as sys.stdout, open(2, "w") as sys.stderr:
        sys.exit(importlib.import_module(program).main())
