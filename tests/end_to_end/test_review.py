"""A case from acceptance to its ends by commands: real server, departments, both stores."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central_server.policies import import_tables
from counter_app.forms import matter
from counter_app.forms.consents import Department
from tests.databases import Databases, on_both
from tests.end_to_end.at_the_counter import CLERK, LEAD, AtTheCounter, consents, enrolled, received
from tests.families import MAN, WOMAN, document
from tests.patience import wait_until
from tests.unit.server.departments.asking import ESTATE, FOUND, IDENTITY
from tests.unit.server.departments.standing import StandIn, standing_in
from tests.unit.server.running_server import RunningServer, running

pytest_generate_tests = on_both
COMMUNITY, COUNTY, OTHER, CITY = "wangmin", "zhaolei", "sunli", "chenlan"
INCOME = "taxation.income"
LARGE = {"floor_area": "190.00", "co_ownership": "sole", "state": "current"}


class Review(AtTheCounter):
    """The people of a county and the city, who sit at one counter one after the other."""

    number = ""
    departments: StandIn
    server: RunningServer

    def everybody(self, server: RunningServer) -> None:
        self.hire(server, COMMUNITY, "community", street="620702001")
        for login in (COUNTY, OTHER):
            self.hire(server, login, "county")
        self.hire(server, CITY, "municipal", region="620700")

    def does(self, who: str, act: str, **given: Any) -> dict[str, Any]:
        """What has to be done; what was said of it."""
        code, said = self.do(who, act, self.number, **given)
        assert code == 0, (act, said)
        assert not said.get("waits"), (act, said)
        return said

    def refused(self, who: str, act: str, **given: Any) -> Any:
        """The code with which it is not."""
        code, said = self.do(who, act, self.number, **given)
        assert code == 1, (act, said)
        return said["code"].removeprefix("action_")

    def told(self, who: str = COUNTY) -> dict[str, Any]:
        code, said, complaint = self.run("case", self.number, "--staff", who, "--json")
        assert code == 0, complaint
        found: dict[str, Any] = json.loads(said)
        return found

    def is_accepted(self) -> None:
        """Signed, consented, brought; identity is asked at once."""
        self.does(CLERK, "set-street", street="620702001")
        self.does(CLERK, "sign")
        consents(self, self.number)
        self.does(CLERK, "take-material", material="income_proof", person="applicant")
        self.does(CLERK, "accept")

    def is_answered(self) -> None:
        """Every department has answered."""
        wait_until(lambda: all(e["state"] == "answered" for e in self._queries(18)))

    def _queries(self, count: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.told()["queries"]
        return found if len(found) >= count else [{"state": "waiting"}]

    def difference(self, item: str = ESTATE) -> dict[str, Any]:
        (found,) = [each for each in self.told()["differences"] if each["item"] == item]
        return dict(found)

    def agrees(self, who: str, text: str = "情况属实，同意") -> dict[str, Any]:
        return self.does(who, "opinion", opinion="agree", text=text)

    def at_county(self) -> None:
        """Accepted, answered, and the community agrees."""
        self.is_accepted()
        self.is_answered()
        self.agrees(COMMUNITY)


@pytest.fixture
def desk(
    tmp_path: Path,
    database: str,
    databases: Databases,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Review]:
    with running(tmp_path / "server", database, databases) as server, standing_in() as departments:
        with server.opened() as opened:
            way = {"driver": "call", "address": f"{departments.address}/plain", "seconds": 20}
            rows = [{"department": str(name), **way} for name in Department]
            opened.writer.submit(lambda c: import_tables(c, {"connection": rows})).result()
        departments.control(people={WOMAN: {IDENTITY: FOUND}, MAN: {IDENTITY: FOUND}})
        here = Review(tmp_path / "desk", capsys, monkeypatch)
        enrolled(here, server)
        here.everybody(server)
        here.number, here.departments = received(here, tmp_path), departments
        here.server = server
        yield here


def owns_a_house(desk: Review) -> None:
    """The land register knows of one that was not declared; of the husband it knows none."""
    estate = {WOMAN: {**FOUND, "records": [LARGE]}, MAN: {**FOUND, "outcome": "none"}}
    known = {who: {IDENTITY: FOUND, ESTATE: said} for who, said in estate.items()}
    desk.departments.control(people=known)


def test_answered_looked_at_and_agreed_to_a_case_is_filed(desk: Review) -> None:
    owns_a_house(desk)
    desk.is_accepted()
    desk.is_answered()
    assert desk.refused(COUNTY, "opinion", opinion="agree", text="同意") == "wrong_stage"
    desk.agrees(COMMUNITY)
    code, said = desk.do(COUNTY, "opinion", desk.number, opinion="agree", text="同意")
    assert (code, said["code"]) == (1, "lacking")
    assert [each["words"] for each in said["lacking"]] == [
        "周*：建筑面积与自然资源核验不一致，还没有核对"
    ]
    found = desk.difference()
    assert found["moves"] == "人均自有 0.00 → 95.00 m²，不低于 16（符合 → 不符合）"
    decided = {"difference": found["difference"], "decision": "take_declared"}
    agrees = next(e for e in desk.told()["other_facts"] if e["result"] == "agrees")
    other = {**decided, "difference": agrees["difference"], "reason": "x"}
    assert desk.refused(COUNTY, "decide-difference", **other) == "no_difference"
    assert desk.refused(COUNTY, "decide-difference", **decided) == "act_keys"
    desk.does(COUNTY, "decide-difference", **decided, reason="房屋已于 2019 年拆除，有拆迁协议")
    told = desk.told()
    assert told["findings"]["taken"]["housing"] == "pass"
    assert desk.refused(COUNTY, "opinion", opinion="disagree", text="x") == "act_keys"
    seen = {"opinion": "agree", "text": "同意", "revision": 2}
    assert desk.refused(COUNTY, "opinion", **seen) == "act_other_revision"
    desk.does(COUNTY, "opinion", **{**seen, "revision": 1})
    desk.does(CITY, "opinion", opinion="file", text="准予备案")
    told = desk.told(CITY)
    assert (told["stage"], told["letters"][-1]["paper"]) == ("filed", "result_notice")
    steps = [(each["step"], each["opinion"]) for each in told["opinions"]]
    assert steps == [("community", "agree"), ("county", "agree")]
    assert all(each["state"] != "waiting" for each in told["departments"])


def test_what_is_returned_is_mended_and_goes_on(desk: Review) -> None:
    owns_a_house(desk)
    desk.at_county()
    name = desk.difference()["difference"]
    desk.does(COUNTY, "decide-difference", difference=name, decision="correct_declaration")
    desk.does(COUNTY, "return", remarks=[{"field": "applicant.employer", "words": "写全称"}])
    told = desk.told()
    letter = told["letters"][-1]
    assert (letter["paper"], told["flags"]) == ("review_return_notice", ["returned"])
    assert desk.refused(COUNTY, "opinion", opinion="agree", text="同意") == "returned"
    assert (
        desk.refused(COUNTY, "return", remarks=[{"words": "又一项"}], category="our_omission")
        == "returned"
    )
    desk.does(CLERK, "deliver", letter=letter["number"], way="in_hand", to="周玉兰")
    assert desk.told()["flags"] == ["returned", "stopped"] or desk.told()["stops"][0]["first"]
    house = {"owner": "周玉兰", "address": "甘州区西街 1 号", "region": "620702", "use": "dwelling"}
    owned = {"none": False, "items": [{**house, "floor_area": "190.00"}]}
    content = matter.split(document()).content
    content["assets"]["real_estate"] = owned
    desk.does(CLERK, "revise", content=content, reason="补报房产")
    assert "returned" in desk.told()["flags"]
    desk.does(CLERK, "sign")
    consents(desk, desk.number)
    told = desk.told()
    assert (told["flags"], told["step"]) == ([], "community")
    assert [each["void"] for each in told["opinions"]] == [True]
    assert told["stops"][0]["last"]
    assert told["differences"] == []
    assert told["findings"]["declared"]["housing"] == "fail"


def test_who_fails_is_announced_heard_and_refused_by_two(desk: Review) -> None:
    owns_a_house(desk)
    desk.at_county()
    name = desk.difference()["difference"]
    taken = {"difference": name, "decision": "take_verified", "reason": "登记簿为准"}
    desk.does(COUNTY, "decide-difference", **taken)
    grounds = {"clauses": ["housing"], "facts": "名下有住房 190 m²"}
    assert desk.refused(COUNTY, "refuse", **grounds) == "lacking"
    wrong = {"clauses": ["income"], "facts": "x"}
    assert desk.refused(COUNTY, "announce-refusal", **wrong) == "clause_holds"
    desk.does(COUNTY, "announce-refusal", **grounds)
    assert desk.refused(COUNTY, "announce-refusal", **grounds) == "announced_before"
    letter = desk.told()["letters"][-1]
    assert letter["paper"] == "refusal_announcement"
    desk.does(CLERK, "deliver", letter=letter["number"], way="in_hand", to="周玉兰")
    assert desk.refused(COUNTY, "refuse", facts=grounds["facts"]) == "lacking"
    desk.does(COUNTY, "hear", words="房子已经给了弟弟，没有过户")
    desk.does(COUNTY, "refuse", facts=grounds["facts"])
    assert desk.refused(COUNTY, "approve") == "wrong_role"
    desk.does(LEAD, "approve")
    told = desk.told()
    assert (told["stage"], told["letters"][-1]["paper"]) == ("refused", "result_notice")


def test_the_clock_is_stopped_goes_on_and_is_extended_once(desk: Review) -> None:
    desk.at_county()
    due = desk.told()["due_on"]
    desk.does(COUNTY, "stop", reason="hearing")
    desk.does(LEAD, "approve")
    told = desk.told()
    assert told["letters"][-1]["paper"] == "stop_notice"
    assert told["stops"][-1]["reason"] == "hearing"
    desk.does(COUNTY, "resume")
    desk.does(LEAD, "approve")
    assert desk.told()["due_on"] == due  # within one day nothing stands
    assert desk.refused(COUNTY, "resume") == "not_stopped"
    assert desk.refused(COUNTY, "extend", days=11, reason="核查量大") == "too_long"
    desk.does(COUNTY, "extend", days=10, reason="核查量大")
    desk.does(LEAD, "approve")
    told = desk.told()
    assert told["letters"][-1]["paper"] == "extension_notice"
    assert told["due_on"] > due
    assert desk.refused(COUNTY, "extend", days=1, reason="再延") == "extended_before"


def test_the_city_sends_back_and_the_county_gives_its_opinion_anew(desk: Review) -> None:
    desk.at_county()
    desk.agrees(COUNTY)
    desk.does(CITY, "send-back", words="收入核算请附计算表")
    told = desk.told()
    assert (told["step"], [each["void"] for each in told["opinions"]]) == ("county", [False, True])
    desk.agrees(COUNTY, "已附计算表，同意")
    desk.does(CITY, "file")
    assert desk.told(CITY)["stage"] == "filed"


def test_whoever_does_not_answer_is_waived_and_what_comes_after_the_end_moves_nothing(
    desk: Review,
) -> None:
    desk.departments.control(items={INCOME: {"down": True}})
    desk.is_accepted()
    desk.agrees(COMMUNITY)
    wait_until(lambda: waiting_for(desk) == ["taxation"])
    code, said = desk.do(COUNTY, "opinion", desk.number, opinion="agree", text="同意")
    assert (code, len(said["lacking"])) == (1, 2)
    assert desk.refused(COUNTY, "waive", department="taxation") == "act_keys"
    assert desk.refused(COUNTY, "waive", department="housing", reason="x") == "not_waiting"
    desk.does(COUNTY, "waive", department="taxation", reason="税务接口停用，已看完税证明")
    desk.agrees(COUNTY)
    assert desk.told()["step"] == "municipal"
    desk.does(CITY, "file")
    before = desk.told()
    desk.departments.control(items={INCOME: {}})
    covered = {"area": "620700", "system": "个税", "as_of": "2026-11-20"}
    late = {"item": INCOME, "person": "applicant", "outcome": "none", "coverage": covered}
    desk.does(CLERK, "enter-answer", **late, channel="letter")
    told = desk.told()
    assert (told["stage"], told["flags"]) == ("filed", ["late"])
    assert told["letters"] == before["letters"]
    assert told["opinions"] == before["opinions"]


def test_of_a_consent_withdrawn_under_way_nothing_more_is_asked_and_the_case_goes_on(
    desk: Review,
) -> None:
    desk.departments.control(items={INCOME: {"down": True}})
    desk.is_accepted()
    wait_until(lambda: waiting_for(desk) == ["taxation"])
    before = len(desk.departments.asked)
    for person in ("applicant", "member:1"):
        desk.does(CLERK, "withdraw-consent", person=person, items="all")
    desk.departments.control(items={INCOME: {}})
    desk.agrees(COMMUNITY)
    assert waiting_for(desk) == []
    desk.agrees(COUNTY)
    desk.does(CITY, "file")
    assert desk.departments.asked[before:] == []
    told = desk.told()
    assert (told["stage"], told["letters"][-1]["paper"]) == ("filed", "result_notice")
    assert {each["state"] for each in told["queries"] if each["item"] == INCOME} == {"cancelled"}


def test_nobody_judges_twice_in_a_case(desk: Review) -> None:
    desk.at_county()
    for act, given in (("opinion", {"opinion": "agree", "text": "同意"}),):
        desk.does(COUNTY, act, **given)
    desk.does(CITY, "send-back", words="请重看")
    desk.agrees(OTHER)
    assert [each["void"] for each in desk.told()["opinions"]] == [False, True, False]


def waiting_for(desk: Review) -> list[str]:
    waits = ("waiting", "unreachable")
    return [e["department"] for e in desk.told()["departments"] if e["state"] in waits]
