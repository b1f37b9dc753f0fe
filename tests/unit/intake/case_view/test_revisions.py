"""Contents that have held are compared by whose each field is."""

from datetime import date

from counter_app.cases.actions import Kind
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.revisions import changed_since_signed, compare, revisions
from counter_app.intake.declared import with_value
from counter_app.intake.members_changed import with_member, without_member
from counter_app.rules.policy_store import load_policy
from tests.unit.needs.files import Story, form

DAY = date(2026, 11, 24)
INCOME = "household.members[0].monthly_income"
NEW = {
    "name": "赵小满",
    "relation": "child",
    "id_number": "620702201303010722",
    "employer": "无",
    "monthly_income": "0",
}


def test_a_revision_is_compared_with_what_was_signed() -> None:
    told = Story(form())
    assert changed_since_signed(told.file) == ()
    told.signs()
    told.revises(with_value(form(), INCOME, "2650.00", DAY))
    ((place, was, now),) = changed_since_signed(told.file)
    assert (place, now) == ("赵建军 · 月收入", "2,650.00")
    assert was != now
    assert changed_since_signed(told.signs().file) == ()


def test_who_came_in_or_left_moves_nobody_elses_lines() -> None:
    told = Story(form()).signs()
    state = told.file.state
    content, persons = with_member(form(), state, NEW)
    told.decides(Kind.FORM_REVISED, content, base=state.content, persons=" ".join(persons))
    assert {place.split(" · ")[0] for place, _, _ in changed_since_signed(told.file)} == {"赵小满"}
    told.signs()
    state = told.file.state
    content, persons = without_member(content, state, state.person(1))
    told.decides(Kind.FORM_REVISED, content, base=state.content, persons=" ".join(persons))
    changed = changed_since_signed(told.file)
    assert {place.split(" · ")[0] for place, _, _ in changed} == {"赵建军"}
    assert all(now == "没有" for _, _, now in changed)


def test_two_contents_are_told_in_groups_and_masked() -> None:
    told = Story(form()).signs()
    told.revises(with_value(form(), INCOME, "2650.00", DAY))
    older, newer = revisions(told.file)
    assert (older.number, newer.number, newer.changes) == (1, 2, 1)
    found, same = compare(older, newer, load_policy(), Mask.of([form()]))
    assert found[0].group == "申报"
    assert (found[0].whose, found[0].place, found[0].after) == ("赵*", "月收入", "2,650.00")
    assert ("算出", "人均月收入") in {(each.group, each.place) for each in found}
    assert same > 20
