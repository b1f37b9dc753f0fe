"""Value to text, and where a path lies."""

from datetime import date
from decimal import Decimal

import pytest

from counter_app.asking.fields import field_of, fields_of
from counter_app.forms.display import display, place_of, shown
from counter_app.forms.household import Applicant
from counter_app.forms.housing_application import BLOCKS, HousingApplication
from tests.families import document, json_number, put
from tests.texts import text_at

CASE = document()
GRADUATE = document("new_graduate")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("applicant.name", "周玉兰"),
        ("applicant.sex", "女"),
        ("applicant.monthly_income", "3,200.00"),
        ("region", "甘州区"),
        ("applied_on", "2026-11-20"),
        ("details.applicant_type", "城镇中低收入住房困难家庭"),
        ("details.residence_floor_area", "72.50"),
        ("details.marital_status", "已婚"),
        ("household.members[0].relation", "配偶"),
        ("household.members[3].relation", ""),
        ("assets.vehicles.none", "是"),
        ("authorizations[0].departments", "全部"),
        ("authorizations[0].withdrawn_on", ""),
        ("nonsense.deep[3]", ""),
        ("format", "1"),
    ],
)
def test_texts(path: str, text: str) -> None:
    assert text_at(CASE, path) == text


def test_sets_are_in_the_order_of_the_form() -> None:
    bent = put(CASE, "details.hardships", ["disabled", "subsistence_allowance", "x"])
    assert text_at(bent, "details.hardships") == "低保、残疾"


def test_what_is_wrong_is_shown_as_typed() -> None:
    assert (
        text_at(put(CASE, "applicant.monthly_income", " 三千 "), "applicant.monthly_income")
        == "三千"
    )
    assert text_at(put(CASE, "applicant.sex", "x"), "applicant.sex") == "x"
    assert text_at(put(CASE, "applicant.name", 5), "applicant.name") == "5"


def test_months_and_money() -> None:
    assert text_at(GRADUATE, "details.graduated_on") == "2025-06"
    assert text_at(GRADUATE, "details.social_insurance.from_month") == "2025-08"
    income = field_of(Applicant, "monthly_income")
    assert display(income, json_number("1234567.5")) == "1,234,567.50"
    assert display(income, "007") == "7.00"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("applicant.phone", "申请人 · 联系电话"),
        ("household.members[1].id_number", "家庭成员 2 · 身份证号"),
        ("household.members", "同住家庭成员"),
        ("details", "申请人类型"),
        ("details.permit_number", "居住证编号"),
        ("details.social_insurance.paid", "社保缴纳情况"),
        ("assets.vehicles", "机动车辆"),
        ("assets.vehicles.items[0].plate", "机动车辆 · 第 1 项 · 号牌号码"),
        ("authorizations[0].signed_by", "信息查询授权 · 第 1 项 · 签署人"),
        ("nonsense", "nonsense"),
    ],
)
def test_places(path: str, place: str) -> None:
    assert place_of(path) == place


def test_every_field_has_a_label() -> None:
    blocks = [HousingApplication, *BLOCKS.values()]
    for block in blocks:
        for spec in fields_of(block):
            assert spec.label
            assert spec.name


def test_a_paper_writes_out_what_a_screen_keeps_short() -> None:
    month = field_of(BLOCKS["new_graduate"], "graduated_on")
    assert shown(month, month.read("2025-06")) == "2025-06"
    assert shown(month, month.read("2025-06"), written_out=True) == "2025年6月"
    assert shown(
        field_of(HousingApplication, "applied_on"), date(2026, 11, 3), written_out=True
    ) == ("2026年11月3日")
    area = field_of(BLOCKS["low_income_family"], "residence_floor_area")
    assert shown(area, Decimal("1072.5"), unit=True) == "1,072.50 m²"
