"""What stands beneath a field fits its place."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from counter_app.ui.widgets.theme.fonts import font
from tests.ui.samples import a_session

_HALF = 266
_SIGN = 24

WRONG = {
    "applicant.id_number": ["62070219840315904", "620702198403159045", "620702198413159044", "abc"],
    "applicant.phone": ["1390936612", "139093661201", "12345", "电话"],
    "applicant.monthly_income": ["三千", "12.345", "-1"],
    "applicant.name": ["字" * 51, "a\u0007"],
    "applicant.birth_date": ["明天"],
    "applied_on": ["昨天", "2030-01-01"],
    "details.residence_floor_area": ["七十"],
    "proxy.id_number": ["1"],
}


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in WRONG.items() for value in values]
)
def test_a_sentence_is_not_cut(look: QApplication, key: str, value: str) -> None:
    session = a_session()
    if key == "applicant.birth_date":
        session.put("applicant.id_kind", "passport", whole=True)
    if key.startswith("proxy."):
        session.put("proxy.role", "acts", whole=True)
    session.put(key, value, whole=True)
    session.catch_up()
    said = session.message(key).text
    assert said
    assert QFontMetrics(font(14)).horizontalAdvance(said) + _SIGN <= _HALF, said


def test_the_label_is_not_said_twice(look: QApplication) -> None:
    session = a_session()
    session.put("applicant.id_number", "620702198403159045", whole=True)
    session.catch_up()
    assert session.message("applicant.id_number").text == "末位校验码不符，请对照证件重新录入"
