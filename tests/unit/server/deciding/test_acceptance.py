"""Acceptance at the server: who, what lacks, which day, the register, and what follows of it."""

import pytest

from counter_app.basics.catalogue.decisions import ACTION_NOT_SO
from counter_app.cases.actions import Kind, Role
from counter_app.cases.keys import new_id
from counter_app.cases.stages import Stage, Step
from counter_app.intake.may import may
from tests.databases import ONLY_SQLITE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.small_counter import document

BLIND = {
    "facts": {
        "seen": "",
        "content": "",
        "on": "2026-11-24",
        "day": "2026-11-24",
        "basis": "ordinary",
        "letter": "620702-2026-03-00001-S1",
    }
}
"""Of an acceptance whose author has seen no case."""


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def ready(house: House, who: Somebody, applied_on: str = "2026-11-24") -> str:
    """A case that lacks nothing."""
    case = house.receives(who, document(applied_on=applied_on))
    house.completes(who, case)
    assert house.decides(who, case, Kind.STREET_SET) == "applied"
    return case


def test_a_complete_case_is_accepted_and_its_review_opened_at_once(
    house: House, clerk: Somebody
) -> None:
    case = ready(house, clerk)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    state = house.state(case)
    assert (state.stage, state.step, state.accepted_on) == (
        Stage.IN_REVIEW,
        Step.COMMUNITY,
        "2026-11-24",
    )
    assert house.kinds(case)[-3:] == [Kind.ACCEPTED, Kind.LETTER_KEPT, Kind.REVIEW_OPENED]


def test_what_lacks_keeps_a_case_from_being_accepted(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "lacking"
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "lacking"
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"


def test_a_case_may_be_received_and_accepted_in_one_batch(house: House, clerk: Somebody) -> None:
    house.unsent.append(house.receipt(clerk))
    case = house.unsent[0][0].case_id
    house.unsent += house.pieces(clerk, case)
    house.unsent.append(house.decision(clerk, case, Kind.STREET_SET))
    accepted = house.decision(clerk, case, Kind.ACCEPTED)
    assert set(house.push(clerk.window, *house.unsent, accepted)) == {"applied"}
    house.unsent.clear()
    assert house.state(case).stage is Stage.IN_REVIEW
    twin = ready(house, clerk, applied_on="2026-11-23")
    assert house.decides(clerk, twin, Kind.ACCEPTED) == "register"


def test_the_acceptance_of_nobodys_case_is_refused_and_the_rest_of_its_batch_is_taken(
    house: House, clerk: Somebody
) -> None:
    received = house.receipt(clerk)
    case, counter = received[0].case_id, clerk.window.counter
    nobodys = counter.act(Kind.ACCEPTED, new_id(), forged=BLIND)
    elsewhere = counter.act(Kind.ACCEPTED, case, stream="620724", forged=BLIND)
    said = house.push(clerk.window, received, nobodys, elsewhere)
    assert said == ["applied", "not_received", "not_received"]


def test_a_receipt_that_is_refused_leaves_its_acceptance_without_a_case(
    house: House, clerk: Somebody
) -> None:
    unfit = house.receipt(clerk, facts={})
    accepted = clerk.window.counter.act(Kind.ACCEPTED, unfit[0].case_id, forged=BLIND)
    assert house.push(clerk.window, unfit, accepted) == ["malformed", "not_received"]


def test_a_refused_decision_stays_refused_and_never_takes_effect(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.decides(clerk, case, Kind.STREET_SET)
    early = house.decision(clerk, case, Kind.ACCEPTED)
    assert house.push(clerk.window, early) == ["lacking"]
    house.completes(clerk, case)
    assert house.push(clerk.window, early) == ["lacking"]
    assert house.state(case).stage is Stage.RECEIVED
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"


def test_a_lost_answer_is_asked_again_and_takes_effect_once(house: House, clerk: Somebody) -> None:
    case = ready(house, clerk)
    accepted = house.decision(clerk, case, Kind.ACCEPTED)
    assert house.push(clerk.window, accepted) == ["applied"]
    assert house.push(clerk.window, accepted) == ["repeated"]
    assert house.kinds(case).count(Kind.ACCEPTED) == 1
    assert house.kinds(case).count(Kind.REVIEW_OPENED) == 1


def test_who_is_not_signed_in_there_or_is_of_another_county_decides_nothing(
    house: House, clerk: Somebody
) -> None:
    case = ready(house, clerk)
    elsewhere = house.person(Role.CLERK, house.seat("04"))
    borrowed = Somebody(elsewhere.staff_id, Role.CLERK, clerk.window)
    assert house.decides(borrowed, case, Kind.ACCEPTED) == "no_session"
    stranger = house.person(Role.CLERK, clerk.window, region="620722")
    assert house.decides(stranger, case, Kind.ACCEPTED) == "wrong_region"
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    pretender = Somebody(community.staff_id, Role.CLERK, clerk.window)
    assert house.decides(pretender, case, Kind.ACCEPTED) == "wrong_role"


@ONLY_SQLITE  # a PostgreSQL's clock is its own
def test_the_last_piece_of_day_three_counts_whenever_it_arrives(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.decides(clerk, case, Kind.STREET_SET)
    house.later(days=3)
    pieces = house.pieces(clerk, case)
    house.later(days=3)
    assert set(house.push(clerk.window, *pieces)) == {"applied"}
    assert house.decides(clerk, case, Kind.ACCEPTED, day=house.today) == "day_differs"
    right = {"day": "2026-11-27", "basis": "supplement"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **right) == "applied"
    assert house.state(case).accepted_on == "2026-11-27"


@ONLY_SQLITE  # a PostgreSQL's clock is its own
def test_after_five_working_days_only_acceptance_by_lapse_is_left(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.later(days=8)
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN) == "deemed"
    assert house.decides(clerk, case, Kind.ACCEPTED) == "deemed"
    deemed = {"day": "2026-11-24", "basis": "deemed"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **deemed) == "lacking"
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED, **deemed) == "applied"
    assert house.state(case).accepted_basis == "deemed"


@ONLY_SQLITE  # a PostgreSQL's clock is its own
def test_a_notice_in_time_keeps_a_case_from_lapsing_once_it_is_delivered(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN) == "applied"
    assert house.state(case).stage is Stage.SUPPLEMENT
    told = clerk.window.counter.act(
        Kind.DELIVERED,
        case,
        content=b'{"to": "x"}',
        letter="620702-2026-03-00001-B1",
        way="in_hand",
        on=house.today,
    )
    assert house.push(clerk.window, told) == ["applied"]
    house.later(days=10)
    assert house.decides(clerk, case, Kind.ACCEPTED, basis="deemed") == "not_deemed"


def test_two_cases_of_one_household_are_not_both_accepted(house: House, clerk: Somebody) -> None:
    first, second = ready(house, clerk), ready(house, clerk, applied_on="2026-11-23")
    other = house.person(Role.CLERK, house.seat("04"))
    assert house.decides(clerk, first, Kind.ACCEPTED) == "applied"
    assert house.decides(other, second, Kind.ACCEPTED) == "register"
    state = house.state(second)
    assert state.stage is Stage.RECEIVED
    assert house.kinds(second)[-1] == Kind.CONTESTED
    contested = house.file(second).actions[-1]
    assert contested.action_id == state.contested
    # In the hall that settles it one has to know with which: the number says of whom to ask.
    assert contested.facts == {"overlap": "applicant", "other": house.state(first).number}
    assert house.decides(other, second, Kind.ACCEPTED) == "contested"


def test_what_is_refused_twice_in_one_batch_is_contested_once(
    house: House, clerk: Somebody
) -> None:
    first, second = ready(house, clerk), ready(house, clerk, applied_on="2026-11-23")
    assert house.decides(clerk, first, Kind.ACCEPTED) == "applied"
    both = [house.decision(clerk, second, Kind.ACCEPTED) for _ in range(2)]
    assert house.push(clerk.window, *both) == ["register", "register"]
    assert house.kinds(second).count(Kind.CONTESTED) == 1


def test_not_even_in_one_batch(house: House, clerk: Somebody) -> None:
    cases = ready(house, clerk), ready(house, clerk, applied_on="2026-11-23")
    both = [house.decision(clerk, case, Kind.ACCEPTED) for case in cases]
    assert house.push(clerk.window, *both) == ["applied", "register"]
    assert {case for _, case, *_ in house.register()} == {cases[0]}
    assert house.state(cases[1]).contested


def test_a_withdrawn_case_lets_go_of_its_household(house: House, clerk: Somebody) -> None:
    first, second = ready(house, clerk), ready(house, clerk, applied_on="2026-11-23")
    assert house.decides(clerk, first, Kind.ACCEPTED) == "applied"
    assert house.decides(clerk, first, Kind.WITHDRAWN) == "applied"
    assert house.state(first).stage is Stage.WITHDRAWN
    assert house.decides(clerk, second, Kind.ACCEPTED) == "applied"


def test_a_decision_on_old_ground_is_stale_and_one_that_comes_too_late_expired(
    house: House, clerk: Somebody
) -> None:
    case = ready(house, clerk)
    old = house.decision(clerk, case, Kind.ACCEPTED)
    other = house.person(Role.CLERK, house.seat("04"))
    assert house.decides(other, case, Kind.STREET_SET, street="620702002") == "applied"
    assert house.push(clerk.window, old) == ["stale"]
    late = house.decision(clerk, case, Kind.ACCEPTED, expires=house.server.now())
    house.clock.advance(minutes=1)
    assert house.push(clerk.window, late) == ["expired"]


def test_a_decline_takes_two(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    facts = {"reason": "other_matter", "letter": "620702-2026-03-00001-N1"}
    assert house.decides(clerk, case, Kind.PROPOSED, act=Kind.DECLINED, **facts) == "applied"
    proposal = house.state(case).open_proposal
    assert proposal
    approve = {"act": Kind.DECLINED, "proposal": proposal.action, **facts}
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    same = Somebody(clerk.staff_id, Role.COUNTY_LEAD, clerk.window)
    assert house.decides(same, case, Kind.APPROVED, **approve) == "same_person"
    assert house.decides(lead, case, Kind.APPROVED, **approve) == "applied"
    assert house.state(case).stage is Stage.DECLINED


def test_what_was_proposed_waits_for_nobody_once_the_case_has_ended(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    facts = {"reason": "other_matter", "letter": "620702-2026-03-00001-N1"}
    assert house.decides(clerk, case, Kind.PROPOSED, act=Kind.DECLINED, **facts) == "applied"
    proposal = house.state(case).open_proposal
    assert proposal
    assert house.decides(clerk, case, Kind.WITHDRAWN) == "applied"
    assert house.state(case).open_proposal is None
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    approve = {"act": Kind.DECLINED, "proposal": proposal.action, **facts}
    assert house.decides(lead, case, Kind.APPROVED, **approve) == "wrong_stage"
    file = house.file(case)
    policy = house.write(lambda c: house.server.policies.of_case(c, file.state.policy, ""))
    on = house.server.clock().date()
    offered = {each["act"] for each in may(file, policy, on, (Role.COUNTY_LEAD,), deemed=False)}
    assert not offered & {"approve", "send-back"}


def test_while_the_clock_stands_no_opinion_is_given(house: House, clerk: Somebody) -> None:
    case = ready(house, clerk)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    county = house.person(Role.COUNTY, clerk.window)
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    stop = {"act": Kind.CLOCK_STOPPED, "reason": "visit"}
    assert house.decides(county, case, Kind.PROPOSED, **stop) == "applied"
    waiting = house.state(case).open_proposal
    assert waiting
    assert house.decides(lead, case, Kind.APPROVED, proposal=waiting.action, **stop) == "applied"
    assert house.decides(community, case, Kind.OPINION_GIVEN, step="community") == "stopped"


def test_what_the_case_does_not_have_is_told_as_not_so(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    void = {"letter": "620702-2026-03-00001-B9", "reason": "wrong"}
    said = house.answers(clerk.window, house.decision(clerk, case, Kind.LETTER_VOIDED, **void))
    assert said[0].problem
    assert (said[0].problem.code, said[0].problem.message) == (
        "letter_unknown",
        ACTION_NOT_SO.title,
    )


@ONLY_SQLITE  # a PostgreSQL's clock is its own
def test_a_piece_that_is_heard_of_late_opens_a_question_and_moves_nothing(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.decides(clerk, case, Kind.STREET_SET)
    assert set(house.push(clerk.window, *house.signatures(clerk, case))) == {"applied"}
    colleague = house.person(Role.CLERK, house.seat("04"))
    house.later(days=3)
    early = house.paper(colleague, case)
    house.later(days=3)
    assert house.push(clerk.window, house.paper(clerk, case)) == ["applied"]
    day = {"day": "2026-11-30", "basis": "supplement"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **day) == "applied"
    assert house.push(colleague.window, early) == ["applied"]
    state = house.state(case)
    assert state.accepted_on == "2026-11-30"
    (question,) = state.questions
    assert (question.decision, question.fact) == (state.accepted_by, early[0].action_id)
