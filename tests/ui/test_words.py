"""What is read on the screen: plain text, Chinese, no box for a rare character."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from counter_app.asking.fields import fields_of
from counter_app.forms.drafts.draft import MEMBERS
from counter_app.forms.housing_application import BLOCKS
from counter_app.ui.gallery.drawn_text import drawn_text
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.fields.kinds import CONTROLS, make_control
from counter_app.ui.widgets.fields.message import MessageLine
from counter_app.ui.widgets.theme.fonts import font
from tests.ui.hands import gone, settle

_KEYS = re.compile(r"F\d+|Ctrl|Alt|Shift|Enter|Esc|Delete|Insert|PgDn|PgUp|m²|m2")
_TYPED = re.compile(r"[0-9A-Z+…·—./:-]")


def words_of(window: QWidget) -> list[str]:
    found = [each.text() for each in window.findChildren(QLabel)]
    found += [each.text() for each in window.findChildren(QAbstractButton)]
    found += [each.accessibleName() for each in window.findChildren(QWidget)]
    return found + [each.message.text for each in window.findChildren(MessageLine)]


def test_no_english_on_the_screen(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    for part in place.built_parts():
        place.go(part)
        settle()
        for text in words_of(window):
            assert not re.search(r"[A-Za-z]{2,}", _KEYS.sub("", text)), text


def test_every_label_is_plain_text(window: Window) -> None:
    for each in window.findChildren(QLabel):
        assert each.textFormat() is Qt.TextFormat.PlainText, each.text()


def test_a_name_that_looks_like_markup_is_shown_as_typed(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.session.put("applicant.name", "<b>周</b>", whole=True)
    settle()
    assert place.left.name.text() == "<b>周</b>"
    assert place.tab().name == "<b>周</b>"


def test_a_letter_that_no_face_has_is_nowhere_drawn_but_where_it_is_typed(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    session, letters = place.session, "\ue123\U000323b0"
    member = session.draft.rows[MEMBERS][0]
    session.put("applicant.name", f"周{letters[0]}", whole=True)
    session.put(f"{MEMBERS}.{member}.name", f"赵{letters[1]}", whole=True)
    drawn = ""
    for part in place.built_parts():
        place.go(part)
        settle()
        for each in drawn_text(window):
            assert isinstance(each.widget, QLineEdit) or not set(letters) & set(each.text), part
            drawn += each.text
    assert "U+E123" in drawn
    assert "U+323B0" in drawn


def test_a_very_long_name_widens_nothing(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.session.put("applicant.name", "安·乌兰托娅" * 8, whole=True)
    settle()
    assert place.left.width() == 216
    assert window.width() == 1366


@pytest.mark.parametrize("text", ["王䶮㛃𬱖𡚸", "安·乌兰托娅", "尕让扎西", "堃"])
def test_rare_characters_have_a_glyph(look: QApplication, text: str) -> None:
    layout = QTextLayout(text, font(16))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    assert glyphs
    assert 0 not in glyphs, "a box"


def test_every_field_of_the_form_has_a_control(look: QApplication) -> None:
    parent = QWidget()
    for block in BLOCKS.values():
        for spec in fields_of(block):
            inner = fields_of(spec.model) if spec.model else (spec,)
            for each in inner:
                if each.kind != "type":
                    assert make_control(each, parent, 266) is not None
    gone(parent)
    assert "text" in CONTROLS


def test_fields_are_named_for_a_screen_reader(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    for line in place.page().findChildren(QLineEdit):
        assert line.accessibleName()
