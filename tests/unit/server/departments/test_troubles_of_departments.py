"""What goes wrong at a department: each class waits, stops or goes to a person as it should."""

from datetime import timedelta
from typing import Any

import pytest

from central_server.departments.lines import Line, Lines, back_off
from central_server.departments.rows import QueryState
from counter_app.cases.actions import Kind
from counter_app.needs.tasks import FAILED, tasks_of
from counter_app.needs.tasks import IDENTITY as IDENTITY_TASK
from tests.databases import SQLITE
from tests.unit.server.departments.asking import FOUND, IDENTITY, MARRIAGE, Bureau
from tests.unit.server.small_counter import document

DATABASES = (SQLITE,)
POLICE = "public_security"
KEY = IDENTITY.replace(".", "__")


def line(bureau: Bureau, name: str = POLICE) -> Line:
    clock = bureau.house.server.clock
    found: Line = bureau.house.write(lambda c: Lines(c, clock()).line(name))
    return found


def goes(bureau: Bureau, **setting: object) -> None:
    bureau.stand_in.control(items={IDENTITY: setting})


def waits(bureau: Bureau, case: str) -> timedelta:
    """How long the applicant's question about identity still waits."""
    row = bureau.row(case, IDENTITY)
    assert row.is_open, row.state
    clock = bureau.house.server.clock()
    return type(clock).fromisoformat(row.next_at) - clock


def test_what_is_out_of_reach_is_tried_after_1_2_4_8_16_and_16_minutes() -> None:
    found = [back_off(attempt) // timedelta(minutes=1) for attempt in range(1, 8)]
    assert found == [1, 2, 4, 8, 16, 16, 16]


def test_a_department_that_was_away_for_an_hour_answers_the_same_question(bureau: Bureau) -> None:
    goes(bureau, down=True)
    case = bureau.accepted()
    for minutes in (1, 2, 4, 8, 16, 16, 16):
        bureau.ask()
        assert waits(bureau, case) == timedelta(minutes=minutes)
        bureau.house.later(minutes=minutes)
    assert line(bureau).trouble == "unreachable"
    goes(bureau)
    bureau.house.later(minutes=16)
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED
    asked = [one["query_id"] for one in bureau.stand_in.asked if one["item"] == IDENTITY]
    assert len(asked) > 6
    assert len(set(asked)) == 1
    assert len(bureau.actions(case, Kind.QUERY_ASKED)) == len({*bureau.asked})
    assert (line(bureau).trouble, line(bureau).failures) == ("", 0)


def test_after_three_failures_one_question_at_a_time_tries_the_line(bureau: Bureau) -> None:
    goes(bureau, down=True)
    cases = [bureau.accepted()]
    for _ in range(3):
        bureau.ask()
        bureau.house.later(minutes=4)
    assert line(bureau).failures == 3
    before = len(bureau.asked)
    bureau.house.later(minutes=10)
    bureau.ask()
    assert len(bureau.asked) == before + 1
    goes(bureau)
    bureau.house.later(minutes=16)
    bureau.ask()
    assert bureau.row(cases[0], IDENTITY).state == QueryState.ANSWERED


def test_where_nobody_listens_it_is_out_of_reach(bureau: Bureau) -> None:
    bureau.connect(address="http://127.0.0.1:9/plain")
    case = bureau.accepted()
    bureau.ask()
    assert waits(bureau, case) == timedelta(minutes=1)


def test_a_days_quota_waits_for_the_next_morning_and_takes_no_try(bureau: Bureau) -> None:
    goes(bureau, error="quota")
    case = bureau.accepted()
    bureau.ask()
    row = bureau.row(case, IDENTITY)
    assert (row.next_at[:16], row.attempt) == ("2026-11-25T00:05", 0)
    assert line(bureau).trouble == "quota_day"
    bureau.house.later(hours=2)
    bureau.ask()
    assert bureau.asked == [IDENTITY]


def test_a_minutes_quota_waits_a_minute(bureau: Bureau) -> None:
    goes(bureau, error="quota_minute")
    case = bureau.accepted()
    bureau.ask()
    assert waits(bureau, case) == timedelta(minutes=1)


def test_a_key_that_is_being_changed_waits_20_seconds(bureau: Bureau) -> None:
    goes(bureau, error="key")
    case = bureau.accepted()
    bureau.ask()
    assert waits(bureau, case) == timedelta(seconds=20)
    assert line(bureau).trouble == ""


def test_a_signature_is_tried_once_more_at_once_then_it_is_the_lines(bureau: Bureau) -> None:
    goes(bureau, error="signature")
    case = bureau.accepted()
    bureau.ask()
    assert waits(bureau, case) == timedelta(seconds=1)
    bureau.house.later(seconds=2)
    bureau.ask()
    assert waits(bureau, case) == timedelta(minutes=2)
    assert line(bureau).trouble == "signature"


@pytest.mark.parametrize("error", ["bad_request", "not_permitted"])
def test_what_the_department_turns_down_goes_to_a_person_at_once(
    bureau: Bureau, error: str
) -> None:
    goes(bureau, error=error)
    case = bureau.accepted()
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == QueryState.FAILED
    (failed,) = bureau.actions(case, Kind.QUERY_FAILED)
    assert failed.facts["error"] == error
    bureau.house.later(hours=5)
    bureau.ask()
    assert bureau.asked == [IDENTITY]
    assert line(bureau, IDENTITY).trouble == error
    assert bool(line(bureau, IDENTITY).next_at) == (error == "not_permitted")


@pytest.mark.parametrize(
    "wrong",
    ["malformed", "huge", "other", "version", "encoding", "page", "nothing", "twice"],
)
def test_an_answer_that_is_none_is_kept_from_the_record(bureau: Bureau, wrong: str) -> None:
    goes(bureau, wrong=wrong)
    case = bureau.accepted()
    for _ in range(3):
        bureau.ask()
        assert bureau.answers(case) == []
        bureau.house.later(minutes=20)
    assert bureau.row(case, IDENTITY).state == QueryState.FAILED
    assert bureau.actions(case, Kind.QUERY_FAILED)[0].facts["error"] == "malformed"
    assert line(bureau, IDENTITY).trouble == "malformed"
    assert [task.kind for task in tasks_of(bureau.house.state(case))] == [FAILED]


@pytest.mark.parametrize(("wrong", "said"), [("endless", "timeout"), ("redirect", "http 302")])
def test_a_body_without_end_or_elsewhere_is_a_line_out_of_reach(
    bureau: Bureau, wrong: str, said: str
) -> None:
    bureau.connect(seconds=1)
    bureau.stand_in.control(items={MARRIAGE: {"wrong": wrong}})
    case = bureau.accepted()
    bureau.ask()
    row = bureau.row(case, MARRIAGE)
    assert (row.is_open, row.outcome, row.attempt) == (True, "unreachable", 1)
    assert (line(bureau, MARRIAGE).trouble, line(bureau, MARRIAGE).said) == ("unreachable", said)
    assert {r.state for r in bureau.rows(case) if r.item != MARRIAGE} == {QueryState.ANSWERED}


def test_tries_are_counted_by_trouble(bureau: Bureau) -> None:
    """Five times out of reach, then one answer that cannot be read: that is its first."""
    goes(bureau, down=True)
    case = bureau.accepted()
    for minutes in (1, 2, 4, 8, 16):
        bureau.ask()
        bureau.house.later(minutes=minutes)
    goes(bureau, wrong="malformed")
    bureau.ask()
    assert waits(bureau, case) == timedelta(minutes=1)
    goes(bureau, error="signature")
    bureau.house.later(minutes=1)
    bureau.ask()
    assert waits(bureau, case) == timedelta(seconds=1)


def test_a_signature_that_a_wrong_clock_spoils_says_by_how_much(bureau: Bureau) -> None:
    """The house's clock stands in 2026-11; the other side says what time it is with each answer."""
    goes(bureau, error="signature")
    bureau.accepted()
    bureau.ask()
    kind, _, seconds = line(bureau, IDENTITY).said.partition(" ")
    assert kind == "clock"
    assert abs(int(seconds)) > 60


def test_a_name_that_is_only_alike_is_asked_once_more_in_its_other_spelling(
    bureau: Bureau,
) -> None:
    case = bureau.complete(named("龚䶮"))
    bureau.knows(bureau.applicant(case), **{KEY: {**FOUND, "name": "龚\ue863"}})
    assert bureau.accept(case) == "applied"
    bureau.ask()
    said = [(o["name"], o["query_id"]) for o in bureau.stand_in.asked if o["item"] == IDENTITY]
    assert [name for name, _ in said[:2]] == ["龚䶮", "龚\ue863"]
    assert said[0][1] == said[1][1]
    assert bureau.row(case, IDENTITY).outcome == "found"
    assert len([a for a in bureau.answers(case) if a["item"] == IDENTITY]) == len(
        {query for _, query in said}
    )
    assert MARRIAGE in bureau.asked


def test_a_name_that_stays_only_alike_goes_to_a_person(bureau: Bureau) -> None:
    case = bureau.complete(named("龚䶮"))
    bureau.knows(bureau.applicant(case), **{KEY: {**FOUND, "match": {"number": 1, "name": 3}}})
    assert bureau.accept(case) == "applied"
    bureau.ask()
    assert [o["item"] for o in bureau.stand_in.asked].count(IDENTITY) == 2
    assert bureau.row(case, IDENTITY).outcome == "ambiguous"
    assert [task.kind for task in tasks_of(bureau.house.state(case))] == [IDENTITY_TASK]


def named(name: str) -> dict[str, Any]:
    """The applicant's form under another name."""
    content = document()
    content["applicant"] = {**content["applicant"], "name": name}
    return content


def test_one_department_that_answers_nonsense_holds_no_other_up(bureau: Bureau) -> None:
    bureau.stand_in.control(items={MARRIAGE: {"wrong": "malformed"}})
    case = bureau.accepted()
    bureau.ask()
    states = {row.item: row.state for row in bureau.rows(case)}
    assert {state for item, state in states.items() if item != MARRIAGE} == {QueryState.ANSWERED}


def test_what_is_not_there_yet_is_fetched_later_under_its_id(bureau: Bureau) -> None:
    goes(bureau, error="later")
    case = bureau.accepted()
    bureau.ask()
    assert waits(bureau, case) == timedelta(seconds=30)
    goes(bureau)
    bureau.house.later(minutes=1)
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED
    first, second = bureau.stand_in.asked[:2]
    assert first["query_id"] == second["query_id"]


def test_a_late_answer_leaves_stage_step_and_clock_of_a_case_alone(bureau: Bureau) -> None:
    case = bureau.accepted()
    before = bureau.house.state(case)
    bureau.ask()
    after = bureau.house.state(case)
    for name in ("stage", "step", "decision", "content", "revision", "stops", "accepted_on"):
        assert getattr(after, name) == getattr(before, name)
