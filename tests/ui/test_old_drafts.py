"""The window on a store of an earlier program: drafts go on where they stood, papers are there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.desk.drafts import open_drafts
from counter_app.desk.search import Filter, listing
from counter_app.intake.papers.tray_item import PrintState
from counter_app.ui.application import Front
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.sign import SignPage
from tests.conftest import SettableClock
from tests.old_stores import OldStore, old_store
from tests.ui import counter
from tests.ui.hands import press, settle, until

Key = Qt.Key


@pytest.fixture
def store(tmp_path: Path) -> OldStore:
    return old_store("drafts", tmp_path)


@pytest.fixture
def front(
    look: QApplication, tmp_path: Path, clock: SettableClock, store: OldStore
) -> Iterator[Front]:
    """The window on the old store, enrolled as it was."""
    shutil.move(store.folder, tmp_path / "counter")
    with counter.opened(tmp_path, clock, enrolment=store.held["strings"][-1]) as window:
        yield window


def _places(front: Front) -> dict[str, ApplicantPlace]:
    return {
        place.session.text("applicant.name"): place
        for place in front.window.places
        if isinstance(place, ApplicantPlace)
    }


def test_every_applicant_who_was_open_has_a_tab_with_what_was_typed(
    front: Front, store: OldStore
) -> None:
    places = _places(front)
    assert list(places) == [draft["label"] for draft in store.held["drafts"]]
    for draft in store.held["drafts"]:
        values = places[draft["label"]].session.draft.values
        last = {edit["set"]: edit["value"] for edit in draft["edits"] if "set" in edit}
        kept = {key: value for key, value in last.items() if key in values}
        assert {key: values[key] for key in kept} == kept
        assert len(kept) > 10


def test_what_was_signed_is_still_signed_and_can_be_received(front: Front) -> None:
    place = _places(front)["周玉兰"]
    front.window.open(place)
    press(Key.Key_F9)
    counter.idle(front)
    page = place.page()
    assert isinstance(page, SignPage)
    cells = page.table.cells
    states = [cells.cell(row, 4).text for row in range(cells.rowCount())]
    assert states
    assert all(state.startswith("已签 ") for state in states), states
    until(place.may_receive)
    press(Key.Key_F9)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    counter.idle(front)
    desk = counter.opening(front).counter.desk
    newest = listing(desk, Filter.ALL).rows[0]
    assert (newest.name, newest.number) == ("周玉兰", "620702-2026-10-00001")
    assert "周玉兰" not in {draft.label for draft in open_drafts(desk)}


def test_what_was_printed_is_known_as_printed(front: Front) -> None:
    place = _places(front)["周玉兰"]
    front.window.open(place)
    settle()
    press(Key.Key_F8)
    until(lambda: place.shown() is not place)
    counter.idle(front)
    screen = place.shown()
    assert {item.state for item in screen.tray.items} == {PrintState.CONFIRMED}
