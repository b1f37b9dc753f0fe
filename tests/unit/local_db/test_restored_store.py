"""A store from a backup is noticed: another incarnation, and no number twice."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import NUMBERS_UNKNOWN
from counter_app.basics.clock import Clock
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from local_db.identity import get_identity
from local_db.store import KEY_NAME, NUMBER_NAME, STORE_NAME
from tests.engine import counter_at, receive_one, worries


def _incarnation(counter: Counter) -> str:
    with counter.desk.store.reading() as connection:
        return get_identity(connection).incarnation


def _back_up(folder: Path, backup: Path, *names: str) -> None:
    backup.mkdir()
    for name in names:
        shutil.copy(folder / name, backup / name)


def _restore(folder: Path, backup: Path) -> None:
    for leftover in folder.glob(f"{STORE_NAME}-*"):
        leftover.unlink()
    for file in backup.iterdir():
        shutil.copy(file, folder / file.name)


def test_an_ordinary_start_keeps_the_incarnation(tmp_path: Path, clock: Clock) -> None:
    seen = set()
    for order in range(3):
        with counter_at(tmp_path, clock) as counter:
            seen.add(_incarnation(counter))
            receive_one(counter, order)
    assert len(seen) == 1


@pytest.fixture
def restored(tmp_path: Path, clock: Clock) -> Callable[..., str]:
    """Receives one case, backs up, receives another, restores; gives the first incarnation."""

    def restore(*, lose_numbers: bool) -> str:
        folder, backup = tmp_path / "data", tmp_path / "backup"
        with counter_at(folder, clock) as counter:
            receive_one(counter, 1)
            before = _incarnation(counter)
        _back_up(folder, backup, STORE_NAME, KEY_NAME)
        with counter_at(folder, clock) as counter:
            assert receive_one(counter, 2).number == "620702-2026-03-00002"
        _restore(folder, backup)
        if lose_numbers:
            (folder / NUMBER_NAME).unlink()
        return before

    return restore


def test_the_file_of_numbers_says_what_the_store_forgot(
    tmp_path: Path, clock: Clock, restored: Callable[..., str]
) -> None:
    before = restored(lose_numbers=False)
    with counter_at(tmp_path / "data", clock) as counter:
        assert _incarnation(counter) != before
        assert receive_one(counter, 3).number == "620702-2026-03-00003"


def test_without_that_file_no_number_is_given(
    tmp_path: Path, clock: Clock, restored: Callable[..., str]
) -> None:
    before = restored(lose_numbers=True)
    for _ in range(2):
        with counter_at(tmp_path / "data", clock) as counter:
            assert _incarnation(counter) != before
            with pytest.raises(CounterError) as caught:
                receive_one(counter, 3)
            assert caught.value.entry is NUMBERS_UNKNOWN
            assert worries(counter) == [NUMBERS_UNKNOWN]
