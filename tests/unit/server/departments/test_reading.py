"""What of an answer may be kept: the facts that the item gives, in the form that they have."""

import json
from datetime import date
from typing import Any

import pytest

from central_server.departments.reading import ANSWERED, MALFORMED, Reply, read_reply
from counter_app.rules.department_items import item_of, mapped, style_of
from counter_app.rules.policy import load_policy

DATABASES = ()
POLICY, TODAY = load_policy(), date(2026, 11, 24)
IDENTITY, MARRIAGE = "public_security.identity", "civil_affairs.marriage"
SAID: dict[str, Any] = {
    "query_id": "q",
    "outcome": "found",
    "match": {"number": 1, "name": 1},
    "coverage": {"area": "620700", "system": "婚姻登记", "as_of": "2026-11-20T08:00:00"},
    "records": [{"op_type": "IA", "op_date": "2010-05-01", "hobby": "chess"}],
}


def read(said: object, item: str = MARRIAGE, style: str = "plain") -> Reply:
    known, named = style_of(POLICY, style, TODAY), item_of(POLICY, item, TODAY)
    assert known
    assert named
    raw = (
        said if isinstance(said, bytes) else json.dumps(said).replace("5100.5", "5100.50").encode()
    )
    asked = {"query.query_id": "q"}
    return read_reply(raw, known, named, mapped(POLICY, style, item, TODAY), asked, TODAY)


def test_only_what_the_item_gives_is_kept() -> None:
    reply = read(SAID)
    assert reply.kind == ANSWERED
    assert reply.records == ({"op_type": "IA", "op_date": "2010-05-01"},)
    assert reply.coverage == {"area": "620700", "system": "婚姻登记", "as_of": "2026-11-20"}
    kept = json.loads(reply.content(item=MARRIAGE))
    assert kept["raw_sha256"] == reply.raw_sha256
    assert "hobby" not in str(kept)


def test_nothing_found_says_where_it_was_looked() -> None:
    reply = read({**SAID, "outcome": "none", "records": [], "coverage": None})
    assert (reply.outcome, reply.coverage) == ("none", {})


@pytest.mark.parametrize(
    "said",
    [
        {"query_id": "another"},
        {"query_id": None},
        {"outcome": "perhaps"},
        {"outcome": ["found"]},
        {"match": {"number": 9, "name": 1}},
        {"match": "same"},
        {"coverage": {"as_of": "yesterday"}},
        {"coverage": []},
        {"records": {"op_type": "IA"}},
        {"records": [3]},
        {"records": [{"op_date": "30.2.2020"}]},
        {"records": [{"op_type": "XX"}]},
        {"records": [{"op_type": ["IA"]}]},
        {"records": [{"spouse_name": "王" * 300}]},
        {"records": [{"spouse_name": "a\u0000b"}]},
        {"records": [{"spouse_name": {"a": 1}}]},
        {"records": [{}] * 300},
    ],
)
def test_one_wrong_part_and_nothing_is_kept(said: dict[str, object]) -> None:
    assert read({**SAID, **said}) == Reply(MALFORMED)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        b"1e999",
        b'{"query_id": "q", "outcome": "found", "outcome": "none"}',
        b'{"query_id": "q", "outcome": "none", "coverage": {"area": "1", "area": "2"}}',
        b'{"query_id": "q", "outcome": "none", "records": [{"op_type": NaN}]}',
        b'{"query_id": "q", "outcome": "none", "age": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_no_answer_at_all_is_malformed(raw: bytes) -> None:
    assert read(raw) == Reply(MALFORMED)


def test_a_code_is_told_and_a_text_of_theirs_is_not() -> None:
    assert read({"error": "E-77"}) == Reply(MALFORMED, said="E-77")
    assert read({"error": "周瑞 620702198803120018 查无此人"}) == Reply(MALFORMED, said="?")


def test_each_error_of_an_interface_has_our_class() -> None:
    assert read({"error": "quota"}).kind == "quota_day"
    exchange = {"status": "error", "result": {"errorcode": "-19", "errormsg": "…"}}
    assert read(exchange, style="exchange").kind == "signature"
    assert read({"result": {"errorcode": 12104}}, style="exchange").kind == "quota_total"


@pytest.mark.parametrize(
    ("match", "record", "outcome", "kept"),
    [
        ({"number": 2, "name": 2}, {"sex": "male"}, "found", 1),
        ({"number": 1, "name": 4}, {"sex": "male"}, "identity_mismatch", 0),
        ({"number": 4, "name": 1}, {"sex": "male"}, "identity_mismatch", 0),
        ({"number": 1, "name": 3}, {"sex": "male"}, "ambiguous", 0),
        ({"number": 1}, {"sex": "male"}, "ambiguous", 0),
        ({}, {"sex": "male"}, "ambiguous", 0),
        ({"number": 1, "name": 1}, {"deceased": "1"}, "to_person", 1),
        ({"number": 1, "name": 1}, {"deceased": 0}, "found", 1),
    ],
)
def test_number_and_name_decide_whether_somebody_was_found(
    match: dict[str, int], record: dict[str, object], outcome: str, kept: int
) -> None:
    reply = read({**SAID, "match": match, "records": [record]}, IDENTITY)
    assert (reply.outcome, len(reply.records)) == (outcome, kept)


@pytest.mark.parametrize(
    ("barred_until", "outcome"), [("2026-11-23", "found"), ("2026-11-24", "to_person")]
)
def test_a_bar_that_still_runs_is_a_persons_affair(barred_until: str, outcome: str) -> None:
    record = {"scheme": "public_rental", "state": "breach", "barred_until": barred_until}
    reply = read({**SAID, "records": [record]}, "housing.own_register")
    assert (reply.outcome, len(reply.records)) == (outcome, 1)


def test_amounts_months_shares_and_lists_are_read_exactly() -> None:
    fund = {"base": 5100.50, "paid_until": "2026-10", "has_loan": 1, "state": "open"}
    assert read({**SAID, "records": [fund]}, "housing_fund.account").records == (
        {"state": "open", "base": "5100.50", "paid_until": "2026-10", "has_loan": True},
    )
    members = [{"name": "王*", "relation": "02"}]
    household = {"members": members, "area": 620702}
    assert read({**SAID, "records": [household]}, "public_security.household").records == (
        {"area": "620702", "members": members},
    )
    for wrong in (
        {"base": -1},
        {"base": "NaN"},
        {"base": "1e-2000000"},
        {"base": "0e-2000000"},
        {"base": True},
        {"paid_until": "2026-13"},
    ):
        assert read({**SAID, "records": [wrong]}, "housing_fund.account").kind == MALFORMED
