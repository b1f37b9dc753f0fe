import hashlib
from pathlib import Path

import pytest

from counter_app.basics.catalogue.store import (
    CASE_UNKNOWN,
    DRAFT_GONE,
    PAPER_GONE,
    STEP_NOT_ALLOWED,
)
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.desk import drafts
from counter_app.desk.acting import act_on, begin, get_state
from counter_app.desk.case import get_case
from counter_app.desk.papers import kept_paper, paper_confirmed, paper_sent, papers_of
from tests.conftest import SettableClock
from tests.engine import clerk_of, counter_at, receive_one

PDF = b"%PDF-1.7 receipt"


def test_a_reprint_is_the_first_print(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk, case_id = counter.desk, clerk_of(counter), receive_one(counter).case_id
        for how in ("printer", "pdf"):
            paper_sent(desk, clerk, "receipt", PDF, how, case_id=case_id)
        sent = papers_of(desk, case_id=case_id)
        assert [each.how for each in sent] == ["printer", "pdf"]
        assert {each.sha256 for each in sent} == {hashlib.sha256(PDF).hexdigest()}
        assert kept_paper(desk, sent[0].sha256) == PDF
        assert papers_of(desk) == ()


def test_a_paper_is_confirmed_once_however_often_it_is_said(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk, case_id = counter.desk, clerk_of(counter), receive_one(counter).case_id
        sent = paper_sent(desk, clerk, "receipt", PDF, "printer", case_id=case_id)
        before = get_case(desk, case_id).state.actions
        for _ in range(3):
            paper_confirmed(desk, clerk, sent)
        assert get_case(desk, case_id).state.actions == before + 1
        assert papers_of(desk, case_id=case_id)[0].confirmed


def test_a_drafts_papers_are_shown_with_it(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        draft = drafts.start(desk, clerk).draft_id
        sent = paper_sent(desk, clerk, "signing_copy", PDF, "printer", draft_id=draft)
        assert not papers_of(desk, draft_id=draft)[0].confirmed
        paper_confirmed(desk, clerk, sent)
        assert papers_of(desk, draft_id=draft)[0].confirmed


def test_what_is_not_there_is_said(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk = counter.desk, clerk_of(counter)
        for act, entry in (
            (lambda: paper_sent(desk, clerk, "receipt", PDF, "pdf", case_id="x"), CASE_UNKNOWN),
            (lambda: paper_sent(desk, clerk, "receipt", PDF, "pdf", draft_id="x"), DRAFT_GONE),
            (lambda: paper_sent(desk, clerk, "receipt", PDF, "pdf"), DRAFT_GONE),
            (lambda: paper_confirmed(desk, clerk, "x"), PAPER_GONE),
            (lambda: kept_paper(desk, "x"), PAPER_GONE),
            (lambda: get_case(desk, "x"), CASE_UNKNOWN),
        ):
            with pytest.raises(CounterError) as caught:
                act()
            assert caught.value.entry is entry


def test_a_paper_that_was_changed_on_the_disk_is_not_handed_out(
    tmp_path: Path, clock: SettableClock
) -> None:
    with counter_at(tmp_path, clock) as counter:
        case_id = receive_one(counter).case_id
        paper_sent(counter.desk, clerk_of(counter), "receipt", PDF, "pdf", case_id=case_id)
        sha256 = papers_of(counter.desk, case_id=case_id)[0].sha256
        with counter.desk.store.transaction() as connection:
            connection.exec_driver_sql("UPDATE kept_papers SET pdf = CAST('%PDF' AS BLOB)")
        with pytest.raises(CounterError):
            kept_paper(counter.desk, sha256)


def test_a_step_that_may_not_follow_is_not_taken(tmp_path: Path, clock: SettableClock) -> None:
    with counter_at(tmp_path, clock) as counter:
        desk, clerk, case_id = counter.desk, clerk_of(counter), receive_one(counter).case_id
        with desk.store.transaction() as connection:
            acting, state = begin(connection, desk, clerk), get_state(connection, case_id)
            with pytest.raises(CounterError) as caught:
                act_on(acting, state, Kind.RENUMBERED, {"number": "x"})
        assert caught.value.entry is STEP_NOT_ALLOWED
