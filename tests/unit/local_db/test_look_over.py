"""Pages that the disk has broken are told before anybody needs what stands on them."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import STORE_UNREADABLE_ROWS
from counter_app.basics.errors import CounterError
from counter_app.desk.upkeep import look_at_pages
from local_db.store import STORE_NAME
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one, worries

_PAGE = 4096


@pytest.fixture
def whole(tmp_path: Path, clock: SettableClock) -> Path:
    """The folder of a counter with cases, closed."""
    with counter_at(tmp_path / "whole", clock) as counter:
        for order in range(3):
            receive_one(counter, order)
    return tmp_path / "whole"


def _flip(folder: Path, page: int) -> None:
    with (folder / STORE_NAME).open("r+b") as file:
        file.seek(page * _PAGE + 99)
        byte = file.read(1)[0]
        file.seek(page * _PAGE + 99)
        file.write(bytes([byte ^ 1]))


def _unread_page(whole: Path, folder: Path, clock: SettableClock) -> int:
    """A page of the middle that opening and asking how things stand do not read."""
    for page in reversed(range((whole / STORE_NAME).stat().st_size // _PAGE)):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        _flip(folder, page)
        with suppress(CounterError), counter_at(folder, clock, "") as counter:
            if worries(counter) == []:
                return page
    raise AssertionError("every page is read")


def test_a_page_that_nobody_reads_is_told_when_somebody_asks_how_things_stand(
    tmp_path: Path, clock: SettableClock, whole: Path
) -> None:
    _unread_page(whole, tmp_path / "data", clock)
    with counter_at(tmp_path / "data", clock, "") as counter:
        look_at_pages(counter.desk)
        assert worries(counter) == [STORE_UNREADABLE_ROWS]


def test_a_file_that_was_cut_off_under_its_log_is_told(
    tmp_path: Path, clock: SettableClock, whole: Path
) -> None:
    with counter_at(whole, clock, "") as counter:
        receive_one(counter, 7)
        shutil.copytree(whole, tmp_path / "logged")
    pages = (whole / STORE_NAME).stat().st_size // _PAGE
    opened = []
    for left in range(pages // 2, pages, 3):
        folder = tmp_path / f"{left} pages"
        shutil.copytree(tmp_path / "logged", folder)
        os.truncate(folder / STORE_NAME, left * _PAGE)
        with suppress(CounterError), counter_at(folder, clock, "") as counter:
            look_at_pages(counter.desk)
            opened.append(worries(counter))
    assert [STORE_UNREADABLE_ROWS] in opened


def test_who_only_sends_looks_once_a_day(tmp_path: Path, clock: SettableClock, whole: Path) -> None:
    page = _unread_page(whole, tmp_path / "data", clock)
    with counter_at(whole, clock, "") as counter:
        counter.tend()
        assert worries(counter) == []
    _flip(whole, page)
    with counter_at(whole, clock, "") as counter:
        counter.tend()
        assert worries(counter) == []
        clock.advance(days=1)
        counter.tend()
        assert worries(counter) == [STORE_UNREADABLE_ROWS]
