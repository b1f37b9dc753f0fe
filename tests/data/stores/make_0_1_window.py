"""The part of `make_0_1` that is done at the real window: drafts, and cases with printed papers."""

# ruff: noqa: I001 (its imports are those of the 0.1 program, whose modules are gone here)

import os
import sys

sys.path.insert(0, os.getcwd())

import shutil
from pathlib import Path
from typing import Any

from make_0_1 import CLOCK, sync, write_down
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.desk import drafts
from counter_app.desk.clerks import Clerk
from counter_app.desk.papers import paper_confirmed, paper_sent
from counter_app.ui.application import Front
from counter_app.ui.frame.applicant_place import ApplicantPlace
from counter_app.ui.screens.print import PrintPlace
from counter_app.ui.screens.received import ReceivedPlace
from counter_app.ui.screens.sign import SignPage
from counter_app.ui.theme.style import dress
from tests import families
from tests.engine import counter_at
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import press, settle, until, write

Key = Qt.Key
_CLERK = Clerk("0b1c2d3e-0000-4000-8000-000000000001", "李静")


def at_the_window(hall: Any) -> None:
    """Both stores."""
    application = QApplication([])
    dress(application)
    string = hall.string("10")
    with counter.opened(hall.out / "drafts_home", CLOCK, string) as front:
        CLOCK.advance(minutes=2)
        _graduate_signed_and_parked(front)
        _family_half_typed(front)
        _worker_printed_twice(front)
        _talent_with_a_refusal(front)
        _abandoned(front)
        _all_written(front)
    _kept(hall.out, "drafts_home", "drafts", string)

    string = hall.string("11")
    with counter.opened(hall.out / "printed_home", CLOCK, string) as front:
        CLOCK.advance(minutes=2)
        _received_with_papers(front, families.single("new_graduate"), "马天佑", signed=True)
    with counter_at(hall.out / "printed_home" / "counter", CLOCK, string) as open_counter:
        assert sync(open_counter).problem is None
    with counter.opened(hall.out / "printed_home", CLOCK, string) as front:
        CLOCK.advance(minutes=2)
        _received_with_papers(front, family(right=True), "周玉兰", signed=False)
    _kept(hall.out, "printed_home", "printed", string)


def _kept(out: Path, home: str, name: str, string: str) -> None:
    shutil.move(out / home / "counter", out / name)
    shutil.rmtree(out / home)
    write_down(out / name, [string])


def _all_written(front: Front) -> None:
    for place in front.window.places:
        if isinstance(place, ApplicantPlace):
            place.session.save()
    counter.idle(front)


def _answered(place: ApplicantPlace) -> None:
    for person in place.session.draft.people():
        place.session.put(f"consents.{person}.granted", True, whole=True)
        place.session.put(f"consents.{person}.departments", "all", whole=True)


def _print(front: Front, place: ApplicantPlace, *, confirm: bool) -> None:
    press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace), 60)
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    counter.idle(front)
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 2, 60)
    counter.idle(front)
    if confirm:
        press(Key.Key_Y, alt=True)
        until(lambda: not screen.tray.waiting(), 60)
    press(Key.Key_Escape)
    counter.idle(front)


def _sign(place: ApplicantPlace) -> None:
    page = place.page()
    assert isinstance(page, SignPage)
    page.table.choose_row(0)
    page.table.setFocus()
    for _ in range(page.table.cells.rowCount()):
        press(Key.Key_Space)
    settle()


def _graduate_signed_and_parked(front: Front) -> None:
    place = counter.fill(front, families.single("new_graduate"))
    _answered(place)
    press(Key.Key_F9)
    counter.idle(front)
    _print(front, place, confirm=True)
    _sign(place)
    press(Key.Key_F4)
    counter.idle(front)


def _family_half_typed(front: Front) -> None:
    CLOCK.advance(minutes=5)
    document = family()
    document["applicant"].update(name="马天佑", id_number="62070219990", phone="13909")
    del document["details"]["residence_owner"], document["assets"]["other"]
    place = counter.fill(front, document)
    session = place.session
    session.put("details.residence_owner", "张", whole=True)
    session.put("details.residence_owner", "张万财", whole=True)
    session.undo()
    member = session.add_row("household.members")
    session.put(f"household.members.{member}.name", "马", whole=False)
    session.remove_row("household.members", member)
    session.undo()
    _all_written(front)
    press(Key.Key_F4)
    counter.idle(front)


def _worker_printed_twice(front: Front) -> None:
    CLOCK.advance(minutes=5)
    document = families.single("migrant_worker")
    document["applicant"].update(name="王䶮㛃")
    place = counter.fill(front, document)
    _all_written(front)
    desk = counter.opening(front).counter.desk
    draft = next(each for each in drafts.open_drafts(desk) if each.label == "王䶮㛃")
    for revision in (1, 2):
        for paper in ("application_form", "authorization"):
            pdf = f"%PDF-1.7 {paper}, revision {revision}".encode()
            sent = paper_sent(desk, _CLERK, paper, pdf, "printer", draft_id=draft.draft_id)
            if revision == 2 and paper == "application_form":
                paper_confirmed(desk, _CLERK, sent)
        CLOCK.advance(minutes=1)
        place.session.put("applicant.employer", "甘州区城投物业", whole=True)
        _all_written(front)


def _talent_with_a_refusal(front: Front) -> None:
    CLOCK.advance(minutes=5)
    document = families.document("introduced_talent")
    document["applicant"].update(name="安·乌兰托娅")
    place = counter.fill(front, document)
    session = place.session
    people = session.draft.people()
    session.put(f"consents.{people[0]}.granted", True, whole=True)
    session.put(f"consents.{people[0]}.departments", ["taxation", "civil_affairs"], whole=True)
    session.put(f"consents.{people[1]}.granted", False, whole=True)
    session.put(f"local.refusal.{people[1]}.explained_by", "李静", whole=True)
    session.put(f"local.signer.{people[1]}", people[0], whole=True)
    session.put("local.paper_reason.income_proof", "原件要留存", whole=True)
    session.put("local.not_known_to_0_1", {"any": ["thing"]}, whole=True)
    session.undo()
    _all_written(front)


def _abandoned(front: Front) -> None:
    CLOCK.advance(minutes=5)
    press(Key.Key_F3)
    write("错开的人")
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    place.session.save()
    counter.idle(front)
    desk = counter.opening(front).counter.desk
    begun = {each.draft_id for each in drafts.open_drafts(desk) if each.label == "错开的人"}
    press(Key.Key_F4, shift=True)
    counter.idle(front)
    for draft_id in begun:
        drafts.abandon(desk, draft_id)


def _received_with_papers(
    front: Front, document: dict[str, Any], name: str, *, signed: bool
) -> None:
    document["applicant"]["name"] = name
    place = counter.fill(front, document)
    _answered(place)
    press(Key.Key_F9)
    counter.idle(front)
    if signed:
        _print(front, place, confirm=True)
        _sign(place)
    CLOCK.advance(minutes=3)
    until(place.may_receive, 60)
    press(Key.Key_F9)
    until(lambda: isinstance(front.window.place(), ReceivedPlace), 60)
    received = front.window.place()
    assert isinstance(received, ReceivedPlace)
    until(lambda: received.tray is not None and received.tray.waiting(), 60)
    press(Key.Key_Y, alt=True)
    tray = received.tray
    assert tray is not None
    until(lambda: not tray.waiting(), 60)
    counter.idle(front)
