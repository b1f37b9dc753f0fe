"""One table of papers: what is owed to whom, what is handed out when, which sides are printed."""

from dataclasses import replace

import pytest

from counter_app.documents.materials_list import handed_in
from counter_app.documents.paper_table import (
    CONSENT,
    FORM,
    NAMES,
    PAPERS,
    RECEIPT,
    REVIEWED_FORM,
    find_paper,
    papers_for,
    signed_too,
)
from counter_app.documents.view import Copy, PaperView
from counter_app.intake.papers.case_papers import case_items
from tests.documents import samples


def test_what_is_signed_comes_before_receipt_and_the_receipt_first_after_it() -> None:
    assert papers_for(Copy.SIGNING)[:2] == (FORM, CONSENT)
    assert papers_for(Copy.FINAL)[:3] == (RECEIPT, FORM, CONSENT)


def test_names_are_those_that_old_cases_carry() -> None:
    assert NAMES[:3] == ("application_form", "receipt", "authorization")


def test_a_consent_is_owed_only_where_somebody_is_asked() -> None:
    view = samples.view()
    assert CONSENT.is_owed(view)
    nobody = replace(view, people=tuple(replace(each, queries=()) for each in view.people))
    assert not CONSENT.is_owed(nobody)
    assert [item.paper for item in case_items(nobody, ())] == [RECEIPT, FORM]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_an_empty_paper_can_always_be_had(paper: object) -> None:
    assert all(each.is_owed(PaperView({})) for each in PAPERS if each is paper)


def test_only_a_decided_case_has_the_form_with_what_was_said() -> None:
    view = samples.view()
    assert REVIEWED_FORM not in [item.paper for item in case_items(view, ())]
    decided = [item.paper for item in case_items(view, (), is_decided=True)]
    assert decided == [RECEIPT, FORM, CONSENT, REVIEWED_FORM]
    assert find_paper("reviewed_form") is REVIEWED_FORM


def test_no_sheet_of_paper_is_for_two_people() -> None:
    assert CONSENT.is_duplex(people=1)
    assert not CONSENT.is_duplex(people=2)
    assert not CONSENT.is_duplex(people=4)
    assert FORM.is_duplex(people=4)
    assert not RECEIPT.is_duplex(people=4)


def test_the_receipt_lists_what_was_signed_beside_form_and_consents() -> None:
    view = samples.view()
    assert signed_too(view, NAMES) == ()
    rows = handed_in(replace(view, signed_too=(("无收入声明", 2),)))
    assert [row.what for row in rows].count("无收入声明") == 1
    assert {row.count for row in rows if row.what == "无收入声明"} == {2}


def test_everybody_has_a_position_in_the_household() -> None:
    assert [each.position for each in samples.view().people] == [0, 1, 2, 3]
