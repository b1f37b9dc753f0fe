"""What is kept of an applicant beside format 1: declared once, of one type, asked in one part."""

import re
from pathlib import Path

import pytest

from counter_app.forms.drafts.draft import Draft
from counter_app.intake import local
from counter_app.intake.part_of import part_of
from counter_app.intake.steps import Part


def test_nobody_else_spells_a_local_key(checkout: Path) -> None:
    spelt = re.compile(r"""f?["']local\.""")
    files = [each for each in (checkout / "counter_app").rglob("*.py") if each.name != "local.py"]
    assert files
    assert [str(each) for each in files if spelt.search(each.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("each", local.declared(), ids=lambda each: f"{each.name}-{each.field}")
def test_each_is_found_again_by_its_key(each: local.Local[object]) -> None:
    key = each.key("someone")
    assert local.is_local(key)
    assert key.startswith(each.prefix)
    assert local.find_local(key) is each
    assert part_of(key) is each.part


def test_a_value_of_another_type_is_none() -> None:
    draft = Draft(values={local.REVISIONS.key(): "a", local.PRINTED_PAGES.key("form"): 3})
    assert local.REVISIONS.find(draft) is None
    assert local.PRINTED_PAGES.find(draft, "form") == 3


def test_what_this_program_does_not_know_is_kept_and_belongs_to_the_first_part() -> None:
    assert local.find_local("local.note") is None
    assert local.find_local("applicant.name") is None
    assert part_of("local.note") is Part.APPLICANT


def test_the_keys_are_those_of_every_earlier_draft() -> None:
    assert local.APPLICANT_UUID.key() == "local.applicant_uuid"
    assert local.SIGNED_HASH.key("form") == "local.signature.form.hash"
    assert local.PRINTED_AT.key("application_form") == "local.printed.application_form.at"
    assert local.REFUSAL_EXPLAINED_BY.key("u1") == "local.refusal.u1.explained_by"
    assert local.CONSENT_ITEMS.key("u1") == "local.consent_items.u1"
