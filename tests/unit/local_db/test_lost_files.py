"""Files that go missing beside a counter, or under it: told, and nothing is thrown away."""

import shutil
from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import (
    NUMBERS_MISSING,
    STORE_GONE,
    STORE_MOVED,
)
from counter_app.basics.errors import CounterError
from counter_app.desk.status import status
from counter_app.desk.worries import looked_after
from local_db.key_file import make_key
from local_db.store import KEY_NAME, NUMBER_NAME, STORE_NAME, open_store
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one, worries


def _copied(folder: Path, into: Path, *names: str) -> None:
    into.mkdir()
    for name in names:
        shutil.copy(folder / name, into / name)


@pytest.mark.parametrize("gone", ["away", "empty"])
@pytest.mark.parametrize("left", [(KEY_NAME, NUMBER_NAME), (KEY_NAME,), (NUMBER_NAME,)])
def test_a_store_that_is_gone_is_not_replaced_by_an_empty_one(
    tmp_path: Path, clock: SettableClock, gone: str, left: tuple[str, ...]
) -> None:
    with counter_at(tmp_path / "data", clock) as counter:
        receive_one(counter)
    _copied(tmp_path / "data", tmp_path / "left", *left)
    if gone == "empty":
        (tmp_path / "left" / STORE_NAME).touch()
    with pytest.raises(CounterError) as caught:
        open_store(tmp_path / "left")
    assert caught.value.entry is STORE_GONE
    shutil.copy(tmp_path / "data" / STORE_NAME, tmp_path / "left" / STORE_NAME)
    shutil.copy(tmp_path / "data" / KEY_NAME, tmp_path / "left" / KEY_NAME)
    with counter_at(tmp_path / "left", clock) as counter:
        assert status(counter.desk).cases == 1


def test_the_log_of_a_store_that_is_away_is_left_alone(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path / "data", clock) as counter:
        receive_one(counter)
        names = (f"{STORE_NAME}-wal", KEY_NAME, NUMBER_NAME)
        _copied(tmp_path / "data", tmp_path / "left", *names)
    log = tmp_path / "left" / f"{STORE_NAME}-wal"
    kept = log.read_bytes()
    assert kept
    for name in (NUMBER_NAME, KEY_NAME):
        with pytest.raises(CounterError) as caught:
            open_store(tmp_path / "left")
        assert caught.value.entry is STORE_GONE
        assert log.read_bytes() == kept
        (tmp_path / "left" / name).unlink()
    assert log.read_bytes() == kept


def test_a_first_start_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    key = make_key(tmp_path / KEY_NAME)
    (tmp_path / STORE_NAME).touch()
    open_store(tmp_path).close()
    assert key.raw.hex() in (tmp_path / KEY_NAME).read_text()
    open_store(tmp_path).close()


@pytest.mark.parametrize("instead", [None, "another folder"])
def test_nothing_is_acknowledged_into_a_folder_that_was_taken_away(
    tmp_path: Path, clock: SettableClock, instead: str | None
) -> None:
    folder = tmp_path / "data"
    with counter_at(folder, clock) as counter:
        receive_one(counter, 1)
        folder.rename(tmp_path / "moved")
        if instead:
            shutil.copytree(tmp_path / "moved", folder)
        with pytest.raises(CounterError) as caught:
            receive_one(counter, 2)
        assert caught.value.entry is STORE_MOVED


def test_numbers_that_were_told_and_are_lost_are_named(
    tmp_path: Path, clock: SettableClock
) -> None:
    """The store is restored from a copy; the file of numbers beside it is newer."""
    folder, backup = tmp_path / "data", tmp_path / "backup"
    with counter_at(folder, clock) as counter:
        receive_one(counter, 1)
    _copied(folder, backup, STORE_NAME, KEY_NAME)
    with counter_at(folder, clock) as counter:
        lost = [receive_one(counter, order).number for order in (2, 3)]
    shutil.copy(backup / STORE_NAME, folder / STORE_NAME)
    with counter_at(folder, clock) as counter:
        (told,) = [w for w in status(counter.desk).worries if w.entry is NUMBERS_MISSING]
        assert all(number in told.advice for number in lost)
        assert receive_one(counter, 4).number.endswith("00004")
        assert NUMBERS_MISSING in worries(counter)
        looked_after(counter.desk)
        assert worries(counter) == []
