"""What another legal day of an act changes of a case: everything that was counted from it."""

import msgspec

from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.replay import advance
from counter_app.cases.stages import Stage, Step
from tests.unit.cases.acts import act, after, situation

LATER = "2026-12-05"


def done(now: CaseState, kind: str, role: str = Role.CLERK, **facts: Scalar) -> tuple[str, Action]:
    made = act(now, kind, role, **facts)
    return made.action_id, made


def with_doubt(now: CaseState, name: str) -> CaseState:
    return after(now, (Kind.DAY_DOUBTED, Role.SYSTEM, "server", {"fact": name, "day": LATER}))


def in_review() -> CaseState:
    return situation(Stage.IN_REVIEW, Step.COMMUNITY, accepted_on="2026-11-24")


def test_a_piece_settles_its_notice_on_the_day_that_holds() -> None:
    now = after(situation(Stage.RECEIVED), (Kind.NOTICE_GIVEN, Role.CLERK, "li", {}))
    notice = now.notices[0].action
    name, made = done(now, Kind.MATERIAL_TAKEN, settles=notice, on="2026-11-26", last=True)
    now = advance(now, made)
    now = advance(now, done(now, Kind.FORM_SIGNED, settles=notice, on="2026-11-27")[1])
    assert now.notices[0].settled_on == "2026-11-27"
    doubted = with_doubt(now, name)
    assert doubted.notices[0].settled_on == LATER
    assert doubted.doubted == (name,)


def test_a_delivered_return_stops_from_the_day_after_the_one_that_holds_to_the_last_pieces() -> (
    None
):
    now = after(in_review(), (Kind.RETURNED, Role.COMMUNITY, "wang", {"letter": "T1"}))
    told, delivered = done(now, Kind.DELIVERED, letter="T1", way="in_hand", on="2026-11-25")
    now = advance(now, delivered)
    name, piece = done(now, Kind.MATERIAL_TAKEN, settles=now.returned, on="2026-12-01", last=True)
    now = advance(now, piece)
    assert (now.stops[0].first, now.stops[0].last) == ("2026-11-26", "2026-12-01")
    assert with_doubt(now, name).stops[0].last == LATER
    doubted = with_doubt(now, told)
    assert (doubted.stops[0].first, doubted.letters[0].delivered_on) == ("2026-12-06", LATER)


def test_a_stop_of_the_countys_begins_and_ends_by_the_days_that_hold() -> None:
    now = in_review()
    began, stop = done(now, Kind.CLOCK_STOPPED, Role.COUNTY, reason="visit", on="2026-11-25")
    now = advance(now, stop)
    ended, resumed = done(now, Kind.CLOCK_RESUMED, Role.COUNTY, on="2026-11-30")
    now = advance(now, resumed)
    assert with_doubt(now, began).stops[0].first == "2026-12-06"
    assert with_doubt(now, ended).stops[0].last == LATER


def test_an_end_an_announcement_and_an_opinion_have_the_day_that_holds() -> None:
    now = in_review()
    opinion, made = done(now, Kind.OPINION_GIVEN, Role.COMMUNITY, step="community")
    now = advance(now, made)
    announced, made = done(now, Kind.REFUSAL_ANNOUNCED, Role.COUNTY)
    now = advance(now, made)
    ended, made = done(now, Kind.WITHDRAWN)
    now = advance(now, made)
    assert with_doubt(now, opinion).opinions[0].on == LATER
    assert with_doubt(now, announced).announced_on == LATER
    assert with_doubt(now, ended).ended_on == LATER
    assert now.ended_on == "2026-11-25"


def test_the_countys_word_takes_the_place_of_the_servers_day() -> None:
    now = situation(Stage.RECEIVED)
    name, made = done(now, Kind.WITHDRAWN)
    now = with_doubt(advance(now, made), name)
    right: dict[str, Scalar] = {"of": name, "day": "2026-11-25"}
    settled = advance(now, act(now, Kind.DAY_CORRECTED, Role.COUNTY, **right))
    assert (settled.ended_on, settled.doubted) == ("2026-11-25", ())
    assert settled.days == {name: "2026-11-25"}
    assert msgspec.json.decode(msgspec.json.encode(settled), type=CaseState) == settled
