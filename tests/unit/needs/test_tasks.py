"""What queries leave to a person: each opens once, and is settled by what comes after it."""

import msgspec
import pytest

from counter_app.cases.actions import Kind
from counter_app.cases.case_state import CaseState
from counter_app.needs.subjects import left_meanwhile
from counter_app.needs.tasks import WORDS, Task, is_at_work, of_queries, settled_by_word, tasks_of
from tests.unit.needs.files import Story, form

DATABASES = ()
IDENTITY, MARRIAGE = "public_security.identity", "civil_affairs.marriage"


class Asked(Story):
    """An accepted case that asks departments about its applicant."""

    def __init__(self) -> None:
        super().__init__(form())
        self.signs()
        self.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")
        self.person = self.file.state.person(0)

    def asks(self, item: str, query: str = "q") -> "Asked":
        self.does(Kind.QUERY_ASKED, query=query, item=item, person=self.person, consent="c")
        return self

    def hears(self, outcome: str, query: str = "q") -> "Asked":
        self.does(Kind.QUERY_ANSWERED, query=query, outcome=outcome, channel="call")
        return self

    def enters(self, item: str, outcome: str = "found") -> "Asked":
        facts = {"item": item, "person": self.person, "outcome": outcome, "channel": "paper"}
        self.does(Kind.ANSWER_ENTERED, query="by hand", **facts)
        return self

    @property
    def state(self) -> CaseState:
        return self.file.state

    @property
    def kinds(self) -> list[str]:
        return [task.kind for task in tasks_of(self.state)]


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("identity_mismatch", "identity"),
        ("ambiguous", "identity"),
        ("to_person", "to_person"),
        ("found", None),
        ("none", None),
    ],
)
def test_an_answer_that_nobody_can_use_opens_a_task(outcome: str, kind: str | None) -> None:
    story = Asked().asks(IDENTITY).hears(outcome)
    assert story.kinds == ([kind] if kind else [])
    for task in tasks_of(story.state):
        assert task == Task(task.kind, story.person, IDENTITY, story.actions[-1].action_id)
        assert WORDS[task.kind]


def test_what_a_person_has_checked_settles_it() -> None:
    story = Asked().asks(IDENTITY).hears("identity_mismatch").enters(IDENTITY)
    assert story.kinds == []


def test_a_query_that_failed_waits_for_paper_or_for_a_waiver() -> None:
    story = Asked().asks(MARRIAGE)
    story.does(Kind.QUERY_FAILED, query="q", error="bad_request")
    assert story.kinds == ["failed"]
    assert tasks_of(msgspec.structs.replace(story.state, waived=("civil_affairs",))) == ()
    assert story.enters(MARRIAGE).kinds == []


def test_an_answer_after_filing_is_the_countys_to_see_and_changes_nothing_else() -> None:
    story = Asked().asks(MARRIAGE)
    story.decides(Kind.FILED, letter="J")
    before = story.state
    story.hears("found")
    after = story.state
    assert story.kinds == ["late_answer"]
    assert after.late == (story.actions[-1].action_id,)
    for name in ("stage", "decision", "content", "ended_on", "opinions"):
        assert getattr(after, name) == getattr(before, name)


def test_after_another_end_nothing_is_left_to_anybody() -> None:
    story = Asked().asks(IDENTITY).hears("identity_mismatch")
    story.does(Kind.WITHDRAWN)
    assert story.kinds == []


def test_who_withdrew_before_anything_was_asked_is_a_task_until_they_consent_again() -> None:
    story = Asked()
    story.does(Kind.CONSENT_WITHDRAWN, {"withdrawn_on": "2026-11-24"}, person=story.person)
    assert story.kinds == ["taken_back"]
    story.does(Kind.CONSENT_GIVEN, {"granted": True}, person=story.person)
    assert (story.kinds, story.state.taken_back) == ([], ())


def test_what_left_between_the_window_and_the_server_is_told() -> None:
    story = Asked()
    story.asks(IDENTITY, "before").asks(MARRIAGE, "between")
    story.does(Kind.CONSENT_WITHDRAWN, {"withdrawn_on": "2026-11-24"}, person=story.person)
    times = {"between": "2026-11-24T10:05:00.000+08:00", "before": "2026-11-24T09:50:00.000+08:00"}
    story.actions = [
        msgspec.structs.replace(
            each, at=times.get(str(each.facts.get("query")), "2026-11-24T10:00:00.000+08:00")
        )
        for each in story.actions
    ]
    assert [trace.query for trace in left_meanwhile(story.file)] == ["between"]


def test_a_death_is_no_matter_of_waiting_for_an_answer() -> None:
    story = Asked().asks(IDENTITY).hears("to_person")
    waived = msgspec.structs.replace(story.state, waived=("public_security",))
    assert [each.kind for each in tasks_of(waived)] == ["to_person"]


def test_who_has_left_the_household_leaves_no_task() -> None:
    story = Asked().asks(IDENTITY).hears("identity_mismatch")
    left = msgspec.structs.replace(story.state, persons=("somebody else",))
    assert tasks_of(left) == ()


def test_paper_or_a_word_settles_what_a_withdrawal_has_left() -> None:
    story = Asked().asks(MARRIAGE)
    story.does(Kind.CONSENT_WITHDRAWN, {"withdrawn_on": "2026-11-24"}, person=story.person)
    story.does(Kind.QUERY_CANCELLED, query="q")
    (left,) = settled_by_word(story.state)
    assert story.kinds == [left.why] == ["taken_back"]
    on_paper = msgspec.structs.replace(story.state, settled={left.of: "x"})
    assert tasks_of(on_paper) == ()
    assert story.enters(MARRIAGE).kinds == []


def test_what_an_opinion_waits_for_nobody_settles_by_a_word() -> None:
    for outcome in ("identity_mismatch", "to_person"):
        story = Asked().asks(IDENTITY).hears(outcome)
        assert settled_by_word(story.state) == ()


def test_a_case_that_has_ended_is_worked_at_until_what_came_after_is_settled() -> None:
    story = Asked()
    assert is_at_work(story.state)
    story.does(Kind.WITHDRAWN)
    assert not is_at_work(story.state)
    story.takes("income_proof", None)
    assert is_at_work(story.state)
    assert (story.kinds, of_queries(story.state)) == (["late_fact"], ())
    settled = {story.state.late[-1]: "x"}
    assert not is_at_work(msgspec.structs.replace(story.state, settled=settled))
