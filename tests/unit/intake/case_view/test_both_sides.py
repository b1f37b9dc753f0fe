"""Declared beside verified as it is read: what differs first, in the words of the hall."""

from datetime import date
from typing import Any

from counter_app.intake.case_view.both_sides import both_sides, in_known_order
from counter_app.intake.case_view.declared_parts import parts_of
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.strokes import Stroke, words
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

DAY = date(2026, 12, 8)
POLICY = load_policy()
ESTATE, MARRIAGE = "natural_resources.real_estate", "civil_affairs.marriage"


def row(person: str, item: str, fact: str, rule: str, **more: Any) -> dict[str, Any]:
    usual = {"difference": f"{person}/{item}", "declared": "", "verified": "", "result": "differs"}
    return {**usual, "person": person, "item": item, "fact": fact, "rule": rule, **more}


def sides(**more: Any) -> Any:
    file = Story(form()).file
    spouse = file.state.person(1)
    differs = row(spouse, ESTATE, "floor_area", "sum_area", verified="21.30", moves="仍低于 16")
    waits = row(
        file.state.person(0), MARRIAGE, "op_type", "marriage", declared="married", result="unknown"
    )
    told = {
        "differences": [differs],
        "other_facts": [waits],
        "queries": [
            {"person": spouse, "item": ESTATE, "state": "answered"},
            {"person": file.state.person(0), "item": MARRIAGE, "state": "failed"},
        ],
        **more,
    }
    mask = Mask.of([file.declared])
    parts = parts_of(file.declared, file.state, DAY, mask)
    return both_sides(told, parts, (POLICY, POLICY), DAY, mask)


def test_a_difference_is_told_with_whose_it_is_and_what_taking_it_moves() -> None:
    found = sides()
    (differs,) = found.differences
    assert (differs.declared, differs.verified) == ("无", "21.30 m²")
    assert (differs.whose, differs.number[:2]) == ("配偶 赵*", "尾号")
    assert differs.moves["take_verified"] == "仍低于 16"
    assert "take_declared" not in differs.moves
    assert (found.open, found.waiting) == (1, 1)


def test_what_was_not_answered_is_no_agreement() -> None:
    first, second = sides().persons[:2]
    assert (first.facts[0].declared, first.facts[0].verified) == ("已婚", "等答复")
    assert first.waits_for == ("民政",)
    assert words(first.strokes) == "民政不通"
    assert second.strokes.count(Stroke.DIFFERS) == 1
    assert second.strokes.count(Stroke.NOT_ASKED) == 8


def test_late_answers_move_nothing_that_was_shown() -> None:
    file = Story(form()).file
    late = row(file.state.person(0), ESTATE, "floor_area", "sum_area", verified="9")
    known = [each.name for each in sides().differences]
    first = row(file.state.person(1), ESTATE, "floor_area", "sum_area", verified="21.30")
    found = in_known_order(sides(differences=[late, first]), known)
    assert [each.name for each in found.differences] == [*known, late["difference"]]


def test_before_anybody_was_asked_nothing_is_verified() -> None:
    found = sides(differences=[], other_facts=[], queries=[])
    assert not found.is_verified
    assert not any(each.was_asked for each in found.persons)


def test_what_was_decided_is_no_open_difference_of_the_person_any_more() -> None:
    spouse = Story(form()).file.state.person(1)
    decided = row(spouse, ESTATE, "floor_area", "sum_area", decision="take_declared")

    def counts(found: Any) -> tuple[int, int]:
        (person,) = (each for each in found.persons if each.part.key == spouse)
        return person.differs, person.decided

    assert counts(sides()) == (1, 0)
    assert counts(sides(differences=[decided])) == (0, 1)


def test_what_is_to_be_mended_says_when_it_is_asked_anew_and_waits_for_nothing() -> None:
    spouse = Story(form()).file.state.person(1)
    mended = row(spouse, ESTATE, "floor_area", "sum_area", decision="mend_at_department")
    asked = {"at": "2026-12-02T09:00:00+08:00", "state": "failed"}
    more = {"asked_anew": [asked], "asks_on": "2026-12-07"}
    states = ("answered", "failed")
    queries = [{"person": spouse, "item": ESTATE, "state": state} for state in states]
    found = sides(differences=[{**mended, **more}], other_facts=[], queries=queries)
    (told,) = found.differences
    assert told.anew == "更正后重新查询 1 次，12-02 未成功，12-07 再次查询"
    assert (told.result, found.waiting) == ("differs", 0)
    (first,) = sides(
        differences=[{**mended, "asked_anew": [], "asks_on": "2026-12-02"}]
    ).differences
    assert first.anew == "12-02 更正后重新查询"


def test_when_and_by_which_way_it_was_answered_and_what_else_was_said_is_told() -> None:
    spouse = Story(form()).file.state.person(1)
    at = "2026-12-04T01:12:00+00:00"
    more = ["42.60 m²，份额 1/2，高台县南华镇"]
    by_line = row(spouse, ESTATE, "floor_area", "sum_area", verified="21.30", at=at, more=more)
    (told,) = sides(differences=[{**by_line, "channel": "call"}]).differences
    assert (told.answered, told.how, list(told.more)) == ("12-04", "12-04 09:12", more)
    (entered,) = sides(differences=[{**by_line, "channel": "letter"}]).differences
    assert entered.how == "12-04 复函"
    (older,) = sides().differences
    assert (older.answered, older.how, older.more) == ("", "", ())


def test_no_record_says_where_was_looked_and_what_waits_since_when() -> None:
    file = Story(form()).file
    applicant, at = file.state.person(0), "2026-12-01T10:00:00+08:00"

    def verified(result: str, **more: Any) -> str:
        other = row(applicant, ESTATE, "floor_area", "sum_area", result=result, **more)
        found = sides(differences=[], other_facts=[other], queries=more.get("queries", []))
        return str(found.persons[0].facts[0].verified)

    none = {"outcome": "none", "area": "620700"}
    assert verified("agrees", **none) == "名下没有，只查甘肃张掖"
    assert verified("unknown", **none) == "查无记录，只查甘肃张掖"
    assert verified("unknown", outcome="not_covered") == "查不了这一项"
    assert verified("not_asked") == "没有查询"
    waits = [{"person": applicant, "item": ESTATE, "state": "asked"}]
    assert verified("unknown", at=at, queries=waits) == "等答复，12-01 发出"
