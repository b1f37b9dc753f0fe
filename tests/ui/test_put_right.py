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


def pasted(place: ApplicantPlace, key: str, text: str) -> None:
    """Paste into the field as a clerk does, and go on."""
    place.show_key(key)
    settle()
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, control=True)
    press(Qt.Key.Key_Tab)
    settle()


@pytest.mark.parametrize(
    ("key", "text", "kept", "told"),
    [
        ("details.residence_floor_area", "72,5", "72,5", "逗号只分千位"),
        ("applicant.monthly_income", "3,200", "3200.00", ""),
        ("applicant.monthly_income", "¥3200", "3200.00", "已去掉“¥”"),
        ("applicant.monthly_income", "3200。50", "3200.50", "已把句号换成小数点"),
        ("applicant.monthly_income", "0.3万", "3000.00", "0.3 万已写作 3,000.00 元"),
        ("details.residence_floor_area", "72.5㎡", "72.50", "已去掉“㎡”"),
        ("applicant.phone", "+8613909366123", "13909366123", "已去掉国家码 86"),
        ("applicant.phone", "139-0936-6123", "13909366123", "已去掉号码中的分隔号"),
        ("applicant.phone", "(0936)8212345", "0936-8212345", "已把括号换成“-”"),
        ("applicant.phone", "0936-8212345转801", "0936-8212345转801", "带了分机号"),
        ("applied_on", "2026。11。5", "2026-11-05", ""),
        ("applied_on", "2026-02-30", "2026-02-30", "没有这一天"),
        ("applicant.id_number", "'620702198403159044", "620702198403159044", "撇号"),
        ("applicant.id_number", "身份证号：620702198403159044", "620702198403159044", "已去掉"),
        (
            "applicant.id_number",
            "620702840315904",
            "620702840315904",
            "Alt+L 换成 620702198403159044",
        ),
        ("applicant.id_number", "6.20702E+17", "6.20702E+17", "位数已丢"),
        ("applicant.id_number", "620702198403159000", "620702198403159000", "被表格软件截断"),
        ("applicant.employer", "张掖市\n第一小学", "张掖市 第一小学", "已把换行换成空格"),
    ],
)
def test_what_people_paste_is_put_right_or_told(
    place: ApplicantPlace, key: str, text: str, kept: str, told: str
) -> None:
    pasted(place, key, text)
    assert place.session.text(key) == kept
    said = place.session.message(key).text
    assert (told in said) if told else not said


def test_an_amount_shows_its_thousands_only_while_nobody_writes_in_it(
    place: ApplicantPlace,
) -> None:
    pasted(place, "applicant.monthly_income", "32000")
    line = line_of(place, "applicant.monthly_income")
    assert line.input.text() == "32,000.00"
    place.show_key("applicant.monthly_income")
    settle()
    assert line.input.text() == "32000.00"
    assert line.input.selectedText() == "32000.00"
    press(Qt.Key.Key_Home)
    write("1")
    press(Qt.Key.Key_Tab)
    settle()
    assert place.session.text("applicant.monthly_income") == "132000.00"
