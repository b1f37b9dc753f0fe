"""Rows that are painted are read out one by one, each where it stands."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from counter_app.intake.steps import Part
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.consent.page import ConsentPage
from counter_app.ui.widgets.painted_rows import PaintedList
from tests.ui.hands import press, settle


def _read_out(widget: QWidget) -> list[tuple[str, QRect]]:
    """Name and place of each part, as a screen reader asks for them."""
    whole = QAccessible.queryAccessibleInterface(widget)
    assert isinstance(whole, QAccessibleInterface)
    parts = [whole.child(at) for at in range(whole.childCount())]
    return [(each.text(QAccessible.Text.Name), each.rect()) for each in parts if each]


def _departments(place: ApplicantPlace) -> PaintedList:
    place.go(Part.CONSENT)
    settle()
    page = place.page()
    assert isinstance(page, ConsentPage)
    return page.departments


def test_each_row_of_a_painted_list_has_its_words_and_its_place(place: ApplicantPlace) -> None:
    departments = _departments(place)
    told = _read_out(departments)
    assert [words for words, _ in told] == list(departments.words())
    corner = departments.mapToGlobal(departments.rect().topLeft())
    for at, (_, where) in enumerate(told):
        assert where == departments.area(at).translated(corner)


def test_a_row_says_what_it_has_become(place: ApplicantPlace) -> None:
    departments = _departments(place)
    before = _read_out(departments)
    press(Qt.Key.Key_1)
    settle()
    after = [words for words, _ in _read_out(departments)]
    assert len(after) == len(before)
    assert any(words.endswith("可查") for words in after)
    assert not any(words.endswith("可查") for words, _ in before)
