"""Desks hold what is claimed there and nothing else: by command, over sockets, both databases."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from central_server.people.bounds import SEARCHES
from counter_app.basics.catalogue.acts import ACT_NOTHING_WAITS, CASE_NOT_CLAIMED_HERE
from counter_app.basics.catalogue.people import TOO_MANY_SEARCHES
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import opened_counter
from counter_app.desk.decide import case_file
from counter_app.desk.find_case import get_by_number
from tests.databases import Databases, on_both
from tests.end_to_end.at_the_counter import CLERK, LEAD, OWN, AtTheCounter
from tests.end_to_end.desks import MA, WANG, ZHAO, at_the_community, lies, told, window_of, written
from tests.engine import settings
from tests.families import document
from tests.patience import wait_until
from tests.unit.server.running_server import RunningServer, running

pytest_generate_tests = on_both


@pytest.fixture
def server(tmp_path: Path, database: str, databases: Databases) -> Iterator[RunningServer]:
    with running(tmp_path / "server", database, databases) as server:
        yield server


@pytest.fixture
def window(
    tmp_path: Path,
    server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> AtTheCounter:
    return window_of(server, AtTheCounter(tmp_path / "window", capsys, monkeypatch))


@pytest.fixture
def desk(
    tmp_path: Path,
    server: RunningServer,
    window: AtTheCounter,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., AtTheCounter]:
    """A desk of that code."""

    def add(code: str, region: str = "620702") -> AtTheCounter:
        place = AtTheCounter(tmp_path / code, capsys, monkeypatch)
        string = server.add_window(code, region, "--url", server.address)
        assert place.run("enrol", string)[0] == 0
        return place

    return add


@pytest.fixture
def number(window: AtTheCounter, tmp_path: Path) -> str:
    """Of a case at the community."""
    return at_the_community(window, tmp_path)


def test_a_desk_holds_what_is_claimed_there_and_nothing_after_its_release(
    window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str
) -> None:
    first = desk("D01")
    assert first.run("sync")[0] == 0
    assert lies(first)["actions"] == 0
    code, said = first.do(WANG, "opinion", number, opinion="agree", text="属实")
    assert (code, said["code"]) == (1, CASE_NOT_CLAIMED_HERE.code)
    assert first.do(WANG, "claim", number)[0] == 0
    here = lies(first)
    assert (here["cases"], here["told"]) == (1, 1)
    assert here["contents"] > 4
    assert "周玉兰" in written(first)
    assert first.do(WANG, "release", number)[0] == 0
    assert {name for name, rows in lies(first).items() if rows} == set()
    for never in ("周玉兰", "赵建军", number):
        assert never not in written(first)
    assert first.do(WANG, "claim", number)[0] == 0
    again = lies(first)
    assert all(again[name] == here[name] for name in ("cases", "contents", "terms", "told"))


def test_a_lead_approves_at_a_desk_of_their_own_without_a_claim(
    window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str
) -> None:
    first, second = desk("D01"), desk("D02")
    assert first.do(ZHAO, "claim", number)[0] == 0
    ended = {"reason": "moved_away", "facts": "已经迁往兰州"}
    assert first.do(ZHAO, "end", number, **ended)[0] == 0
    code, said = second.do(LEAD, "approve", number)
    assert (code, said["done"], said["waits"]) == (0, True, False)
    assert told(window, CLERK, number)[1]["stage"] == "ended"
    kept = lies(second)
    assert (kept["cases"], kept["contents"], kept["told"]) == (0, 0, 0)
    code, said = second.do(LEAD, "approve", number)
    assert (code, said["code"]) == (1, ACT_NOTHING_WAITS.code)


def test_what_came_after_the_end_is_settled_at_a_desk_and_stands_in_the_history(
    window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str
) -> None:
    first = desk("D01")
    listed = ("list", "late", "--staff", ZHAO, "--json")
    assert window.do(CLERK, "withdraw", number, signed_by="周玉兰")[0] == 0
    paper = {"material": "hardship_proof", "person": "applicant", "copies": 1, "pages": 1}
    assert window.do(CLERK, "take-material", number, **paper)[0] == 0
    assert json.loads(first.run(*listed)[1])["why"] == "办结后有补来的"
    assert first.do(ZHAO, "claim", number)[0] == 0
    code, case = told(first, ZHAO, number)
    (task,) = case["tasks"]
    assert (code, task["kind"]) == (0, "late_fact")
    assert "收下" in task["about"]
    assert "周玉兰" not in task["about"]
    assert "settle-task" in {each["act"] for each in case["may"]}
    settled = {"of": task["of"], "way": "seen_to", "reason": "已退还，请其重新申请"}
    assert first.do(ZHAO, "settle-task", number, **{**settled, "way": "on_paper"})[0] == 1
    code, said = first.do(ZHAO, "settle-task", number, **settled)
    assert (code, said["done"], said["waits"]) == (0, True, False)
    assert first.run(*listed)[1] == ""
    assert lies(first)["cases"] == 0, "nothing waits, so nothing lies here"
    assert window.run("sync")[0] == 0
    code, case = told(window, CLERK, number)
    assert (case["tasks"], case["flags"]) == ([], [])
    said_of_it = [each["words"] for each in case["history"]]
    assert any("已另行办理，已退还，请其重新申请" in each for each in said_of_it), said_of_it
    assert window.do(CLERK, "take-material", number, **paper)[0] == 0
    assert json.loads(first.run(*listed)[1])["number"] == number


def test_it_decides_at_its_desk_and_the_case_goes_with_the_step(
    window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str
) -> None:
    first = desk("D01")
    assert first.do(WANG, "claim", number)[0] == 0
    code, said = first.do(WANG, "opinion", number, opinion="agree", text="入户看过，情况属实")
    assert (code, said["done"], said["waits"]) == (0, True, False)
    kept = lies(first)
    assert (kept["cases"], kept["contents"], kept["told"]) == (0, 0, 0)
    assert kept["actions"] == 1, "its own, without what it brought: its chain goes on from it"
    assert "入户看过" not in written(first)
    assert told(window, CLERK, number)[1]["step"] == "county"
    second = desk("D02")
    assert second.do(ZHAO, "claim", number)[0] == 0
    with opened_counter(settings(second.data)) as counter:
        state = get_by_number(counter.desk, number)
        with counter.desk.store.reading() as connection:
            file = case_file(connection, state.case_id)
        (opinion,) = state.opinions
        assert file.words(opinion.action) == {"text": "入户看过，情况属实"}
    assert [each["step"] for each in told(second, ZHAO, number)[1]["opinions"]] == ["community"]


def test_two_desks_and_a_window_at_one_case(
    window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str
) -> None:
    first, second = desk("D01"), desk("D02")
    assert first.do(WANG, "claim", number)[0] == 0
    code, said = second.do(MA, "claim", number)
    assert (code, said["code"], said["holder"]) == (1, "claimed", "某人")
    assert lies(second)["cases"] == 0
    assert window.do(CLERK, "change-contact", number, phone="13993600001")[0] == 0
    assert first.run("sync")[0] == 0
    assert "13993600001" in written(first)
    assert second.do(MA, "take-over", number, reason="王敏病假")[0] == 0
    assert lies(second)["cases"] == 1
    code, said = first.do(WANG, "opinion", number, opinion="agree", text="属实")
    assert (code, said["code"]) == (1, CASE_NOT_CLAIMED_HERE.code)
    assert lies(first)["contents"] == 0
    assert "13993600001" not in written(first)
    assert second.do(MA, "opinion", number, opinion="agree", text="属实")[0] == 0


def test_what_is_claimed_is_read_without_the_line_and_decided_with_it(
    server: RunningServer, desk: Callable[..., AtTheCounter], number: str
) -> None:
    first = desk("D01")
    assert first.do(WANG, "claim", number)[0] == 0
    server.stop()
    code, case = told(first, WANG, number)
    assert (code, case["number"], case["step"]) == (0, number, "community")
    assert case["told_at"]
    assert "周玉兰" not in json.dumps(case, ensure_ascii=False)
    code, said, _ = first.run("list", "claimed", "--staff", WANG, "--json")
    assert [json.loads(line)["number"] for line in said.splitlines()] == [number]
    assert first.do(WANG, "opinion", number, opinion="agree", text="属实")[0] == 3
    assert first.do(WANG, "release", number)[0] == 3
    assert lies(first)["cases"] == 1
    server.start()
    assert first.do(WANG, "release", number)[0] == 0
    assert lies(first)["cases"] == 0


def test_a_case_is_found_by_name_number_and_four_digits_on_record(
    server: RunningServer,
    window: AtTheCounter,
    desk: Callable[..., AtTheCounter],
    number: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = desk("D01")
    window.hire(server, "ligang", "county", region="620721")

    def found(who: str, typed: str) -> list[str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        code, said, _ = first.run("find", "--reason", "来电查询", "--staff", who, "--json")
        assert code == 0
        assert "周玉兰" not in said
        return [json.loads(line)["number"] for line in said.splitlines()]

    tail = document()["applicant"]["id_number"][-4:]
    for typed in ("周玉兰", number, tail):
        assert found(WANG, typed) == [number]
        assert found("ligang", typed) == []
    assert found(WANG, "周玉") == []


def test_so_many_searches_are_enough_for_a_quarter_of_an_hour(
    desk: Callable[..., AtTheCounter], number: str
) -> None:
    with opened_counter(settings(desk("D01").data)) as counter:
        asked = counter.review_desk(counter.sign_in(WANG, OWN).clerk)
        for _ in range(SEARCHES):
            assert [row.number for row in asked.find(number, "来电查询").rows] == [number]
        with pytest.raises(CounterError) as caught:
            asked.find(number, "来电查询")
    assert caught.value.entry is TOO_MANY_SEARCHES


def test_a_letter_is_fetched_at_a_desk_as_the_server_keeps_it(
    window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str, tmp_path: Path
) -> None:
    first = desk("D01")
    files: dict[str, bytes] = {}

    def fetched() -> bool:
        out = tmp_path / "letters"
        code, said, _ = first.run("letter", number, "--out", str(out), "--staff", WANG, "--json")
        if code:
            return False
        told = json.loads(said)
        assert (told["letter"], told["paper"]) == (f"{number}-S1", "acceptance_notice")
        files.update({Path(name).suffix: Path(name).read_bytes() for name in told["files"]})
        return True

    wait_until(fetched)
    assert files[".pdf"].startswith(b"%PDF")
    assert files[".docx"].startswith(b"PK")
    assert lies(first)["actions"] == 0
    code, said, _ = window.run(
        "letter", number, "--out", str(tmp_path / "here"), "--staff", CLERK, "--json"
    )
    assert code == 0
    here = {Path(name).suffix: Path(name).read_bytes() for name in json.loads(said)["files"]}
    assert here[".pdf"] == files[".pdf"]


def test_another_regions_case_answers_like_an_unknown_one(
    server: RunningServer, window: AtTheCounter, desk: Callable[..., AtTheCounter], number: str
) -> None:
    window.hire(server, "ligang", "county", region="620721")
    away = desk("D01", "620721")
    answers = [away.do("ligang", "claim", each) for each in (number, "620702-2026-03-09999")]
    assert answers[0] == answers[1]
    assert answers[0][0] == 1
    assert lies(away)["actions"] == 0
