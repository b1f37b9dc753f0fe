"""Two desks claim one case at one moment: one has it, the other is told who."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from central_server.server import open_server
from central_server.work.claims import Claimed
from counter_app.cases.actions import Kind, Role
from counter_app.wire.work import Claiming
from tests.conftest import SettableClock
from tests.databases import POSTGRES, Databases
from tests.patience import PATIENCE
from tests.unit.server.deciding.house import STREET, House, Somebody
from tests.unit.server.small_counter import document
from tests.unit.server.work.test_claims import claims, rows, told

_NUMBERS = ("620702198803120018", "620702198803120034", "620702198803120050", "620702198803120077")


@pytest.fixture
def houses(
    tmp_path: Path, database: str, databases: Databases, clock: SettableClock
) -> Iterator[list[House]]:
    """Two processes' servers on one PostgreSQL; of an SQLite file one, which two desks ask."""
    url = databases.new(database, tmp_path)
    count = 2 if database == POSTGRES else 1
    opened = [open_server(url, clock, tmp_path) for _ in range(count)]
    yield [House(opened[0], clock), House(opened[-1], clock)]
    for each in opened:
        each.close()
    databases.gone(url)


def accepted(house: House, clerk: Somebody, number: str) -> str:
    """A case of that person, at the community."""
    form = document()
    case = house.receives(clerk, {**form, "applicant": {**form["applicant"], "id_number": number}})
    house.completes(clerk, case)
    house.decides(clerk, case, Kind.STREET_SET)
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    return case


def at_once(*works: Callable[[], Claimed | None]) -> list[Claimed | None]:
    gate = threading.Barrier(len(works))

    def begin(work: Callable[[], Claimed | None]) -> Claimed | None:
        gate.wait(PATIENCE)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result(PATIENCE) for each in [pool.submit(begin, work) for work in works]]


def test_one_of_two_claims_at_once_holds_and_the_other_is_told_whose_it_is(
    houses: list[House],
) -> None:
    house = houses[0]
    clerk = house.person(Role.CLERK, house.seat())
    both = [house.person(Role.COMMUNITY, house.seat(f"1{at}"), street=STREET) for at in (1, 2)]

    def ask(case: str, act: Claiming, **more: str) -> list[tuple[str, str]]:
        """What each was told, both asking at one moment."""
        asked = [
            partial(claims, h, who, case, act, **more) for h, who in zip(houses, both, strict=True)
        ]
        return [told(each) for each in at_once(*asked)]

    for at, number in enumerate(_NUMBERS, 1):
        case = accepted(house, clerk, number)
        first = ask(case, Claiming.TAKE)
        assert rows(house) == at
        holder = told(claims(house, clerk, case))[1]
        assert holder in [each.staff_id for each in both]
        assert sorted(first) == [("", holder), ("claimed", holder)]
        assert first.index(("", holder)) == [each.staff_id for each in both].index(holder)
        over = ask(case, Claiming.TAKE_OVER, reason="同事外出")
        assert [code for code, _ in over] == ["", ""], "each with a reason; the last holds"
        assert rows(house) == at
