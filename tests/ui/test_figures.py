"""The panel's two figures, for every type and as far as they are known."""

import copy
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.intake.figures import Figure
from tests.ui.samples import ZHOU, a_session

HOME = {
    "owner": "周玉兰",
    "address": "甘州区",
    "region": "620702",
    "use": "dwelling",
    "floor_area": "105.00",
}


def figures(**changed: Any) -> tuple[Figure, Figure]:
    document: dict[str, Any] = {**copy.deepcopy(ZHOU), **changed}
    return a_session(document).review.figures


def test_the_home_where_the_type_asks_for_it(look: QApplication) -> None:
    area, income = figures()
    assert area == Figure("人均住房面积", "18.13", "m²", "72.50 ÷ 4 人")
    assert income == Figure("家庭人均月收入", "2,167.63", "元", "8,670.50 ÷ 4 人")


def test_what_is_owned_as_soon_as_something_is(look: QApplication) -> None:
    area, _ = figures(assets={"real_estate": {"items": [HOME]}})
    assert area == Figure("人均自有住房", "26.25", "m²", "105.00 ÷ 4 人")


@pytest.mark.parametrize("kind", ["new_graduate", "migrant_worker", "introduced_talent"])
def test_what_is_owned_where_the_type_asks_for_no_home(look: QApplication, kind: str) -> None:
    area, _ = figures(details={"applicant_type": kind})
    assert area == Figure("人均自有住房", "0.00", "m²", "0.00 ÷ 4 人")
    area, _ = figures(details={"applicant_type": kind}, assets={})
    assert area == Figure("人均自有住房", "—", "", "")


def test_nothing_known_is_a_dash(look: QApplication) -> None:
    area, income = a_session({}).review.figures
    assert (area.value, income.value) == ("—", "—")
