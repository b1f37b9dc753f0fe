"""kill −9 while an old store is opened and brought up to date: it opens afterwards with all."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from counter_app.basics.clock import Clock
from tests.old_stores import NAMES, OldStore, old_server, old_store, opened
from tests.patience import PATIENCE
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
        begun = time.monotonic()
        is_open, _, _ = select.select([self._hear], [], [], seconds)
        took = time.monotonic() - begun
        os.kill(int(child), signal.SIGKILL)
        while (said := self._line()) != "ended":
            assert said == "open", "it could not be opened"
        return took if is_open else seconds

    @contextmanager
    def serving(self, folder: Path) -> Iterator[str]:
        """The real server over this folder, for the length of a block; where it listens."""
        self._say.write(f"serve {folder}\n".encode())
        said = [self._line(), self._line()]
        child = next(line.split()[1] for line in said if line.startswith("begun "))
        yield next("http://" + line.partition("http://")[2] for line in said if "http" in line)
        os.kill(int(child), signal.SIGKILL)
        assert self._line() == "ended"

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
    first = old_store("queued", tmp_path / "first").folder
    longest = opener.kill_within("counter", first, PATIENCE)
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
    longest = opener.kill_within("server", old_server(tmp_path / "first"), PATIENCE)
    known = pages_known(old_store("printed", tmp_path))
    for life in range(_THOROUGH_KILLS if thorough else _KILLS):
        folder = old_server(tmp_path / str(life), attacked=life % 2 == 1)
        for _ in range(chance.randint(1, 3)):
            opener.kill_within("server", folder, chance.uniform(0, 1.1 * longest))
        token = chance.choice(sorted(known))
        with opener.serving(folder) as address:
            page = httpx2.get(f"{address}/r/{token}", trust_env=False)
        assert page.status_code == 200
        assert life % 2 == 1 or known[token] in page.text


def pages_known(store: OldStore) -> dict[str, str]:
    """Token → number, of what had arrived; a number that two cases have is shown for none."""
    sent = [case for case in store.held["cases"] if case["delivery"] == "sent"]
    times = Counter(case["number"] for case in sent)
    return {case["token"]: case["number"] for case in sent if times[case["number"]] == 1}
