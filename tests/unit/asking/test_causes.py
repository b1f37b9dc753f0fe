"""A value that cannot be read is told by its cause, in a sentence that says what to do."""

import pytest

from counter_app.asking import causes, resident_id
from counter_app.asking.amounts import read_amount
from counter_app.asking.credit_code import read_credit_code
from counter_app.asking.readers import Read, WrongError, read_date, read_month, read_phone


def sentence(read: Read, text: str) -> str:
    with pytest.raises(WrongError) as wrong:
        read(text)
    return wrong.value.about("此项")


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        ("620702840315904", "15 位旧号码"),
        ("6.20702E+17", "科学记数"),
        ("6.20702198403159E17", "科学记数"),
        ("620702198403159040.0", "末几位不可靠"),
        ("CHN123456789012", "旧版永久居留证"),
        ("E12345678", "先改证件类型"),
        ("H1234567890", "先改证件类型"),
        ("6207021984", "只有 10 位"),
        ("62070219840315****", "带星号"),
    ],
)
def test_of_an_id_number(number: str, cause: str) -> None:
    assert resident_id.fault(number) == "id_format"
    assert cause in resident_id.message("id_format", number)


def test_of_an_id_number_that_a_sheet_has_cut() -> None:
    assert resident_id.fault("620702198403159000") == "id_checksum"
    assert "表格软件截断" in resident_id.message("id_checksum", "620702198403159000")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("0936-8212345转801", "分机号"),
        ("0936-8212345-801", "分机号"),
        ("13909366123/13909366124", "两个号码"),
        ("1390936612313909366124", "两个号码"),
        ("8212345", "缺区号"),
        ("1.39094E+10", "科学记数"),
        ("139****6123", "带星号"),
        ("1390936612", "只有 10 位"),
        ("电话", "手机号或区号加座机号"),
    ],
)
def test_of_a_telephone(text: str, cause: str) -> None:
    assert cause in sentence(read_phone, text)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("72,5", "逗号只分千位"),
        ("1.620,5", "逗号只分千位"),
        ("72 5", "中间有空格"),
        ("-5", "不能小于 0"),
        ("3000-4000", "只能填一个数"),
        ("约3200", "确切的数"),
        ("3200左右", "确切的数"),
        ("36000/年", "每月的数"),
        ("3千", "写全数字"),
        ("三千二百元", "用数字填写"),
        ("$3200", "人民币"),
        ("0.5亩", "平方米"),
        ("3.2E+3", "科学记数"),
        ("12.345", "最多 2 位小数"),
    ],
)
def test_of_an_amount(text: str, cause: str) -> None:
    assert cause in sentence(read_amount, text)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("2026-02-30", "没有这一天"),
        ("46331", "日期序号"),
        ("26.11.5", "年份要写四位"),
        ("261126", "年份要写四位"),
        ("5/11/2026", "顺序"),
        ("2026-11", "缺日"),
        ("农历十月初一", "公历"),
        ("明天", "2026-03-01"),
    ],
)
def test_of_a_day(text: str, cause: str) -> None:
    assert cause in sentence(read_date, text)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("2024-13", "没有这个月份"),
        ("2024年", "缺月份"),
        ("24.8", "年份要写四位"),
        ("8/2024", "顺序"),
        ("至今", "空着不填"),
        ("上个月", "2026-03"),
    ],
)
def test_of_a_month(text: str, cause: str) -> None:
    assert cause in sentence(read_month, text)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("620700200012345", "15 位旧注册号；没有 18 位代码可不填"),
        ("12345678-9", "组织机构代码；没有 18 位代码可不填"),
        ("91620700MA71X0000X", "照上无误可不填"),
        ("9162", "应为 18 位"),
    ],
)
def test_of_a_credit_code(text: str, cause: str) -> None:
    assert cause in sentence(read_credit_code, text)


def test_no_cause_takes_long_however_the_text_looks() -> None:
    for sign in ("0", ",", " ", "1390", "转", "-"):
        causes.of_amount(sign * 500, 2)
        causes.of_phone(sign * 500)


def test_every_cause_has_room_beneath_a_field() -> None:
    tables = [each for each in vars(causes).values() if isinstance(each, tuple)]
    assert len(tables) == 6
    assert all(len(words) <= 26 for table in tables for _, words in table)
