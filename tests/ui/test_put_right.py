"""Letters that nobody sees or knows are put right on leaving a field, and whispered beneath it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from counter_app.ui.intake.applicant_place import ApplicantPlace
from tests.ui.hands import press, settle, write
from tests.ui.test_applicant_page import form_of, line_of


def whispered(place: ApplicantPlace, key: str) -> str:
    return form_of(place).fields[key].line.message.text


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("王\ue863", "王䶮", "已换成标准字“䶮”"),
        ("周\u200b玉兰", "周玉兰", "已去掉看不见的字符 U+200B"),
        ("\u202e周玉兰\ufffe", "周玉兰", "已去掉看不见的字符 U+202E、U+FFFE"),
        ("孙\u3000三", "孙三", "已去掉字间空格"),
        ("孙 \ue5e5三", "孙三", "已去掉字间空格"),
        ("Abdul Khan", "Abdul Khan", ""),
        ("نور\u200cمحمد", "نور\u200cمحمد", ""),
    ],
)
def test_a_name_is_put_right_and_told(
    new_place: ApplicantPlace, typed: str, kept: str, told: str
) -> None:
    QGuiApplication.clipboard().setText(typed)
    press(Qt.Key.Key_V, control=True)
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.session.text("applicant.name") == kept
    assert line_of(new_place, "applicant.name").input.text() == kept
    if told:
        assert told in whispered(new_place, "applicant.name")


def test_a_number_pasted_with_direction_marks_is_the_number(new_place: ApplicantPlace) -> None:
    form_of(new_place).focus_key("applicant.id_number")
    QGuiApplication.clipboard().setText("\u202d620702198403159044\u202c")
    press(Qt.Key.Key_V, control=True)
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.session.text("applicant.id_number") == "620702198403159044"
    assert "applicant.id_number" not in new_place.session.review.wrong


def test_blanks_stay_in_other_texts_and_the_whisper_goes_with_the_next_letter(
    new_place: ApplicantPlace,
) -> None:
    form_of(new_place).focus_key("applicant.employer")
    write("城投 物业\u200b")
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.session.text("applicant.employer") == "城投 物业"
    assert "U+200B" in whispered(new_place, "applicant.employer")
    form_of(new_place).focus_key("applicant.employer")
    write("新")
    settle()
    assert "U+200B" not in whispered(new_place, "applicant.employer")


def test_a_letter_that_only_its_inventor_knows_is_named_by_its_code(
    new_place: ApplicantPlace,
) -> None:
    write("王\ue123")
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.session.text("applicant.name") == "王\ue123"
    assert "U+E123" in whispered(new_place, "applicant.name")
    assert "\ue123" not in whispered(new_place, "applicant.name")
