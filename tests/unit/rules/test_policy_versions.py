"""Versions: rules apart from wording, each the hash of one text; old versions keep their text."""

import pytest

from counter_app.basics.resources import resource
from counter_app.basics.versions import version_of
from counter_app.rules.policy import Policy, replaced
from counter_app.rules.policy_sources import parse_text, parse_toml, text_of
from counter_app.rules.policy_store import PolicyStore
from counter_app.rules.policy_tables import Document
from tests.families import TABLES, TODAY

LIMIT = "[[income_limit]]\nfrom = 2026-01-01\nper_person_monthly = {}\n"


def policy_of(text: str) -> Policy:
    return replaced(TABLES, parse_toml(text))


def test_a_version_is_16_digits() -> None:
    for version in (TABLES.version, TABLES.wording):
        assert len(version) == 16
        assert int(version, 16) >= 0


def test_a_comma_on_a_paper_changes_the_wording_alone() -> None:
    policy = policy_of('[papers.receipt]\ntitle = "收件，回执"\n')
    assert policy.wording != TABLES.wording
    assert policy.version == TABLES.version


def test_a_limit_changes_the_rules_alone() -> None:
    policy = policy_of(LIMIT.format("2500"))
    assert policy.version != TABLES.version
    assert policy.wording == TABLES.wording
    assert policy.version == policy_of(LIMIT.format("2500")).version
    assert policy.version == policy_of("\n" + LIMIT.format("2_500")).version


@pytest.mark.parametrize("amount", ["2500", "1600.10", "2500.0", '"1600.10"', "0"])
def test_the_text_of_a_version_gives_the_version_again(amount: str) -> None:
    policy = policy_of(LIMIT.format(amount))
    text = policy.text(Document.RULES)
    again = replaced(TABLES, parse_text(text))
    assert text_of(parse_text(text)) == text
    assert version_of(text) == policy.version == again.version
    of = ("620702", "migrant_worker", 1, max(row.begins for row in policy.table("income_limit")))
    assert again.income_limit(*of) == policy.income_limit(*of)


def test_the_tables_of_0_1_are_kept_as_old_cases_name_them() -> None:
    text = resource("policy", "kept", "6e941e10.json").read_text("utf-8")
    assert version_of(text).startswith("6e941e10")
    assert text_of(parse_text(text)) == text


def test_what_was_shipped_before_is_known_without_asking() -> None:
    kept = resource("policy", "kept").iterdir()
    former = sorted(file for file in kept if len(file.stem) == 16)
    assert former
    for file in former:
        text = file.read_text("utf-8")
        assert version_of(text) == file.stem
        assert text_of(parse_text(text)) == text
        assert file.stem not in (TABLES.version, TABLES.wording)
    rules = next(file for file in former if "query" in parse_text(file.read_text("utf-8")))
    found = PolicyStore().of_version(rules.stem, "", lambda _: None)
    assert found.version == rules.stem
    whys = [row["why"] for row in found.rows("query", TODAY)]
    assert whys != [row["why"] for row in TABLES.rows("query", TODAY)]
