"""What an older program left is brought up to date, whatever interrupts it."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from counter_app.bootstrap import Counter
from counter_app.cases.case_state import VERSION, CaseState
from counter_app.desk.upkeep import tend
from local_db import upkeep
from local_db.notes import Note, read_notes, write_note
from local_db.set_aside import cases_set_aside, put_aside
from local_db.soundness import find_faults
from local_db.tables import cases
from tests.conftest import SettableClock
from tests.engine import counter_at, receive_one
from tests.old_stores import NAMES, old_store, opened


def _states(counter: Counter) -> list[CaseState]:
    with counter.desk.store.reading() as connection:
        found = connection.execute(select(cases.c.state)).scalars().all()
    return [msgspec.json.decode(state, type=CaseState) for state in found]


@pytest.mark.parametrize("name", NAMES)
def test_states_of_an_older_program_are_computed_anew(
    tmp_path: Path, clock: SettableClock, name: str
) -> None:
    with opened(old_store(name, tmp_path), clock) as counter:
        before = _states(counter)
        counter.tend()
        after = _states(counter)
        assert [state.version for state in after] == [VERSION] * len(before)
        assert all(state.device and state.incarnation for state in after)
        with counter.desk.store.reading() as connection:
            assert find_faults(connection) == []


def test_it_goes_on_where_it_was_and_ends(
    tmp_path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_BATCH", 2)
    with counter_at(tmp_path, clock) as counter:
        for order in range(5):
            receive_one(counter, order)
        _pretend_old(counter)
        assert tend(counter.desk)
        assert [state.version for state in _states(counter)].count(VERSION) == 2
    with counter_at(tmp_path, clock) as counter:
        assert tend(counter.desk)
        assert not tend(counter.desk)
        assert [state.version for state in _states(counter)] == [VERSION] * 5
        assert not tend(counter.desk)


def test_what_was_set_aside_is_tried_again_with_another_program(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        case_id = receive_one(counter).case_id
        counter.tend()
        with counter.desk.store.transaction() as connection:
            put_aside(connection, case_id, {"an action": "ValueError"}, "2026-11-26")
            write_note(connection, Note.REBUILT_BY, "0.1.9 1")
        counter.tend()
        with counter.desk.store.reading() as connection:
            assert cases_set_aside(connection) == []
            assert read_notes(connection)[Note.REBUILT_BY].endswith(f" {VERSION}")


def _pretend_old(counter: Counter) -> None:
    """As if the states had been computed by 0.1."""
    with counter.desk.store.transaction() as connection:
        for state in connection.execute(select(cases.c.state)).scalars().all():
            old = msgspec.json.decode(state)
            old.pop("version")
            changed = cases.update().where(cases.c.case_id == old["case_id"])
            connection.execute(changed.values(state=msgspec.json.encode(old)))
