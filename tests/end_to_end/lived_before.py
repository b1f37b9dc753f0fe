"""One short life of a server and a counter, in the process from which others are forked.

What it read, spelt and imported, every life begun from there has behind it already, as a program
has that has run for a minute. No paper is set: what sets them begins threads, which no fork takes
along. Must leave nothing that lives on: no thread, no file, no connection.
"""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from central_server.edge.guard import make_guard
from central_server.edge.limits import Limits
from central_server.people import sign_in
from central_server.people.staff import add_person
from central_server.serve import listen, make_runner
from central_server.server import Server, open_server
from counter_app.basics.clock import system_clock
from counter_app.basics.passwords import make_verifier
from counter_app.cases.actions import Role
from counter_app.cases.rights import HeldRole
from tests.cut_line import CounterOnALine
from tests.databases import lay_empty_file
from tests.end_to_end.busy_decider import CLERK, LEAD, Decider
from tests.engine import counter_at
from tests.unit.server.running_server import string_from

_PASSWORDS = ("first-pass-w0rd", "自己的口令 2026")
_CASES = 4


def live_before() -> None:
    """Enrol a counter at a server, sign in and decide a few cases; nothing of it stays."""
    with TemporaryDirectory() as place, _silent(), _serving(Path(place) / "server") as (at, server):
        where = ("--data", str(Path(place) / "server"), "--url", at)
        string = string_from("03", "620702", *where)
        with counter_at(Path(place) / "counter", system_clock, string) as opened:
            counter = CounterOnALine.of(opened)
            counter.sync_once()
            server.writer.submit(lambda connection: _hire(connection, server.now())).result()
            for login in (CLERK, LEAD):
                counter.sign_in(login, *_PASSWORDS)
            decider = Decider(counter, 0, takes_back=True)
            for _ in range(_CASES):
                decider.one_case()
    # The one thread that would live on: a fork would wait for it for ever.
    sign_in._hashing.shutdown()
    sign_in._hashing = ThreadPoolExecutor(1, "passwords")
    assert threading.active_count() == 1, threading.enumerate()


def _hire(connection: Connection, now: str) -> None:
    for login, role in ((CLERK, Role.CLERK), (LEAD, Role.COUNTY_LEAD)):
        verifier = make_verifier(_PASSWORDS[0])
        roles = [HeldRole(role, "620702", "")]
        add_person(connection, login=login, name="某人", verifier=verifier, roles=roles, now=now)


@contextmanager
def _serving(data: Path) -> Iterator[tuple[str, Server]]:
    """A server that answers, and does nothing by itself."""
    lay_empty_file(data)
    server = open_server(f"sqlite:///{data / 'server.db'}")
    listener = listen("127.0.0.1", 0)
    runner = make_runner(server, make_guard(Limits()))
    runner.config.lifespan = "off"
    thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", server
    finally:
        runner.should_exit = True
        thread.join()
        server.close()


@contextmanager
def _silent() -> Iterator[None]:
    """Whoever decides says so on the standard output."""
    before, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(before, 1)
        os.close(before)
        os.close(nowhere)
