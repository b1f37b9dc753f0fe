"""The screens of who does not receive, by name: lists of desks. Must not look at what is shown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from counter_app.cases.actions import Role
from counter_app.ui.audit.audit_place import AuditPlace
from counter_app.ui.departments.departments_place import DepartmentsPlace
from counter_app.ui.desks.asking import ListedPage
from counter_app.ui.desks.desk_lists import LISTS
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.gallery.at_home import today
from counter_app.ui.gallery.case_screens import seat_of
from counter_app.ui.gallery.desk_samples import CHOSEN, COUNTS, case_beside, desk_rows
from counter_app.ui.gallery.office_samples import (
    HEAD,
    audit_answer,
    departments_answer,
    staff_answer,
)
from counter_app.ui.gallery.stage import Stage
from counter_app.ui.staff.staff_place import StaffPlace
from counter_app.wire.lists import FindAnswer

_FEW = 3


def _desk(role: Role, stage: Stage) -> DeskPlace:
    """The home of who reviews in a role, with a list as a server has it."""
    home = today(stage)
    seat = seat_of(stage, role)
    seat = replace(seat, person=seat.person.as_role(role))
    place = DeskPlace(seat, stage.work.connection, lambda _: None)
    home.cover(place)
    stage.settle()
    place.asking.came.emit(ListedPage(desk_rows(), COUNTS, "", online=True))
    place.table.choose_row(place.model.row_of(CHOSEN))
    row = place.model.at(place.table.row())
    assert row is not None
    stage.settle()
    place.side.show_case(row, case_beside())
    return place


def _drawer(stage: Stage) -> None:
    _desk(Role.COUNTY, stage).toggle_panel()


def _offline(stage: Stage) -> None:
    """The server is out of reach: what is here, and what cannot be done."""
    place = _desk(Role.COUNTY, stage)
    place.asking.came.emit(ListedPage(desk_rows()[:_FEW], {}, "", online=False))
    place.claim()


def _operator(stage: Stage) -> DepartmentsPlace:
    """The operator's home, one department out of reach."""
    place = DepartmentsPlace(seat_of(stage, Role.OPERATOR), stage.work.connection)
    today(stage).cover(place)
    stage.settle()
    place.show_answer(departments_answer())
    place.say("")
    place.table.choose_row(1)
    return place


def _shared(stage: Stage) -> None:
    """The 共享清单 of the operator."""
    place = _operator(stage)
    place.go(1)
    place.list.choose_row(place.items.rowCount() - 1)


def _audit(stage: Stage) -> None:
    """The auditor's home, the record walked through."""
    place = AuditPlace(seat_of(stage, Role.AUDITOR), stage.work.connection)
    today(stage).cover(place)
    stage.settle()
    place.show_answer(audit_answer())
    place.show_verified(audit_answer())


def _staff(stage: Stage) -> StaffPlace:
    """The administrator's home."""
    place = StaffPlace(seat_of(stage, Role.ADMINISTRATOR), stage.work.connection)
    today(stage).cover(place)
    stage.settle()
    place.show_answer(staff_answer())
    place.say("")
    return place


def _staff_password(stage: Stage) -> None:
    """Somebody was made known, and is asked about."""
    place = _staff(stage)
    place.lock()
    place.show_password("620702-0317", "k7q2-m3xp-94tz")


def _staff_form(stage: Stage) -> None:
    """What somebody of a community may be."""
    place = _staff(stage)
    place.table.choose_row(1)
    place.change()


def _take_over(stage: Stage) -> None:
    """Why somebody works at what another has claimed."""
    place = _desk(Role.COUNTY, stage)
    place.table.choose_row(0)
    place.ask_to_take_over()


def _hand_on(stage: Stage) -> None:
    """A lead gives to another what somebody works at."""
    place = _desk(Role.COUNTY_LEAD, stage)
    place.table.choose_row(0)
    place.ask_to_hand_on()


def _find(stage: Stage) -> None:
    """What is sought, and why."""
    _desk(Role.COUNTY, stage).to_search()


def _found(stage: Stage) -> None:
    """What was found, in place of the list."""
    place = _desk(Role.COUNTY, stage)
    place.to_search()
    for field, words in zip(place.page.sought.fields, ("李秀兰", "来电询问进度"), strict=True):
        field.control.show_value(words)
    place.finding.found.emit(FindAnswer(head=HEAD, rows=list(desk_rows()[2:5])))


def _not_found(stage: Stage) -> None:
    """Nothing of it is theirs to see."""
    place = _desk(Role.COUNTY, stage)
    place.to_search()
    place.finding.found.emit(FindAnswer(head=HEAD, rows=[]))


def _screens() -> Iterator[tuple[str, Callable[[Stage], object]]]:
    for role in LISTS:
        yield f"desk-{role}", partial(_desk, role)
    yield "desk-drawer", _drawer
    yield "desk-offline", _offline
    yield "desk-take-over", _take_over
    yield "desk-hand-on", _hand_on
    yield "desk-find", _find
    yield "desk-found", _found
    yield "desk-not-found", _not_found
    yield "operator", _operator
    yield "operator-shared", _shared
    yield "audit", _audit
    yield "staff", _staff
    yield "staff-password", _staff_password
    yield "staff-form", _staff_form


DESK_SCREENS = dict(_screens())
"""By the name under which each is asked for."""
