"""Stores of earlier programs open under the present one, with everything that lay in them."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from counter_app.basics.catalogue.store import STORE_DAMAGED
from counter_app.basics.clock import Clock
from counter_app.bootstrap import Counter
from counter_app.desk import drafts
from counter_app.desk.case import get_case
from counter_app.desk.drafts import DraftState
from counter_app.desk.papers import SentPaper, kept_paper, papers_of
from counter_app.desk.receive import receive
from counter_app.desk.recorded import verify_audit
from counter_app.desk.search import Filter, find, listing
from counter_app.desk.status import returned
from counter_app.forms.drafts.draft import Draft, edit_from_json
from counter_app.forms.drafts.to_document import to_document
from counter_app.intake.local import find_local, is_local
from local_db.actions import actions_of, find_action
from local_db.outbox import next_batch
from local_db.soundness import find_faults
from tests.engine import clerk_of, receive_one, worries
from tests.old_stores import NAMES, OF_0_2, OldStore, old_store, opened


@pytest.fixture
def store(tmp_path: Path, request: pytest.FixtureRequest) -> OldStore:
    return old_store(request.param, tmp_path)


every_store = pytest.mark.parametrize("store", [*NAMES, *OF_0_2], indirect=True)


def queued_actions(counter: Counter) -> list[str]:
    with counter.desk.store.reading() as connection:
        batch = next_batch(connection, most=100_000, most_bytes=1 << 40)
    return [each.action_id for each in batch]


def _has_all(document: Any, held: Any) -> bool:
    """Whether nothing of what was held is missing or changed; a later program may add keys."""
    if isinstance(held, dict):
        return isinstance(document, dict) and all(
            key in document and _has_all(document[key], value) for key, value in held.items()
        )
    if isinstance(held, list):
        return len(document) == len(held) and all(map(_has_all, document, held))
    return bool(document == held)


def _in_order(papers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """0.1 told papers of one instant in any order."""
    return sorted(papers, key=lambda paper: str(paper["sent"]))


def _told(paper: SentPaper) -> dict[str, object]:
    return {
        "sent": paper.sent,
        "paper": paper.paper,
        "sha256": paper.sha256,
        "how": paper.how,
        "confirmed": paper.confirmed,
    }


def check_everything_is_there(counter: Counter, held: dict[str, Any]) -> None:
    """Cases, queue, what came back, drafts and papers, as they were when the store was made."""
    _check_cases(counter, held)
    _check_drafts(counter, held)
    desk = counter.desk
    window = desk.window()
    assert window
    assert window.code == held["window"]
    assert queued_actions(counter) == held["queued_actions"]
    assert {each.action_id: each.code for each in returned(desk)} == held["returned"]
    for sha256 in held["kept_papers"]:
        assert hashlib.sha256(kept_paper(desk, sha256)).hexdigest() == sha256
    with desk.store.reading() as connection:
        for action_id in held["rows_before_their_receipt"]:
            assert find_action(connection, action_id)
        assert find_faults(connection) == []
    assert STORE_DAMAGED not in worries(counter)


def _check_cases(counter: Counter, held: dict[str, Any]) -> None:
    desk = counter.desk
    rows = listing(desk, Filter.ALL, limit=1000).rows
    assert [row.case_id for row in rows] == [case["case_id"] for case in held["cases"]]
    for row, case in zip(rows, held["cases"], strict=True):
        view = get_case(desk, row.case_id)
        with desk.store.reading() as connection:
            done = actions_of(connection, row.case_id)
        for name in ("number", "short_code", "name", "delivery", "receipt_owed"):
            assert getattr(row, name) == case[name], name
        assert view.state.token == case["token"]
        assert view.state.received_at == case["received_at"]
        assert _has_all(json.loads(view.document), case["document"])
        assert [[each.action_id, each.kind] for each in done] == case["actions"]
        assert [_told(each) for each in papers_of(desk, case_id=row.case_id)] == case["papers"]


def _check_drafts(counter: Counter, held: dict[str, Any]) -> None:
    desk = counter.desk
    here = drafts.open_drafts(desk)
    assert [draft.draft_id for draft in here] == [draft["draft_id"] for draft in held["drafts"]]
    for draft, was in zip(here, held["drafts"], strict=True):
        for name in ("short_code", "label", "state", "clerk_name"):
            assert getattr(draft, name) == was[name], name
        assert list(drafts.load(desk, draft.draft_id).edits) == was["edits"]
        sent = papers_of(desk, draft_id=draft.draft_id)
        assert _in_order(map(_told, sent)) == _in_order(was["papers"])


@every_store
def test_an_old_store_opens_with_everything(store: OldStore, clock: Clock) -> None:
    for _ in range(2):
        with opened(store, clock) as counter:
            check_everything_is_there(counter, store.held)


@every_store
def test_what_was_received_is_found_by_name_number_code_and_receipt(
    store: OldStore, clock: Clock
) -> None:
    with opened(store, clock) as counter:
        for case in store.held["cases"]:
            for typed in (case["name"], case["number"], case["short_code"], case["token"]):
                assert case["case_id"] in {row.case_id for row in find(counter.desk, typed).rows}


@every_store
def test_an_old_store_goes_on_receiving_and_gives_no_number_twice(
    store: OldStore, clock: Clock
) -> None:
    with opened(store, clock) as counter:
        fresh = receive_one(counter, 900)
        assert not fresh.already
        assert fresh.number not in {case["number"] for case in store.held["cases"]}
        assert (
            queued_actions(counter)[: len(store.held["queued_actions"])]
            == (store.held["queued_actions"])
        )
        with counter.desk.store.reading() as connection:
            assert find_faults(connection) == []


def test_the_same_content_again_is_the_case_that_was_received_then(
    tmp_path: Path, clock: Clock
) -> None:
    store = old_store("printed", tmp_path)
    own = store.own_cases
    assert len(own) == 2
    with opened(store, clock) as counter:
        for case in own:
            again = receive(counter.desk, case["document"], clerk_of(counter))
            assert again.already
            assert again.case_id == case["case_id"]


def test_old_drafts_are_the_forms_they_were_and_can_be_received(
    tmp_path: Path, clock: Clock
) -> None:
    store = old_store("drafts", tmp_path)
    with opened(store, clock) as counter:
        kinds = set()
        for was in store.held["drafts"]:
            form = Draft()
            for edit in drafts.load(counter.desk, was["draft_id"]).edits:
                assert isinstance(edit, dict)
                form.apply(edit_from_json(edit))
            kinds.add(form.text("details.applicant_type"))
            beside = {key: value for key, value in form.values.items() if is_local(key)}
            assert beside
            for key, value in beside.items():
                declared = find_local(key)
                assert declared is not None, key
                assert isinstance(value, declared.kind), key
            document = to_document(form)
            drafts.park(counter.desk, was["draft_id"], DraftState.FILLING)
            if was["label"] == "马天佑":
                continue  # half an ID number: not to be received yet
            done = receive(counter.desk, document, clerk_of(counter), draft_id=was["draft_id"])
            assert done.short_code == was["short_code"]
            papers = papers_of(counter.desk, case_id=done.case_id)
            assert _in_order(map(_told, papers)) == _in_order(was["papers"])
        assert len(kinds) == 4
        assert [each.label for each in drafts.open_drafts(counter.desk)] == ["马天佑"]


def test_what_was_decided_refused_and_recorded_under_0_2_stands(
    tmp_path: Path, clock: Clock
) -> None:
    store = old_store("worked", tmp_path)
    with opened(store, clock) as counter:
        stages = {
            case["case_id"]: str(get_case(counter.desk, case["case_id"]).state.stage)
            for case in store.held["cases"]
        }
        assert stages == {case["case_id"]: case["stage"] for case in store.held["cases"]}
        assert set(stages.values()) == {"received", "supplement", "in_review"}
        with counter.desk.store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT action_id, code FROM not_taken").all()
            refused = {row.action_id: row.code for row in rows}
        assert refused == store.held["not_taken"]
        found = verify_audit(counter.desk)
        assert found.fault is None
        assert found.entries >= store.held["audit"]
