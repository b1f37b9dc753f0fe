"""What is found of a case: as it was declared, and as a person took what was verified."""

from counter_app.cases.actions import Kind
from counter_app.needs.compared import difference_of
from counter_app.needs.findings import as_taken, facts_of, findings
from counter_app.rules.eligibility import Outcome
from tests.families import TABLES, TODAY
from tests.unit.needs.files import Story
from tests.unit.needs.test_compared import ESTATE, MARRIAGE, accepted, answers

FLAT = {"floor_area": "88.5", "co_ownership": "sole", "state": "current"}


def housing(story: Story) -> tuple[Outcome, Outcome]:
    both = findings(story.file, TABLES, TODAY)
    declared, taken = ({each.rule: each.outcome for each in side} for side in both)
    return declared["housing"], taken["housing"]


def settles(story: Story, item: str, fact: str, decision: str) -> Story:
    name = difference_of(story.file.state.person(0), item, fact)
    return story.decides(Kind.DIFFERENCE_SETTLED, {}, difference=name, decision=decision)


def test_what_was_taken_moves_the_findings_and_nothing_else_does() -> None:
    story = answers(accepted(), ESTATE, FLAT)
    assert housing(story) == (Outcome.PASS, Outcome.PASS)
    for decision in ("take_declared", "mend_at_department", "correct_declaration"):
        assert housing(settles(story, ESTATE, "floor_area", decision))[1] is Outcome.PASS
    assert housing(settles(story, ESTATE, "floor_area", "take_verified")) == (
        Outcome.PASS,
        Outcome.FAIL,
    )


def test_a_changed_form_is_decided_anew() -> None:
    story = settles(answers(accepted(), ESTATE, FLAT), ESTATE, "floor_area", "take_verified")
    changed = {**story.content, "applicant": {**story.content["applicant"], "phone": "13909366121"}}
    assert housing(story.revises(changed))[1] is Outcome.PASS


def test_an_answer_that_is_not_here_takes_nothing_away() -> None:
    story = settles(answers(accepted(), ESTATE, FLAT), ESTATE, "floor_area", "take_verified")
    here = story.file.state.queries[0].answer
    del story.contents[here]
    assert as_taken(story.file, TABLES, TODAY) == story.file.document


def test_every_fact_is_known_by_the_id_of_its_difference() -> None:
    story = accepted()
    person = story.file.state.person(1)
    named = {each.difference: each for each in facts_of(story.file, TABLES, TODAY)}
    found = named[difference_of(person, MARRIAGE, "op_type")]
    assert (found.position, found.person, found.declared) == (1, person, "details.marital_status")
