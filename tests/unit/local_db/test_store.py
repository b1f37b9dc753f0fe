import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from counter_app.basics.catalogue.store import (
    DISK_FULL,
    STORE_KEY_MISSING,
    STORE_KEY_WRONG,
    STORE_LOCKED,
    STORE_UNREACHABLE,
)
from counter_app.basics.errors import CounterError, Entry
from local_db.notes import Note, read_notes, write_note
from local_db.store import KEY_NAME, NUMBER_NAME, STORE_NAME, Store, open_store
from local_db.tables import clerks
from tests.patience import PATIENCE


def _open_fails(folder: Path) -> Entry:
    with pytest.raises(CounterError) as caught:
        open_store(folder)
    return caught.value.entry


def _wrote(connection: Connection) -> bool:
    write_note(connection, Note.CURSOR, "lost")
    return True


def _fill(store: Store) -> None:
    """Write more than there is room; SQLite's own limit answers as a full disk does."""
    with store.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        write_note(connection, Note.CURSOR, "x" * 1_000_000)


def test_what_was_committed_is_there_again_and_what_was_not_is_not(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.transaction() as connection:
        write_note(connection, Note.CURSOR, "kept")
    with pytest.raises(ZeroDivisionError), store.transaction() as connection:
        write_note(connection, Note.CURSOR, str(1 // 0 if _wrote(connection) else 0))
    store.close()
    store = open_store(tmp_path)
    with store.reading() as connection:
        assert read_notes(connection)[Note.CURSOR] == "kept"
    store.close()


def test_the_files_are_their_owners_only(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    with store.transaction() as connection:
        write_note(connection, Note.CURSOR, "x")
    for name in (STORE_NAME, f"{STORE_NAME}-wal", KEY_NAME, NUMBER_NAME):
        assert stat.S_IMODE(os.stat(tmp_path / "data" / name).st_mode) == 0o600
    store.close()


def test_a_store_without_its_key_is_not_opened_and_no_key_is_made(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / KEY_NAME).unlink()
    assert _open_fails(tmp_path) is STORE_KEY_MISSING
    assert not (tmp_path / KEY_NAME).exists()


@pytest.mark.parametrize("content", ["raw\n" + "00" * 32, "raw\nxx", "", "wrapped\n" + "00" * 32])
def test_a_wrong_key_is_said_and_nothing_is_changed(tmp_path: Path, content: str) -> None:
    open_store(tmp_path).close()
    before = (tmp_path / STORE_NAME).read_bytes()
    (tmp_path / KEY_NAME).write_text(content)
    assert _open_fails(tmp_path) is STORE_KEY_WRONG
    assert (tmp_path / STORE_NAME).read_bytes() == before


def test_a_corrupted_store_is_said(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with (tmp_path / STORE_NAME).open("r+b") as file:
        file.write(os.urandom(4096))
    assert _open_fails(tmp_path) is STORE_KEY_WRONG


def test_a_store_that_another_program_writes_is_waited_for_and_then_said(tmp_path: Path) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path, wait_seconds=0.05)
    with one.transaction() as writing:
        write_note(writing, Note.CURSOR, "one")
        with pytest.raises(CounterError) as caught, other.transaction():
            pass
        assert caught.value.entry is STORE_LOCKED
    with other.transaction() as connection:
        assert read_notes(connection)[Note.CURSOR] == "one"
    one.close()
    other.close()


def test_who_has_waited_once_for_a_locked_store_waits_only_briefly_for_the_rest(
    tmp_path: Path,
) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path, wait_seconds=PATIENCE)
    other.hurry(hurried=True)
    with one.transaction(), pytest.raises(CounterError) as caught, other.transaction():
        pass
    assert caught.value.entry is STORE_LOCKED
    assert _waits(other) < PATIENCE / 10
    other.hurry(hurried=False)
    assert _waits(other) == PATIENCE
    one.close()
    other.close()


def _waits(store: Store) -> float:
    with store.reading() as connection:
        milliseconds: int = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    return milliseconds / 1000


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.transaction() as connection:
        write_note(connection, Note.CURSOR, "kept")
    with pytest.raises(CounterError) as caught:
        _fill(store)
    assert caught.value.entry is DISK_FULL
    with store.reading() as connection:
        assert read_notes(connection)[Note.CURSOR] == "kept"
    store.close()


def test_a_data_directory_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert _open_fails(tmp_path / "data") is STORE_UNREACHABLE


def test_an_error_of_the_driver_tells_no_values(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(IntegrityError) as caught:
        _write_twice(store)
    assert "王䶮" not in str(caught.value)
    store.close()


def _write_twice(store: Store) -> None:
    with store.transaction() as connection:
        row = {"staff_id": "1", "name": "王䶮", "added_at": ""}
        connection.execute(insert(clerks), [row, row])
