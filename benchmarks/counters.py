"""Counters and a central server for the benchmarks, set up by the programs' own commands."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bare_pipe import wait_until_answering
from counter_app.bootstrap import Counter, open_counter
from counter_app.desk.clerks import Clerk
from counter_app.desk.enrol import enrol
from counter_app.settings import load_settings

_PASSWORD = "自己的口令 2026"


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def add_window(server_data: Path, code: str, port: int) -> str:
    """The enrolment string of a new window of the server."""
    options = ["--region", "620702", "--url", f"http://127.0.0.1:{port}"]
    return _server(server_data, "add-window", code, *options).split()[-1]


@contextlib.contextmanager
def enrolled_counter(folder: Path, string: str | None = None) -> Iterator[Counter]:
    """An open counter; at its first time it is made the window of `string` (or of a new server)."""
    fresh = not folder.exists()
    counter = open_counter(load_settings(folder, environment={}))
    try:
        if fresh:
            enrol(counter.desk, string or add_window(folder / "server", "01", 8620))
        yield counter
    finally:
        counter.close()


def signed_in(server_data: Path, counter: Counter, login: str) -> Clerk:
    """A clerk of the hall who has signed in at the counter; the server runs."""
    who = ("李静", "--sign-in", login, "--role", "clerk", "--region", "620702")
    first = _server(server_data, "add-staff", *who).split()[-1]
    return counter.sign_in(login, first, _PASSWORD).clerk


@contextlib.contextmanager
def serving(server_data: Path, port: int) -> Iterator[None]:
    """The central server in a process of its own."""
    command = [sys.executable, "-m", "central_server", "--data", str(server_data)]
    command += ["--port", str(port), "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        wait_until_answering(f"http://127.0.0.1:{port}/healthz")
        yield
        process.communicate()


def _server(server_data: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "central_server", *arguments, "--data", str(server_data)]
    environment = dict(os.environ, PYTHONUTF8="1")
    return subprocess.check_output(command, encoding="utf-8", env=environment)
