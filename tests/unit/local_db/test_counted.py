"""What is lost of a long store is told, though its past is not counted each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.basics.clock import Clock
from counter_app.bootstrap import Counter
from local_db.counted import count_every_gap, count_gaps, count_the_past
from tests.engine import counter_at, receive_one

_ALL = 30_000
_LONG_AGO, _LATELY = 7, _ALL - 7


@pytest.fixture
def counter(tmp_path: Path, clock: Clock) -> Iterator[Counter]:
    """One whose chain has become long."""
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter)
        _run(
            counter,
            "WITH RECURSIVE more(place) AS (SELECT max(sequence) + 1 FROM actions UNION ALL"
            f" SELECT place + 1 FROM more WHERE place < {_ALL})"
            " INSERT INTO actions SELECT place, place, case_id, device, incarnation, place, hash,"
            " record FROM more, actions WHERE position = 1",
        )
        _run(counter, f"UPDATE chains SET sequence = {_ALL}")
        yield counter


def test_what_was_lost_lately_is_told_at_once(counter: Counter) -> None:
    _tend(counter, "2026-11-24")
    assert _told(counter) == 0
    _lose(counter, _LATELY)
    assert _told(counter) == 1


def test_what_was_lost_of_the_past_is_told_from_the_next_day_on(counter: Counter) -> None:
    _tend(counter, "2026-11-24")
    _lose(counter, _LONG_AGO)
    _tend(counter, "2026-11-24")
    assert _told(counter) == 0
    _tend(counter, "2026-11-25")
    assert _told(counter) == 1
    _lose(counter, _LONG_AGO + 1)
    _tend(counter, "2026-11-25")
    assert _told(counter) == 2


def test_what_came_back_is_no_longer_told_the_same_day(counter: Counter) -> None:
    _run(counter, f"CREATE TABLE kept AS SELECT * FROM actions WHERE sequence = {_LONG_AGO}")
    _lose(counter, _LONG_AGO)
    assert _told(counter) == 1
    _tend(counter, "2026-11-24")
    assert _told(counter) == 1
    _run(counter, "INSERT INTO actions SELECT * FROM kept")
    _tend(counter, "2026-11-24")
    assert _told(counter) == 0


def test_the_whole_check_counts_all(counter: Counter) -> None:
    _tend(counter, "2026-11-24")
    _lose(counter, _LONG_AGO)
    with counter.desk.store.reading() as connection:
        assert count_every_gap(connection) == 1


def _lose(counter: Counter, sequence: int) -> None:
    _run(counter, f"DELETE FROM actions WHERE sequence = {sequence}")


def _run(counter: Counter, statement: str) -> None:
    with counter.desk.store.transaction() as connection:
        connection.exec_driver_sql(statement)


def _tend(counter: Counter, day: str) -> None:
    with counter.desk.store.transaction() as connection:
        count_the_past(connection, f"{day}T09:00:00.000+08:00")


def _told(counter: Counter) -> int:
    with counter.desk.store.reading() as connection:
        return count_gaps(connection)
