"""A case from its receipt to acceptance by commands: real server, real store, people with names."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.basics.catalogue.acts import (
    ACT_KEYS,
    ACT_NO_PIECES,
    ACT_NOTHING_WAITS,
    ACT_PERSON,
    ACT_UNKNOWN,
    CASE_NOT_THEIRS,
    CASE_NUMBER_UNKNOWN,
)
from tests.end_to_end.at_the_counter import CLERK, LEAD, AtTheCounter, consents, enrolled, received
from tests.unit.server.running_server import RunningServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


@pytest.fixture
def desk(
    tmp_path: Path,
    server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> AtTheCounter:
    return enrolled(AtTheCounter(tmp_path / "desk", capsys, monkeypatch), server)


@pytest.fixture
def number(desk: AtTheCounter, tmp_path: Path) -> str:
    return received(desk, tmp_path)


def test_signed_consented_and_brought_a_case_is_accepted_and_reviewed(
    desk: AtTheCounter, number: str
) -> None:
    code, said = desk.do(CLERK, "accept", number)
    assert code == 1
    assert {each["what"] for each in said["lacking"]} == {
        "signature",
        "consent",
        "material",
        "street",
    }
    assert desk.do(CLERK, "set-street", number, street="620702001")[0] == 0
    assert desk.do(CLERK, "sign", number)[0] == 0
    consents(desk, number)
    paper = {"material": "income_proof", "person": "applicant", "copies": 1, "pages": 2}
    assert desk.do(CLERK, "take-material", number, **paper)[0] == 0
    assert desk.do(LEAD, "accept", number)[0] == 1
    code, said = desk.do(CLERK, "accept", number)
    assert (code, said["done"], said["waits"]) == (0, True, False)
    case = desk.case(number)
    assert (case["stage"], case["step"], case["accepted_basis"]) == (
        "in_review",
        "community",
        "ordinary",
    )
    assert case["letters"][0]["number"] == f"{number}-S1"


def test_what_was_missing_is_told_once_and_comes_later(desk: AtTheCounter, number: str) -> None:
    assert desk.do(CLERK, "notice", number)[0] == 0
    letter = f"{number}-B1"
    told = {"letter": letter, "way": "in_hand", "to": "周玉兰"}
    assert desk.do(CLERK, "deliver", number, **told)[0] == 0
    case = desk.case(number)
    assert (case["stage"], case["letters"][0]["delivered"]) == ("supplement", True)
    code, said = desk.do(CLERK, "notice", number, category="our_omission")
    assert (code, said["done"]) == (0, True)
    assert desk.case(number)["proposals"][0]["act"] == "NoticeGiven"
    assert desk.do(LEAD, "send-back", number, words="不必再告知")[0] == 0
    assert desk.do(CLERK, "sign", number)[0] == 0
    consents(desk, number)
    paper = {"material": "income_proof", "person": "applicant"}
    assert desk.do(CLERK, "supplement", number, pieces=[])[1]["code"] == ACT_NO_PIECES.code
    code, said = desk.do(CLERK, "supplement", number, pieces=[paper])
    assert (code, said["letter"]) == (0, f"{number}-J1")
    assert desk.do(CLERK, "supplement", number)[1]["letter"] == f"{number}-J1"
    assert desk.do(CLERK, "set-street", number, street="620702001")[0] == 0
    assert desk.do(CLERK, "accept", number)[0] == 0


def test_a_day_that_cannot_be_is_on_the_list_until_two_have_settled_it(
    desk: AtTheCounter, server: RunningServer, number: str
) -> None:
    desk.hire(server, "zhaolei", "county")
    assert desk.do(CLERK, "notice", number)[0] == 0
    before = (date.today() - timedelta(days=1)).isoformat()
    told = {"letter": f"{number}-B1", "way": "in_hand", "to": "周玉兰", "on": before}
    assert desk.do(CLERK, "deliver", number, **told)[0] == 0
    case = desk.case(number)
    (doubted,) = case["doubted"]
    assert (case["flags"], doubted["said"]) == (["day_doubted"], before)
    assert case["letters"][0]["delivered_on"] == doubted["day"] != before
    words = ("list", "conflicts", "--staff", "zhaolei", "--json")
    assert json.loads(desk.run(*words)[1])["why"] == "所报日期待核定"
    right = {"of": doubted["of"], "day": before, "reason": "送达回证上是这一天"}
    assert desk.do("zhaolei", "correct-day", number, **right)[0] == 0
    assert desk.do(LEAD, "approve", number)[0] == 0
    case = desk.case(number)
    assert (case["flags"], case["letters"][0]["delivered_on"]) == ([], before)
    assert desk.run(*words)[1] == ""


def test_a_decline_takes_a_second_person(desk: AtTheCounter, number: str) -> None:
    given = {"reason": "other_matter", "facts": "申请的是廉租住房租赁补贴"}
    assert desk.do(CLERK, "decline", number, **given)[0] == 0
    assert desk.case(number)["stage"] == "received"
    assert desk.do(CLERK, "approve", number)[0] == 1
    assert desk.do(LEAD, "approve", number)[0] == 0
    case = desk.case(number)
    assert case["stage"] == "declined"
    assert (
        desk.do(CLERK, "take-material", number, material="income_proof", person="applicant")[0] == 0
    )
    assert desk.case(number)["flags"] == ["late"]


def test_a_case_that_simply_ends_takes_two_as_well(
    desk: AtTheCounter, server: RunningServer, number: str
) -> None:
    desk.hire(server, "zhaolei", "county")
    given = {"reason": "taken_in_error", "facts": "同一申请重复收件"}
    assert desk.do("zhaolei", "end", number, **given)[0] == 0
    assert desk.do(LEAD, "approve", number)[0] == 0
    case = desk.case(number)
    assert (case["stage"], case["letters"][0]["paper"]) == ("ended", "ending_notice")


def test_without_the_line_only_what_may_wait_is_done(
    desk: AtTheCounter, number: str, server: RunningServer
) -> None:
    assert desk.run("sync", "--once")[0] == 0
    server.stop()
    code, said = desk.do(CLERK, "set-street", number, street="620702001")
    assert (code, said["waits"]) == (0, True)
    given = {"reason": "other_matter", "facts": "x"}
    assert desk.do(CLERK, "decline", number, **given)[0] == 3
    assert desk.case(number)["proposals"] == []


def test_what_is_said_of_an_act_has_to_be_its_own(desk: AtTheCounter, number: str) -> None:
    other = "620702-2026-03-99999"
    for act, of, given, entry in (
        ("consent", number, {"person": "member:7", "granted": True}, ACT_PERSON),
        ("consent", number, {"person": "applicant"}, ACT_KEYS),
        ("take-material", number, {"material": "income_proof", "copies": 1.5}, ACT_KEYS),
        ("approve", number, {}, ACT_NOTHING_WAITS),
        ("set-street", other, {"street": "620702001"}, CASE_NUMBER_UNKNOWN),
    ):
        code, said = desk.do(CLERK, act, of, **given)
        assert (code, said["code"]) == (1, entry.code), act
    code, _, complaint = desk.run("do", "fly", number, "--staff", CLERK)
    assert code == 2
    assert ACT_UNKNOWN.title in complaint


def test_a_case_is_told_and_stands_on_the_lists_that_it_belongs_to(
    desk: AtTheCounter, number: str
) -> None:
    code, said, _ = desk.run("list", "notice_due", "--staff", CLERK, "--json")
    (row,) = map(json.loads, said.splitlines())
    assert (code, row["number"], row["name"]) == (0, number, "周*")
    assert row["due_on"]
    assert desk.run("list", "hand_over", "--staff", CLERK)[1] == ""
    code, said, _ = desk.run("case", number, "--staff", CLERK)
    assert code == 0
    assert "承诺书还没有签字" in said
    acts = {each["act"]: each["lacking"] for each in desk.case(number)["may"]}
    assert "accept" in acts
    assert acts["accept"]
    assert "opinion" not in acts
    assert "approve" not in acts


def test_names_are_shown_for_a_reason_by_the_server_alone(
    desk: AtTheCounter, server: RunningServer, number: str
) -> None:
    masked = desk.case(number)
    assert [each["name"] for each in masked["persons"]] == ["周*", "赵*"]
    assert "周玉兰" not in json.dumps(masked, ensure_ascii=False)
    why = ("--unmask", "核对申请人身份")
    code, said, _ = desk.run("case", number, "--staff", CLERK, *why)
    assert code == 0
    assert "周玉兰" in said
    desk.hire(server, "gaotai", "county", region="620724")
    code, said, complaint = desk.run("case", number, "--staff", "gaotai", *why)
    assert (code, said) == (1, "")
    assert CASE_NOT_THEIRS.title in complaint
    server.stop()
    code, said, complaint = desk.run("case", number, "--staff", CLERK, *why)
    assert code == 0
    assert "周玉兰" not in said
    assert "不显示" in complaint


def test_a_case_is_claimed_taken_over_and_handed_on(
    desk: AtTheCounter, server: RunningServer, number: str
) -> None:
    desk.hire(server, "zhaolei", "county")
    desk.hire(server, "sunli", "county")
    assert desk.do("zhaolei", "claim", number)[0] == 1  # the receipt is not there yet
    assert desk.run("sync", "--once")[0] == 0
    code, said = desk.do("zhaolei", "claim", number)
    assert (code, said["done"], said["holder"]) == (0, True, "某人")
    assert desk.case(number)["claim"] == {"claimed_by": "某人", "until": said["until"]}
    code, said = desk.do("sunli", "claim", number)
    assert (code, said["code"]) == (1, "claimed")
    code, said = desk.do("sunli", "take-over", number)
    assert (code, said["code"]) == (1, "no_reason")
    assert desk.do("sunli", "take-over", number, reason="赵磊请假")[0] == 0
    assert desk.do(LEAD, "reassign", number, to="zhaolei")[0] == 0
    assert desk.do("sunli", "release", number)[0] == 1
    assert desk.do("zhaolei", "release", number) == (
        0,
        {"done": True, "holder": None, "until": None, "code": None},
    )
    assert desk.do("zhaolei", "release", number)[1]["code"] == "not_claimed"
    assert desk.do(CLERK, "claim", number)[1]["code"] == "wrong_role"
    server.stop()
    assert desk.do("zhaolei", "claim", number)[0] == 3


def test_a_list_is_the_servers_of_all_counters_and_without_it_this_ones(
    desk: AtTheCounter, server: RunningServer, number: str, tmp_path: Path
) -> None:
    words = ("list", "notice_due", "--staff", CLERK, "--json")
    (row,) = map(json.loads, desk.run(*words)[1].splitlines())
    assert (row["number"], row["claimed_by"]) == (number, None)
    desk.hire(server, "zhaolei", "county")
    assert desk.do("zhaolei", "claim", number)[0] == 0
    (row,) = map(json.loads, desk.run(*words)[1].splitlines())
    assert (row["name"], row["claimed_by"]) == ("周*", "某人")
    server.stop()
    (row,) = map(json.loads, desk.run(*words)[1].splitlines())
    assert (row["number"], "claimed_by" in row) == (number, False)
