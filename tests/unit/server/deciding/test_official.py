"""The 文号 of letters: one after the other in the decision's transaction, none twice, none lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.deciding.aftermath import take_batch
from central_server.deciding.official import LOST
from central_server.server import Server, open_server
from central_server.store import tables
from central_server.store.restoring import begin_restoring
from central_server.window_commands import goes_on
from counter_app.cases.actions import Kind, Role
from counter_app.wire.messages import PushRequest
from tests.conftest import SettableClock
from tests.databases import POSTGRES, Databases
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.small_counter import Sealed

NOTICES = 4


class LostError(Exception):
    """The transaction comes to nothing."""


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


def notice(house: House, who: Somebody, case: str) -> Sealed:
    """A notice of what the case lacks, not sent yet."""
    letter = f"{house.state(case).number}-B1"
    return house.decision(who, case, Kind.NOTICE_GIVEN, letter=letter)


def officials(house: House, *cases: str) -> list[str]:
    return [letter.official for case in cases for letter in house.state(case).letters]


def test_letters_are_numbered_in_the_order_of_their_decisions(
    house: House, clerk: Somebody
) -> None:
    cases = [house.receives(clerk) for _ in range(3)]
    for case in cases:
        assert house.push(clerk.window, notice(house, clerk, case)) == ["applied"]
        assert house.kinds(case)[-1] == Kind.LETTER_KEPT
    year = house.today[:4]
    assert officials(house, *cases) == [
        f"甘区住建公租补〔{year}〕{running}号" for running in (1, 2, 3)
    ]


def test_each_subject_is_counted_by_itself(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    assert house.push(clerk.window, notice(house, clerk, case)) == ["applied"]
    house.completes(clerk, case)
    assert house.decides(clerk, case, Kind.STREET_SET, street=STREET) == "applied"
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    year = house.today[:4]
    assert officials(house, case) == [
        f"甘区住建公租补〔{year}〕1号",
        f"甘区住建公租受〔{year}〕1号",
    ]


def test_what_is_refused_or_sent_again_takes_no_number(house: House, clerk: Somebody) -> None:
    first, second = house.receives(clerk), house.receives(clerk)
    assert house.decides(clerk, first, Kind.ACCEPTED) == "lacking"
    sent = notice(house, clerk, first)
    assert house.push(clerk.window, sent) == ["applied"]
    assert house.push(clerk.window, sent) == ["repeated"]
    assert house.push(clerk.window, notice(house, clerk, second)) == ["applied"]
    assert [official[-2:] for official in officials(house, first, second)] == ["1号", "2号"]


def test_a_decline_is_numbered_when_it_is_approved(house: House, clerk: Somebody) -> None:
    case = house.receives(clerk)
    facts = {"reason": "other_matter", "letter": f"{house.state(case).number}-N1"}
    assert house.decides(clerk, case, Kind.PROPOSED, act=Kind.DECLINED, **facts) == "applied"
    assert officials(house, case) == []
    waiting = house.state(case).open_proposal
    assert waiting
    lead = house.person(Role.COUNTY_LEAD, clerk.window)
    approve = {"act": Kind.DECLINED, "proposal": waiting.action, **facts}
    assert house.decides(lead, case, Kind.APPROVED, **approve) == "applied"
    assert officials(house, case) == [f"甘区住建公租不受〔{house.today[:4]}〕1号"]


def test_a_letter_in_a_void_ones_place_has_a_number_of_its_own(
    house: House, clerk: Somebody
) -> None:
    case = house.receives(clerk)
    assert house.push(clerk.window, notice(house, clerk, case)) == ["applied"]
    number = house.state(case).number
    void = {"letter": f"{number}-B1", "reason": "写错", "instead": f"{number}-B2"}
    assert house.decides(clerk, case, Kind.LETTER_VOIDED, **void) == "applied"
    assert [official[-2:] for official in officials(house, case)] == ["1号", "2号"]
    assert [bool(letter.void) for letter in house.state(case).letters] == [True, False]


def test_what_is_rolled_back_leaves_no_gap(house: House, clerk: Somebody) -> None:
    first, second = house.receives(clerk), house.receives(clerk)
    lost = notice(house, clerk, first)
    action, content = lost
    contents = [content] if content else []
    asked = PushRequest(incarnation=action.incarnation, actions=[action], contents=contents)

    def fails(connection: Connection) -> None:
        take_batch(connection, clerk.window.device, asked, house.server.now(), office)
        raise LostError

    office = house.server.office()
    with pytest.raises(LostError):
        house.server.writer.submit(fails).result()
    assert house.push(clerk.window, lost, notice(house, clerk, second)) == ["applied"] * 2
    assert [official[-2:] for official in officials(house, first, second)] == ["1号", "2号"]


def test_a_restored_server_gives_no_number_that_may_be_out(house: House, clerk: Somebody) -> None:
    first, second = house.receives(clerk), house.receives(clerk)
    assert house.push(clerk.window, notice(house, clerk, first)) == ["applied"]
    house.server.writer.submit(lambda c: begin_restoring(c, house.server.now())).result()
    assert house.server.writer.submit(lambda c: goes_on(house.server, c)).result() == 0
    assert house.push(clerk.window, notice(house, clerk, second)) == ["applied"]
    assert officials(house, second)[0].endswith("52号")
    query = select(tables.official_letter.c.running).where(
        tables.official_letter.c.office == "甘区住建",
        tables.official_letter.c.series == "公租补",
        tables.official_letter.c.letter == LOST,
    )
    lost = house.server.writer.submit(lambda c: c.execute(query).scalars().all()).result()
    assert sorted(lost) == list(range(2, 52))


@pytest.mark.parametrize("database", [POSTGRES], scope="session")
def test_two_processes_at_once_never_give_one_number(
    database: str, databases: Databases, clock: SettableClock, tmp_path: Path
) -> None:
    url = databases.new(database, tmp_path)
    servers = [open_server(url, clock, tmp_path) for _ in range(2)]
    house = House(servers[0], clock)
    clerks = [house.person(Role.CLERK, house.seat(code)) for code in ("03", "04")]
    cases = [[house.receives(who) for _ in range(NOTICES)] for who in clerks]
    sent = [
        [notice(house, who, case) for case in own] for who, own in zip(clerks, cases, strict=True)
    ]

    def deliver(server: Server, who: Somebody, letters: list[Sealed]) -> None:
        other = House(server, clock)
        for each in letters:
            assert other.push(who.window, each) == ["applied"]

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(deliver, *one) for one in zip(servers, clerks, sent, strict=True)]:
            done.result()
    found = officials(house, *cases[0], *cases[1])
    year = house.today[:4]
    assert sorted(found) == sorted(
        f"甘区住建公租补〔{year}〕{running + 1}号" for running in range(2 * NOTICES)
    )
    query = select(tables.official_letter.c.letter)
    listed = house.server.writer.submit(lambda c: c.execute(query).scalars().all()).result()
    assert sorted(listed) == sorted(
        letter.number for own in cases for case in own for letter in house.state(case).letters
    )
    for server in servers:
        server.close()
    databases.gone(url)
