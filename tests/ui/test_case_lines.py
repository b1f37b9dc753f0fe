"""What came back of a case is told for as long as it holds, and no longer."""

from datetime import date

from counter_app.cases.actions import Kind, Role
from counter_app.desk.tried import Tried
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.opened_case import OpenedCase
from counter_app.rules.eligibility import Finding, Outcome
from counter_app.rules.policy import load_policy
from counter_app.ui.case.case_lines import as_taken, came_back
from local_db.outbox import Return
from tests.unit.cases.test_case_state import action
from tests.unit.needs.files import Story, form

DAY = date(2026, 11, 24)
POLICY = load_policy()
BACK = Return("1", "2", "refused", "register", "家庭已在另一件中", "请勿发受理通知书", "")


def told(story: Story) -> str:
    opened = OpenedCase.of(story.file, (POLICY, POLICY), DAY, (Role.CLERK,), {})
    accepted = action(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="1")
    found = came_back(Tried(BACK, accepted, b""), opened, Mask())
    return " ".join(f"{each.title} {each.second}" for each in found)


def test_that_no_letter_may_go_out_stands_until_the_register_is_settled() -> None:
    story = Story(form()).signs()
    story.decides(Kind.CONTESTED, overlap="applicant")
    assert "请勿发受理通知书" in told(story)
    story.decides(Kind.REGISTER_SETTLED, {"reason": "核对过"}, goes_on=True)
    assert "请勿发受理通知书" not in told(story)
    assert "登记簿重复已核定，可以重新受理" in told(story)


def test_a_condition_as_taken_says_first_what_decides() -> None:
    found = (Finding("housing", Outcome.PASS, "附件4", "人均自有 0.00 m²，低于 16"),)
    taken = {"findings": {"taken": {"housing": "fail"}, "said": {"housing": "人均自有 17.50 m²"}}}
    (one,) = as_taken(found, taken)
    assert (one.outcome, one.message) == (Outcome.FAIL, "人均自有 17.50 m²；按申报符合")
    (older,) = as_taken(found, {"findings": {"taken": {"housing": "fail"}}})
    assert older.message == "照采信的算不符；按申报，人均自有 0.00 m²，低于 16"
