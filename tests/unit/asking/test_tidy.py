"""What is put right on leaving a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.asking import tidy


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
    assert tidy.amount(typed) == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("3200.00", "3,200.00"), ("0.50", "0.50"), ("12.345", "12.345"), ("三千", "三千")],
)
def test_thousands(kept: str, shown: str) -> None:
    assert tidy.thousands(kept) == shown


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
    assert tidy.day(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("202607", "2026-07"), ("2026.7", "2026-07"), ("2026年7月", "2026-07"), ("至今", "至今")],
)
def test_month(typed: str, kept: str) -> None:
    assert tidy.month(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("1/2", "0.5"), ("1/3", "0.333333"), ("0.25", "0.25"), ("1/0", "1/0")]
)
def test_share(typed: str, kept: str) -> None:
    assert tidy.share(typed) == kept


def test_identity_is_half_width_without_spaces_and_capital() -> None:
    assert tidy.identity(" ６２０７０２ 19810922903x ") == "62070219810922903X"


@given(st.text(max_size=30))
def test_putting_right_twice_changes_nothing_more(text: str) -> None:
    for put_right in (tidy.plain, tidy.compact, tidy.amount, tidy.day, tidy.month, tidy.identity):
        assert put_right(put_right(text)) == put_right(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_shown_amount_is_read_back_as_it_was(amount: object) -> None:
    kept = f"{amount:.2f}"
    assert tidy.amount(tidy.thousands(kept)) == kept
