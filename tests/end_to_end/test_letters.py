"""The letters of a case by command: what is decided at the counter comes out as paper."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.basics.catalogue.acts import LETTER_NONE
from counter_app.bootstrap import opened_counter
from counter_app.desk.decide import case_file
from counter_app.desk.find_case import get_by_number
from tests.documents import reading
from tests.end_to_end.at_the_counter import CLERK, LEAD, AtTheCounter, consents, enrolled, received
from tests.engine import settings
from tests.patience import wait_until
from tests.unit.server.running_server import RunningServer

PAPER = {"material": "income_proof", "person": "applicant", "copies": 1, "pages": 2}


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


class Printed:
    """A letter as it lies in the folder."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.number, self.reprint = said["letter"], said["reprint"]
        self.files = [Path(file) for file in said["files"]]
        self.pdf = self.files[0].read_bytes()
        self.text = reading.bare(reading.text(self.pdf))


def letter(desk: AtTheCounter, number: str, *words: str) -> Printed:
    out = ("--out", str(desk.data.parent / "out"), "--staff", CLERK, "--json")
    code, said, complaint = desk.run("letter", number, *words, *out)
    assert code == 0, complaint
    return Printed(json.loads(said))


def refused(desk: AtTheCounter, number: str, *words: str) -> tuple[int, str]:
    out = ("--out", str(desk.data.parent / "out"), "--staff", CLERK)
    code, _, complaint = desk.run("letter", number, *words, *out)
    return code, complaint


def complete(desk: AtTheCounter, number: str) -> None:
    assert desk.do(CLERK, "set-street", number, street="620702001")[0] == 0
    assert desk.do(CLERK, "sign", number)[0] == 0
    consents(desk, number)
    assert desk.do(CLERK, "take-material", number, **PAPER)[0] == 0


def test_an_acceptance_is_printed_with_its_official_number_and_again_as_it_was(
    desk: AtTheCounter, number: str
) -> None:
    assert LETTER_NONE.title in refused(desk, number)[1]
    complete(desk, number)
    assert desk.do(CLERK, "accept", number)[0] == 0
    official = desk.case(number)["letters"][0]["official"]
    assert official.startswith("甘区住建公租受〔")
    first = letter(desk, number)
    assert [file.name for file in first.files] == [
        f"{number}-S1受理通知书.pdf",
        f"{number}-S1受理通知书.docx",
    ]
    for said in (official, f"编号{number}", "现予受理", "应当办结日", "收入证明", "周玉兰："):
        assert said in first.text
    docx = first.files[1].read_bytes()
    again = letter(desk, number, "--letter", f"{number}-S1")
    assert (first.reprint, again.reprint) == (False, True)
    assert (again.pdf, again.files[1].read_bytes()) == (first.pdf, docx)


def test_a_notice_says_what_lacks_and_its_receipt_what_came(
    desk: AtTheCounter, number: str
) -> None:
    also = [{"what": "other", "words": "租赁合同", "wrong": "缺页", "how": "补交第3页"}]
    assert desk.do(CLERK, "notice", number, also=also, until="2099-12-31")[0] == 0
    told = letter(desk, number)
    for said in ("承诺书", "收入证明（周玉兰）", "租赁合同", "补交第3页", "请于2099年12月31日前"):
        assert said in told.text, said
    assert "信息查询授权书（赵建军）" in told.text
    code, complaint = refused(desk, number, "--paper", "supplement_receipt")
    assert (code, LETTER_NONE.title in complaint) == (1, True)
    assert desk.do(CLERK, "take-material", number, **PAPER)[0] == 0
    came = letter(desk, number, "--paper", "supplement_receipt")
    assert came.number == f"{number}-J1"
    assert "收入证明（周玉兰）" in came.text
    assert "还需要补正" in came.text
    assert letter(desk, number, "--paper", "supplement_receipt").pdf == came.pdf
    assert desk.do(CLERK, "sign", number)[0] == 0
    consents(desk, number)
    full = letter(desk, number, "--paper", "supplement_receipt")
    assert full.number == f"{number}-J2"
    assert "需要补正的内容已经补齐" in full.text
    proof = letter(desk, number, "--paper", "proof_of_delivery")
    assert f"{number}-B1" in proof.text
    assert letter(desk, number, "--letter", proof.number).pdf == proof.pdf
    assert refused(desk, number, "--letter", f"{number}-X9")[0] == 1
    assert letter(desk, number, "--letter", f"{number}-J1").pdf == came.pdf


def is_kept(desk: AtTheCounter, number: str) -> bool:
    """Whether the server has set the letter and told it."""
    with opened_counter(settings(desk.data)) as counter:
        counter.sync_once()
        case_id = get_by_number(counter.desk, number).case_id
        with counter.desk.store.reading() as connection:
            return any(each.sha256 for each in case_file(connection, case_id).state.letters)


@pytest.mark.parametrize("kept", [False, True], ids=["set here", "kept by the server"])
def test_a_void_letter_says_so_and_its_number_stays(
    desk: AtTheCounter, number: str, kept: bool
) -> None:
    assert desk.do(CLERK, "notice", number)[0] == 0
    if kept:
        wait_until(lambda: is_kept(desk, number))
    before = letter(desk, number)
    void = {"letter": f"{number}-B1", "reason": "wrong"}
    assert desk.do(CLERK, "void-letter", number, **void)[0] == 0
    after = letter(desk, number)
    assert (after.number, after.reprint) == (before.number, False)
    assert ("作废" in before.text, "作废" in after.text) == (False, True)


def test_a_decline_names_the_fact_its_clause_and_who_decided(
    desk: AtTheCounter, number: str
) -> None:
    given = {"reason": "other_matter", "facts": "申请的是廉租住房租赁补贴"}
    assert desk.do(CLERK, "decline", number, **given)[0] == 0
    assert desk.do(LEAD, "approve", number)[0] == 0
    text = letter(desk, number).text
    for said in ("申请的是廉租住房租赁补贴", "第二条", "决定人", "不予受理", "行政复议"):
        assert said in text, said


def test_a_withdrawal_is_confirmed_and_papers_go_back_on_a_list(
    desk: AtTheCounter, number: str
) -> None:
    assert desk.do(CLERK, "take-material", number, **PAPER)[0] == 0
    assert desk.do(CLERK, "withdraw", number, signed_by="周玉兰")[0] == 0
    confirmed = letter(desk, number, "--paper", "withdrawal_confirmation")
    assert "终止办理" in confirmed.text
    back = letter(desk, number, "--paper", "return_list")
    assert back.number == f"{number}-T1"
    for said in ("申请人撤回申请", "收入证明（周玉兰）", "壹份"):
        assert said in back.text, said


def test_an_acceptance_without_the_line_is_provisional_until_the_server_answers(
    desk: AtTheCounter, number: str, server: RunningServer
) -> None:
    complete(desk, number)
    server.stop()
    code, said = desk.do(CLERK, "accept", number)
    assert (code, said["waits"]) == (0, True)
    slip = letter(desk, number)
    assert slip.number == f"{number}-H1"
    assert "本单不是受理通知书" in slip.text
    server.start()
    assert desk.run("sync", "--once")[0] == 0
    assert letter(desk, number).number == f"{number}-S1"
    assert letter(desk, number, "--letter", f"{number}-H1").pdf == slip.pdf


def test_of_an_acceptance_that_the_register_refuses_nothing_is_left_but_the_slip(
    desk: AtTheCounter, number: str, server: RunningServer, tmp_path: Path
) -> None:
    twin = received(desk, tmp_path, applied_on="2026-11-23")
    for each in (number, twin):
        complete(desk, each)
    assert desk.do(CLERK, "accept", number)[0] == 0
    server.stop()
    assert desk.do(CLERK, "accept", twin)[0] == 0
    assert letter(desk, twin).number == f"{twin}-H1"
    server.start()
    assert desk.run("sync", "--once")[0] == 1
    case = desk.case(twin)
    assert (case["stage"], case["flags"], case["letters"]) == ("received", ["contested"], [])
    assert case["history"][-1]["words"] == f"登记簿有重复（申请人在 {number}），待县区核定"
    assert case["contested"] == {"overlap": "applicant", "other": number}
    code, complaint = refused(desk, twin, "--paper", "acceptance_notice")
    assert (code, LETTER_NONE.title in complaint) == (1, True)
