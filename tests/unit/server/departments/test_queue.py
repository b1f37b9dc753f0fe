"""The queue of questions on both databases: leases, resends, cancelled and double answers."""

import asyncio

import pytest

from central_server.departments.lines import Lines
from central_server.departments.post import Post
from central_server.departments.reading import ANSWERED, Reply
from central_server.departments.rows import QueryState, change_query
from central_server.departments.taking import Came
from central_server.departments.troubles import MALFORMED, UNREACHABLE
from central_server.departments.turn import take_turn
from central_server.store import tables
from counter_app.cases.actions import Kind
from counter_app.rules.consent import Asked, queries
from counter_app.rules.policy import load_policy
from tests.patience import PATIENCE
from tests.unit.server.departments.asking import ESTATE, FOUND, IDENTITY, MARRIAGE, Bureau
from tests.unit.server.small_counter import of_one


def test_identity_is_asked_first_and_alone_then_all_that_was_signed_for(bureau: Bureau) -> None:
    case = bureau.accepted()
    assert {row.item for row in bureau.rows(case)} == {IDENTITY}
    assert bureau.asked == []
    bureau.ask()
    assert bureau.asked[0] == IDENTITY
    policy, state = load_policy(), bureau.house.state(case)
    who = Asked("low_income_family", is_applicant=True, years=38)
    owed = {i for q in queries(policy, bureau.house.server.clock().date(), who) for i in q.items}
    mine = [t for t in state.queries if t.person == state.person(0)]
    assert {trace.item for trace in mine} == owed
    assert all(trace.state == "answered" and trace.answer for trace in state.queries)
    assert all(trace.consent == state.answers[trace.person] for trace in state.queries)
    assert {one["consent"] for one in bureau.stand_in.asked} <= set(state.answers.values())


def test_a_withdrawn_consent_cancels_what_waits_and_discards_what_comes(bureau: Bureau) -> None:
    case = bureau.accepted()
    worker = "one"
    house = bureau.house
    office, now = house.server.office(), house.server.clock()
    sent = house.write(lambda c: take_turn(c, office, worker, [], now))
    assert [one.row.item for one in sent] == [IDENTITY]
    assert bureau.withdraws(case) == "applied"
    assert bureau.row(case, IDENTITY).state == QueryState.CANCELLED
    came = [
        Came(one.row.query_id, Reply(ANSWERED, "found", records=({"sex": "male"},))) for one in sent
    ]
    assert house.write(lambda c: take_turn(c, office, worker, came, now)) == []
    assert bureau.query_kinds(case) == [
        Kind.QUERY_ASKED,
        Kind.QUERY_CANCELLED,
        Kind.QUERY_DISCARDED,
    ]
    assert bureau.answers(case) == []
    bureau.ask()
    assert bureau.asked == []
    (trace,) = house.state(case).queries
    assert (trace.state, trace.answer) == ("discarded", "")


def test_a_withdrawal_between_identity_and_the_rest_keeps_the_rest_back(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.stand_in.control(items={MARRIAGE: {"error": "later"}, ESTATE: {"error": "later"}})
    bureau.ask()
    waiting = {row.item for row in bureau.rows(case) if row.is_open}
    assert waiting == {MARRIAGE, ESTATE}
    bureau.withdraws(case)
    bureau.stand_in.control(items={MARRIAGE: {}, ESTATE: {}})
    before = len(bureau.asked)
    bureau.house.later(hours=1)
    bureau.ask()
    assert len(bureau.asked) == before
    assert not [row for row in bureau.rows(case) if row.is_open]


def test_an_answer_that_comes_twice_counts_once(bureau: Bureau) -> None:
    case = bureau.accepted()
    house = bureau.house
    office, now, worker = house.server.office(), house.server.clock(), "one"
    (one,) = house.write(lambda c: take_turn(c, office, worker, [], now))
    reply = Reply(ANSWERED, "found", {"number": "1", "name": "1"})
    for _ in range(2):
        came = [Came(one.row.query_id, reply)] * 2 + [Came("nobody's", reply)]
        house.write(lambda c, came=came: take_turn(c, office, worker, came, now))
    assert len(bureau.answers(case)) == 1


def test_two_processes_never_ask_one_question_at_once(bureau: Bureau) -> None:
    bureau.accepted()
    house = bureau.house
    office, now = house.server.office(), house.server.clock()
    first = house.write(lambda c: take_turn(c, office, "one", [], now))
    second = house.write(lambda c: take_turn(c, office, "two", [], now))
    assert (len(first), len(second)) == (1, 0)


def test_the_limit_of_connections_is_one_for_all_processes(bureau: Bureau) -> None:
    bureau.connect(at_once=1)
    bureau.accepted()
    house = bureau.house
    office, now = house.server.office(), house.server.clock()
    (one,) = house.write(lambda c: take_turn(c, office, "one", [], now))
    came = [Came(one.row.query_id, Reply(ANSWERED, "found", {"number": "1", "name": "1"}))]
    first = house.write(lambda c: take_turn(c, office, "one", came, now))
    departments = [each.row.department for each in first]
    assert len(departments) == len(set(departments))
    assert house.write(lambda c: take_turn(c, office, "two", [], now)) == []


def test_what_is_due_soonest_leaves_first_when_a_quota_begins_anew(bureau: Bureau) -> None:
    bureau.connect(per_day=1)
    later, sooner = bureau.accepted(), bureau.accepted(of_one(7))
    bureau.ask()
    assert bureau.row(later, IDENTITY).outcome == "found"
    household = "public_security.household"
    waiting = bureau.row(sooner, IDENTITY)
    for case, item, due in ((later, household, "2026-12-09"), (sooner, IDENTITY, "2026-12-01")):
        query = bureau.row(case, item).query_id
        bureau.house.write(lambda c, q=query, d=due: change_query(c, q, due_on=d))
    bureau.house.later(days=1)
    bureau.ask()
    of_police = [o for o in bureau.stand_in.asked if o["item"].startswith("public_security")]
    assert of_police[-1]["query_id"] == waiting.query_id


def test_what_a_killed_process_had_asked_is_asked_again_under_the_same_id(bureau: Bureau) -> None:
    case = bureau.accepted()
    house = bureau.house
    office, now = house.server.office(), house.server.clock()
    (one,) = house.write(lambda c: take_turn(c, office, "killed", [], now))
    bureau.ask()
    assert bureau.asked == []
    house.later(minutes=2)
    bureau.ask()
    assert bureau.stand_in.asked[0]["query_id"] == one.row.query_id
    assert [a.facts["query"] for a in bureau.actions(case, Kind.QUERY_ASKED)].count(
        one.row.query_id
    ) == 1


def test_a_department_is_asked_no_more_often_a_day_than_it_lets_be(bureau: Bureau) -> None:
    bureau.connect(per_day=1)
    bureau.accepted()
    bureau.ask()
    of_police = [item for item in bureau.asked if item.startswith("public_security")]
    assert of_police == [IDENTITY]
    bureau.house.later(days=1)
    bureau.ask()
    assert len([item for item in bureau.asked if item.startswith("public_security")]) == 2


def test_while_a_restored_server_waits_nothing_leaves(bureau: Bureau) -> None:
    bureau.accepted()
    bureau.house.write(
        lambda c: c.execute(tables.server.update().values(restoring_at=bureau.house.server.now()))
    )
    bureau.ask()
    assert bureau.asked == []


def test_a_line_knows_what_it_is_in_trouble_for(bureau: Bureau) -> None:
    bureau.stand_in.control(items={IDENTITY: {"down": True}})
    bureau.accepted()
    bureau.ask()
    clock = bureau.house.server.clock
    line = bureau.house.write(lambda c: Lines(c, clock()).line("public_security"))
    assert (line.trouble, line.failures) == ("unreachable", 1)


def test_what_is_on_the_record_is_sent_though_its_time_is_doubted(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.house.later(days=365)  # far ahead of a database that has a time of its own
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED


BAD = {
    "a half letter": Reply(
        ANSWERED, "found", {"number": "1", "name": "1"}, records=({"sex": "\ud800"},)
    ),
    "a long outcome": Reply(ANSWERED, "x" * 200),
    "a long word": Reply(UNREACHABLE, said="x" * 200),
    "a long time": Reply(ANSWERED, "found", {"number": "1", "name": "1"}, took_ms=1 << 40),
}
"""What one database or both cannot keep; where answers are read all of it is caught."""


@pytest.mark.usefixtures("expected_errors")
@pytest.mark.parametrize("what", BAD)
def test_an_answer_that_no_record_takes_holds_up_no_other(bureau: Bureau, what: str) -> None:
    first, second = bureau.accepted(), bureau.accepted(of_one(7))
    house = bureau.house
    office, now = house.server.office(), house.server.clock()
    sent = house.write(lambda c: take_turn(c, office, "one", [], now))
    assert len(sent) == 2
    post = Post(house.server)
    for one in sent:
        good = Reply(ANSWERED, "found", {"number": "1", "name": "1"}, records=({"sex": "male"},))
        reply = BAD[what] if one.row.case_id == first else good
        post.take(Came(one.row.query_id, reply))

    async def turns() -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while await post.turn() or post.is_busy:
                    await asyncio.sleep(0)
        finally:
            await post.close()

    asyncio.run(turns())
    assert bureau.row(second, IDENTITY).state == QueryState.ANSWERED
    assert what != "a half letter" or bureau.row(first, IDENTITY).outcome == MALFORMED


def test_a_share_that_is_no_share_stops_nothing(bureau: Bureau) -> None:
    case = bureau.complete()
    flat = {"floor_area": "50.02", "co_ownership": "shares", "share": "1e30"}
    bureau.knows(
        bureau.applicant(case), natural_resources__real_estate={**FOUND, "records": [flat]}
    )
    assert bureau.accept(case) == "applied"
    bureau.ask()
    assert bureau.row(case, ESTATE).outcome == "found"
