"""A letter is owed with its decision, set once from what is recorded, and kept byte for byte."""

import asyncio
import hashlib
from typing import Any

import pytest
from sqlalchemy import delete, update

from central_server.letters.kept import Kept, Owed, find_kept, find_owed, lease
from central_server.letters.upkeep import set_letter, set_one
from central_server.store import tables
from counter_app.cases.actions import Kind, Role
from tests.documents.reading import codes, text
from tests.unit.server.deciding.house import House, Somebody

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
