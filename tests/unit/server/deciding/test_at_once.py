"""Two acceptances of one household at one moment: one holds, the other goes to the county."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from central_server.server import Server, open_server
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.stages import Stage
from tests.conftest import SettableClock
from tests.databases import POSTGRES, Databases
from tests.patience import PATIENCE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.small_counter import Sealed, document

_NUMBERS = ("620702198803120018", "620702198803120034", "620702198803120050", "620702198803120077")
_COUNTIES = (("620702", "620702001"), ("620722", "620722101"))
"""Two counties' cases are of two streams: nothing but the register keeps the two apart."""


@pytest.fixture
def servers(
    tmp_path: Path, database: str, databases: Databases, clock: SettableClock
) -> Iterator[list[Server]]:
    """Two that share a PostgreSQL; of an SQLite file one, which two windows ask at once."""
    url = databases.new(database, tmp_path)
    count = 2 if database == POSTGRES else 1
    opened = [open_server(url, clock, tmp_path) for _ in range(count)]
    yield opened
    for each in opened:
        each.close()
    databases.gone(url)


def ready(house: House, who: Somebody, place: int, number: str) -> str:
    """A case of the person in one of the counties, which lacks nothing."""
    region, street = _COUNTIES[place]
    form = document(region=region)
    case = house.receives(who, {**form, "applicant": {**form["applicant"], "id_number": number}})
    house.completes(who, case)
    assert house.decides(who, case, Kind.STREET_SET, street=street) == "applied"
    return case


def test_one_of_two_acceptances_at_once_holds_the_household(
    servers: list[Server], clock: SettableClock
) -> None:
    houses = [House(servers[0], clock), House(servers[-1], clock)]
    clerks = [
        houses[0].person(Role.CLERK, houses[0].seat("03", region), region)
        for region, _ in _COUNTIES
    ]
    for number in _NUMBERS:
        cases = [ready(houses[0], who, at, number) for at, who in enumerate(clerks)]
        today: dict[str, Scalar] = {"day": houses[0].today}
        sent = [
            houses[0].decision(who, case, Kind.ACCEPTED, **today)
            for who, case in zip(clerks, cases, strict=True)
        ]
        said = at_once(houses, clerks, sent)
        assert sorted(said) == ["applied", "register"]
        won, lost = (cases[said.index(each)] for each in ("applied", "register"))
        assert houses[0].state(won).stage is Stage.IN_REVIEW
        assert houses[0].state(lost).contested
        holders = [case for _, case, *_ in houses[0].register()]
        assert (holders.count(won), holders.count(lost)) == (1, 0)


def at_once(houses: list[House], clerks: list[Somebody], sent: list[Sealed]) -> list[str]:
    """Both begin at one moment, each at its own server; what each was told."""
    gate = threading.Barrier(2)

    def push(place: int) -> str:
        gate.wait(PATIENCE)
        return houses[place].push(clerks[place].window, sent[place])[0]

    with ThreadPoolExecutor(2) as pool:
        return [each.result(PATIENCE) for each in [pool.submit(push, place) for place in (0, 1)]]
