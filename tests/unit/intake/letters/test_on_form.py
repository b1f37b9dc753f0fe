"""The 审核表 of a decided case: three offices, their words, who and when."""

from datetime import date

import pytest

from counter_app.basics.catalogue.acts import LETTER_AT_SERVER
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.documents.view import FormOpinion
from counter_app.intake.letters.of_case import LettersOfCase
from counter_app.intake.letters.source import LetterPlace
from counter_app.intake.letters.which import Letters
from tests.unit.intake.letters.test_of_review import (
    DAY,
    POLICY,
    TODAY,
    V1,
    failed_and_announced,
    refused,
)
from tests.unit.needs.files import Story
from tests.unit.needs.test_compared import accepted


def letters(told: Story) -> LettersOfCase:
    return LettersOfCase.of(
        Letters(told.file, POLICY, TODAY), LetterPlace(POLICY, POLICY, "620702")
    )


def reviewed(first: str = "community", opinion: str = "agree") -> Story:
    told = accepted().decides(Kind.STREET_SET, street="620702001")
    told.decides(Kind.REVIEW_OPENED, step=first)
    said = {"text": "入户走访，所报属实"}
    told.decides(Kind.OPINION_GIVEN, said, on="2026-11-30", step=first, opinion=opinion)
    county = {"text": "核验相符，同意"}
    return told.decides(Kind.OPINION_GIVEN, county, on="2026-12-04", step="county", opinion="agree")


def filed(told: Story) -> Story:
    return told.decides(Kind.FILED, {"text": "准予备案"}, on="2026-12-08", letter=V1)


def test_a_filed_case_has_three_each_with_its_words_and_day() -> None:
    found = letters(filed(reviewed())).opinions()
    assert [each and (each.text, each.on) for each in found] == [
        ("同意。入户走访，所报属实。", date(2026, 11, 30)),
        ("核验相符，同意。", date(2026, 12, 4)),
        ("准予备案。", date(2026, 12, 8)),
    ]
    assert all(each is not None and each.by for each in found)


def test_an_employers_word_is_nobodys_who_entered_it() -> None:
    first = letters(filed(reviewed("employer", "disagree"))).opinions()[0]
    assert first == FormOpinion("不同意。入户走访，所报属实。", "", date(2026, 11, 30))


def test_a_refused_case_says_so_in_the_countys_place_and_nothing_in_the_citys() -> None:
    first, county, city = letters(refused(failed_and_announced())).opinions()
    assert (first, city) == (None, None)
    assert county is not None
    assert county.text == "审核不通过。名下有住房一套。"


def test_before_the_end_there_is_none_and_what_is_not_here_is_asked_for() -> None:
    assert letters(reviewed()).opinions() == ()
    told = filed(reviewed())
    given = next(each for each in told.actions if each.kind == Kind.OPINION_GIVEN)
    kept = told.contents.pop(given.action_id)
    with pytest.raises(CounterError) as caught:
        letters(told).opinions()
    assert caught.value.entry is LETTER_AT_SERVER
    asked = letters(told).opinions(lambda: {given.action_id: kept})
    assert asked[0] is not None
    assert "入户走访" in asked[0].text


def test_an_opinion_that_a_change_has_made_void_is_on_no_form() -> None:
    told = reviewed()
    told.decides(Kind.SENT_BACK, {"words": "请再核"}, on=DAY)
    county = {"text": "再核过，同意"}
    told.decides(Kind.OPINION_GIVEN, county, on="2026-12-07", step="county", opinion="agree")
    found = letters(filed(told)).opinions()
    assert found[1] is not None
    assert found[1].text == "再核过，同意。"
