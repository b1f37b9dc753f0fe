"""What happens to questions in orders of events that nobody would choose, on both databases."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from central_server.departments.batches import batch_out
from central_server.departments.lines import Lines
from central_server.departments.reading import ANSWERED, Reply
from central_server.departments.rows import FOR_GOOD, QueryState, change_query, revive
from central_server.departments.sending import Outgoing
from central_server.departments.sweep import sweep
from central_server.departments.taking import Came
from central_server.departments.turn import take_turn
from central_server.server import Server, open_server
from central_server.store import tables
from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Kind, Scalar
from counter_app.forms.consents import Department
from counter_app.needs.queries import found_by_all
from counter_app.needs.tasks import tasks_of
from counter_app.rules.policy import load_policy
from tests.conftest import SettableClock
from tests.databases import POSTGRES, Databases
from tests.patience import PATIENCE
from tests.unit.server.deciding.house import House
from tests.unit.server.departments.asking import IDENTITY, MARRIAGE, Bureau
from tests.unit.server.departments.standing import standing_in
from tests.unit.server.departments.test_batches import CIVIL, TakenIn, answer, back, by_file, out
from tests.unit.server.small_counter import document, of_one

FOUND = Reply(ANSWERED, "found", {"number": "1", "name": "1"})
SECRET = Reply(ANSWERED, "found", {"number": "1", "name": "1"}, records=({"sex": "male"},))


def turn(bureau: Bureau, came: list[Came], server: Server | None = None) -> list[Outgoing]:
    """One turn of the queue; what has to leave."""
    server = server or bureau.house.server
    office, now = server.office(), server.clock()
    done = server.writer.submit(lambda c: take_turn(c, office, "one", came, now))
    return done.result(PATIENCE)


def test_taken_back_and_given_anew_in_one_batch_the_question_is_another(bureau: Bureau) -> None:
    """A counter without a line sends both at one go, while an answer is on its way."""
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    both = [bureau.withdrawal(case), bureau.consent(case)]
    assert bureau.house.push(bureau.clerk.window, *both) == ["applied"] * 2
    (again,) = turn(bureau, [Came(asked.row.query_id, SECRET)])
    assert bureau.answers(case) == [], "it was asked on what was taken back"
    assert again.row.query_id != asked.row.query_id
    assert again.question.consent == both[1][0].action_id != asked.question.consent
    turn(bureau, [Came(again.row.query_id, FOUND)])
    (said,) = bureau.answers(case)
    assert bureau.row_of(case, IDENTITY, QueryState.ANSWERED).query_id == again.row.query_id
    kinds = bureau.query_kinds(case)
    assert kinds[:3] == [Kind.QUERY_ASKED, Kind.QUERY_CANCELLED, Kind.QUERY_DISCARDED]
    assert said["item"] == IDENTITY


def test_signed_anew_without_a_withdrawal_the_question_stays(bureau: Bureau) -> None:
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    assert bureau.consents(case) == "applied"
    assert turn(bureau, []) == [], "it is on its way"
    bureau.house.later(minutes=2)
    (again,) = turn(bureau, [])
    assert again.question == asked.question, "word for word, as the record has it"
    turn(bureau, [Came(asked.row.query_id, FOUND)])
    assert bureau.row(case, IDENTITY).query_id == asked.row.query_id
    assert len(bureau.answers(case)) == 1


@pytest.mark.parametrize("refuses", [False, True])
def test_refused_or_narrowed_on_the_way_nothing_is_kept(bureau: Bureau, refuses: bool) -> None:
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    more: dict[str, object] = {"granted": False} if refuses else {"items": MARRIAGE}
    assert bureau.consents(case, **more) == "applied"
    assert turn(bureau, [Came(asked.row.query_id, SECRET)]) == []
    assert bureau.answers(case) == []


@pytest.mark.parametrize("lost", ["withdrawal", "answer"])
def test_a_queue_that_was_put_back_learns_from_the_record_when_an_answer_comes(
    bureau: Bureau, lost: str
) -> None:
    """What came after the copy was handed back; the queue still has the question as on its way."""
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    if lost == "withdrawal":
        assert bureau.withdraws(case) == "applied"
    else:
        turn(bureau, [Came(asked.row.query_id, FOUND)])
    before = len(bureau.answers(case))
    name = asked.row.query_id
    old = {"state": QueryState.SENT, "outcome": "", "settled_at": "", "next_at": FOR_GOOD}
    bureau.house.write(lambda c: change_query(c, name, **old))
    turn(bureau, [Came(name, SECRET)])
    assert len(bureau.answers(case)) == before
    (row,) = [row for row in bureau.rows(case) if row.query_id == name]
    assert row.state == (QueryState.DISCARDED if lost == "withdrawal" else QueryState.ANSWERED)


def test_a_case_that_ends_while_its_file_is_out_takes_nothing_in(bureau: Bureau) -> None:
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    asked = out(bureau)
    gone = bureau.house.words(bureau.clerk, case, Kind.WITHDRAWN, on=bureau.house.today)
    assert bureau.house.push(bureau.clerk.window, gone) == ["applied"]
    assert back(bureau, *map(answer, asked)) == TakenIn(discarded=len(asked))
    assert MARRIAGE not in {each["item"] for each in bureau.answers(case)}
    assert back(bureau, *map(answer, asked)).answered == 0


def test_signed_anew_while_a_file_is_out_it_is_in_no_other_and_its_answers_count(
    bureau: Bureau,
) -> None:
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    asked = out(bureau)
    assert bureau.consents(case) == "applied"
    bureau.house.later(days=3)
    assert out(bureau) == []
    assert back(bureau, *map(answer, asked)) == TakenIn(len(asked))


def test_what_was_tried_again_is_still_answered_by_the_file_of_before(bureau: Bureau) -> None:
    """The department cannot read it, an operator lets it be due again, then its answer comes."""
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    first, _ = out(bureau)
    name = first["query_id"]
    failed = {"state": QueryState.FAILED, "outcome": "malformed"}
    bureau.house.write(lambda c: change_query(c, name, **failed))
    now = bureau.house.server.now()
    assert bureau.house.write(lambda c: revive(c, str(CIVIL), now)) == 1
    assert back(bureau, answer(first)) == TakenIn(1)
    assert bureau.row(case, first["item"]).state == QueryState.ANSWERED
    assert first["item"] in {each["item"] for each in bureau.answers(case)}


def test_a_file_is_written_piece_by_piece(bureau: Bureau) -> None:
    by_file(bureau)
    bureau.accepted()
    bureau.ask()
    server, work = bureau.house.server, bureau.house.write
    found = []
    for _ in range(3):
        written = work(lambda c: batch_out(c, server.office(), CIVIL, server.clock(), most=1))
        found.append((len(written.lines), written.more))
    assert found == [(1, True), (1, True), (0, False)]


def test_a_paper_instead_of_an_answer_and_the_answer_too_stand_beside_each_other(
    bureau: Bureau,
) -> None:
    """Entered at a window while the electronic one is on its way: neither is lost, nor doubled."""
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    person = bureau.house.state(case).person(0)
    facts: dict[str, Scalar] = {"query": "by-hand", "item": IDENTITY, "person": person}
    said: dict[str, Scalar] = {"outcome": "found", "channel": "paper"}
    entered = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, **facts, **said)
    both = [entered, entered]
    assert bureau.house.push(bureau.clerk.window, *both) == ["applied", "repeated"]
    turn(bureau, [Came(asked.row.query_id, FOUND)] * 2)
    traces = [each for each in bureau.house.state(case).queries if each.item == IDENTITY]
    assert sorted(each.state for each in traces) == ["answered", "answered"]
    assert tasks_of(bureau.house.state(case)) == ()


def test_what_a_clock_years_ahead_put_off_is_due_when_it_is_right_again(bureau: Bureau) -> None:
    bureau.connect(at_once=1)
    bureau.stand_in.control(items={IDENTITY: {"down": True}})
    first, second = bureau.accepted(), bureau.accepted(of_one(7))
    right = bureau.house.server.clock()
    ahead = SettableClock(datetime(2041, 11, 24, 9, 12, tzinfo=CHINA))
    office, work = bureau.house.server.office(), bureau.house.write
    (asked,) = work(lambda c: take_turn(c, office, "wrong", [], ahead()))
    for _ in range(3):
        came = [Came(asked.row.query_id, Reply("unreachable", said="timeout"))]
        work(lambda c, came=came: take_turn(c, office, "wrong", came, ahead()))
        ahead.advance(minutes=20)
        work(lambda c: take_turn(c, office, "wrong", [], ahead()))
    bureau.stand_in.control(items={IDENTITY: {}})
    bureau.ask()
    assert bureau.asked == []
    line = work(lambda c: Lines(c, right).line("public_security"))
    assert line.next_at > "2041"
    asyncio.run(sweep(bureau.house.server))
    bureau.ask()
    states = [bureau.row(case, IDENTITY).state for case in (first, second)]
    assert states == [QueryState.ANSWERED] * 2


@pytest.fixture
def servers(
    tmp_path: Path, database: str, databases: Databases, clock: SettableClock
) -> Iterator[list[Server]]:
    """Two that share a PostgreSQL; of an SQLite file one, which is asked by two at once."""
    url = databases.new(database, tmp_path)
    opened = [open_server(url, clock, tmp_path) for _ in range(2 if database == POSTGRES else 1)]
    yield opened
    for each in opened:
        each.close()
    databases.gone(url)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Both begin at one moment; what came of each."""
    gate = threading.Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        gate.wait(PATIENCE)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result(PATIENCE) for each in [pool.submit(begin, work) for work in works]]


def test_two_processes_that_sweep_and_ask_at_once_ask_each_question_once(
    servers: list[Server], clock: SettableClock
) -> None:
    with standing_in() as stand_in:
        bureau = Bureau(House(servers[0], clock), stand_in)
        bureau.connect(at_once=100)
        cases = [bureau.accepted(of_one(place)) for place in range(12)]
        for _ in range(3):
            bureau.house.write(lambda c: c.execute(delete(tables.department_query)))
            at_once(
                *(lambda each=each: asyncio.run(sweep(each)) for each in (servers[0], servers[-1]))
            )
            assert [len(bureau.rows(case)) for case in cases] == [1] * len(cases)
        both = at_once(
            *(lambda each=each: turn(bureau, [], each) for each in (servers[0], servers[-1]))
        )
        sent = [one.row.query_id for each in both for one in each]
        assert len(sent) == len(set(sent)) == len(cases)
        came = [Came(name, FOUND) for name in sent]
        at_once(*(lambda each=each: turn(bureau, came, each) for each in (servers[0], servers[-1])))
        for case in cases:
            assert [each["item"] for each in bureau.answers(case)] == [IDENTITY]


def test_a_withdrawal_and_a_turn_at_once_leave_nothing_that_was_not_let(
    servers: list[Server], clock: SettableClock
) -> None:
    """Whoever is first: what leaves was on the record before the withdrawal, and brings nothing."""
    with standing_in() as stand_in:
        bureau = Bureau(House(servers[0], clock), stand_in)
        for place in range(6):
            case = bureau.accepted(of_one(place))
            taken_back = bureau.withdrawal(case)
            other = House(servers[0], clock)
            pushed, sent = at_once(
                lambda s=taken_back: bureau.house.push(bureau.clerk.window, s),
                lambda: turn(bureau, [], servers[-1]),
            )
            assert pushed == ["applied"]
            mine = [one for one in sent if one.row.case_id == case]
            kinds = [
                kind
                for kind in other.kinds(case)
                if kind in (Kind.QUERY_ASKED, Kind.CONSENT_WITHDRAWN)
            ]
            expected = (
                [Kind.QUERY_ASKED, Kind.CONSENT_WITHDRAWN] if mine else [Kind.CONSENT_WITHDRAWN]
            )
            assert kinds == expected
            turn(bureau, [Came(one.row.query_id, SECRET) for one in mine])
            assert bureau.answers(case) == []
            assert {row.state for row in bureau.rows(case)} <= {
                QueryState.CANCELLED,
                QueryState.DISCARDED,
            }


def test_of_a_pause_and_a_withdrawal_nothing_is_left_to_leave(bureau: Bureau) -> None:
    """Paused, withdrawn, gone on: the gate is asked anew for each that leaves."""
    case = bureau.accepted()
    clock, work = bureau.house.server.clock, bureau.house.write

    def change(act: Callable[[Lines], None]) -> None:
        def within(connection: Any) -> None:
            lines = Lines(connection, clock())
            act(lines)
            lines.store()

        work(within)

    change(lambda lines: lines.pause(str(Department.PUBLIC_SECURITY), "somebody"))
    assert turn(bureau, []) == []
    assert bureau.withdraws(case) == "applied"
    change(lambda lines: lines.go_on(str(Department.PUBLIC_SECURITY)))
    assert turn(bureau, []) == []
    assert bureau.query_kinds(case) == []


@pytest.mark.parametrize("slip", ["no first item", "no item", "no style"])
def test_a_slip_in_policy_keeps_questions_waiting_and_gives_none_up(
    bureau: Bureau, slip: str
) -> None:
    """Imported while questions wait and one is on its way; the right file comes an hour later."""
    case = bureau.accepted()
    bureau.stand_in.control(items={MARRIAGE: {"error": "later"}})
    bureau.ask()
    other = bureau.accepted(of_one(3))
    asked = next(one for one in turn(bureau, []) if one.row.case_id == other)
    policy = load_policy()
    rows: Any = policy.given("item")
    tables: dict[str, dict[str, Any]] = {
        "no first item": {"item": [{**row, "alone": False} for row in rows]},
        "no item": {"item": []},
        "no style": {"style": [row for row in policy.given("style") if row["style"] != "plain"]},
    }
    bureau.policy(**tables[slip])
    bureau.stand_in.control(items={MARRIAGE: {}})
    new = bureau.accepted(of_one(7))
    bureau.house.later(hours=1)
    turn(bureau, [Came(asked.row.query_id, FOUND)])
    before = len(bureau.asked)
    bureau.ask()
    assert len(bureau.asked) == before
    assert bureau.row(case, MARRIAGE).is_open
    assert bureau.row(other, IDENTITY).outcome == "found"
    bureau.policy(item=rows, style=policy.given("style"))
    bureau.house.later(hours=1)
    asyncio.run(sweep(bureau.house.server))
    bureau.ask()
    for each in (case, other, new):
        assert MARRIAGE in {row.item for row in bureau.rows(each)}
        assert {row.state for row in bureau.rows(each)} == {QueryState.ANSWERED}


def enters(bureau: Bureau, case: str, outcome: str, item: str = IDENTITY, query: str = "x") -> None:
    """Somebody at the window enters what lies before them."""
    person = bureau.house.state(case).person(0)
    facts: dict[str, Scalar] = {"query": f"by hand {query}", "item": item, "person": person}
    said: dict[str, Scalar] = {"outcome": outcome, "channel": "paper"}
    act = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, **facts, **said)
    assert bureau.house.push(bureau.clerk.window, act) == ["applied"]


@pytest.mark.parametrize("outcome", ["to_person", "identity_mismatch", "ambiguous"])
def test_a_card_that_was_seen_first_hides_no_death_that_is_told_later(
    bureau: Bureau, outcome: str
) -> None:
    """Asked, then entered, then answered: the last word is the department's (holes 1 and 15)."""
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    enters(bureau, case, "found")
    sent = turn(bureau, [Came(asked.row.query_id, Reply(ANSWERED, outcome))])
    assert sent == [], "of who is dead, or is not surely found, nothing more is asked"
    assert turn(bureau, []) == []
    (task,) = tasks_of(bureau.house.state(case))
    assert (task.kind, task.item) == (
        "to_person" if outcome == "to_person" else "identity",
        IDENTITY,
    )
    assert not found_by_all(bureau.house.state(case), task.person, [IDENTITY])


@pytest.mark.parametrize("outcome", ["to_person", "identity_mismatch", "ambiguous"])
def test_a_card_that_was_seen_afterwards_lets_the_rest_be_asked(
    bureau: Bureau, outcome: str
) -> None:
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    assert turn(bureau, [Came(asked.row.query_id, Reply(ANSWERED, outcome))]) == []
    enters(bureau, case, "found")
    assert tasks_of(bureau.house.state(case)) == ()
    assert MARRIAGE in {one.row.item for one in turn(bureau, [])}


def test_a_death_that_is_entered_keeps_back_what_waits(bureau: Bureau) -> None:
    """A family brings the paper while the other questions wait for their turn."""
    bureau.connect(at_once=1)
    case = bureau.accepted()
    (asked,) = turn(bureau, [])
    sent = turn(bureau, [Came(asked.row.query_id, FOUND)])
    enters(bureau, case, "to_person")
    came = [Came(one.row.query_id, Reply(ANSWERED, "none")) for one in sent]
    assert turn(bureau, came) == []
    assert {row.state for row in bureau.rows(case)} == {QueryState.ANSWERED, QueryState.CANCELLED}
    assert [each.kind for each in tasks_of(bureau.house.state(case))] == ["to_person"]


def test_who_was_seen_under_another_number_was_somebody_else(bureau: Bureau) -> None:
    case = bureau.accepted()
    enters(bureau, case, "found")
    changed = document()
    changed["applicant"]["id_number"] = "620702199001011238"
    assert bureau.house.revises(bureau.clerk, case, changed) == "applied"
    assert bureau.consents(case) == "applied"
    assert [one.row.item for one in turn(bureau, [])] == [IDENTITY]
