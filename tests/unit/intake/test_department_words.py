"""What an operator reads of a line."""

from datetime import date

import pytest

from counter_app.intake.department_words import (
    driver_words,
    item_words,
    permission_words,
    said_words,
    state_words,
)
from counter_app.rules.policy import load_policy


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("timeout", "连接超时"),
        ("http 503", "对方返回 503"),
        ("-49", "对方代码 -49"),
        ("clock 720", "服务器时间比对方慢 12 分，请校时"),
        ("clock -61", "服务器时间比对方快 1 分，请校时"),
        ("?", ""),
        ("", ""),
    ],
)
def test_what_came_instead_of_an_answer_is_said_in_words(said: str, words: str) -> None:
    assert said_words(said) == words


def test_states_permissions_and_drivers_are_words() -> None:
    assert state_words("quota_day") == "今日次数用完，明早继续"
    assert permission_words("granted", "2027-01-01") == "已授权，到 2027-01-01"
    assert permission_words("refused", "") == "未获授权"
    assert driver_words(("call", "letter")) == "接口、发函"


def test_an_item_is_called_as_the_consent_sheet_calls_it() -> None:
    assert (
        item_words(load_policy(), "civil_affairs.marriage", date(2026, 11, 24)) == "民政 婚姻登记"
    )
