"""Receiving a case, beside the same rows through the bare sqlcipher3 driver.

After each receipt its rows are read, and the very same ones go, one transaction a case, into a copy
of the store as it was before. The two take turns, so that both meet the same disk.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.counters import enrolled_counter
from benchmarks.measure import Line, median, milliseconds, seconds_each
from benchmarks.samples import application
from counter_app.basics.exact_json import dumps
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import window_clerk
from counter_app.desk.form_reading import read_form
from counter_app.desk.receive import receive
from local_db.key_file import read_key
from local_db.store import KEY_NAME, STORE_NAME

_TIMES, _WARM_UP = 200, 20
_AIM = 2.0
_OF_CASE = "case_id = :case"
_ROWS = {
    "actions": _OF_CASE,
    "contents": "position IN (SELECT position FROM actions WHERE case_id = :case)",
    "outbox": _OF_CASE,
    "cases": _OF_CASE,
    "terms": _OF_CASE,
    "audit": _OF_CASE,
    "chains": "1",
    "numbers": "1",
}
"""What a receipt writes: table → its rows; those of the last two take the place of others."""
Rows = dict[str, list[tuple[Any, ...]]]


def lines() -> Iterator[Line]:
    """One line; reading and checking the form is taken off, the bare driver does none of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with enrolled_counter(folder / "counter"):
            pass
        shutil.copytree(folder / "counter", folder / "bare")
        with enrolled_counter(folder / "counter") as counter:
            pairs, rows = _in_turn(counter, folder / "bare")
        checks = median(seconds_each(_checking(), _TIMES, _WARM_UP))
    ours = median(whole for whole, _ in pairs) - checks
    bare = median(only_written for _, only_written in pairs)
    yield Line(
        f"receive a case of 3 people, {rows} rows; checks of {milliseconds(checks)} apart",
        milliseconds(ours),
        f"{milliseconds(bare)} (same rows, sqlcipher3)",
        ours / bare,
        f"≤ {_AIM:.0f} ×",
        ours / bare <= _AIM,
    )


def _in_turn(counter: Counter, bare: Path) -> tuple[list[tuple[float, float]], int]:
    """Seconds of each receipt and of its rows alone; how many rows the last one has."""
    clerk = window_clerk(counter.desk)
    connection = _bare_connection(bare)
    pairs = []
    for document in _documents():
        start = time.perf_counter()
        received = receive(counter.desk, document, clerk)
        ours = time.perf_counter() - start
        rows = _rows_of(counter, received.case_id)
        start = time.perf_counter()
        _write(connection, rows)
        pairs.append((ours, time.perf_counter() - start))
    connection.close()
    return pairs[_WARM_UP:], sum(len(found) for found in rows.values())


def _rows_of(counter: Counter, case_id: str) -> Rows:
    with counter.desk.store.reading() as connection:
        driver: Any = connection.connection.driver_connection
        return {
            table: driver.execute(
                f"SELECT * FROM {table} WHERE {where}", {"case": case_id}
            ).fetchall()
            for table, where in _ROWS.items()
        }


def _checking() -> Callable[[], object]:
    documents = _documents()
    return lambda: read_form(next(documents))


def _documents() -> Iterator[bytes]:
    return iter([dumps(application(n)).encode() for n in range(_TIMES + _WARM_UP)])


def _bare_connection(folder: Path) -> Any:
    key = read_key(folder / KEY_NAME).raw
    connection = sqlcipher.connect(str(folder / STORE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _write(connection: Any, rows: Rows) -> None:
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        places = ", ".join("?" * len(found[0]))
        cursor.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", found)
    cursor.execute("COMMIT")
