"""Words of the bureau over the shipped ones: what cannot be printed is left as it was."""

import pytest

from counter_app.rules.policy import replaced
from counter_app.rules.policy_sources import parse_toml
from tests.families import TABLES, TODAY

UNUSABLE = {
    "another_kind": "[page.received]\nuntil = 5\n",
    "unknown_braces": '[page.received]\nuntil = "{month}前告知"\n',
    "broken_braces": '[page.received]\nuntil = "{day前告知"\n',
    "wide_braces": '[page.received]\nuntil = "{day:>999999999}"\n',
    "inside_braces": '[page.received]\nuntil = "{day.__class__}"\n',
    "list_for_text": '[page.received]\nuntil = ["{day}"]\n',
    "table_for_text": '[page.received.until]\na = "b"\n',
    "text_for_table": '[page]\nreceived = "已收"\n',
}


def test_what_is_said_anew_is_said_and_the_rest_stays() -> None:
    policy = replaced(TABLES, parse_toml('[page.received]\nuntil = "最迟{day}告知"\n'))
    words, shipped = policy.words("page", TODAY), TABLES.words("page", TODAY)
    assert words["received"]["until"] == "最迟{day}告知"
    assert words["received"]["heading"] == shipped["received"]["heading"]
    assert words["steps"] == shipped["steps"]


@pytest.mark.parametrize("name", list(UNUSABLE))
def test_what_cannot_be_printed_is_left_as_it_was(name: str) -> None:
    policy = replaced(TABLES, parse_toml(UNUSABLE[name]))
    assert policy.words("page", TODAY) == TABLES.words("page", TODAY)


def test_a_list_of_columns_keeps_its_number() -> None:
    two = replaced(TABLES, parse_toml('[papers.receipt]\ncolumns = ["序号", "材料"]\n'))
    text = '[papers.receipt]\ncolumns = ["1", "2", "3", "4", "5", "6"]\n'
    six = replaced(TABLES, parse_toml(text))
    shipped = TABLES.words("papers", TODAY)["receipt"]["columns"]
    assert two.words("papers", TODAY)["receipt"]["columns"] == shipped
    assert six.words("papers", TODAY)["receipt"]["columns"] == list("123456")


def test_the_terms_of_the_sheet_may_be_more_and_name_whom_to_ask() -> None:
    text = '[papers.authorization]\nterms = [["甲", "乙"], ["丙", "丁{contact}"], ["戊", "己"]]\n'
    words = replaced(TABLES, parse_toml(text)).words("papers", TODAY)
    assert [pair[0] for pair in words["authorization"]["terms"]] == ["甲", "丙", "戊"]


def test_words_of_the_future_are_not_said_yet() -> None:
    policy = replaced(TABLES, parse_toml('[page]\nfrom = 2030-01-01\nservice = "新"\n'))
    assert policy.words("page", TODAY) == TABLES.words("page", TODAY)
