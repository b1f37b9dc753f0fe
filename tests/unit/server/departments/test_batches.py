"""Departments without an interface: questions out in a file, answers in from one, the same gate."""

import json
from typing import Any

from central_server.departments.batches import TakenIn, batch_in, batch_out, lines_of
from central_server.departments.rows import QueryState
from counter_app.cases.actions import Kind
from counter_app.forms.consents import Department
from tests.unit.server.departments.asking import MARRIAGE, Bureau

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
    written = work(lambda c: batch_out(c, server.office(), CIVIL, server.clock()))
    assert not written.more
    return [json.loads(line) for line in written.lines]


def back(bureau: Bureau, *lines: object) -> TakenIn:
    server = bureau.house.server
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    office, now = server.office(), server.clock()
    found: TakenIn = bureau.house.write(lambda c: batch_in(c, office, raw, "民政.jsonl", now))
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
    assert back(bureau, *lines) == TakenIn(again=2)
    assert bureau.row(case, MARRIAGE).state == QueryState.ANSWERED
    said = [each for each in bureau.answers(case) if each["item"] == MARRIAGE]
    assert [(each["channel"], each["coverage"]) for each in said] == [("file", {"area": "张掖市"})]
    assert [(each["file"], each["row"]) for each in said] == [("民政.jsonl", "1")]


def test_a_line_that_is_no_answer_holds_up_no_other(bureau: Bureau) -> None:
    by_file(bureau)
    bureau.accepted()
    bureau.ask()
    first, second = out(bureau)
    stranger = {**answer(first), "query_id": "nobody's"}
    wrong = answer(first, outcome="perhaps")
    read = back(bureau, b"{", stranger, wrong, b"[]", answer(second))
    assert read == TakenIn(1, not_read=(1, 2, 3, 4))


def test_one_answer_twice_in_a_file_counts_once(bureau: Bureau) -> None:
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    (first, _) = out(bureau)
    assert back(bureau, answer(first), answer(first, outcome="found")) == TakenIn(1, again=1)
    assert len([a for a in bureau.answers(case) if a["item"] == MARRIAGE]) == 1
    assert bureau.row(case, MARRIAGE).outcome == "none"


def test_a_half_file_is_taken_as_far_as_it_goes_and_the_whole_one_after_it(
    bureau: Bureau,
) -> None:
    by_file(bureau)
    bureau.accepted()
    bureau.ask()
    lines = [json.dumps(answer(one)).encode() for one in out(bureau)]
    assert back(bureau, lines[0], b"", lines[1][:40]) == TakenIn(1, not_read=(3,))
    assert back(bureau, *lines) == TakenIn(1, again=1)


def test_the_questions_themselves_are_no_answers(bureau: Bureau) -> None:
    """Somebody takes in the file that was written: nobody is said to have no record."""
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    assert back(bureau, *out(bureau)) == TakenIn(not_read=(1, 2))
    assert bureau.row(case, MARRIAGE).is_open


def test_rows_that_have_slipped_are_not_read(bureau: Bureau) -> None:
    """What a line repeats of its question has to be that question's."""
    by_file(bureau)
    case = bureau.accepted()
    bureau.ask()
    first, second = out(bureau)
    slipped = [
        answer(first, item=second["item"]),
        answer(first, case_number="620702-2026-03-99999"),
        answer(first, person={"id_number": "620702199001011238"}),
        answer({"query_id": "\u0000" * 36}),
        answer({"query_id": ["a"]}),
        answer(first, person={"id_number": "\ud800"}),
    ]
    assert back(bureau, *slipped) == TakenIn(not_read=(1, 2, 3, 4, 5, 6))
    right = answer(first, item=first["item"], case_number=first["case_number"])
    assert back(bureau, {**right, "person": first["person"]}) == TakenIn(1)
    assert bureau.row(case, MARRIAGE).state == QueryState.ANSWERED


def test_a_file_of_very_many_lines_is_read(bureau: Bureau) -> None:
    by_file(bureau)
    bureau.accepted()
    bureau.ask()
    (first, _) = out(bureau)
    strangers = [
        answer({"query_id": f"00000000-0000-4000-8000-{place:012x}"}) for place in range(5000)
    ]
    read = back(bureau, *strangers, answer(first))
    assert (read.answered, len(read.not_read)) == (1, 5000)


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
    assert lines_of(b"\xef\xbb\xbf{}\r\n\n {} \n") == [b"{}", b"", b" {} "]


def test_a_question_about_income_says_about_which_months(bureau: Bureau) -> None:
    call = {"driver": "call", "address": f"{bureau.stand_in.address}/plain"}
    rows = [{"department": "public_security", **call}, {"department": "taxation", "driver": "file"}]
    bureau.policy(connection=rows)
    bureau.accepted()
    bureau.ask()
    server, tax = bureau.house.server, Department.TAXATION
    work = bureau.house.write
    (line,) = work(lambda c: batch_out(c, server.office(), tax, server.clock())).lines
    asked = json.loads(line)
    assert (asked["from_month"], asked["to_month"]) == ("2025-11", "2026-10")
