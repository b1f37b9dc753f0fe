"""Contents that have held are compared by whose each field is."""

from datetime import date

from counter_app.cases.actions import Kind
from counter_app.intake.case_view.both_sides import Compared
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
    assert ("采信和算出", "人均月收入") in {(each.group, each.place) for each in found}
    assert same > 20


def test_what_was_taken_since_stands_beside_what_was_declared_anew() -> None:
    told = Story(form()).signs()
    told.decides(Kind.DIFFERENCE_SETTLED, {}, difference="before", decision="take_verified")
    told.revises(with_value(form(), INCOME, "2650.00", DAY))
    words = {"reason": "养老金 11 月调整"}
    told.decides(Kind.DIFFERENCE_SETTLED, words, difference="pension", decision="take_verified")
    told.decides(Kind.DIFFERENCE_SETTLED, {}, difference="estate", decision="take_declared")
    told.decides(Kind.DIFFERENCE_SETTLED, {}, difference="other", decision="mend_at_department")
    told.revises(with_value(form(), INCOME, "2700.00", DAY))
    first, second, third = revisions(told.file)
    sides = [
        one_side("before", "take_verified"),
        one_side("pension", "take_verified"),
        one_side("estate", "take_declared"),
        one_side("other", "mend_at_department"),
        one_side("undecided", ""),
    ]
    policy, mask = load_policy(), Mask.of([form()])
    found, _ = compare(second, third, policy, mask, sides)
    shown = [
        (each.place, each.before, each.after, each.why) for each in found if each.whose == "父亲"
    ]
    assert shown == [
        ("pension", "无", "21.30 m²", "照核验采信，养老金 11 月调整"),
        ("estate", "无", "无", "照申报采信"),
    ]
    assert {each.group for each in found if each.whose == "父亲"} == {"采信和算出"}
    earlier = compare(first, second, policy, mask, sides)[0]
    assert "before" in {each.place for each in earlier}
    sides[1] = one_side("pension", "")
    assert "pension" not in {each.place for each in compare(second, third, policy, mask, sides)[0]}


def one_side(name: str, decision: str) -> Compared:
    """A difference as it is told."""
    return Compared(
        name=name,
        person="",
        title=name,
        whose="父亲",
        number="",
        declared="无",
        verified="21.30 m²",
        was="",
        source="人社",
        result="differs",
        decisive=False,
        decision=decision,
        moves={},
    )


def test_between_two_that_are_not_neighbours_each_change_is_whose_it_was_last() -> None:
    told = Story(form()).signs()
    changed = with_value(form(), INCOME, "2650.00", DAY)
    told.revises(changed)
    told.revises(with_value(changed, "applicant.employer", "甘州区第一小学", DAY))
    first, second, third = revisions(told.file)
    found, _ = compare(first, third, load_policy(), Mask(), between=(second,))
    declared = {each.place: each for each in found if each.group == "申报"}
    assert declared.keys() == {"月收入", "工作单位"}
    alone, _ = compare(second, third, load_policy(), Mask())
    assert [each.place for each in alone if each.group == "申报"] == ["工作单位"]
