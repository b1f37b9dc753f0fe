"""What an applicant was sent to a department for, from the decision to filing: by commands alone.

Real server, departments, both stores; nobody writes to a department, and nobody enters an answer.
"""

from collections.abc import Sequence
from typing import Any

from tests.databases import on_both
from tests.end_to_end.at_the_counter import CLERK
from tests.end_to_end.test_review import CITY, COUNTY, Review, owns_a_house
from tests.end_to_end.test_review import desk as desk
from tests.families import MAN, WOMAN
from tests.patience import wait_until
from tests.unit.server.departments.asking import ESTATE, FOUND, IDENTITY

pytest_generate_tests = on_both
OFFICE = "natural_resources"
ANEW = "更正后重新向自然资源查询（周*）"


def sent_to_the_office(desk: Review) -> None:
    """A flat that was not declared, to be mended; the return has been handed over."""
    owns_a_house(desk)
    desk.at_county()
    named = {"difference": desk.difference()["difference"], "decision": "mend_at_department"}
    desk.does(COUNTY, "decide-difference", **named)
    desk.does(COUNTY, "return")
    letter = desk.told()["letters"][-1]["number"]
    desk.does(CLERK, "deliver", letter=letter, way="in_hand", to="周玉兰")


def is_mended(desk: Review, **more: Any) -> None:
    """The register knows nothing of her any more."""
    known = {IDENTITY: FOUND, ESTATE: {**FOUND, "outcome": "none"}}
    desk.departments.control(people={WOMAN: known, MAN: known}, **more)


def asked_of(desk: Review) -> Sequence[str]:
    """The ids of the questions to the register."""
    return [each["query_id"] for each in desk.departments.asked if each["item"] == ESTATE]


def test_what_was_mended_is_asked_anew_and_the_case_goes_on(desk: Review) -> None:
    sent_to_the_office(desk)
    row = desk.difference()
    assert row["asked_anew"] == []
    assert row["asks_on"] > desk.told()["accepted_on"]
    before = len(desk.departments.asked)
    assert desk.refused(CLERK, "report-mended", department="taxation") == "act_keys"
    desk.does(CLERK, "report-mended", department=OFFICE)
    wait_until(lambda: [each["state"] for each in desk.difference()["asked_anew"]] == ["answered"])
    assert "returned" in desk.told()["flags"]
    assert desk.difference()["result"] == "differs"
    is_mended(desk)
    desk.does(CLERK, "report-mended", department=OFFICE)
    wait_until(lambda: desk.told()["flags"] == [])
    told = desk.told()
    asked = [each["item"] for each in desk.departments.asked[before:]]
    assert asked == [ESTATE, ESTATE], "the one item of the one person, and nothing else"
    assert told["differences"] == []
    assert all(stop["last"] for stop in told["stops"])
    said = [each["words"] for each in told["history"]]
    assert said.count(ANEW) == 2
    assert "退回的事项已补齐" in said
    desk.agrees(COUNTY, "已更正，符合条件")
    desk.does(CITY, "opinion", opinion="file", text="准予备案")
    assert desk.told(CITY)["stage"] == "filed"


def test_whoever_is_killed_it_is_asked_anew_once(desk: Review) -> None:
    sent_to_the_office(desk)
    before = set(asked_of(desk))
    is_mended(desk, latency_ms=300)
    desk.does(CLERK, "report-mended", department=OFFICE)
    desk.server.kill()
    desk.server.start()
    wait_until(lambda: desk.told()["flags"] == [])
    assert len(set(asked_of(desk)) - before) == 1, "a question that is sent again is the same one"
    assert [each["words"] for each in desk.told()["history"]].count(ANEW) == 1
