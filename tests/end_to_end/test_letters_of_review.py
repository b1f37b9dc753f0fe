"""Review from the counter to the telephone: letters at the window, the page of the applicant.

Real counter, real server, real browser; every act by command, as a person would.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.documents import reading
from tests.end_to_end.at_the_counter import CLERK, LEAD, AtTheCounter, consents, enrolled
from tests.end_to_end.phone import Phone, Seen, a_phone
from tests.end_to_end.test_applicant_page import _keep_pictures
from tests.families import WOMAN, document
from tests.unit.server.running_server import RunningServer

COMMUNITY, COUNTY, CITY = "wangmin", "zhaolei", "chenlan"
STREET, NAME = "620702001", "周玉兰"
ESTATE = "natural_resources.real_estate"
FLAT = {"floor_area": "88.50", "co_ownership": "sole", "state": "current"}
PAPER = {"material": "income_proof", "person": "applicant", "copies": 1, "pages": 1}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "server")
    yield running
    running.close()


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    with a_phone(tmp_path_factory.mktemp("phone")) as phone:
        yield phone


class Case:
    """An accepted case that is at the county, and its page."""

    def __init__(self, desk: AtTheCounter, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        file = folder / "case.json"
        content = {key: value for key, value in document().items() if key != "materials"}
        file.write_text(json.dumps(content, default=str), "utf-8")
        code, said, complaint = desk.run("submit", str(file), "--json")
        assert code == 0, complaint
        told = json.loads(said)
        self.number, self.page = str(told["number"]), str(told["receipt_url"])

    def do(self, who: str, act: str, **given: Any) -> dict[str, Any]:
        code, said = self.desk.do(who, act, self.number, **given)
        assert code == 0, (act, said)
        return said

    def reaches_the_county(self) -> None:
        self.do(CLERK, "set-street", street=STREET)
        self.do(CLERK, "sign")
        consents(self.desk, self.number)
        self.do(CLERK, "take-material", **PAPER)
        self.do(CLERK, "accept")
        self.do(COMMUNITY, "opinion", opinion="agree", text="情况属实")

    def waits_for_nobody(self) -> None:
        """No department has an interface here, and none has written."""
        for each in self.told()["departments"]:
            given = {"department": each["department"], "reason": "试办，尚未接通"}
            assert self.desk.do(COUNTY, "waive", self.number, **given)[0] in (0, 1)

    def letter(self, *words: str) -> str:
        out = ("--out", str(self.folder / "out"), "--staff", CLERK, "--json")
        code, said, complaint = self.desk.run("letter", self.number, *words, *out)
        assert code == 0, complaint
        return reading.bare(reading.text(Path(json.loads(said)["files"][0]).read_bytes()))

    def told(self) -> dict[str, Any]:
        code, said, complaint = self.desk.run("case", self.number, "--staff", COUNTY, "--json")
        assert code == 0, complaint
        found: dict[str, Any] = json.loads(said)
        return found


@pytest.fixture
def case(
    tmp_path: Path,
    server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Case:
    desk = enrolled(AtTheCounter(tmp_path / "desk", capsys, monkeypatch), server)
    desk.hire(server, COMMUNITY, "community", street=STREET)
    desk.hire(server, COUNTY, "county")
    desk.hire(server, CITY, "municipal", region="620700")
    made = Case(desk, tmp_path)
    made.reaches_the_county()
    return made


def fits(seen: Seen) -> None:
    """Nothing beyond the edge of a telephone, nothing too small for a thumb, no script."""
    assert seen.status == 200
    assert seen.overflow <= 0
    assert seen.smallest_target >= 44
    assert "<script" not in seen.source


def test_what_is_returned_is_asked_for_in_writing_and_on_the_page(
    case: Case, phone: Phone, tmp_path: Path
) -> None:
    case.do(
        CLERK,
        "enter-answer",
        item=ESTATE,
        person="applicant",
        outcome="found",
        channel="letter",
        coverage={"area": "620700", "system": "不动产登记", "as_of": "2026-11-20"},
        records=[FLAT],
    )
    (difference,) = (e for e in case.told()["differences"] if e["result"] == "differs")
    named = difference["difference"]
    case.do(COUNTY, "decide-difference", difference=named, decision="mend_at_department")
    remarks = [{"field": "details.residence_address", "words": "与户口簿不一致"}]
    case.do(COUNTY, "return", remarks=remarks)
    told = case.letter()
    for each in ("补正告知书（审核中）", "与户口簿不一致", "甘区住建公租审补〔", "-G1）"):
        assert each in told, each
    guide = case.letter("--paper", "correction_guide", "--department", "natural_resources")
    assert "房产" in guide
    assert "不动产登记中心" in guide
    assert "88.5" not in guide
    first = phone.open(case.page, tmp_path / "returned.png")
    assert "县区审核中" in first.text
    assert "有 2 份要补" in first.text
    for never in ("不一致", "房产", "户口簿", NAME, WOMAN):
        assert never not in first.source
    delivered = {"letter": f"{case.number}-X1", "way": "in_hand", "to": NAME}
    case.do(CLERK, "deliver", **delivered)
    stopped = phone.open(case.page, tmp_path / "stopped.png")
    assert "暂停计时" in stopped.text
    assert "有 2 份要补" in stopped.text
    assert case.told()["due_on"] is None
    more = phone.answer(NAME, WOMAN[-4:], picture=tmp_path / "stopped-more.png")
    for each in ("居住地地址：与户口簿不一致", "房产：", "办理经过", "补正告知书（审核中）送达"):
        assert each in more.text, each
    for never in ("88.5", "情况属实", WOMAN):
        assert never not in more.source
    for seen in (first, stopped, more):
        fits(seen)
    _keep_pictures(tmp_path)


def test_a_refusal_is_announced_heard_decided_and_told_with_its_reasons(
    case: Case, phone: Phone, tmp_path: Path
) -> None:
    case.do(
        CLERK,
        "enter-answer",
        item=ESTATE,
        person="applicant",
        outcome="found",
        channel="letter",
        coverage={"area": "620700", "system": "不动产登记", "as_of": "2026-11-20"},
        records=[FLAT],
    )
    (difference,) = (e for e in case.told()["differences"] if e["result"] == "differs")
    taken = {"difference": difference["difference"], "decision": "take_verified"}
    case.do(COUNTY, "decide-difference", **taken, reason="登记簿为准")
    case.waits_for_nobody()
    facts = "你户名下有住房一套，人均面积不低于标准"
    case.do(COUNTY, "announce-refusal", clauses=["housing"], facts=facts)
    announced = case.letter()
    for each in ("拟不通过审核告知书", facts, "人均自有44.25m²，不低于16", "按登记认定"):
        assert each in announced, each
    before = phone.open(case.page)
    assert "县区审核中" in before.text
    case.do(COUNTY, "hear", words="房子已经卖了，还没有过户")
    case.do(COUNTY, "refuse", clauses=["housing"], facts=facts, change="人均面积低于标准")
    case.do(LEAD, "approve")
    told = case.letter()
    for each in ("审核结果告知书", "审核不通过", "房子已经卖了", "行政复议", "甘区住建公租审〔"):
        assert each in told, each
    assert "收入" not in told.partition("依据的条款")[2].partition("本机关决定")[0]
    first = phone.open(case.page, tmp_path / "refused.png")
    assert "已有结果" in first.text
    for never in ("不通过", "住房", NAME):
        assert never not in first.text
    more = phone.answer(NAME, WOMAN[-4:], picture=tmp_path / "refused-more.png")
    for each in ("审核不通过", facts, "住房：人均自有 44.25 m²", "审核结果告知书", "办理经过"):
        assert each in more.text, each
    for seen in (first, more):
        fits(seen)
    _keep_pictures(tmp_path)


def test_a_filed_case_waits_and_says_so(case: Case, phone: Phone, tmp_path: Path) -> None:
    case.waits_for_nobody()
    case.do(COUNTY, "opinion", opinion="agree", text="符合条件")
    assert "市级审核中" in phone.open(case.page).text
    case.do(CITY, "file", text="准予备案")
    told = case.letter()
    for each in ("通过，进入轮候", "登记为轮候对象", "1东街街道同意", "张掖市住房和城乡建设局备案"):
        assert each in told, each
    first = phone.open(case.page, tmp_path / "filed.png")
    assert "进入轮候" in first.text
    more = phone.answer(NAME, WOMAN[-4:], picture=tmp_path / "filed-more.png")
    for each in ("已备案，进入轮候", "街道社区审核：同意", "县区审核：同意", "审核结果告知书"):
        assert each in more.text, each
    for seen in (first, more):
        fits(seen)
    _keep_pictures(tmp_path)
