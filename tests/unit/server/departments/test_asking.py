"""What is asked of whom: identity first, nothing beyond the sheet, nothing after a withdrawal."""

from typing import Any

import pytest

from central_server.departments.reading import ANSWERED, Reply
from central_server.departments.rows import QueryState
from central_server.departments.taking import Came
from central_server.departments.turn import take_turn
from central_server.store import tables
from counter_app.cases.actions import Kind
from counter_app.rules.policy import load_policy
from tests.databases import SQLITE
from tests.unit.server.departments.asking import ESTATE, FOUND, IDENTITY, MARRIAGE, Bureau
from tests.unit.server.small_counter import document

DATABASES = (SQLITE,)


def test_before_acceptance_nothing_is_asked(bureau: Bureau) -> None:
    case = bureau.complete()
    bureau.ask()
    assert bureau.asked == []
    assert bureau.rows(case) == []


def test_without_a_connection_nothing_leaves(bureau: Bureau) -> None:
    bureau.policy(connection=[])
    case = bureau.accepted()
    bureau.ask()
    assert bureau.asked == []
    assert [row.state for row in bureau.rows(case)] == [QueryState.WAITING]


def test_an_answer_is_kept_for_desks_alone_and_only_what_the_item_gives(bureau: Bureau) -> None:
    case = bureau.complete()
    record = {"certificate_no": "甘2020", "floor_area": "88.5", "mortgage": "中国银行"}
    bureau.knows(
        bureau.applicant(case), **{ESTATE.replace(".", "__"): {**FOUND, "records": [record]}}
    )
    assert bureau.accept(case) == "applied"
    bureau.ask()
    (said,) = [a for a in bureau.answers(case) if a["item"] == ESTATE and a["records"]]
    assert said["records"] == [{"certificate_no": "甘2020", "floor_area": "88.5"}]
    assert said["coverage"]["as_of"] == "2026-11-20"
    assert len(said["raw_sha256"]) == 64
    desk = bureau.house.write(
        lambda c: {
            row.desk for row in c.execute(tables.content.select()) if b"raw_sha256" in row.content
        }
    )
    assert desk == {True}


def test_after_another_name_than_the_registers_nothing_else_leaves(bureau: Bureau) -> None:
    case = bureau.complete()
    number = bureau.applicant(case)
    bureau.stand_in.control(
        people={
            number: {
                IDENTITY: {**FOUND, "match": {"number": 1, "name": 4}, "records": [{"sex": "male"}]}
            }
        }
    )
    assert bureau.accept(case) == "applied"
    bureau.ask()
    assert [one["item"] for one in bureau.stand_in.asked if one["person"] == number] == [IDENTITY]
    (said,) = [a for a in bureau.answers(case) if a["person"] == bureau.house.state(case).person(0)]
    assert (said["outcome"], said["records"]) == ("identity_mismatch", [])


@pytest.mark.parametrize(
    ("match", "records", "outcome"),
    [
        ({"number": 1, "name": 3}, [], "ambiguous"),
        ({}, [], "ambiguous"),
        ({"number": 1, "name": 1}, [{"deceased": 1}], "to_person"),
    ],
)
def test_who_is_not_surely_found_alive_goes_to_a_person(
    bureau: Bureau, match: dict[str, int], records: list[dict[str, int]], outcome: str
) -> None:
    case = bureau.complete()
    number = bureau.applicant(case)
    bureau.stand_in.control(
        people={number: {IDENTITY: {"outcome": "found", "match": match, "records": records}}}
    )
    assert bureau.accept(case) == "applied"
    before = bureau.house.state(case)
    bureau.ask()
    after = bureau.house.state(case)
    assert bureau.row(case, IDENTITY).outcome == outcome
    assert [one["item"] for one in bureau.stand_in.asked if one["person"] == number] == [IDENTITY]
    assert (after.stage, after.step, after.stops) == (before.stage, before.step, before.stops)


def test_who_consents_again_is_asked_again_under_the_new_consent(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.withdraws(case)
    assert bureau.consents(case) == "applied"
    bureau.ask()
    consent = bureau.house.state(case).answers[bureau.house.state(case).person(0)]
    assert {one["consent"] for one in bureau.stand_in.asked} == {consent}
    assert not bureau.house.state(case).taken_back
    assert IDENTITY in bureau.asked


def test_nothing_is_asked_beyond_the_items_that_were_granted(bureau: Bureau) -> None:
    case = bureau.complete()
    bureau.consents(case, items=f"{IDENTITY} {MARRIAGE} housing.contracts invented.item")
    assert bureau.accept(case) == "applied"
    bureau.ask()
    assert set(bureau.asked) == {IDENTITY, MARRIAGE}


def test_a_list_that_grew_after_the_signature_widens_nothing(bureau: Bureau) -> None:
    case = bureau.complete()
    rows: Any = load_policy().given("query")
    grown = [{**row, "ask": True, "whom": "person"} for row in rows]
    bureau.policy(query=grown)
    assert bureau.accept(case) == "applied"
    bureau.ask()
    assert "housing.contracts" not in bureau.asked
    assert "civil_affairs.economic" not in bureau.asked
    assert MARRIAGE in bureau.asked


def test_what_is_declared_anew_waits_for_the_signature(bureau: Bureau) -> None:
    case = bureau.accepted()
    changed = document()
    changed["applicant"]["monthly_income"] = "1234.00"
    assert bureau.house.revises(bureau.clerk, case, changed) == "applied"
    bureau.ask()
    assert bureau.asked == []
    assert bureau.row(case, IDENTITY).is_open
    assert bureau.consents(case) == "applied"
    bureau.ask()
    assert IDENTITY in bureau.asked


def test_another_number_is_another_question_and_the_strangers_answers_go(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED
    other = "620702199001011238"
    changed = document()
    changed["applicant"]["id_number"] = other
    assert bureau.house.revises(bureau.clerk, case, changed) == "applied"
    bureau.knows(other)
    assert bureau.consents(case) == "applied"
    bureau.ask()
    gone = [row for row in bureau.rows(case) if row.state == QueryState.DISCARDED]
    assert IDENTITY in {row.item for row in gone}
    assert [o["person"] for o in bureau.stand_in.asked if o["item"] == IDENTITY][-1] == other


def test_an_answer_after_the_end_is_discarded(bureau: Bureau) -> None:
    case = bureau.accepted()
    house = bureau.house
    office, now, worker = house.server.office(), house.server.clock(), "one"
    sent = house.write(lambda c: take_turn(c, office, worker, [], now))
    left = house.words(bureau.clerk, case, Kind.WITHDRAWN, on=house.today)
    assert house.push(bureau.clerk.window, left) == ["applied"]
    came = [Came(one.row.query_id, Reply(ANSWERED, "found")) for one in sent]
    house.write(lambda c: take_turn(c, office, worker, came, now))
    assert bureau.answers(case) == []
    assert bureau.query_kinds(case)[-1] == Kind.QUERY_DISCARDED


def test_what_a_person_entered_stands_beside_what_a_department_answers(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.stand_in.control(items={MARRIAGE: {"error": "later"}})
    bureau.ask()
    person = bureau.house.state(case).person(0)
    facts = {"query": "by-hand", "item": MARRIAGE, "person": person, "outcome": "none"}
    entered = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, channel="letter", **facts)
    assert bureau.house.push(bureau.clerk.window, entered) == ["applied"]
    bureau.stand_in.control(items={MARRIAGE: {}})
    bureau.house.later(hours=1)
    bureau.ask()
    found = [t for t in bureau.house.state(case).queries if t.item == MARRIAGE]
    assert {(t.consent == "", t.state) for t in found} == {(True, "answered"), (False, "answered")}


def test_an_identity_that_a_person_has_checked_lets_the_rest_be_asked(bureau: Bureau) -> None:
    bureau.policy(
        connection=[
            {"department": "public_security", "driver": "letter"},
            {
                "department": "civil_affairs",
                "driver": "call",
                "address": f"{bureau.stand_in.address}/plain",
            },
        ]
    )
    case = bureau.accepted()
    bureau.ask()
    assert bureau.asked == []
    person = bureau.house.state(case).person(0)
    facts = {"query": "by-hand", "item": IDENTITY, "person": person, "outcome": "found"}
    entered = bureau.house.words(bureau.clerk, case, Kind.ANSWER_ENTERED, channel="paper", **facts)
    assert bureau.house.push(bureau.clerk.window, entered) == ["applied"]
    bureau.ask()
    assert set(bureau.asked) == {MARRIAGE, "civil_affairs.assistance"}


def test_every_question_says_who_asks_on_what_and_for_which_material(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.ask()
    state, (accepted,) = bureau.house.state(case), bureau.actions(case, Kind.ACCEPTED)
    for one in bureau.stand_in.asked:
        assert one["case_number"] == state.number
        assert one["asked_by"] == accepted.staff_name
        assert one["consent"] == state.answers[state.person(0)]
    materials = {one["item"]: one["material"] for one in bureau.stand_in.asked}
    assert materials[MARRIAGE] == "marriage"
    assert materials[ESTATE] == "real_estate"
    assert materials[IDENTITY] == ""


def test_an_item_without_permission_is_not_asked(bureau: Bureau) -> None:
    bureau.connect(permission="applied")
    bureau.accepted()
    bureau.ask()
    assert bureau.asked == []


def test_questions_go_in_the_words_of_the_national_exchange(bureau: Bureau) -> None:
    bureau.connect(style="exchange", address=f"{bureau.stand_in.address}/exchange")
    case = bureau.complete()
    number = bureau.applicant(case)
    records = [{"sex": "male", "birth_date": "1988-03-12"}]
    bureau.stand_in.control(people={number: {IDENTITY: {**FOUND, "records": records}}})
    assert bureau.accept(case) == "applied"
    bureau.ask()
    said = next(a for a in bureau.answers(case) if a["item"] == IDENTITY and a["records"])
    assert said["records"] == records
    assert MARRIAGE in bureau.asked


def test_a_question_is_signed_with_the_departments_key(bureau: Bureau) -> None:
    bureau.stand_in.control(key="geheim")
    case = bureau.accepted()
    bureau.ask()
    assert bureau.answers(case) == []
    folder = bureau.house.server.lore.key_folder
    (folder / "department-public_security.key").write_bytes(b"geheim\n")
    bureau.house.later(minutes=30)
    bureau.ask()
    assert next(a["item"] for a in bureau.answers(case)) == IDENTITY
