"""What a screen asks of an act, and what becomes of what was said."""

import json
from collections.abc import Mapping
from datetime import date

import pytest

from counter_app.basics.catalogue.acts import ACT_KEYS, ACT_NOT_AGREED
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.cases.deed import Deed
from counter_app.intake.deeds.ask import Ask, Said, Situation
from counter_app.intake.deeds.asked import asks, keys_of
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.table import ACTS, make
from counter_app.intake.said_before import act_of, said_before, told_before
from counter_app.needs.compared import difference_of
from counter_app.rules.policy import load_policy, replaced
from counter_app.rules.policy_sources import parse_toml
from tests.unit.needs.files import Story, form

POLICY, DAY = load_policy(), date(2026, 11, 24)
B1 = "620702-2026-03-00017-B1"


def story() -> Story:
    return Story(form()).decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=1)


def situation(told: Story) -> Situation:
    return Situation(told.file, POLICY, POLICY, DAY, ())


def asked(told: Story, act: str) -> dict[str, Ask]:
    return {each.key: each for each in asks(act, situation(told))}


def done(told: Story, act: str, said: Mapping[str, Said]) -> Deed:
    keys = keys_of(act, said, situation(told))
    return make(ACTS[act], Given(told.file, POLICY, POLICY, DAY, keys))


def test_by_the_line_is_delivered_only_what_was_agreed_to() -> None:
    told = story()
    said: dict[str, Said] = {"letter": B1, "way": "electronic", "to": "周玉兰"}
    said["proof_electronic"] = "13900000000，11-24 10:00"
    assert "electronic" not in dict(asked(told, "deliver")["way"].options)
    with pytest.raises(CounterError) as caught:
        done(told, "deliver", said)
    assert caught.value.entry is ACT_NOT_AGREED
    told.decides(Kind.ELECTRONIC_DELIVERY_AGREED, person="p")
    assert "electronic" in dict(asked(told, "deliver")["way"].options)
    assert "13900000000" in (done(told, "deliver", said).content or b"").decode()


def test_of_two_changes_a_person_takes_fields_and_what_comes_out_is_signed_anew() -> None:
    told = Story(form()).signs()
    base, applicant = told.file.state.content, form()["applicant"]
    told.revises(form(applicant={**applicant, "employer": "甘州区第一小学"}))
    other = form(applicant={**applicant, "phone": "13909360000", "native_place": "甘肃兰州"})
    told.decides(Kind.FORM_REVISED, other, base=base)
    (name,) = told.file.state.proposed_contents
    with pytest.raises(CounterError) as caught:
        done(told, "settle", {"take": ["applicant.wages"]})
    assert "applicant.employer、applicant.phone、applicant.native_place" in caught.value.title
    made = done(told, "settle", {"take": ["applicant.phone"]})
    assert made.facts == {"other": name}
    form_now = json.loads(made.content or b"")
    assert form_now["applicant"]["employer"] == "甘州区第一小学"
    assert form_now["applicant"]["phone"] == "13909360000"
    assert form_now["applicant"]["native_place"] == applicant["native_place"]
    told.decides(Kind.CONTENT_SETTLED, form_now, other=name)
    assert told.file.state.proposed_contents == ()
    with pytest.raises(CounterError):
        done(told, "settle", {})


def test_who_says_the_first_word_is_asked_where_the_route_leaves_a_choice() -> None:
    told = story()
    assert "step" not in asked(told, "set-street")
    rows = '[[route]]\nfrom = 2020-01-01\nfirst = ["community", "employer"]\n'
    free = Situation(told.file, replaced(POLICY, parse_toml(rows)), POLICY, DAY, ())
    step = {each.key: each for each in asks("set-street", free)}["step"]
    assert step.usual == "community"
    assert step.options == (("community", "街道社区审核"), ("employer", "工作单位审核"))
    keys = keys_of("set-street", {"street": "620702001", "step": "employer"}, free)
    facts = make(ACTS["set-street"], Given(told.file, POLICY, POLICY, DAY, keys)).facts
    assert facts["step"] == "employer"


def test_which_day_is_settled_is_chosen_where_one_was_doubted() -> None:
    told = story()
    told.decides(Kind.DELIVERED, letter=B1, way="in_hand", on="2026-11-20")
    (*_, delivered) = told.actions
    told.decides(Kind.DAY_DOUBTED, fact=delivered.action_id, day="2026-11-24")
    of = asked(told, "correct-day")["of"]
    assert of.options == (
        (delivered.action_id, "送达 620702-2026-03-00017-B1，所报 2026-11-20，暂按 2026-11-24"),
    )
    said: dict[str, Said] = {"of": of.usual, "day": "2026-11-21", "reason": "送达回证"}
    facts = done(told, "correct-day", said).facts
    assert (facts["act"], facts["of"]) == (Kind.DAY_CORRECTED, delivered.action_id)
    told.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="S1")
    assert "acceptance" in dict(asked(told, "correct-day")["of"].options)
    assert "of" not in done(told, "correct-day", {**said, "of": "acceptance"}).facts


def test_each_way_of_delivery_asks_its_own_proof() -> None:
    def of(way: str) -> set[str]:
        return {key for key, ask in wanted.items() if ask.when and way in ask.when[1]}

    wanted = asked(story(), "deliver")
    assert of("in_hand") == {"relation"}
    assert of("refused_left") == {"reason", "witness"}
    assert of("mail") == {"proof_mail"}
    assert of("public_notice") == {"proof_public_notice"}
    assert of("through_proxy") == {"proof_through_proxy"}


def test_a_letter_that_is_voided_may_be_issued_again() -> None:
    again = done(story(), "void-letter", {"letter": B1, "reason": "写错", "reissue": True})
    alone = done(story(), "void-letter", {"letter": B1, "reason": "写错", "reissue": False})
    assert again.facts["instead"] == f"{story().file.state.number}-B2"
    assert "instead" not in alone.facts


def test_where_nothing_lies_here_nothing_is_to_be_chosen() -> None:
    told = Story(form())
    for act, key in (
        ("return-material", "material"),
        ("void-letter", "letter"),
        ("withdraw-consent", "person"),
        ("deliver", "letter"),
    ):
        assert asked(told, act)[key].has_nothing, act
    told.signs().takes("income_proof", None)
    assert not asked(told, "return-material")["material"].has_nothing
    assert not asked(told, "withdraw-consent")["person"].has_nothing


def test_a_notice_asks_until_when_and_offers_what_policy_gives() -> None:
    assert asked(Story(form()), "notice")["until"].usual == "2026-12-09"
    assert "category" not in asked(Story(form()), "notice")
    assert "category" in asked(story(), "notice")
    assert (
        "until"
        in done(story(), "notice", {"until": "2026-12-09", "category": "our_omission"}).facts
    )


def test_pieces_of_a_supplement_are_taken_together_each_for_its_person() -> None:
    told = story()
    pieces = [key for key in asked(told, "supplement") if key.startswith("piece ")]
    said: dict[str, Said] = {pieces[0]: True, "seen_original": False}
    piece = {"material": "income_proof", "person": told.file.state.person(0)}
    assert keys_of("supplement", said, situation(told)) == {
        "pieces": [{**piece, "seen_original": False}]
    }
    assert keys_of("supplement", {pieces[0]: False}, situation(told)) == {"pieces": []}


def test_what_was_said_of_an_act_that_came_back_stands_in_its_form() -> None:
    told = Story(form())
    words = {"facts": "申请的是商品房补贴"}
    told.decides(Kind.PROPOSED, words, act=Kind.DECLINED, reason="barred", letter="N1")
    action = told.actions[-1]
    content = told.contents[action.action_id]
    assert act_of(action) == "decline"
    assert said_before(action, content, situation(told)) == {"reason": "barred", **words}
    assert ("原因", "在限制申请期内") in told_before(action, content, situation(told))


def test_who_has_mended_it_says_at_which_office_and_only_of_those_that_were_named() -> None:
    told = Story(form()).signs()
    told.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")
    assert asked(told, "report-mended")["department"].has_nothing
    estate = difference_of(told.file.state.person(1), "natural_resources.real_estate", "floor_area")
    told.decides(Kind.DIFFERENCE_SETTLED, {}, difference=estate, decision="mend_at_department")
    ask = asked(told, "report-mended")["department"]
    assert (ask.usual, dict(ask.options)) == (
        "natural_resources",
        {"natural_resources": "自然资源"},
    )
    deed = done(told, "report-mended", {"department": "natural_resources", "on": "2026-11-24"})
    assert deed.facts == {"department": "natural_resources", "on": "2026-11-24"}
    with pytest.raises(CounterError) as caught:
        done(told, "report-mended", {"department": "taxation"})
    assert caught.value.entry is ACT_KEYS


def in_review() -> Story:
    told = Story(form()).signs()
    return told.decides(Kind.ACCEPTED, day="2026-11-24", basis="ordinary", letter="L")


def test_an_answer_by_letter_is_asked_fact_by_fact_of_what_is_open() -> None:
    told = in_review()
    person = told.file.state.person(0)
    identity, estate = "public_security.identity", "natural_resources.real_estate"
    told.does(Kind.QUERY_ASKED, query="q", item=estate, person=person, consent="c")
    told.does(Kind.QUERY_FAILED, query="q", error="malformed")
    found = asked(told, "enter-answer")
    first, *_ = found["answered"].options
    assert first == (f"{estate} {person}", "周玉兰 自然资源 不动产登记"), "what waits for a person"
    assert f"{identity} {person}" in dict(found["answered"].options)
    shown = [each for each in found.values() if each.when and first[0] in each.when[1]]
    assert "建筑面积" in {each.label for each in shown}
    letters = {letter for each in shown for _, words in each.options for letter in words}
    assert not letters & set("abcdefghijklmnopqrstuvwxyz_"), "no word is left in English"
    said: dict[str, Said] = {
        "answered": first[0], "outcome": "found", "channel": "letter", "as_of": "2026-11-20",
        f"fact {estate} floor_area": "95.00", f"fact {identity} sex": "female",
    }  # fmt: skip
    made = done(told, "enter-answer", said)
    assert (made.facts["item"], made.facts["person"]) == (estate, person)
    content = json.loads(made.content or b"")
    assert (content["records"], content["coverage"]) == (
        [{"floor_area": "95.00"}],
        {"as_of": "2026-11-20"},
    )
    nothing = done(told, "enter-answer", {**said, "outcome": "none"})
    assert "records" not in json.loads(nothing.content or b"")
    told.decides(Kind.ANSWER_ENTERED, content, **made.facts)
    assert first[0] not in dict(asked(told, "enter-answer")["answered"].options)


def test_why_paper_is_taken_of_what_a_department_shows_is_asked_and_kept() -> None:
    told = story()
    why = asked(told, "take-material")["why_paper"]
    assert why.when is not None
    key, shared = why.when
    assert key == "material"
    assert {each.partition(" ")[0] for each in shared} >= {"real_estate", "marriage"}
    assert not any(each.startswith("income_proof") for each in shared)
    (estate, *_) = sorted(each for each in shared if each.startswith("real_estate"))
    said: dict[str, Said] = {"material": estate, "why_paper": why.options[0][0], "copies": "1"}
    made = done(told, "take-material", said)
    assert json.loads(made.content or b"")["more"] == {"instead_of_sharing": "部门系统不通"}
