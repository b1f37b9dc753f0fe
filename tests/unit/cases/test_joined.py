"""A case put together again: what was signed, taken and promised stands where format 1 has it."""

from typing import Any

from counter_app.cases.case_state import CaseState
from counter_app.cases.joined import joined, may_be_whole, parts_named
from counter_app.cases.stages import Stage

CONTENT = {"format": 1, "applicant": {"name": "周玉兰"}}


def state(**named: Any) -> CaseState:
    made = {
        "case_id": "c",
        "stream": "620702",
        "stage": Stage.RECEIVED,
        "number": "620702-2026-01-00001",
        "short_code": "K7Q2M3",
        "token": "",
        "policy": "",
        "window": "01",
        "received_at": "",
        "received_by": "",
        "content": "received",
    }
    return CaseState(**(made | named))


def test_what_was_done_since_stands_beside_the_content() -> None:
    case = state(commitment="signed", materials=("first", "second"))
    entries = {"signed": {"signed_by": "周玉兰"}, "first": 1, "second": 2}
    assert parts_named(case) == ("received", "signed", "first", "second")
    assert joined(case, CONTENT, entries, ()) == {
        **CONTENT,
        "commitment": {"signed_by": "周玉兰"},
        "materials": [1, 2],
    }


def test_a_value_in_the_place_of_a_list_comes_back_as_it_came() -> None:
    case = state(authorizations=("all",), materials=("one",))
    assert may_be_whole(case) == ("all", "one")
    made = joined(case, CONTENT, {"all": "none", "one": {}}, {"all"})
    assert made["authorizations"] == "none"
    assert made["materials"] == [{}]


def test_what_was_erased_is_absent() -> None:
    case = state(commitment="signed", materials=("first", "second"), deferrals=("gone",))
    assert joined(case, {}, {"second": 2}, ()) == {"materials": [2]}
