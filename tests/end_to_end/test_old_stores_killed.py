"""kill −9 while an old store is opened and brought up to date: it opens afterwards with all."""

import asyncio
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from central_server.application import make_application
from central_server.server import open_server
from counter_app.basics.clock import Clock
from tests.old_stores import NAMES, old_server, old_store, opened
from tests.unit.local_db.test_old_stores import check_everything_is_there

_KILLS = 8
_THOROUGH_KILLS = 200


class Opener:
    """Opens stores in processes of their own and kills them at it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.end_to_end.opens_a_store"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdin
        assert self._process.stdout
        self._say, self._hear = self._process.stdin, self._process.stdout

    def kill_within(self, which: str, folder: Path, seconds: float) -> float:
        """Begin to open it and pull the plug after that time; gives when it was open, if it was."""
        self._say.write(f"{which} {folder}\n".encode())
        word, child = self._line().split()
        assert word == "begun"
        begun = time.perf_counter()
        is_open, _, _ = select.select([self._hear], [], [], seconds)
        took = time.perf_counter() - begun
        os.kill(int(child), signal.SIGKILL)
        while (said := self._line()) != "ended":
            assert said == "open", "it could not be opened"
        return took if is_open else seconds

    def close(self) -> None:
        """No more of it."""
        self._say.close()
        self._hear.close()
        self._process.wait()

    def _line(self) -> str:
        said = b""
        while not said.endswith(b"\n"):
            byte = self._hear.read(1)
            assert byte, "the opener has ended"
            said += byte
        return said.decode().strip()


@pytest.fixture
def opener() -> Iterator[Opener]:
    running = Opener()
    yield running
    running.close()


def test_a_counter_killed_while_it_brings_its_store_up_to_date(
    tmp_path: Path, clock: Clock, opener: Opener, thorough: bool
) -> None:
    chance = random.Random(1)
    longest = opener.kill_within("counter", old_store("queued", tmp_path / "first").folder, 60)
    for life in range(_THOROUGH_KILLS if thorough else _KILLS):
        store = old_store(NAMES[life % len(NAMES)], tmp_path / str(life))
        for _ in range(chance.randint(1, 3)):
            opener.kill_within("counter", store.folder, chance.uniform(0, 1.1 * longest))
        with opened(store, clock) as counter:
            check_everything_is_there(counter, store.held)


def test_a_server_killed_while_it_brings_its_store_up_to_date(
    tmp_path: Path, opener: Opener, thorough: bool
) -> None:
    chance = random.Random(2)
    longest = opener.kill_within("server", old_server(tmp_path / "first"), 60)
    known = {
        case["token"]: case["number"]
        for case in old_store("printed", tmp_path).held["cases"]
        if case["delivery"] == "sent"
    }
    for life in range(_THOROUGH_KILLS if thorough else _KILLS):
        folder = old_server(tmp_path / str(life), attacked=life % 2 == 1)
        for _ in range(chance.randint(1, 3)):
            opener.kill_within("server", folder, chance.uniform(0, 1.1 * longest))
        token = chance.choice(sorted(known))
        page = asyncio.run(page_of(folder, token))
        assert page.status_code == 200
        assert life % 2 == 1 or known[token] in page.text


async def page_of(folder: Path, token: str) -> httpx2.Response:
    """The page of a receipt, from the server's application without a socket."""
    server = open_server(f"sqlite:///{folder}/server.db")
    try:
        line = httpx2.ASGITransport(app=make_application(server))
        async with httpx2.AsyncClient(transport=line, base_url="http://127.0.0.1") as client:
            return await client.get(f"/r/{token}")
    finally:
        server.close()
