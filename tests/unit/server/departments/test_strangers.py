"""A number that was wrong: what was said under it is a stranger's, and nobody reads it again."""

import json

from central_server.departments.rows import QueryState
from central_server.store import tables
from counter_app.cases.actions import Kind, Role
from counter_app.needs.answers import verified
from counter_app.needs.queries import found_by_all
from counter_app.needs.tasks import tasks_of
from tests.unit.server.departments.asking import ESTATE, FOUND, IDENTITY, MARRIAGE, Bureau
from tests.unit.server.small_counter import document

OTHER = "620702199001011238"
SECRET = "甘2019不动产权第7号"


def asked_of_a_stranger(bureau: Bureau) -> str:
    """A case whose applicant's number was mistyped, all of it answered."""
    case = bureau.complete()
    record = {"certificate_no": SECRET, "floor_area": "88.5"}
    bureau.knows(
        bureau.applicant(case), **{ESTATE.replace(".", "__"): {**FOUND, "records": [record]}}
    )
    assert bureau.accept(case) == "applied"
    bureau.ask()
    assert SECRET in json.dumps(bureau.answers(case), ensure_ascii=False)
    return case


def corrected(bureau: Bureau, case: str) -> None:
    """The form has the right number; nothing is signed for it yet."""
    changed = document()
    changed["applicant"]["id_number"] = OTHER
    assert bureau.house.revises(bureau.clerk, case, changed) == "applied"


def in_store(bureau: Bureau, words: str) -> bool:
    rows = bureau.house.write(lambda c: c.execute(tables.content.select()).all())
    return any(words.encode() in row.content for row in rows)


def test_with_another_number_the_strangers_answers_are_erased_at_once(bureau: Bureau) -> None:
    case = asked_of_a_stranger(bureau)
    corrected(bureau, case)
    state = bureau.house.state(case)
    assert {(t.state, t.outcome, t.answer) for t in state.queries} == {("discarded", "", "")}
    assert not in_store(bureau, SECRET)
    assert len(bureau.actions(case, Kind.QUERY_ANSWERED)) == len(state.queries)
    assert not found_by_all(state, state.person(0), [IDENTITY])
    assert not [v for v in verified(bureau.house.file(case)).values() if v.is_usable]


def test_the_right_person_is_asked_anew_once_they_have_signed(bureau: Bureau) -> None:
    case = asked_of_a_stranger(bureau)
    corrected(bureau, case)
    bureau.knows(OTHER)
    before = len(bureau.stand_in.asked)
    bureau.ask()
    assert len(bureau.stand_in.asked) == before, "on a stranger's consent nothing leaves"
    assert bureau.consents(case) == "applied"
    bureau.ask()
    asked = bureau.stand_in.asked[before:]
    assert {one["person"] for one in asked} == {OTHER}
    assert asked[0]["item"] == IDENTITY
    assert bureau.house.state(case).queries[-1].state == "answered"


def test_two_persons_correct_an_identity_and_nothing_of_the_stranger_is_left(
    bureau: Bureau,
) -> None:
    case = asked_of_a_stranger(bureau)
    corrected(bureau, case)
    house = bureau.house
    pair = (
        house.person(Role.COUNTY, bureau.clerk.window),
        house.person(Role.COUNTY_LEAD, bureau.clerk.window),
    )
    state = house.state(case)
    facts = {"person": state.person(0), "revision": state.content}
    assert house.by_two(pair, case, Kind.IDENTITY_CORRECTED, **facts) == "applied"
    bureau.knows(OTHER)
    assert bureau.consents(case) == "applied"
    bureau.ask()
    rows = {row.state for row in bureau.rows(case) if row.query_id in _of(state.queries)}
    assert rows == {QueryState.DISCARDED}
    assert not in_store(bureau, SECRET)
    assert bureau.row_of(case, IDENTITY, QueryState.ANSWERED).outcome == "found"


def test_what_somebody_entered_about_the_stranger_goes_too(bureau: Bureau) -> None:
    bureau.policy(connection=[])
    case = bureau.accepted()
    person = bureau.house.state(case).person(0)
    facts = {"query": "by-hand", "item": MARRIAGE, "person": person, "outcome": "found"}
    entered = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, channel="letter", **facts)
    assert bureau.house.push(bureau.clerk.window, entered) == ["applied"]
    corrected(bureau, case)
    (trace,) = bureau.house.state(case).queries
    assert (trace.state, trace.answer) == ("discarded", "")
    after = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, channel="letter", **facts)
    assert bureau.house.push(bureau.clerk.window, after) == ["applied"]
    bureau.withdraws(case)
    assert [t.state for t in bureau.house.state(case).queries] == ["discarded", "answered"]


def test_who_withdraws_leaves_a_task_until_it_is_proved_otherwise(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.stand_in.control(items={MARRIAGE: {"error": "later"}})
    bureau.ask()
    assert tasks_of(bureau.house.state(case)) == ()
    bureau.withdraws(case)
    state = bureau.house.state(case)
    assert [(task.kind, task.person) for task in tasks_of(state)] == [
        ("taken_back", state.person(0))
    ]
    facts = {"query": "by-hand", "item": MARRIAGE, "person": state.person(0), "outcome": "found"}
    entered = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, channel="paper", **facts)
    assert bureau.house.push(bureau.clerk.window, entered) == ["applied"]
    assert tasks_of(bureau.house.state(case)) == ()


def _of(queries: object) -> set[str]:
    assert isinstance(queries, tuple)
    return {trace.query for trace in queries}
