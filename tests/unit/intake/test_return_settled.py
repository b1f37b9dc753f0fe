"""What comes after a return names it; that all of it is there is the server's to find."""

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
    """What the act says of being the last; None where it says nothing."""
    state = story.file.state
    deed = make(ACTS[act], Given(story.file, TABLES, TABLES, ON, keys))
    assert deed.facts.get("settles", state.returned) == state.returned
    return deed.facts.get("last")


@pytest.mark.parametrize(("more", "last"), [({}, None), ({"more": True}, False)])
def test_a_paper_says_only_where_more_is_to_come(
    more: dict[str, object], last: bool | None
) -> None:
    paper = {"material": "residence_permit", "person": "applicant", **more}
    assert settled_by(returned(), "take-material", **paper) is last


def test_without_a_return_nothing_is_settled() -> None:
    story = Story(form()).signs().takes("income_proof", WOMAN)
    story.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="S1")
    story.decides(Kind.REVIEW_OPENED, step="county")
    paper = {"material": "residence_permit", "person": "applicant"}
    assert settled_by(story, "take-material", **paper) is None
