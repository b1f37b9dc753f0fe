"""A letter is owed with its decision, set once from what is recorded, and kept byte for byte."""

import asyncio
import hashlib
from typing import Any

import pytest
from sqlalchemy import delete, update

from central_server.letters.kept import Kept, Owed, find_kept, find_owed, lease
from central_server.letters.upkeep import set_letter, set_one
from central_server.store import tables
from counter_app.cases.actions import Kind, Role, Scalar
from tests.documents.reading import bare, codes, text
from tests.unit.server.applicant_page.test_second_step import answers, takes
from tests.unit.server.deciding.house import STREET, House, Somebody

LETTER = "620702-2026-03-00001-S1"
PAGE = "https://zhangye.example"


@pytest.fixture
def clerk(house: House) -> Somebody:
    clerk = house.person(Role.CLERK, house.seat())
    has_page(house, PAGE)
    return clerk


def has_page(house: House, address: str) -> None:
    """Where strings say that the page is."""
    house.write(lambda c: c.execute(update(tables.device).values(page_address=address)))


def accepted(house: House, clerk: Somebody) -> str:
    case = house.receives(clerk)
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED, letter=LETTER) == "applied"
    return case


def kept(house: House, case: str, letter: str = LETTER) -> Kept | None:
    found: Any = house.write(lambda c: find_kept(c, case, letter))
    return found if isinstance(found, Kept) else None


def set_all(house: House) -> int:
    """Set what is owed; how many letters that were tried."""
    count = 0
    while asyncio.run(set_one(house.server)):
        count += 1
    return count


def test_an_accepted_case_gets_its_letter_with_its_number_and_the_address_of_the_page(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    assert kept(house, case) is None
    assert set_all(house) == 1
    letter = kept(house, case)
    assert letter
    assert letter.pdf.startswith(b"%PDF")
    assert letter.sha256 == hashlib.sha256(letter.pdf).hexdigest()
    said = text(letter.pdf)
    (trace,) = house.state(case).letters
    for each in ("受理通知书", "周瑞", LETTER, trace.official):
        assert each in said
    assert f"{PAGE}/r/{house.state(case).token}" in codes(letter.pdf, 1, 203)
    assert trace.sha256 == letter.sha256


def test_what_is_kept_is_never_set_again(house: House, clerk: Somebody) -> None:
    case = accepted(house, clerk)
    assert set_all(house) == 1
    before = kept(house, case)
    asyncio.run(set_letter(house.server, Owed(case, LETTER, "620702")))
    assert kept(house, case) == before
    assert house.kinds(case).count(Kind.LETTER_KEPT) == 2


def test_two_processes_never_set_one_letter_at_once(house: House, clerk: Somebody) -> None:
    accepted(house, clerk)
    now = house.server.now()
    owed = house.write(lambda c: find_owed(c, now))
    assert house.write(lambda c: lease(c, owed, now)) is True
    assert house.write(lambda c: lease(c, owed, now)) is False
    assert house.write(lambda c: find_owed(c, now)) is None


def test_one_that_was_taken_on_and_given_up_is_set_by_the_next(
    house: House, clerk: Somebody
) -> None:
    case = accepted(house, clerk)
    now = house.server.now()
    owed = house.write(lambda c: find_owed(c, now))
    house.write(lambda c: lease(c, owed, now))
    house.later(minutes=6)
    assert set_all(house) == 1
    assert kept(house, case)


def test_without_an_address_it_waits_and_holds_up_no_other(house: House, clerk: Somebody) -> None:
    has_page(house, "")
    case = accepted(house, clerk)
    assert set_all(house) == 1
    assert kept(house, case) is None
    has_page(house, PAGE)
    house.later(minutes=6)
    assert set_all(house) == 1
    assert kept(house, case)


def test_a_refused_decision_owes_no_letter(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert house.decides(clerk, case, Kind.ACCEPTED, letter=LETTER) == "lacking"
    assert set_all(house) == 0


def test_bytes_that_were_lost_are_set_the_same_again(house: House, clerk: Somebody) -> None:
    case = accepted(house, clerk)
    set_all(house)
    before = kept(house, case)
    house.write(lambda c: c.execute(delete(tables.kept_letter)))
    asyncio.run(set_letter(house.server, Owed(case, LETTER, "620702")))
    assert kept(house, case) == before


def reviewed(house: House, clerk: Somebody) -> tuple[str, tuple[Somebody, Somebody], Somebody]:
    """An accepted case at the county, who decides there, and who files."""
    case = accepted(house, clerk)
    community = house.person(Role.COMMUNITY, clerk.window, street=STREET)
    assert house.decides(community, case, Kind.OPINION_GIVEN, step="community") == "applied"
    pair = house.person(Role.COUNTY, clerk.window), house.person(Role.COUNTY_LEAD, clerk.window)
    return case, pair, house.person(Role.MUNICIPAL, clerk.window, region="620700")


def said(house: House, case: str, code: str) -> str:
    set_all(house)
    letter = kept(house, case, f"{LETTER[:-2]}{code}")
    assert letter, code
    return bare(text(letter.pdf))


def test_what_is_decided_in_review_is_told_by_the_server_with_words_that_no_window_has(
    house: House, clerk: Somebody
) -> None:
    case, (county, lead), _ = reviewed(house, clerk)
    stem = LETTER[:-2]
    remarks = {"remarks": [{"field": "details.residence_address", "words": "与户口簿不一致"}]}
    house.decides(county, case, Kind.RETURNED, remarks, letter=f"{stem}X1", items=1)
    found = said(house, case, "X1")
    assert "1居住地地址与户口簿不一致。" in found
    assert "甘区住建公租审补〔" in found
    assert (
        house.by_two((county, lead), case, Kind.EXTENDED, days=3, letter=f"{stem}E1") == "applied"
    )
    assert "延长3个工作日" in said(house, case, "E1")


def test_a_refusal_is_told_after_its_announcement_and_its_reply(
    house: House, clerk: Somebody
) -> None:
    case, (county, lead), _ = reviewed(house, clerk)
    stem = LETTER[:-2]
    facts: dict[str, Scalar] = {"clauses": "housing"}
    words = {"facts": "名下已有住房"}
    answers(house, clerk, case)
    takes(house, county, case)
    announced = house.decides(
        county, case, Kind.REFUSAL_ANNOUNCED, words, letter=f"{stem}P1", **facts
    )
    assert announced == "applied"
    assert "经审核，名下已有住房。本机关拟作出审核不通过的决定" in said(house, case, "P1")
    heard = house.fact(county, case, Kind.HEARING_HELD, {}, on=house.today)
    assert house.push(county.window, heard) == ["applied"]
    named: dict[str, Scalar] = {"act": Kind.REFUSED, "letter": f"{stem}V1", **facts}
    assert house.decides(county, case, Kind.PROPOSED, words, **named) == "applied"
    waiting = house.state(case).open_proposal
    assert waiting
    approved = {**named, "proposal": waiting.action}
    assert house.decides(lead, case, Kind.APPROVED, **approved) == "applied"
    found = said(house, case, "V1")
    for each in (
        "人均自有190.00m²",
        "申报无，登记190.00m²，按登记认定",
        "已经听取并核对",
        "审核不通过",
        "行政复议",
        "甘区住建公租审〔",
    ):
        assert each in found, each


def test_a_filed_case_is_told_that_it_waits(house: House, clerk: Somebody) -> None:
    case, (county, _), city = reviewed(house, clerk)
    house.waits_for_nobody(county, case)
    house.decides(county, case, Kind.OPINION_GIVEN, step="county")
    filed = house.decides(city, case, Kind.FILED, letter=f"{LETTER[:-2]}V1")
    assert filed == "applied"
    found = said(house, case, "V1")
    for each in ("登记为轮候对象", "通过，进入轮候", "张掖市住房和城乡建设局备案"):
        assert each in found, each
    assert "复议" not in found
