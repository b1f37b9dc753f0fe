"""What is put right on leaving a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.asking.putting_right.amounts import thousands
from counter_app.asking.putting_right.table import put_right
from counter_app.intake import shares


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3200", "3200.00"),
        ("３２００．５", "3200.50"),
        ("3,200.5", "3200.50"),
        (" 1 620.5 ", "1620.50"),
        ("1620.5元", "1620.50"),
        (".5", "0.50"),
        ("12.345", "12.345"),
        ("三千", "三千"),
        ("-5", "-5"),
        ("", ""),
    ],
)
def test_amount(typed: str, kept: str) -> None:
    assert put_right(typed, "money").text == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("3200.00", "3,200.00"), ("0.50", "0.50"), ("12.345", "12.345"), ("三千", "三千")],
)
def test_thousands(kept: str, shown: str) -> None:
    assert thousands(kept) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("20261124", "2026-11-24"),
        ("2026.1.5", "2026-01-05"),
        ("2026年11月24日", "2026-11-24"),
        ("２０２６-11-24", "2026-11-24"),
        ("2026-11", "2026-11"),
        ("明天", "明天"),
    ],
)
def test_day(typed: str, kept: str) -> None:
    assert put_right(typed, "date").text == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("202607", "2026-07"), ("2026.7", "2026-07"), ("2026年7月", "2026-07"), ("至今", "至今")],
)
def test_month(typed: str, kept: str) -> None:
    assert put_right(typed, "month").text == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("1/2", "0.5"), ("1/3", "0.333333"), ("0.25", "0.25"), ("1/0", "1/0")]
)
def test_share(typed: str, kept: str) -> None:
    assert shares.kept(typed) == kept


def test_identity_is_half_width_without_spaces_and_capital() -> None:
    typed = " ６２０７０２ 19810922903x "
    assert put_right(typed, "resident_id").text == "62070219810922903X"


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_shown_amount_is_read_back_as_it_was(amount: object) -> None:
    kept = f"{amount:.2f}"
    assert put_right(thousands(kept), "money").text == kept


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "told"),
    [
        ("money", "¥3200", "3200.00", "已去掉“¥”"),
        ("money", "人民币3200元整", "3200.00", "已去掉“人民币”“元整”"),
        ("money", "3200元/月", "3200.00", "已去掉“元/月”"),
        ("money", "月收入：3,200", "3200.00", "已去掉“月收入:”"),
        ("money", "3200。50", "3200.50", "已把句号换成小数点"),
        ("money", "0.3万", "3000.00", "0.3 万已写作 3,000.00 元"),
        ("area", "72.5㎡", "72.50", "已去掉“㎡”"),
        ("area", "约72.5平方米", "约72.5平方米", ""),
        ("share", "50%", "0.5", "50% 已写作 0.5"),
        ("date", "2026。11。5", "2026-11-05", ""),
        ("date", "2026年11月5号", "2026-11-05", ""),
        ("date", "二〇二六年十一月二十五日", "2026-11-25", ""),
        ("date", "2026/11/5 00:00:00", "2026-11-05", "已去掉时刻"),
        ("date", "2026年11月5日星期四", "2026-11-05", "已去掉星期"),
        ("date", "26.11.5", "26.11.5", ""),
        ("date", "5/11/2026", "5/11/2026", ""),
        ("month", "2024-08-01", "2024-08", "只要年月，已去掉日"),
        ("month", "2024-08-32", "2024-08-32", ""),
        ("open_month", "至今", "", "至今不用填，已清空"),
        ("phone", "+8613909366123", "13909366123", "已去掉国家码 86"),
        ("phone", "0086 139 0936 6123", "13909366123", "已去掉国家码 86"),
        ("phone", "8613909366123", "13909366123", "已去掉国家码 86"),
        ("phone", "139-0936-6123", "13909366123", "已去掉号码中的分隔号"),
        ("phone", "(0936)8212345", "0936-8212345", "已把括号换成“-”"),
        ("phone", "（0936） 8212345", "0936-8212345", "已把括号换成“-”"),
        ("phone", "0936—8212345", "0936-8212345", "已把分隔号换成“-”"),
        ("phone", "+86 936 8212345", "0936-8212345", "已去掉国家码 86"),
        ("phone", "+86(0)936-8212345", "0936-8212345", "已去掉国家码 86"),
        ("phone", "手机：139 0936 6123", "13909366123", "已去掉“手机:”"),
        ("phone", "13909366123.0", "13909366123", "已去掉“.0”"),
        ("phone", "0936-8212345-801", "0936-8212345-801", ""),
        ("phone", "13909366123/13909366124", "13909366123/13909366124", ""),
        ("resident_id", "'620702198403159044", "620702198403159044", "已去掉前面的撇号"),
        ("resident_id", "身份证号：620702198403159044", "620702198403159044", "“身份证号:”"),
        ("resident_id", "620702-19840315-9044", "620702198403159044", "已去掉号码中的标点"),
        ("resident_id", "62O702198403159O44", "620702198403159044", "已把像数字的字母换成数字"),
        ("resident_id", "62070219810922903×", "62070219810922903X", "已把末位换成字母 X"),
        ("resident_id", "620702198403159044.0", "620702198403159044", "已去掉“.0”"),
        ("resident_id", "620702840315904", "620702840315904", ""),
        ("resident_id", "6.20702E+17", "6.20702E+17", ""),
        ("other_paper", "护照：e1234 5678", "护照:E12345678", ""),
        ("credit_code", "9162O7O0MA71X0000X", "9162O7O0MA71X0000X", ""),
        ("text", "张掖市\n甘州区\t某公司", "张掖市 甘州区 某公司", "已把换行换成空格"),
        ("text", "'2026001", "2026001", "已去掉前面的撇号"),
        ("name", "李小\n明", "李小明", "已去掉字间空格"),
        ("name", "李\x07明", "李明", "已去掉看不见的字符 U+0007"),
    ],
)
def test_what_is_certain_is_put_right_and_told(kind: str, typed: str, kept: str, told: str) -> None:
    right = put_right(typed, kind)
    assert right.text == kept
    assert (told in right.told) if told else not right.told


@pytest.mark.parametrize("typed", ["72,5", "0,500", "1,2345", "3,20", "72 5", "1,234,5", "1.620,5"])
@pytest.mark.parametrize("kind", ["money", "area"])
def test_a_comma_or_a_blank_is_never_guessed(kind: str, typed: str) -> None:
    assert put_right(typed, kind).text == typed


def test_a_number_that_went_through_a_float_is_not_believed() -> None:
    """620702198403159040 is what a float makes of …044; a text with `.0` keeps its digits."""
    assert put_right("620702198403159040.0", "resident_id").text == "620702198403159040.0"
