"""How a case goes from its receipt to its end, told by what people do."""

import pytest

from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import Asker, why_not
from counter_app.cases.replay import advance
from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import Outcome
from tests.unit.cases.acts import act, after, situation

CL, CO, CY, LE, MU, SYS = (
    Role.CLERK,
    Role.COMMUNITY,
    Role.COUNTY,
    Role.COUNTY_LEAD,
    Role.MUNICIPAL,
    Role.SYSTEM,
)
Acts = tuple[str, str, str, dict[str, Scalar]]
ACCEPTED: Acts = (Kind.ACCEPTED, CL, "li", {"letter": "L1"})
OPENED: Acts = (Kind.REVIEW_OPENED, SYS, "server", {"step": "community"})
FIRST: Acts = (Kind.OPINION_GIVEN, CO, "wang", {})
COUNTY: Acts = (Kind.OPINION_GIVEN, CY, "zhao", {})


def received() -> CaseState:
    return situation(Stage.RECEIVED, deeds={"received": "li"})


def why(now: CaseState, kind: str, role: str, by: str = "u", **facts: Scalar) -> str | None:
    return why_not(now, act(now, kind, role, by, **facts), Asker.CONCERNED)


def test_the_whole_way() -> None:
    now = after(received(), ACCEPTED)
    assert (now.stage, now.accepted_on, now.accepted_basis) == (
        Stage.ACCEPTED,
        "2026-11-24",
        "ordinary",
    )
    now = after(now, OPENED)
    assert (now.stage, now.step) == (Stage.IN_REVIEW, Step.COMMUNITY)
    now = after(now, FIRST)
    assert now.step is Step.COUNTY
    now = after(now, COUNTY)
    assert now.step is Step.MUNICIPAL
    now = after(now, (Kind.FILED, MU, "chen", {"letter": "L2"}))
    assert (now.stage, now.step, now.ended_on, now.ending) == (
        Stage.FILED,
        None,
        "2026-11-25",
        "filed",
    )
    assert [letter.paper for letter in now.letters] == ["acceptance_notice", "result_notice"]
    assert now.deeds == {
        "received": "li",
        "accepted": "li",
        "first": "wang",
        "county": "zhao",
        "municipal": "chen",
    }


@pytest.mark.parametrize(
    ("acts", "kind", "role", "by"),
    [
        ((ACCEPTED, OPENED), Kind.OPINION_GIVEN, CO, "li"),
        ((ACCEPTED, OPENED, FIRST), Kind.OPINION_GIVEN, CY, "wang"),
        ((ACCEPTED, OPENED, FIRST), Kind.OPINION_GIVEN, CY, "li"),
        ((ACCEPTED, OPENED, FIRST, COUNTY), Kind.FILED, MU, "zhao"),
        ((ACCEPTED, OPENED, FIRST, COUNTY), Kind.FILED, MU, "wang"),
        ((ACCEPTED, OPENED, FIRST, COUNTY), Kind.SENT_BACK, MU, "li"),
    ],
)
def test_nobody_does_two_steps_of_one_case(
    acts: tuple[Acts, ...], kind: str, role: str, by: str
) -> None:
    now = after(received(), *acts)
    assert why(now, kind, role, by) == "same_person"
    assert why(now, kind, role, "another") is None


@pytest.mark.parametrize(
    ("by", "answer"), [("li", "same_person"), ("wang", "same_person"), ("zhao", None)]
)
def test_who_proposes_a_refusal_gives_the_countys_word(by: str, answer: str | None) -> None:
    now = after(received(), ACCEPTED, OPENED, FIRST)
    facts = {**act(now, Kind.REFUSED, CY, by).facts, "act": Kind.REFUSED}
    proposal = act(now, Kind.PROPOSED, CY, by, **facts)
    assert why_not(now, proposal, Asker.CONCERNED) == answer


def test_nobody_passes_their_own_opinion_off_as_an_employers() -> None:
    now = after(received(), ACCEPTED, OPENED)
    own = act(now, Kind.OPINION_GIVEN, CO, "li", transcribed=True)
    assert why_not(now, own, Asker.CONCERNED) == "same_person"
    after_it = advance(now, act(now, Kind.OPINION_GIVEN, CO, "wang", transcribed=True))
    assert after_it.deeds["first"] == "wang"


def test_who_received_may_accept_and_who_enters_an_employers_paper_has_not_reviewed() -> None:
    assert why(received(), Kind.ACCEPTED, CL, "li") is None
    employer = (Kind.REVIEW_OPENED, SYS, "server", {"step": "employer"})
    now = after(received(), ACCEPTED, employer)
    assert why(now, Kind.OPINION_GIVEN, CL, "li") is None
    now = after(now, (Kind.OPINION_GIVEN, CL, "li", {}))
    assert "first" not in now.deeds
    assert why(now, Kind.OPINION_GIVEN, CY, "zhao") is None


def test_a_decline_is_the_act_of_two_and_of_the_one_who_proposed_it() -> None:
    now = received()
    proposal = act(now, Kind.PROPOSED, CL, "li", act=Kind.DECLINED, reason="duplicate", letter="L1")
    waiting = advance(now, proposal)
    assert waiting.stage is Stage.RECEIVED
    assert waiting.open_proposal is not None
    assert why(waiting, Kind.PROPOSED, CL, "li", act=Kind.DECLINED) == "proposal_open"
    facts = {**proposal.facts, "proposal": proposal.action_id, "seen": waiting.decision}
    over = advance(waiting, act(waiting, Kind.APPROVED, LE, "zhou", **facts))
    assert (over.stage, over.ending) == (Stage.DECLINED, "duplicate")
    assert over.proposals[0].outcome is Outcome.APPROVED
    assert over.letters[0].action == proposal.action_id
    assert over.deeds["approved"] == "zhou"


def test_a_proposal_is_void_when_the_case_moves_on() -> None:
    now = received()
    proposal = act(now, Kind.PROPOSED, CL, "li", act=Kind.DECLINED, reason="barred")
    waiting = advance(now, proposal)
    for moved in (
        act(waiting, Kind.NOTICE_GIVEN, CL, "qi"),
        act(waiting, Kind.FORM_REVISED, CL, "qi", base=waiting.content),
    ):
        later = advance(waiting, moved)
        assert later.proposals[0].outcome is Outcome.VOID
        facts = {**proposal.facts, "proposal": proposal.action_id, "act": Kind.DECLINED}
        facts |= {"seen": later.decision, "content": later.content}
        assert why(later, Kind.APPROVED, LE, "zhou", **facts) == "proposal_void"
    with_fact = advance(waiting, act(waiting, Kind.MATERIAL_TAKEN, CL, "qi"))
    assert with_fact.open_proposal is not None


def test_a_proposal_that_is_sent_back_may_be_made_again() -> None:
    now = received()
    proposal = act(now, Kind.PROPOSED, CL, "li", act=Kind.DECLINED, reason="barred")
    waiting = advance(now, proposal)
    back = act(waiting, Kind.PROPOSAL_SENT_BACK, LE, "zhou", proposal=proposal.action_id)
    again = advance(waiting, back)
    assert again.proposals[0].outcome is Outcome.SENT_BACK
    assert why(again, Kind.PROPOSED, CL, "li", act=Kind.DECLINED) is None


def test_a_second_notice_needs_a_second_person() -> None:
    now = received()
    assert why(now, Kind.NOTICE_GIVEN, CL) is None
    assert why(now, Kind.PROPOSED, CL, act=Kind.NOTICE_GIVEN) == "needs_no_second"
    told = after(now, (Kind.NOTICE_GIVEN, CL, "li", {"letter": "B1"}))
    assert told.stage is Stage.SUPPLEMENT
    assert why(told, Kind.NOTICE_GIVEN, CL, category="our_omission") == "needs_second"
    assert why(told, Kind.PROPOSED, CL, act=Kind.NOTICE_GIVEN) is None


def test_a_notice_is_prolonged_once_to_a_later_day() -> None:
    given: Acts = (Kind.NOTICE_GIVEN, CL, "li", {"letter": "B1", "until": "2026-12-10"})
    now = after(received(), given)

    def answer(state: CaseState, until: str) -> str | None:
        facts = {"notice": state.notices[-1].action, "until": until}
        return why(state, Kind.PROPOSED, CL, act=Kind.NOTICE_PROLONGED, **facts)

    assert answer(now, "2026-12-10") == "no_later"
    assert answer(now, "下个月") == "no_later"
    assert answer(now, "2026-12-20") is None
    longer: Acts = (
        Kind.NOTICE_PROLONGED,
        CL,
        "li",
        {"notice": now.notices[0].action, "until": "2026-12-20"},
    )
    now = after(now, longer)
    assert now.notices[0].until == "2026-12-20"
    assert answer(now, "2026-12-30") == "prolonged_before"


def test_after_the_lapse_nobody_declines_and_acceptance_says_so() -> None:
    now = received()

    def answer(kind: str, role: str, **facts: Scalar) -> str | None:
        return why_not(now, act(now, kind, role, **facts), Asker.CONCERNED, deemed=True)

    assert answer(Kind.NOTICE_GIVEN, CL) == "deemed"
    assert answer(Kind.PROPOSED, CL, act=Kind.DECLINED) == "deemed"
    assert answer(Kind.ACCEPTED, CL, basis="ordinary") == "deemed"
    assert answer(Kind.ACCEPTED, CL, basis="deemed") is None
    assert answer(Kind.ACCEPTED, CY, basis="deemed") is None
    assert why(now, Kind.ACCEPTED, CL, basis="deemed") == "not_deemed"
    assert why(now, Kind.ACCEPTED, CY, basis="ordinary") == "wrong_role"


def test_what_settles_a_notice_keeps_the_latest_day() -> None:
    now = after(received(), (Kind.NOTICE_GIVEN, CL, "li", {"letter": "B1", "items": 2}))
    notice = now.notices[0].action
    later = after(
        now,
        (Kind.MATERIAL_TAKEN, CL, "li", {"settles": notice, "on": "2026-11-30"}),
        (Kind.FORM_SIGNED, CL, "qi", {"settles": notice, "on": "2026-11-27"}),
    )
    assert later.notices[0].settled_on == "2026-11-30"
    assert len(later.notices[0].settled) == 2


def test_a_return_stops_the_clock_from_the_day_after_its_delivery_until_the_last_piece() -> None:
    now = after(received(), ACCEPTED, OPENED, (Kind.RETURNED, CO, "wang", {"letter": "T1"}))
    assert now.returned
    assert not now.is_stopped
    assert why(now, Kind.OPINION_GIVEN, CO, "wang") == "returned"
    now = after(now, (Kind.DELIVERED, CL, "li", {"letter": "T1", "way": "in_hand"}))
    assert now.is_stopped
    assert now.stops[0].first == "2026-11-26"
    piece = {"settles": now.returned, "on": "2026-12-01", "last": True}
    now = after(now, (Kind.MATERIAL_TAKEN, CL, "li", piece))
    assert (now.returned, now.stops[0].last) == ("", "2026-12-01")
    assert why(now, Kind.OPINION_GIVEN, CO, "wang") is None


def test_what_we_left_out_never_stops_the_clock() -> None:
    facts: dict[str, Scalar] = {"letter": "T1", "category": "our_omission"}
    now = after(received(), ACCEPTED, OPENED, (Kind.RETURNED, CO, "wang", facts))
    now = after(now, (Kind.DELIVERED, CL, "li", {"letter": "T1", "way": "in_hand"}))
    assert now.stops == ()


def test_the_city_sends_back_to_the_county_whose_opinion_is_void() -> None:
    now = after(received(), ACCEPTED, OPENED, FIRST, COUNTY, (Kind.SENT_BACK, MU, "chen", {}))
    assert now.step is Step.COUNTY
    assert now.opinion_of(Step.COUNTY) is None
    assert now.opinion_of(Step.COMMUNITY) is not None
    assert why(now, Kind.OPINION_GIVEN, CY, "zhao") is None


def test_two_changes_of_one_content_wait_for_a_person() -> None:
    now = received()
    one = act(now, Kind.FORM_REVISED, CL, "li", base=now.content)
    other = act(now, Kind.FORM_REVISED, CL, "qi", base=now.content)
    both = advance(advance(now, one), other)
    assert both.content == one.action_id
    assert both.proposed_contents == (other.action_id,)
    assert both.revision == 2
    settled = after(both, (Kind.CONTENT_SETTLED, CL, "li", {"other": other.action_id}))
    assert settled.proposed_contents == ()
    assert settled.revision == 3


def test_what_comes_after_the_end_is_kept_and_changes_nothing() -> None:
    ended = after(received(), (Kind.WITHDRAWN, CL, "li", {}))
    assert ended.stage is Stage.WITHDRAWN
    late = after(ended, (Kind.MATERIAL_TAKEN, CL, "qi", {}), (Kind.WITHDRAWN, CL, "qi", {}))
    assert late.materials == ended.materials
    assert len(late.late) == 2
    assert late.ended_on == ended.ended_on


def test_the_first_delivery_of_a_letter_counts() -> None:
    now = after(received(), (Kind.NOTICE_GIVEN, CL, "li", {"letter": "B1"}))
    told = after(
        now,
        (Kind.DELIVERED, CL, "li", {"letter": "B1", "on": "2026-11-26", "way": "mail"}),
        (Kind.DELIVERED, CL, "qi", {"letter": "B1", "on": "2026-11-27", "way": "in_hand"}),
    )
    assert (told.letters[0].delivered_on, told.letters[0].way) == ("2026-11-26", "mail")


def test_a_contested_case_is_neither_accepted_nor_filed_until_the_county_has_settled_it() -> None:
    contested = (Kind.CONTESTED, SYS, "server", {"overlap": "member"})
    assert why(after(received(), contested), Kind.ACCEPTED, CL) == "contested"
    now = after(received(), ACCEPTED, OPENED, contested)
    assert why(now, Kind.OPINION_GIVEN, CO, "wang") is None
    assert why(after(now, FIRST), Kind.OPINION_GIVEN, CY, "zhao") == "contested"
    now = after(received(), ACCEPTED, OPENED, FIRST, COUNTY, contested)
    assert why(now, Kind.FILED, MU, "chen") == "contested"


def test_who_lets_the_time_to_supplement_lapse_is_declined_before_acceptance() -> None:
    lapsed: dict[str, Scalar] = {"act": Kind.ENDED, "reason": "supplement_lapsed"}
    assert why(received(), Kind.PROPOSED, CY, **lapsed) == "declined_instead"
    assert why(after(received(), ACCEPTED, OPENED), Kind.PROPOSED, CY, **lapsed) is None


def test_a_day_of_acceptance_moves_only_earlier_and_an_extension_comes_once() -> None:
    now = after(received(), ACCEPTED, OPENED)
    assert why(now, Kind.PROPOSED, CY, act=Kind.DAY_CORRECTED, day="2026-11-25") == "later_day"
    assert why(now, Kind.PROPOSED, CY, act=Kind.DAY_CORRECTED, day="2026-11-23") == "before_receipt"
    assert why(now, Kind.PROPOSED, CY, act=Kind.DAY_CORRECTED, day="2026-11-2") == "malformed"
    assert why(now, Kind.PROPOSED, CY, act=Kind.EXTENDED, days=0) == "malformed"
    longer = situation(Stage.IN_REVIEW, Step.COUNTY, extension=10)
    assert why(longer, Kind.PROPOSED, CY, act=Kind.EXTENDED, days=5) == "extended_before"
