"""A 核查函 asks one department, about whom agreed to it, what nobody has answered yet."""

from datetime import date

import pytest

from counter_app.basics.catalogue.acts import LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.documents.letters.view import LetterView
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted
from counter_app.needs.compared import difference_of
from counter_app.rules.policy import load_policy
from tests.families import MAN, WOMAN
from tests.unit.needs.files import Story, form

POLICY, TODAY = load_policy(), date(2026, 11, 24)
IDENTITY, MARRIAGE = "public_security.identity", "civil_affairs.marriage"


def accepted() -> Story:
    story = Story(form()).signs()
    return story.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")


def answered(story: Story, item: str, position: int, outcome: str = "found") -> None:
    who = story.file.state.person(position)
    said = {"outcome": outcome, "records": []}
    story.decides(
        Kind.ANSWER_ENTERED, said, query=f"q{len(story.actions)}", item=item, person=who,
        outcome=outcome, channel="paper",
    )  # fmt: skip


def inquiry(story: Story, department: str = "civil_affairs") -> LetterView:
    wanted = Wanted("inquiry_letter", department=department)
    which = Letters(story.file, POLICY, TODAY).find(wanted)
    return letter_of(Source(story.file, which, LetterPlace(POLICY, POLICY, region="620702")))


def test_before_identity_is_found_only_identity_is_asked() -> None:
    story = accepted()
    police = inquiry(story, "public_security")
    assert {each.what for each in police.asked} == {"身份信息"}
    assert [each.person.id_number for each in police.asked] == [WOMAN, MAN]
    assert police.organ == "公安部门"
    with pytest.raises(CounterError) as error:
        inquiry(story)
    assert error.value.entry is LETTER_NONE


def test_then_what_was_agreed_to_and_is_not_answered() -> None:
    story = accepted()
    answered(story, IDENTITY, 0)
    said = inquiry(story)
    assert [(each.person.id_number, each.what) for each in said.asked] == [
        (WOMAN, "婚姻登记"),
        (WOMAN, "低保、特困、低收入认定"),
    ]
    assert all(each.agreed_on for each in said.asked)
    answered(story, "civil_affairs.marriage", 0, "none")
    assert [each.what for each in inquiry(story).asked] == ["低保、特困、低收入认定"]


def test_of_who_has_withdrawn_nothing_is_asked() -> None:
    story = accepted()
    answered(story, IDENTITY, 0)
    withdrawn = {"person_id_number": WOMAN, "granted": True, "withdrawn_on": "2026-11-24"}
    story.does(Kind.CONSENT_WITHDRAWN, withdrawn, person=story.file.state.person(0))
    with pytest.raises(CounterError) as error:
        inquiry(story)
    assert error.value.entry is LETTER_NONE


@pytest.mark.parametrize("department", ["", "nobody"])
def test_without_a_department_there_is_no_such_letter(department: str) -> None:
    with pytest.raises(CounterError) as error:
        inquiry(accepted(), department)
    assert error.value.entry is LETTER_NONE


def test_before_acceptance_nobody_is_written_to() -> None:
    with pytest.raises(CounterError) as error:
        inquiry(Story(form()).signs(), "public_security")
    assert error.value.entry is LETTER_NONE


def test_what_was_to_be_mended_there_since_is_asked_again_until_it_is_answered() -> None:
    story = accepted()
    for item in (IDENTITY, MARRIAGE):
        answered(story, item, 0)
    assert "婚姻登记" not in [each.what for each in inquiry(story).asked]
    difference = difference_of(story.file.state.person(0), MARRIAGE, "op_type")
    decided = {"difference": difference, "decision": "mend_at_department"}
    story.decides(Kind.DIFFERENCE_SETTLED, {}, **decided)
    assert "婚姻登记" in [each.what for each in inquiry(story).asked]
    answered(story, MARRIAGE, 0)
    assert "婚姻登记" not in [each.what for each in inquiry(story).asked]
