"""What comes after a return settles it once nothing lacks, unless more is to come."""

from datetime import date

import pytest

from counter_app.cases.actions import Kind
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.table import ACTS, make
from tests.families import TABLES, WOMAN
from tests.unit.needs.files import Story, form

ON = date(2026, 12, 1)
RETURN = "620702-2026-03-00001-X1"


def returned() -> Story:
    """Complete, accepted, and returned by the county."""
    return (
        Story(form())
        .signs()
        .takes("income_proof", WOMAN)
        .decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="S1")
        .decides(Kind.REVIEW_OPENED, step="county")
        .decides(Kind.RETURNED, {"remarks": []}, letter=RETURN, items=1)
    )


def settled_by(story: Story, act: str, **keys: object) -> object:
    """Whether the act would end the return; None where it says nothing of one."""
    state = story.file.state
    deed = make(ACTS[act], Given(story.file, TABLES, TABLES, ON, keys))
    assert deed.facts.get("settles", state.returned) == state.returned
    return deed.facts.get("last")


@pytest.mark.parametrize(("more", "last"), [({}, True), ({"more": True}, False)])
def test_a_paper_ends_it_unless_more_is_to_come(more: dict[str, object], last: bool) -> None:
    paper = {"material": "residence_permit", "person": "applicant", **more}
    assert settled_by(returned(), "take-material", **paper) is last


def test_a_change_ends_it_once_it_is_signed_anew() -> None:
    story = returned()
    other = {"field": "applicant.employer", "value": "另一单位", "reason": "更正"}
    assert settled_by(story, "revise", **other) is False
    story.revises(form(applicant={**story.content["applicant"], "employer": "另"}))
    assert settled_by(story, "sign") is False, "the consents are stale as well"


def test_without_a_return_nothing_is_settled() -> None:
    story = Story(form()).signs().takes("income_proof", WOMAN)
    story.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="S1")
    story.decides(Kind.REVIEW_OPENED, step="county")
    paper = {"material": "residence_permit", "person": "applicant"}
    assert settled_by(story, "take-material", **paper) is None
