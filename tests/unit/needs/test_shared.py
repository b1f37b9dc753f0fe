"""What departments bring by themselves, and what a paper is taken for instead."""

from counter_app.cases.actions import Kind
from counter_app.forms.checks import judge
from counter_app.needs.shared import status_of
from counter_app.rules.assess import assess
from tests.families import MAN, TABLES, TODAY, WOMAN
from tests.unit.needs.files import Story
from tests.unit.needs.test_compared import ESTATE, accepted, answers


def statuses(story: Story, material: str) -> dict[str | None, str]:
    file = story.file
    needs = assess(judge(file.document, TODAY), TABLES).materials
    return {
        each.person_id_number: status_of(file, TABLES, TODAY, each)
        for each in needs
        if each.material == material
    }


def test_a_shared_material_is_there_once_its_department_has_answered_of_its_person() -> None:
    story = accepted()
    assert statuses(story, "real_estate") == {WOMAN: "pending", MAN: "pending"}
    answers(story, ESTATE, outcome="none")
    assert statuses(story, "real_estate") == {WOMAN: "obtained", MAN: "pending"}


def test_an_answer_that_says_nothing_brings_nothing() -> None:
    story = answers(accepted(), ESTATE, outcome="none", coverage={})
    assert statuses(story, "real_estate")[WOMAN] == "pending"


def test_paper_is_taken_where_the_query_failed() -> None:
    story = accepted()
    who = story.file.state.person(0)
    story.decides(Kind.QUERY_ASKED, query="q", item=ESTATE, person=who, consent="c")
    story.decides(Kind.QUERY_FAILED, query="q", error="not_permitted")
    assert statuses(story, "real_estate") == {WOMAN: "paper_needed", MAN: "pending"}
    story.takes("real_estate", WOMAN, person=who)
    assert statuses(story, "real_estate")[WOMAN] == "obtained"


def test_what_the_applicant_brings_is_no_departments_affair() -> None:
    assert set(statuses(accepted(), "income_proof").values()) == {"missing"}
