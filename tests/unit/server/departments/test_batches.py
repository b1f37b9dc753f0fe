"""Departments without an interface: questions out in a file, answers in from one, the same gate."""

import json
from typing import Any

from central_server.departments.batches import TakenIn, batch_in, batch_out, lines_of
from central_server.departments.rows import QueryState
from counter_app.cases.actions import Kind
from counter_app.forms.consents import Department
from tests.databases import SQLITE
from tests.unit.server.departments.asking import MARRIAGE, Bureau

DATABASES = (SQLITE,)
CIVIL = Department.CIVIL_AFFAIRS


def by_file(bureau: Bureau) -> None:
    """民政 has no interface; the others have."""
    call = {"driver": "call", "address": f"{bureau.stand_in.address}/plain"}
    bureau.policy(
        connection=[
            {"department": str(Department.PUBLIC_SECURITY), **call},
            {"department": str(CIVIL), "driver": "file"},
        ]
    )


def out(bureau: Bureau) -> list[dict[str, Any]]:
    server = bureau.house.server
    work = bureau.house.write
    lines = work(lambda c: batch_out(c, server.office(), CIVIL, server.clock()))
    return [json.loads(line) for line in lines]


def back(bureau: Bureau, *lines: object) -> TakenIn:
    server = bureau.house.server
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    found: TakenIn = bureau.house.write(lambda c: batch_in(c, server.office(), raw, server.clock()))
    return found


def answer(asked: dict[str, Any], **more: object) -> dict[str, object]:
    said = {"query_id": asked["query_id"], "outcome": "none", "coverage": {"area": "张掖市"}}
    return {**said, **more}


def test_a_file_has_what_may_be_asked_once_identity_is_found(bureau: Bureau) -> None:
    by_file(bureau)
    case = bureau.accepted()
    assert out(bureau) == []
    bureau.ask()
    asked = out(bureau)
    assert [one["item"] for one in asked] == [MARRIAGE, "civil_affairs.assistance"]
    assert {one["person"]["id_number"] for one in asked} == {bureau.applicant(case)}
    state = bureau.house.state(case)
    assert {one["consent"] for one in asked} == set(state.answers.values())
    assert [t.state for t in state.queries if t.item == MARRIAGE] == ["asked"]
    assert MARRIAGE not in bureau.asked
    assert out(bureau) == [], "what stands in one file stands in no other"


def test_answers_come_back_by_their_ids_and_count_once(bureau: Bureau) -> None:
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    asked = out(bureau)
    lines = [answer(one) for one in asked]
    assert back(bureau, *lines) == TakenIn(2)
    assert back(bureau, *lines) == TakenIn(0, 0, (1, 2))
    assert bureau.row(case, MARRIAGE).state == QueryState.ANSWERED
    said = [each for each in bureau.answers(case) if each["item"] == MARRIAGE]
    assert [(each["channel"], each["coverage"]) for each in said] == [("file", {"area": "张掖市"})]


def test_a_line_that_is_no_answer_holds_up_no_other(bureau: Bureau) -> None:
    by_file(bureau)
    bureau.accepted()
    bureau.ask()
    first, second = out(bureau)
    stranger = {**answer(first), "query_id": "nobody's"}
    wrong = answer(first, outcome="perhaps")
    assert back(bureau, b"{", stranger, wrong, b"[]", answer(second)) == TakenIn(1, 0, (1, 2, 3, 4))


def test_after_a_withdrawal_nothing_is_written_and_nothing_taken_in(bureau: Bureau) -> None:
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    asked = out(bureau)
    bureau.withdraws(case)
    assert back(bureau, *(answer(one) for one in asked)) == TakenIn(0, 2)
    assert not [each for each in bureau.answers(case) if each["item"] == MARRIAGE]
    assert len(bureau.actions(case, Kind.QUERY_DISCARDED)) == 2
    assert out(bureau) == []


def test_a_files_lines_are_read_whatever_ends_them() -> None:
    assert lines_of(b"\xef\xbb\xbf{}\r\n\n {} \n") == [b"{}", b" {} "]
