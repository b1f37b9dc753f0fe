"""Legal days at the server: believed, doubted, questioned by a late fact, settled by two."""

import pytest

from counter_app.basics.catalogue.decisions import ACTION_DAY_DOUBTED
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.stages import Stage
from counter_app.needs.timeline import deemed_on, read_day
from counter_app.rules.policy import load_policy
from tests.databases import SQLITE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.small_counter import Sealed

DATABASES = (SQLITE,)
"""A PostgreSQL's clock is its own."""
NOTICE = "620702-2026-03-00001-B1"
MORNING = "2026-11-24T09:00:00+08:00"


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def county(house: House, clerk: Somebody) -> tuple[Somebody, Somebody]:
    """Who proposes at the county, and who approves."""
    here = clerk.window
    return house.person(Role.COUNTY, here), house.person(Role.COUNTY_LEAD, here)


def is_deemed(house: House, case: str) -> bool:
    today = read_day(house.today)
    assert today
    return deemed_on(house.state(case), load_policy(), today) is not None


def street(house: House, who: Somebody, case: str) -> None:
    assert house.decides(who, case, Kind.STREET_SET) == "applied"


def test_what_the_server_says_of_several_acts_of_one_batch_is_one_chain(
    house: House, clerk: Somebody
) -> None:
    cases = house.receives(clerk), house.receives(clerk)
    house.later(days=3)
    for _ in range(2):
        papers = [
            house.paper(clerk, case, "2026-11-23", heard=MORNING, pages=each)
            for each in (1, 2)
            for case in cases
        ]
        assert house.push(clerk.window, *papers) == ["day_doubted"] * 4
    for case in cases:
        assert house.kinds(case)[-4:].count(Kind.DAY_DOUBTED) == 2
        assert len(house.state(case).doubted) == 4
    own = [
        action
        for case in cases
        for action in house.file(case).actions
        if action.kind == Kind.DAY_DOUBTED
    ]
    own.sort(key=lambda action: action.sequence)
    assert [action.sequence for action in own] == list(range(1, 9))
    assert [action.previous for action in own[1:]] == [action.hash for action in own[:-1]]


@pytest.mark.parametrize("said", ["2026-11-23", "2026-11-28", "2099-01-01", "昨天"])
def test_a_day_that_no_right_clock_gives_is_taken_and_the_servers_holds(
    house: House, clerk: Somebody, said: str
) -> None:
    case = house.receives(clerk)
    street(house, clerk, case)
    assert set(house.push(clerk.window, *house.signatures(clerk, case))) == {"applied"}
    house.later(days=3)
    paper = house.paper(clerk, case, said, heard=MORNING)
    (answer,) = house.answers(clerk.window, paper)
    assert answer.problem
    assert (answer.verdict, answer.problem.code) == ("applied", "day_doubted")
    assert answer.problem.message == ACTION_DAY_DOUBTED.title
    state = house.state(case)
    assert house.kinds(case)[-1] == Kind.DAY_DOUBTED
    assert (state.doubted, state.days[paper[0].action_id]) == ((paper[0].action_id,), "2026-11-27")
    supplement: dict[str, Scalar] = {"basis": "supplement"}
    assert house.decides(clerk, case, Kind.ACCEPTED, day=said[:10], **supplement) == "day_differs"
    assert house.decides(clerk, case, Kind.ACCEPTED, day="2026-11-27", **supplement) == "applied"


def test_in_the_batch_of_an_acceptance_a_doubted_day_does_not_count_either(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    street(house, clerk, case)
    house.later(days=3)
    pieces = house.pieces(clerk, case, "2026-12-25")
    said: dict[str, Scalar] = {"day": "2026-12-25", "basis": "supplement"}
    accepted = house.decision(clerk, case, Kind.ACCEPTED, **said)
    assert house.push(clerk.window, *pieces, accepted)[-1] == "day_differs"


@pytest.mark.parametrize("said", ["2026-11-24", "2026-11-25", "2026-11-27"])
def test_a_day_since_the_server_was_heard_is_believed(
    house: House, clerk: Somebody, said: str
) -> None:
    case = house.receives(clerk)
    house.later(days=3)
    assert house.push(clerk.window, house.paper(clerk, case, said, heard=MORNING)) == ["applied"]
    assert house.state(case).doubted == ()


def delivered(house: House, who: Somebody, case: str, on: str) -> list[str]:
    """The notice's delivery, told when the server has just been heard."""
    facts: dict[str, Scalar] = {"letter": NOTICE, "way": "in_hand", "on": on}
    return house.push(who.window, house.words(who, case, Kind.DELIVERED, **facts))


def test_a_delivery_counts_by_its_day_however_late_it_is_told_but_not_before_its_letter(
    house: House, clerk: Somebody
) -> None:
    case, other = house.receives(clerk), house.receives(clerk)
    house.later(days=1)
    for each in (case, other):
        assert house.decides(clerk, each, Kind.NOTICE_GIVEN, letter=NOTICE) == "applied"
    house.later(days=9)
    assert is_deemed(house, case)
    assert delivered(house, clerk, case, "2026-11-26") == ["applied"]
    assert not is_deemed(house, case)
    assert delivered(house, clerk, other, "2026-11-24") == ["day_doubted"]
    assert is_deemed(house, other)


def told_offline(house: House, clerk: Somebody, case: str) -> list[Sealed]:
    """A notice and its delivery of day three, by a desk that heard the server on the first."""
    known: dict[str, Scalar] = {"letter": NOTICE, "heard": MORNING}
    house.later(days=3)
    house.unsent = [house.decision(clerk, case, Kind.NOTICE_GIVEN, **known)]
    told: dict[str, Scalar] = {**known, "way": "in_hand", "on": house.today}
    done = [*house.unsent, house.words(clerk, case, Kind.DELIVERED, **told)]
    house.unsent = []
    house.later(days=6)
    return done


def test_a_notice_that_is_synced_late_is_judged_by_its_delivery(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    notice, delivery = told_offline(house, clerk, case)
    assert is_deemed(house, case)
    assert house.push(clerk.window, notice) == ["applied"]
    assert is_deemed(house, case), "told is what is delivered"
    assert house.push(clerk.window, delivery) == ["applied"]
    assert not is_deemed(house, case)


def test_an_acceptance_by_lapse_is_questioned_by_a_notice_that_was_delivered_in_time(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = house.receives(clerk)
    street(house, clerk, case)
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=NOTICE) == "applied"
    house.later(days=9)
    deemed: dict[str, Scalar] = {"day": "2026-11-24", "basis": "deemed"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **deemed) == "applied"
    assert delivered(house, clerk, case, "2026-11-26") == ["applied"]
    (question,) = house.state(case).questions
    assert question.decision == house.state(case).accepted_by
    assert house.kinds(case)[-2:] == [Kind.DELIVERED, Kind.DECISION_QUESTIONED]
    stands = {"day": "2026-11-24"}
    assert house.by_two(county, case, Kind.DAY_CORRECTED, **stands) == "applied"
    assert house.state(case).questions == ()


def test_what_is_dated_back_under_the_servers_eyes_comes_too_late(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.later(days=9)
    back: dict[str, Scalar] = {"on": "2026-11-27", "heard": house.server.now()}
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=NOTICE, **back) == "deemed"


def test_an_acceptance_in_time_that_is_synced_late_is_no_acceptance_by_lapse(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    street(house, clerk, case)
    house.later(days=3)
    accepted = house.decision(clerk, case, Kind.ACCEPTED, heard=MORNING)
    house.later(days=6)
    assert house.push(clerk.window, accepted) == ["applied"]
    state = house.state(case)
    assert (state.accepted_on, state.accepted_basis) == ("2026-11-24", "ordinary")


def test_the_county_settles_a_doubted_day_by_two_persons_and_only_to_an_earlier_one(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = house.receives(clerk)
    house.later(days=1)
    assert house.decides(clerk, case, Kind.NOTICE_GIVEN, letter=NOTICE) == "applied"
    house.later(days=9)
    assert delivered(house, clerk, case, "2026-11-24") == ["day_doubted"]
    (doubted,) = house.state(case).doubted

    def corrected(**facts: Scalar) -> str:
        return house.by_two(county, case, Kind.DAY_CORRECTED, **facts)

    assert corrected(of=doubted, day="2026-12-05") == "later_day"
    assert corrected(of=house.state(case).content, day="2026-11-25") == "not_doubted"
    assert corrected(of=doubted, day="2026-11-25") == "applied"
    state = house.state(case)
    assert (state.doubted, state.letters[0].delivered_on) == ((), "2026-11-25")
    assert not is_deemed(house, case)
    assert corrected(of=doubted, day="2026-11-25") == "not_doubted"


def late_piece(house: House, clerk: Somebody, **facts: Scalar) -> str:
    """A case accepted from day six, and a colleague's paper of day three that comes after it."""
    case = house.receives(clerk)
    street(house, clerk, case)
    assert set(house.push(clerk.window, *house.signatures(clerk, case))) == {"applied"}
    colleague = house.person(Role.CLERK, house.seat("04"))
    house.later(days=3)
    early = house.paper(colleague, case, **facts)
    house.later(days=3)
    assert house.push(clerk.window, house.paper(clerk, case)) == ["applied"]
    day: dict[str, Scalar] = {"day": "2026-11-30", "basis": "supplement"}
    assert house.decides(clerk, case, Kind.ACCEPTED, **day) == "applied"
    house.later(days=3)
    assert house.push(colleague.window, early)[0] in ("applied", "day_doubted")
    return case


def test_the_recorded_day_stands_until_two_persons_move_it_to_an_earlier_one(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = late_piece(house, clerk)
    assert house.state(case).accepted_on == "2026-11-30"
    assert len(house.state(case).questions) == 1
    assert house.by_two(county, case, Kind.DAY_CORRECTED, day="2026-12-01") == "later_day"
    assert house.by_two(county, case, Kind.DAY_CORRECTED, day="2026-11-23") == "before_receipt"
    assert house.by_two(county, case, Kind.DAY_CORRECTED, day="2026-11-27") == "applied"
    state = house.state(case)
    assert (state.accepted_on, state.questions, state.stage) == ("2026-11-27", (), Stage.IN_REVIEW)


def test_the_county_may_find_that_the_recorded_day_is_right(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = late_piece(house, clerk)
    same = {"day": "2026-11-30"}
    assert house.by_two(county, case, Kind.DAY_CORRECTED, **same) == "applied"
    assert house.state(case).questions == ()
    assert house.by_two(county, case, Kind.DAY_CORRECTED, **same) == "later_day"


def test_a_doubted_piece_questions_the_acceptance_once_its_day_is_settled(
    house: House, clerk: Somebody, county: tuple[Somebody, Somebody]
) -> None:
    case = late_piece(house, clerk, heard="2026-11-28T09:00:00+08:00")
    state = house.state(case)
    assert (len(state.doubted), state.questions) == (1, ())
    settled = {"of": state.doubted[0], "day": "2026-11-27"}
    assert house.by_two(county, case, Kind.DAY_CORRECTED, **settled) == "applied"
    (question,) = house.state(case).questions
    assert question.fact == settled["of"]
