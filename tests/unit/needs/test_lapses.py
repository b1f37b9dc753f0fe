"""Whether a time is over: of a notice or return that was delivered, of what was promised."""

from datetime import date

import pytest

from counter_app.cases.actions import Kind
from counter_app.cases.kinds.facts import DECLINES, ENDINGS
from counter_app.needs.lapses import DEFERRAL, SUPPLEMENT, why_not_lapsed
from counter_app.needs.limits import beyond
from counter_app.needs.returned import until_from
from counter_app.rules.policy import Policy, load_policy
from tests.families import TABLES, WOMAN
from tests.unit.needs.files import Story, form

NOTICE, RETURN = "620702-2026-03-00001-B1", "620702-2026-03-00001-X1"
LAST, AFTER = date(2026, 12, 15), date(2026, 12, 16)


def noticed(*, delivered: bool = True, until: str = LAST.isoformat()) -> Story:
    told = Story(form()).decides(
        Kind.NOTICE_GIVEN, {"items": []}, letter=NOTICE, items=2, until=until
    )
    return told.decides(Kind.DELIVERED, letter=NOTICE, way="in_hand") if delivered else told


def why(story: Story, on: date, reason: str = SUPPLEMENT, policy: Policy = TABLES) -> str | None:
    return why_not_lapsed(story.file, {"reason": reason}, policy, on)


def test_a_notice_lapses_behind_the_day_that_it_told() -> None:
    assert why(noticed(), LAST) == "not_lapsed"
    assert why(noticed(), AFTER) is None


def test_what_was_not_delivered_told_no_day_or_was_settled_never_lapses() -> None:
    for story in (
        Story(form()),
        noticed(delivered=False),
        noticed(until=""),
        noticed().takes("income_proof", WOMAN, settles="NoticeGiven 1", last=True),
    ):
        assert why(story, date(2027, 6, 1)) == "not_lapsed"


def test_a_return_lapses_behind_the_days_of_its_letter() -> None:
    policy = load_policy()
    days = int(policy.words("letters", LAST)["review_return_notice"]["days"])
    story = (
        Story(form())
        .decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="S1")
        .decides(Kind.REVIEW_OPENED, step="county")
        .decides(Kind.RETURNED, {"remarks": []}, letter=RETURN, items=1)
    )
    last = date.fromordinal(date(2026, 11, 24).toordinal() + days)
    assert why(story, date(2027, 6, 1), policy=policy) == "not_lapsed"
    story.decides(Kind.DELIVERED, letter=RETURN, way="in_hand")
    assert why(story, last, policy=policy) == "not_lapsed"
    assert why(story, date.fromordinal(last.toordinal() + 1), policy=policy) is None


def test_a_promise_lapses_behind_the_last_of_its_days() -> None:
    def promised(*days: str) -> Story:
        story = Story(form())
        for day in days:
            entry = {"material": "income_proof", "person_id_number": WOMAN, "due_on": day}
            story.does(Kind.DEFERRAL_PROMISED, entry)
        return story

    assert why(promised(), AFTER, DEFERRAL) == "not_lapsed"
    assert why(promised("2026-12-01", "2026-12-15"), LAST, DEFERRAL) == "not_lapsed"
    assert why(promised("2026-12-01", "2026-12-15"), AFTER, DEFERRAL) is None


@pytest.mark.parametrize(("act", "reasons"), [(Kind.DECLINED, DECLINES), (Kind.ENDED, ENDINGS)])
def test_only_these_reasons_rest_on_a_lapse(act: Kind, reasons: object) -> None:
    words = getattr(reasons, "words", ())
    held = {
        reason
        for reason in words
        if beyond(Story(form()).file, act, {"reason": reason}, TABLES, LAST)
    }
    assert held == {SUPPLEMENT, DEFERRAL} & set(words)


def test_a_return_never_ends_on_a_rest_day() -> None:
    decided = date(2026, 11, 28)
    assert until_from(decided, load_policy()) == date(2026, 12, 14), "the 13th is a Sunday"
