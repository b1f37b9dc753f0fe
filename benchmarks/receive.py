"""Receiving a case, beside the same rows through the bare sqlcipher3 driver.

What one receipt writes is noted while it happens; then the same statements with the same values
go, one transaction a case, into a copy of the store as it was before.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
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
Written = list[tuple[str, Any, bool]]
"""Statement, values, and whether they are many."""


def lines() -> Iterator[Line]:
    """One line; reading and checking the form is taken off, the bare driver does none of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with enrolled_counter(folder / "counter"):
            pass
        shutil.copytree(folder / "counter", folder / "bare")
        cases: list[Written] = []
        with enrolled_counter(folder / "counter") as counter, _noted(cases):
            whole = median(seconds_each(_receiving(counter, cases), _TIMES, _WARM_UP))
        checks = median(seconds_each(_checking(), _TIMES, _WARM_UP))
        bare = median(seconds_each(_writing(folder / "bare", cases), _TIMES, _WARM_UP))
    rows = sum(len(values) if many else 1 for _, values, many in cases[-1])
    ours = whole - checks
    yield Line(
        f"receive a case of 3 people, {rows} rows; checks of {milliseconds(checks)} apart",
        milliseconds(ours),
        f"{milliseconds(bare)} (same rows, sqlcipher3)",
        ours / bare,
        f"≤ {_AIM:.0f} ×",
        ours / bare <= _AIM,
    )


def _receiving(counter: Counter, cases: list[Written]) -> Callable[[], object]:
    clerk = window_clerk(counter.desk)
    documents = _documents()

    def work() -> None:
        cases.append([])
        receive(counter.desk, next(documents), clerk)

    return work


def _checking() -> Callable[[], object]:
    documents = _documents()
    return lambda: read_form(next(documents))


def _documents() -> Iterator[bytes]:
    return iter([dumps(application(n)).encode() for n in range(_TIMES + _WARM_UP)])


class _noted:  # noqa: N801 - used as a context manager, like a function
    """Notes every writing statement of SQLAlchemy into the last list of `cases`."""

    def __init__(self, cases: list[Written]) -> None:
        self._cases = cases

    def __enter__(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._note)

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._note)

    def _note(self, _c: Any, _k: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if self._cases and statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self._cases[-1].append((statement, values, many))


def _writing(folder: Path, cases: list[Written]) -> Callable[[], object]:
    key = read_key(folder / KEY_NAME).raw
    connection = sqlcipher.connect(str(folder / STORE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    remaining = iter(cases)

    def work() -> None:
        cursor = connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        for statement, values, many in next(remaining):
            (cursor.executemany if many else cursor.execute)(statement, values)
        cursor.execute("COMMIT")

    return work
