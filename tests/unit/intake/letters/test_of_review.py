"""What the letters of review say, from the case's actions alone; findings as they were taken."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from counter_app.basics.catalogue.acts import LETTER_AT_SERVER, LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.kinds.facts import WAYS
from counter_app.documents.letters.view import Hearing, LetterView
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted
from counter_app.needs.compared import difference_of
from counter_app.rules.policy import replaced
from tests.unit.intake.letters.test_letter_of import DAY as TODAY
from tests.unit.intake.letters.test_letter_of import NUMBER, POLICY, listed, number, view
from tests.unit.needs.files import Story
from tests.unit.needs.test_compared import ESTATE, accepted, answers

DAY = "2026-12-01"
X1, X2, E1, K1, P1, V1, G1, G2 = (
    f"{NUMBER}-{code}" for code in ("X1", "X2", "E1", "K1", "P1", "V1", "G1", "G2")
)
VEHICLE, PERMIT = "public_security.vehicle", "public_security.identity"
FLAT = {"floor_area": "88.5", "co_ownership": "sole", "state": "current"}


def in_review() -> Story:
    story = accepted()
    return story.decides(Kind.STREET_SET, street="620702001").decides(
        Kind.REVIEW_OPENED, step="county"
    )


def settles(story: Story, item: str, fact: str, decision: str, person: int = 0) -> str:
    name = difference_of(story.file.state.person(person), item, fact)
    story.decides(Kind.DIFFERENCE_SETTLED, {}, on=DAY, difference=name, decision=decision)
    return name


def failed() -> Story:
    story = answers(in_review(), ESTATE, FLAT)
    settles(story, ESTATE, "floor_area", "take_verified")
    return story


def test_a_return_asks_for_all_of_it_by_a_day_and_says_that_the_clock_stands() -> None:
    told = in_review()
    difference = settles(told, ESTATE, "floor_area", "mend_at_department")
    person = told.file.state.person(1)
    remarks = [
        {"field": "details.residence_address", "words": "与户口簿不一致"},
        {"material": "income_proof", "person": person, "words": "没有盖章。"},
        {"difference": difference, "words": "请更正登记"},
        {"field": "household.members[0].monthly_income", "words": "请核对"},
        {"words": "请到窗口说明"},
    ]
    told.decides(Kind.RETURNED, {"remarks": remarks}, on=DAY, letter=X1, items=5)
    said = view(told)
    assert [each.what for each in said.owed] == [
        "居住地地址",
        "收入证明（赵建军）",
        "周玉兰的房产（与部门登记不一致）",
        "赵建军的月收入",
        "其他",
    ]
    assert all(each.how for each in said.owed), "also what is tied to nothing says what to do"
    assert [each.wrong for each in said.owed][:2] == ["与户口簿不一致。", "没有盖章。"]
    assert (said.until, said.stops_clock, said.accepted_on) == (
        date(2026, 12, 16),
        True,
        date(2026, 11, 24),
    )
    assert said.guides == (f"{number(told)}-G1",)
    told.decides(
        Kind.RETURNED, {"remarks": []}, on=DAY, letter=X2, items=1, category="our_omission"
    )
    assert (view(told).stops_clock, "遗漏" in view(told).reason) == (False, True)


def test_a_guide_names_kinds_of_facts_and_offices_and_no_value() -> None:
    told = answers(in_review(), ESTATE, FLAT)
    settles(told, ESTATE, "floor_area", "mend_at_department")
    said = view(told, "correction_guide")
    (place,) = said.mend
    assert (place.facts, said.organ, said.person.name) == ("房产", "自然资源部门", "周玉兰")
    assert "不动产登记中心" in place.office
    assert place.again_days == 0, "one writes to the department, and a person does"
    assert place.looked_on == date(2026, 11, 20)
    assert "88.5" not in repr(said.mend)
    assert said.until is None
    told.decides(Kind.RETURNED, {"remarks": []}, on=DAY, letter=X1, items=1)
    assert view(told, "correction_guide").until == date(2026, 12, 16)


def test_a_guide_says_when_a_department_with_an_interface_is_asked_anew() -> None:
    told = answers(in_review(), ESTATE, FLAT)
    settles(told, ESTATE, "floor_area", "mend_at_department")
    way = {"department": "natural_resources", "driver": "call", "address": "https://example/"}
    newest = replaced(POLICY, {"connection": [{**way, "from": date(2026, 1, 1)}]})
    which = Letters(told.file, POLICY, TODAY).find(Wanted("correction_guide"))
    (place,) = letter_of(Source(told.file, which, LetterPlace(POLICY, newest, "620702"))).mend
    row = next(each for each in POLICY.given("item") if each["item"] == ESTATE)
    assert (place.again_days, place.again_most) == (row["again_days"], row["again_most"])


def test_each_person_and_department_has_a_guide_of_its_own_that_keeps_its_number() -> None:
    told = in_review()
    settles(told, ESTATE, "floor_area", "mend_at_department")
    settles(told, VEHICLE, "plate", "mend_at_department", person=1)
    assert [tail for tail, *_ in listed(told) if tail.startswith("G")] == ["G2", "G1"]
    second = view_of_guide(told, "public_security")
    assert (second.number, second.person.name) == (f"{number(told)}-G2", "赵建军")
    of = f"public_security {told.file.state.person(1)}"
    told.decides(Kind.PAPER_SENT, paper="correction_guide", letter=second.number, of=of, sha256="")
    assert ("G2", False, False) in listed(told)
    settles(told, PERMIT, "birth_date", "mend_at_department", person=1)
    again = view_of_guide(told, "public_security")
    assert (again.number, [each.facts for each in again.mend]) == (
        f"{number(told)}-G3",
        ["机动车辆", "出生日期"],
    )
    assert [each.facts for each in view(told, "", second.number).mend] == ["机动车辆"]
    settles(told, ESTATE, "floor_area", "take_declared")
    assert "G1" not in {tail for tail, *_ in listed(told)}
    told.decides(Kind.WITHDRAWN, {"signed_by": "周玉兰"}, on=DAY)
    assert [tail for tail, *_ in listed(told) if tail.startswith("G")] == ["G2"]


def view_of_guide(told: Story, department: str) -> LetterView:
    wanted = Wanted("correction_guide", (), department)
    which = Letters(told.file, POLICY, TODAY).find(wanted)
    return letter_of(Source(told.file, which, LetterPlace(POLICY, POLICY, "620702")))


def test_nothing_to_be_mended_is_no_guide() -> None:
    with pytest.raises(CounterError) as caught:
        view(in_review(), "correction_guide")
    assert caught.value.entry is LETTER_NONE


def test_an_extension_says_from_which_day_to_which() -> None:
    told = in_review()
    told.decides(Kind.EXTENDED, {"reason": "部门未答复"}, on=DAY, letter=E1, days=5)
    said = view(told)
    assert (said.was_due, said.days, said.reason) == (date(2026, 12, 22), 5, "部门未答复")
    assert said.clock
    assert said.clock.due_on == date(2026, 12, 29)


def test_a_stop_says_why_since_when_and_until_when_it_is_planned() -> None:
    told = in_review()
    words = {"reason": "约定入户"}
    told.decides(Kind.CLOCK_STOPPED, words, on=DAY, letter=K1, reason="visit", until="2026-12-10")
    said = view(told)
    assert (said.reason, said.grounds[0].fact) == ("入户调查", "约定入户")
    assert (said.stands_from, said.until) == (date(2026, 12, 2), date(2026, 12, 10))
    told = in_review().decides(Kind.CLOCK_STOPPED, words, on=DAY, letter=K1, reason="other")
    assert (view(told).reason, view(told).grounds, view(told).until) == ("约定入户", (), None)


def test_grounds_are_the_failed_clauses_as_taken_with_source_and_reckoning() -> None:
    told = failed()
    told.decides(
        Kind.REFUSAL_ANNOUNCED,
        {"facts": "名下有住房一套"},
        on=DAY,
        letter=P1,
        clauses="housing income five_year_bar",
    )
    said = view(told)
    housing, bar = said.grounds
    assert housing.fact == "人均自有 44.25 m²，不低于 16。"
    assert housing.rule == "住房"
    assert "附件4" in housing.clause
    assert housing.source == (
        "自然资源部门（不动产登记，2026年11月20日）；周玉兰的房产，申报无，登记88.50 m²，按登记认定"
    )
    assert (bar.rule, bar.fact, bar.source) == ("五年限制", "", "申请人申报")
    assert (said.reason, said.clock and said.clock.due_on) == (
        "名下有住房一套",
        date(2026, 12, 22),
    )


def refused(told: Story) -> Story:
    facts = {"on": "2026-12-09", "letter": V1, "clauses": "housing"}
    words = {"facts": "名下有住房一套", "change": "人均面积低于标准"}
    told.decides(Kind.PROPOSED, words, act=Kind.REFUSED, **facts)
    proposal = told.actions[-1].action_id
    return told.decides(Kind.APPROVED, act=Kind.REFUSED, proposal=proposal, **facts)


def test_a_refusal_quotes_its_proposal_and_what_came_of_the_announcement() -> None:
    told = failed()
    told.decides(Kind.REFUSAL_ANNOUNCED, {"facts": "x"}, on=DAY, letter=P1, clauses="housing")
    silent = view(refused(failed_and_announced()))
    assert silent.heard == Hearing(date(2026, 12, 1))
    told.decides(Kind.HEARING_HELD, {"words": "借名登记"}, on="2026-12-03")
    said = view(refused(told))
    assert said.heard == Hearing(date(2026, 12, 1), date(2026, 12, 3), "借名登记")
    assert (said.passed, said.reason, said.remedies.change) == (
        False,
        "名下有住房一套",
        "人均面积低于标准",
    )
    assert [each.rule for each in said.grounds] == ["住房"]
    assert view(refused(failed())).heard is None


def failed_and_announced() -> Story:
    return failed().decides(
        Kind.REFUSAL_ANNOUNCED, {"facts": "x"}, on=DAY, letter=P1, clauses="housing"
    )


def test_a_filed_case_names_each_office_with_its_day() -> None:
    told = accepted().decides(Kind.STREET_SET, street="620702001")
    told.decides(Kind.REVIEW_OPENED, step="community")
    for step, on in (("community", "2026-11-30"), ("county", "2026-12-04")):
        told.decides(Kind.OPINION_GIVEN, {}, on=on, step=step, opinion="agree")
    told.decides(Kind.FILED, {"waiting_number": "甘区轮〔2026〕18号"}, on="2026-12-08", letter=V1)
    said = view(told)
    assert (said.passed, said.waiting_number, said.heard) == (True, "甘区轮〔2026〕18号", None)
    assert [(each.said, each.on and each.on.isoformat()) for each in said.opinions] == [
        ("同意", "2026-11-30"),
        ("同意", "2026-12-04"),
        ("备案", "2026-12-08"),
    ]
    assert said.opinions[0].office.endswith("街道")
    assert said.opinions[-1].office == "张掖市住房和城乡建设局"


def test_what_never_travels_is_not_set_from_nothing() -> None:
    told = refused(failed())
    proposal = told.actions[-2]
    told.actions[-2] = msgspec.structs.replace(proposal, content_hash="a" * 64)
    assert view(told).reason
    del told.contents[proposal.action_id]
    with pytest.raises(CounterError) as caught:
        view(told)
    assert caught.value.entry is LETTER_AT_SERVER
    assert ("V1", True, True) in listed(told)


def test_all_of_them_are_owed_with_their_act_and_proved_with_one_paper() -> None:
    told = failed_and_announced()
    assert ("P1", True, True) in listed(told)
    told.decides(Kind.DELIVERED, letter=P1, way="mail")
    told = refused(told)
    assert {("P1", False, False), ("V1", True, True)} <= set(listed(told))


def test_the_citys_desk_makes_the_letter_of_the_cases_own_bureau() -> None:
    told = failed_and_announced()
    which = Letters(told.file, POLICY, TODAY).find(Wanted("refusal_announcement"))
    said = letter_of(Source(told.file, which, LetterPlace(POLICY, POLICY, "620700")))
    assert said.hall.name == "甘州区政务服务大厅"
    assert said.office.government == "张掖市甘州区人民政府"


REVIEWED: tuple[tuple[str, str, dict[str, object], dict[str, Scalar]], ...] = (
    (Kind.RETURNED, X1, {"remarks": [{"field": "region", "words": "x"}]}, {"items": 1}),
    (Kind.CLOCK_STOPPED, K1, {"reason": "x"}, {"reason": "visit"}),
    (Kind.EXTENDED, E1, {"reason": "x"}, {"days": 3}),
    (Kind.REFUSAL_ANNOUNCED, P1, {"facts": "x"}, {"clauses": "housing"}),
    (Kind.REFUSED, V1, {"facts": "x"}, {"clauses": "housing"}),
    (Kind.FILED, V1, {"text": "x"}, {}),
    (Kind.ENDED, f"{NUMBER}-Z1", {"facts": "x"}, {"reason": "moved_away"}),
)


@pytest.mark.parametrize(("kind", "letter", "words", "facts"), REVIEWED)
def test_a_letter_of_review_in_a_void_ones_place_tells_the_same_act(
    kind: str, letter: str, words: dict[str, object], facts: dict[str, Scalar]
) -> None:
    told = failed().decides(kind, words, on=DAY, letter=letter, **facts)
    before = view(told)
    fresh = f"{letter[:-1]}2"
    void = {"letter": letter, "reason": "写错", "instead": fresh}
    told.decides(Kind.LETTER_VOIDED, on="2026-12-02", **void)
    former, new = view(told, "", letter), view(told, "", fresh)
    assert (former.void, new.void, new.replaces) == (True, False, letter)
    assert (new.number, new.dated) == (fresh, date(2026, 12, 2))
    same: dict[str, Any] = {"number": "", "part": "", "dated": None, "at": None, "made_at": None}
    same |= {"replaces": "", "received_on": None}
    assert replace(before, **same) == replace(new, **same)
    tail = letter.rpartition("-")[2]
    assert {(tail, False, False), (f"{tail[0]}2", True, True)} <= set(listed(told))


@pytest.mark.parametrize("way", sorted(WAYS.words))
def test_each_is_delivered_in_every_way_with_its_proof(way: str) -> None:
    told = failed_and_announced()
    told.decides(Kind.DELIVERED, {"proof": "凭据"}, on=DAY, letter=P1, way=way)
    proof = view(told, "proof_of_delivery", P1)
    assert (proof.way, proof.proof) == (way, "凭据")
    assert proof.letters[0].title == "拟不通过审核告知书"
    assert ("P1", False, False) in listed(told)


def test_the_clock_of_a_return_stands_from_the_delivery_of_the_letter_in_the_void_ones_place() -> (
    None
):
    told = in_review().decides(Kind.RETURNED, {"remarks": []}, on=DAY, letter=X1, items=1)
    told.decides(Kind.LETTER_VOIDED, on=DAY, letter=X1, reason="写错", instead=X2)
    told.decides(Kind.DELIVERED, on="2026-12-03", letter=X2, way="in_hand")
    (stop,) = told.file.state.stops
    assert (stop.letter, stop.first) == (X2, "2026-12-04")
