"""Rules of the signed hash: the first is for ever what 0.1 (commit 9eb43b0) made."""

import json
from pathlib import Path

import pytest

from counter_app.basics.exact_json import loads
from counter_app.forms import matter
from tests.families import document, put

DATA = Path(__file__).parents[2] / "data"
RECORDED: dict[str, list[str]] = json.loads((DATA / "rule_1_hashes.json").read_text("utf-8"))
BENT = (DATA / "rule_1_bent.jsonl").read_text("utf-8").splitlines()
CASE = document()


def content(text: str) -> dict[str, object]:
    found = loads(text)
    assert isinstance(found, dict)
    return matter.split(found).content


def test_rule_1_hashes_every_sample_as_0_1_did() -> None:
    assert len(RECORDED) > 80
    for name, (signed, key) in RECORDED.items():
        found = content((DATA / name).read_text("utf-8"))
        assert (matter.signed_hash(found, 1), matter.content_key(found)) == (signed, key), name


def test_rule_1_hashes_whatever_was_received_as_0_1_did() -> None:
    """Values of wrong types, lists for choices, half-width forms, private letters."""
    for line in BENT:
        row = loads(line)
        assert isinstance(row, list)
        found, signed, key = row
        assert (matter.signed_hash(found, 1), matter.content_key(found)) == (signed, key)


def test_without_odd_letters_both_rules_say_the_same() -> None:
    assert matter.HASH_RULE == 2
    assert matter.signed_hash(CASE) == matter.signed_hash(CASE, 2) == matter.signed_hash(CASE, 1)


@pytest.mark.parametrize(
    ("typed", "read"), [("王\ue863", "王䶮"), ("王\u200b五", "王五"), ("\ufeff王五\ue5e5", "王五")]
)
def test_rule_2_hashes_what_is_read_and_printed(typed: str, read: str) -> None:
    one, other = put(CASE, "applicant.name", typed), put(CASE, "applicant.name", read)
    assert matter.signed_hash(one, 2) == matter.signed_hash(other, 2)
    assert matter.signed_hash(one, 1) != matter.signed_hash(other, 1)


def test_a_rule_of_a_later_program_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="rule 3"):
        matter.signed_hash(CASE, 3)
