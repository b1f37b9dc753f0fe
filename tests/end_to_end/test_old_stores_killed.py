"""kill −9 while an old store is opened and brought up to date: it opens afterwards with all."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from counter_app.basics.clock import Clock
from tests.end_to_end.lives import Lives
from tests.old_stores import NAMES, OldStore, old_server, old_store, opened
from tests.patience import PATIENCE
from tests.unit.local_db.test_old_stores import check_everything_is_there

_KILLS = 8
_THOROUGH_KILLS = 200


@pytest.fixture
def lives() -> Iterator[Lives]:
    with Lives() as running:
        yield running


def kill_within(lives: Lives, which: str, folder: Path, seconds: float) -> float:
    """Begin to open it and pull the plug after that time; gives when it was open, if it was."""
    lives.begin_quietly(which, folder)
    opened_after = lives.says_within(seconds)
    assert lives.kill() in ([], ["open"])
    return opened_after or seconds


def test_a_counter_killed_while_it_brings_its_store_up_to_date(
    tmp_path: Path, clock: Clock, lives: Lives, thorough: bool
) -> None:
    chance = random.Random(1)
    first = old_store("queued", tmp_path / "first").folder
    longest = kill_within(lives, "counter", first, PATIENCE)
    for life in range(_THOROUGH_KILLS if thorough else _KILLS):
        store = old_store(NAMES[life % len(NAMES)], tmp_path / str(life))
        for _ in range(chance.randint(1, 3)):
            kill_within(lives, "counter", store.folder, chance.uniform(0, 1.1 * longest))
        with opened(store, clock) as counter:
            check_everything_is_there(counter, store.held)


def test_a_server_killed_while_it_brings_its_store_up_to_date(
    tmp_path: Path, lives: Lives, thorough: bool
) -> None:
    chance = random.Random(2)
    longest = kill_within(lives, "server", old_server(tmp_path / "first"), PATIENCE)
    known = pages_known(old_store("printed", tmp_path))
    for life in range(_THOROUGH_KILLS if thorough else _KILLS):
        folder = old_server(tmp_path / str(life), attacked=life % 2 == 1)
        for _ in range(chance.randint(1, 3)):
            kill_within(lives, "server", folder, chance.uniform(0, 1.1 * longest))
        token = chance.choice(sorted(known))
        address = lives.begin("serve", folder).partition("http://")[2]
        page = httpx2.get(f"http://{address}/r/{token}", trust_env=False)
        lives.kill()
        assert page.status_code == 200
        assert life % 2 == 1 or known[token] in page.text


def pages_known(store: OldStore) -> dict[str, str]:
    """Token → number, of what had arrived; a number that two cases have is shown for none."""
    sent = [case for case in store.held["cases"] if case["delivery"] == "sent"]
    times = Counter(case["number"] for case in sent)
    return {case["token"]: case["number"] for case in sent if times[case["number"]] == 1}
