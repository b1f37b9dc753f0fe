"""What a person is told whatever they came for."""

from pathlib import Path

from sqlalchemy import update

from counter_app.basics.catalogue.store import RECEIPTS_OWED, RECORDS_SET_ASIDE
from local_db.set_aside import put_aside
from local_db.tables import cases
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one, worries


def test_nothing_is_told_where_all_is_well(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        receive_one(counter)
        assert worries(counter) == []


def test_what_stands_is_told_until_it_is_done(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        case_id = receive_one(counter).case_id
        with counter.desk.store.transaction() as connection:
            put_aside(connection, case_id, {"an action": "ValueError"}, "2026-11-26")
            connection.execute(update(cases).values(receipt_owed=1))
        assert worries(counter) == [RECEIPTS_OWED, RECORDS_SET_ASIDE]
