from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import DRAFT_GONE, STORE_DAMAGED
from counter_app.basics.errors import CounterError
from counter_app.cases.short_codes import read_short_code
from counter_app.desk import drafts
from counter_app.desk.drafts import DraftState
from tests.conftest import SettableClock
from tests.engine import clerk_of, counter_at

TYPED = ({"set": "applicant.name", "value": "王䶮"}, ["row", 1], "text", None, 1.5, True)


def test_every_edit_is_there_again_after_a_restart(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        draft = drafts.start(counter.desk, clerk_of(counter))
        for edit in TYPED:
            drafts.record(counter.desk, draft.draft_id, [edit], label="王䶮")
        drafts.record(counter.desk, draft.draft_id, TYPED)
    with counter_at(tmp_path, clock) as counter:
        loaded = drafts.load(counter.desk, draft.draft_id)
    assert loaded.edits == TYPED + TYPED
    assert loaded.draft.label == "王䶮"
    assert read_short_code(loaded.draft.short_code)


def test_several_applicants_wait_side_by_side(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        started = []
        for _ in range(3):
            clock.advance(minutes=1)
            started.append(drafts.start(desk, clerk))
        drafts.park(desk, started[0].draft_id)
        drafts.park(desk, started[1].draft_id, DraftState.AWAITING_SIGNATURE)
        found = drafts.open_drafts(desk)
        assert [each.draft_id for each in found] == [each.draft_id for each in started]
        assert [each.state.label for each in found] == ["搁置", "等签字", "填报中"]
        drafts.park(desk, started[0].draft_id, DraftState.FILLING)
        assert drafts.open_drafts(desk)[0].state is DraftState.FILLING
        assert len({each.short_code for each in found}) == 3


def test_an_abandoned_draft_is_gone_and_leaves_no_gap(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk = counter.desk
        draft = drafts.start(desk, clerk_of(counter))
        for _ in range(2):
            drafts.abandon(desk, draft.draft_id)
        assert drafts.open_drafts(desk) == ()
        for act in (
            lambda: drafts.load(desk, draft.draft_id),
            lambda: drafts.record(desk, draft.draft_id, [1]),
            lambda: drafts.park(desk, draft.draft_id),
        ):
            with pytest.raises(CounterError) as caught:
                act()
            assert caught.value.entry is DRAFT_GONE
        with desk.store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM draft_edits").scalar() == 0
            assert connection.exec_driver_sql("SELECT count(*) FROM actions").scalar() == 0


def test_a_damaged_journal_is_said_and_not_half_opened(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        draft = drafts.start(counter.desk, clerk_of(counter))
        drafts.record(counter.desk, draft.draft_id, [1, 2, 3])
        with counter.desk.store.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM draft_edits WHERE position = 2")
        with pytest.raises(CounterError) as caught:
            drafts.load(counter.desk, draft.draft_id)
        assert caught.value.entry is STORE_DAMAGED
