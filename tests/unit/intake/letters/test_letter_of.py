"""What the letters of a case say, from its actions alone: no store, no server, no clock."""

from datetime import date

import msgspec
import pytest

from counter_app.basics.catalogue.acts import LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind
from counter_app.documents.letters.view import LetterView
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.of_case import LettersOfCase
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted, Which
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import load_policy
from tests.unit.needs.files import Story, form

POLICY = load_policy()
DAY = date(2026, 11, 30)
NUMBER = "620702-2026-03-00017"
S1, B1, B2, N1, D1, D2 = (f"{NUMBER}-{code}" for code in ("S1", "B1", "B2", "N1", "D1", "D2"))


def story() -> Story:
    return Story(form())


def found(told: Story, paper: str = "", *numbers: str, waits: str = "") -> Which:
    return Letters(told.file, POLICY, DAY, {waits}).find(Wanted(paper, numbers))


def view(told: Story, paper: str = "", *numbers: str, waits: str = "") -> LetterView:
    which = found(told, paper, *numbers, waits=waits)
    return letter_of(Source(told.file, which, LetterPlace(POLICY, POLICY, "620702")))


def number(told: Story) -> str:
    return told.file.state.number


def test_an_acceptance_by_lapse_says_so_and_runs_from_its_own_day() -> None:
    told = story().decides(
        Kind.ACCEPTED, on="2026-12-03", letter=S1, day="2026-11-24", basis="deemed"
    )
    said = view(told)
    assert (said.deemed, said.complete_on, said.dated) == (True, None, date(2026, 12, 3))
    assert said.clock
    assert said.clock.accepted_on == date(2026, 11, 24)


def test_after_a_supplement_the_day_on_which_all_was_there_is_named() -> None:
    told = story().decides(
        Kind.ACCEPTED, on="2026-11-30", letter=S1, day="2026-11-27", basis="supplement"
    )
    assert view(told).complete_on == date(2026, 11, 27)
    assert view(told, waits=told.file.state.accepted_by).number == f"{number(told)}-H1"


def test_what_came_after_an_act_makes_its_letter_no_other() -> None:
    told = story().signs()
    told.decides(Kind.ACCEPTED, letter=S1, day="2026-11-24", basis="ordinary")
    before = view(told)
    told.takes("labour_contract", None, on="2026-12-01")
    assert view(told) == before
    assert [each.what for each in before.papers] == [
        "《公共租赁住房申请审核表》",
        "信息查询授权书（2人）",
    ]


def test_a_second_notice_states_its_reason_and_the_first_none() -> None:
    item = {"what": "material", "name": "income_proof", "words": "缺收入证明"}
    told = story()
    told.decides(Kind.NOTICE_GIVEN, {"items": [item]}, letter=B1, items=1)
    told.decides(
        Kind.NOTICE_GIVEN,
        {"items": [item, {"words": "补页"}]},
        letter=B2,
        items=2,
        category="our_omission",
    )
    assert view(told, "", B1).reason == ""
    second = view(told)
    assert "遗漏" in second.reason
    assert [each.what for each in second.owed] == ["收入证明", "补页"]


def test_an_approved_decline_has_the_words_and_the_clerk_of_its_proposal_and_a_clause() -> None:
    told = story()
    told.decides(
        Kind.PROPOSED, {"facts": "已有公租房"}, act=Kind.DECLINED, letter=N1, reason="duplicate"
    )
    proposal = told.actions[-1].action_id
    told.decides(Kind.APPROVED, act=Kind.DECLINED, proposal=proposal, letter=N1, reason="duplicate")
    clerk = told.actions[-1].staff_name
    told.actions[-1] = msgspec.structs.replace(told.actions[-1], staff_name="周颖")
    assert (view(told).decided_by, view(told).clerk) == ("周颖", clerk)
    ((ground,), kind) = (view(told).grounds, found(told).kind)
    assert (ground.fact, kind) == ("已有公租房", Letter.DECLINE)
    assert "第二十条" in ground.clause


def test_every_reason_of_a_decline_and_of_a_second_notice_has_its_words() -> None:
    from counter_app.cases.kinds.facts import CATEGORIES, DECLINES
    from counter_app.documents.wording import shipped

    words = shipped("letters")
    declined, corrected = words["decline_notice"], words["correction_notice"]
    assert isinstance(declined, dict)
    assert isinstance(corrected, dict)
    assert {f"clause_{each}" for each in DECLINES.words} <= declined.keys()
    assert {f"category_{each}" for each in CATEGORIES} <= corrected.keys()


def test_papers_that_went_back_stand_on_the_list_with_whom_they_went_to() -> None:
    told = story().takes("income_proof", None)
    taken = told.actions[-1].action_id
    told.decides(Kind.MATERIAL_RETURNED, {"to": "赵建军"}, taken=taken)
    said = view(told, "return_list")
    assert (len(said.papers), said.person.name, said.until) == (1, "赵建军", None)
    assert said.number == f"{number(told)}-T1"


def test_of_what_went_back_only_what_somebody_said_is_ticked() -> None:
    told = story().takes("income_proof", None).takes("labour_contract", None)
    silent, seen = (each.action_id for each in told.actions[-2:])
    told.decides(Kind.MATERIAL_RETURNED, {"to": "周玉兰"}, taken=silent)
    told.decides(Kind.MATERIAL_RETURNED, {"intact": True, "kept_copy": True}, taken=seen)
    papers = view(told, "return_list").papers
    assert [(each.intact, each.kept_copy) for each in papers] == [(False, False), (True, True)]


def test_a_letter_in_a_void_ones_place_tells_the_same_act_under_its_own_number() -> None:
    told = story().decides(Kind.NOTICE_GIVEN, {"items": [{"words": "补页"}]}, letter=B1, items=1)
    told.decides(Kind.LETTER_VOIDED, on="2026-11-27", letter=B1, reason="写错", instead=B2)
    former, fresh = view(told, "", B1), view(told, "", B2)
    assert (former.void, fresh.void) == (True, False)
    assert (fresh.number, fresh.replaces, fresh.dated) == (B2, B1, date(2026, 11, 27))
    assert fresh.owed == former.owed
    assert found(told).number == B2
    told.decides(Kind.LETTER_VOIDED, letter=B2, reason="又错", instead=f"{NUMBER}-B3")
    assert view(told).owed == former.owed


def test_what_hung_on_a_letter_nobody_had_hangs_on_the_one_in_its_place() -> None:
    told = story().decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=1)
    void = {"letter": B1, "reason": "写错", "instead": B2}
    delivered = story().decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=1)
    delivered.decides(Kind.DELIVERED, letter=B1, way="in_hand")
    assert told.decides(Kind.LETTER_VOIDED, **void).file.state.notices[0].letter == B2
    assert delivered.decides(Kind.LETTER_VOIDED, **void).file.state.notices[0].letter == B1


def test_an_end_by_death_is_addressed_to_nobody_and_names_what_goes_back() -> None:
    told = story().takes("income_proof", None)
    told.decides(Kind.ENDED, {"facts": "户籍已注销"}, letter=f"{NUMBER}-Z1", reason="death")
    said = view(told)
    assert (said.addressed, said.reason, said.grounds[0].fact) == (
        False,
        "申请人死亡",
        "户籍已注销",
    )
    assert said.return_list == f"{number(told)}-T1"
    told = story().decides(Kind.ENDED, {}, letter=f"{NUMBER}-Z1", reason="moved_away")
    assert (view(told).addressed, view(told).return_list) == (True, "")


def test_a_slip_of_what_came_tells_what_the_slip_before_did_not() -> None:
    told = story().decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=2)
    notice = told.actions[-1].action_id
    told.takes("income_proof", None, settles=notice)
    first = found(told, "supplement_receipt").number
    assert len(view(told, "supplement_receipt").papers) == 1
    told.decides(Kind.PAPER_SENT, paper="supplement_receipt", letter=first, sha256="")
    told.takes("labour_contract", None, settles=notice)
    (paper,) = view(told, "supplement_receipt").papers
    assert "劳动合同" in paper.what
    assert found(told, "supplement_receipt").number == f"{number(told)}-J2"


def test_all_letters_are_listed_with_what_is_still_to_be_done_with_each() -> None:
    told = story().decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=1)
    assert listed(told) == [("B1", True, True), ("D1", True, False)]
    told.decides(Kind.PAPER_SENT, paper="correction_notice", letter=B1, sha256="")
    assert listed(told)[0] == ("B1", False, True)
    told.decides(Kind.DELIVERED, letter=B1, way="in_hand")
    assert listed(told)[0] == ("B1", False, False)
    told.decides(Kind.LETTER_VOIDED, letter=B1, reason="写错", instead=B2)
    assert listed(told)[:2] == [("B2", True, True), ("B1", False, False)]


def test_a_proof_of_delivery_is_owed_once_of_each_letter_that_the_server_knows() -> None:
    told = story().decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=1)
    told.decides(Kind.PAPER_SENT, paper="proof_of_delivery", letter=D1, of=B1, sha256="")
    assert ("D1", False, False) in listed(told)
    told.decides(Kind.ACCEPTED, letter=S1, day="2026-11-24", basis="ordinary")
    assert "D2" not in {tail for tail, _, _ in listed(told, waits=told.file.state.accepted_by)}
    assert ("D2", True, False) in listed(told)
    told.decides(Kind.PAPER_SENT, paper="proof_of_delivery", letter=D2, of=S1, sha256="")
    told.decides(Kind.DELIVERED, letter=B1, way="in_hand")
    told.decides(Kind.DELIVERED, letter=S1, way="in_hand")
    assert [tail for tail, _, _ in listed(told) if tail.startswith("D")] == ["D2", "D1"]


def test_a_case_without_papers_has_no_list_of_what_goes_back() -> None:
    told = story().decides(Kind.DECLINED, {"facts": "x"}, letter=N1, reason="barred")
    assert [tail for tail, *_ in listed(told)] == ["N1", "D1"]
    told = story().takes("income_proof", None)
    told.decides(Kind.DECLINED, {"facts": "x"}, letter=N1, reason="barred")
    assert [tail for tail, *_ in listed(told)] == ["N1", "T1", "D1"]


def listed(told: Story, *, waits: str = "") -> list[tuple[str, bool, bool]]:
    """Number, whether it is to be printed, whether it is to be delivered."""
    known = Letters(told.file, POLICY, DAY, {waits})
    letters = LettersOfCase.of(known, LetterPlace(POLICY, POLICY, "620702"))
    return [
        (each.tail, each.is_to_be_printed, each.is_to_be_delivered) for each in letters.newest_first
    ]


def test_a_proof_of_delivery_ticks_the_way_that_is_known() -> None:
    told = story().decides(Kind.NOTICE_GIVEN, {"items": []}, letter=B1, items=1)
    assert view(told, "proof_of_delivery", B1).way == ""
    told.decides(Kind.DELIVERED, {"proof": "1234567890123"}, letter=B1, way="mail")
    said = view(told, "proof_of_delivery", B1)
    assert (said.way, said.proof) == ("mail", "1234567890123")


def test_a_clause_that_was_written_goes_before_that_of_the_reason() -> None:
    said = {"facts": "在外地申请", "clause": "办法第四条", "office": "肃南县住建局"}
    told = story().decides(Kind.DECLINED, said, letter=N1, reason="not_our_region")
    assert view(told).grounds[0].clause == "办法第四条"
    assert view(told).remedies.other_office == "肃南县住建局"


def test_who_withdraws_a_consent_is_confirmed_that_alone() -> None:
    told = story().signs()
    member = told.file.state.person(1)
    entry = {"person_id_number": "", "granted": False}
    told.does(Kind.CONSENT_WITHDRAWN, entry, person=member, policy="x")
    said = view(told, "withdrawal_confirmation")
    assert (said.withdraws_application, said.person.name) == (False, "赵建军")
    assert said.withdrawn_items == ("赵建军的全部授权",)


def test_a_case_without_such_a_letter_says_so() -> None:
    for wanted in ("", *map(str, Letter)):
        with pytest.raises(CounterError) as caught:
            found(story(), wanted)
        assert caught.value.entry is LETTER_NONE, wanted
    with pytest.raises(CounterError):
        found(story(), "", f"{NUMBER}-B7")


def test_a_case_that_another_countys_hall_received_is_told_by_its_own_bureau() -> None:
    told = story().decides(
        Kind.ACCEPTED, on="2026-11-30", letter=S1, day="2026-11-27", basis="ordinary"
    )
    which = found(told)
    said = letter_of(Source(told.file, which, LetterPlace(POLICY, POLICY, "620722")))
    assert "甘州区" in said.bureau
    assert said.office.code == "甘区住建"
    assert "民乐县" in said.hall.name
