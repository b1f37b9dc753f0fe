"""What acceptance still lacks, and from which day it counts, told by what came when."""

from datetime import date

import pytest

from counter_app.cases.actions import Kind
from counter_app.needs.act import lacking
from counter_app.needs.day import acceptance
from counter_app.needs.lacking import pieces_lacking
from tests.families import BOY, MAN, TABLES, WOMAN, consent, member
from tests.unit.needs.files import Story, form

ON = date(2026, 12, 1)
HUSBAND_EARNS = form(household={"members": [member(monthly_income="100.00")]})


def lacks(story: Story) -> list[tuple[str, str]]:
    return [(each.what, each.name) for each in pieces_lacking(story.file, TABLES, ON)]


def complete() -> Story:
    return Story(form()).signs().takes("income_proof", WOMAN)


def test_of_a_case_that_was_only_received_everything_is_named_at_once() -> None:
    story = Story(form(applicant={"name": "周玉兰", "id_number": WOMAN}))
    found = lacks(story)
    assert ("field", "applicant.sex") in found
    assert ("signature", "commitment") in found
    assert [each for each in found if each[0] == "consent"] == [("consent", ""), ("consent", "")]


def test_signed_consented_and_brought_nothing_lacks_but_the_street() -> None:
    story = complete()
    assert lacks(story) == []
    (street,) = lacking(story.file, Kind.ACCEPTED, TABLES, ON)
    assert street.what == "street"
    story.does(Kind.STREET_SET, street="620702001", seen="", content=story.file.state.content)
    assert lacking(story.file, Kind.ACCEPTED, TABLES, ON) == ()


def test_after_the_lapse_only_the_street_is_asked_for() -> None:
    found = lacking(Story(form()).file, Kind.ACCEPTED, TABLES, ON, deemed=True)
    assert [each.what for each in found] == ["street"]


def test_each_person_who_earns_brings_a_proof_and_is_named_by_id() -> None:
    story = Story(HUSBAND_EARNS).signs().takes("income_proof", WOMAN)
    (lack,) = pieces_lacking(story.file, TABLES, ON)
    assert (lack.what, lack.name) == ("material", "income_proof")
    assert lack.person == story.file.state.person(1)
    assert "赵建军" in lack.words


def test_what_is_promised_and_may_be_deferred_is_not_lacking() -> None:
    story = Story(form()).signs()
    assert lacks(story) == [("material", "income_proof")]
    promise = {
        "material": "income_proof",
        "person_id_number": WOMAN,
        "promised_by": "周玉兰",
        "due_on": "2026-12-01",
    }
    assert lacks(story.does(Kind.DEFERRAL_PROMISED, promise)) == []


def test_a_change_after_signing_makes_commitment_and_consents_stale() -> None:
    story = complete().revises(form(applicant={**form()["applicant"], "employer": "无"}))
    assert [each[0] for each in lacks(story)] == ["signature", "consent", "consent"]
    assert "重新签字" in pieces_lacking(story.file, TABLES, ON)[0].words
    assert lacks(story.signs()) == []


def test_a_new_telephone_makes_nothing_stale() -> None:
    story = complete().revises(form(applicant={**form()["applicant"], "phone": "13909360000"}))
    assert lacks(story) == []


def test_who_withdraws_has_answered() -> None:
    story = complete()
    person = story.file.state.person(1)
    entry = consent(MAN, withdrawn_on="2026-11-25")
    assert lacks(story.does(Kind.CONSENT_WITHDRAWN, entry, person=person)) == []


def test_a_newcomer_of_the_household_has_to_answer_too() -> None:
    people = [member(), member(name="赵小天", relation="child", id_number=BOY)]
    story = complete().revises(form(household={"members": people})).signs()
    kinds = [each[0] for each in lacks(story)]
    assert "consent" not in kinds


def test_what_goes_back_is_lacking_again() -> None:
    story = complete()
    taken = story.file.state.materials[0]
    assert lacks(story.does(Kind.MATERIAL_RETURNED, taken=taken)) == [("material", "income_proof")]


@pytest.mark.parametrize("late", ["2026-11-25", "2026-11-30"])
def test_the_day_is_that_on_which_the_last_needed_piece_came(late: str) -> None:
    story = Story(form()).signs().takes("income_proof", WOMAN, on=late)
    assert acceptance(story.file, TABLES, ON) == (late, "supplement")


def test_all_there_at_receipt_counts_from_receipt_whoever_accepts_when() -> None:
    story = complete()
    assert acceptance(story.file, TABLES, ON) == ("2026-11-24", "ordinary")
    story.takes("labour_contract", WOMAN, on="2026-11-30")
    assert acceptance(story.file, TABLES, ON) == ("2026-11-24", "ordinary")


def test_a_last_piece_of_day_three_that_is_delivered_on_day_nine_counts_from_day_three() -> None:
    story = Story(form()).takes("income_proof", WOMAN, on="2026-11-30").signs(on="2026-11-27")
    assert acceptance(story.file, TABLES, ON) == ("2026-11-30", "supplement")


def test_while_something_lacks_there_is_no_day() -> None:
    assert acceptance(Story(form()).file, TABLES, ON) is None
    (nothing,) = lacking(complete().file, Kind.NOTICE_GIVEN, TABLES, ON)
    assert "没有需要补正" in nothing.words
