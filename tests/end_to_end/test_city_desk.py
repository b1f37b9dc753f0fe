"""Desks of the city itself: it files there what counties pass on, and reviews what it took in."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app.forms.consents import Department
from tests.databases import Databases, on_both
from tests.end_to_end.at_the_counter import CLERK, AtTheCounter, consents, received
from tests.end_to_end.desks import STREET, WANG, ZHAO, at_the_community, lies, told, window_of
from tests.unit.server.running_server import RunningServer, running

CITY, CHEN = "620700", "chenlan"
pytest_generate_tests = on_both
Add = Callable[..., AtTheCounter]


@pytest.fixture
def server(tmp_path: Path, database: str, databases: Databases) -> Iterator[RunningServer]:
    with running(tmp_path / "server", database, databases) as server:
        yield server


@pytest.fixture
def place(
    tmp_path: Path,
    server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Add:
    """A counter of that code and region; not enrolled where there is no code."""

    def add(name: str, code: str = "", region: str = CITY) -> AtTheCounter:
        found = AtTheCounter(tmp_path / name, capsys, monkeypatch)
        if code:
            string = server.add_window(code, region, "--url", server.address)
            assert found.run("enrol", string)[0] == 0
        return found

    return add


def listed(at: AtTheCounter, who: str, name: str) -> list[str]:
    code, said, _ = at.run("list", name, "--staff", who, "--json")
    assert code == 0
    return [json.loads(line)["number"] for line in said.splitlines()]


def test_the_city_files_at_a_desk_of_its_own_what_a_county_passed_on(
    server: RunningServer, place: Add, tmp_path: Path
) -> None:
    window = window_of(server, place("window"))
    window.hire(server, CHEN, "municipal", region=CITY)
    number = at_the_community(window, tmp_path)
    assert window.do(WANG, "opinion", number, opinion="agree", text="属实")[0] == 0
    for department in Department:
        given = {"department": str(department), "reason": "接口停用，已看纸质"}
        assert window.do(ZHAO, "waive", number, **given)[0] in (0, 1)
    city = place("city", "D01")
    assert listed(city, CHEN, "municipal") == []
    assert city.do(ZHAO, "claim", number)[0] == 0, "whoever it is, at whichever desk"
    assert lies(city)["cases"] == 1
    code, said = city.do(ZHAO, "opinion", number, opinion="agree", text="同意")
    assert (code, said["done"]) == (0, True), said
    assert lies(city)["cases"] == 0
    assert listed(city, CHEN, "municipal") == [number]
    assert city.do(CHEN, "claim", number)[0] == 0
    assert told(city, CHEN, number)[1]["step"] == "municipal"
    assert city.do(CHEN, "opinion", number, opinion="file", text="准予备案")[0] == 0
    assert lies(city)["cases"] == 0
    assert window.run("sync")[0] == 0
    case = told(window, CLERK, number)[1]
    assert case["stage"] == "filed"
    assert case["letters"][-1]["official"]


def test_what_the_citys_own_hall_took_in_is_reviewed_at_its_desks_and_no_countys(
    server: RunningServer, place: Add, tmp_path: Path
) -> None:
    window = place("hall", "03")
    window.hire(server, CLERK, "clerk", region=CITY)
    window.hire(server, WANG, "community", region=CITY, street=STREET)
    window.hire(server, ZHAO, "county", region=CITY)
    window.hire(server, "ligang", "county")
    number = received(window, tmp_path, region=CITY)
    assert number.startswith(CITY)
    assert window.do(CLERK, "set-street", number, street=STREET)[0] == 0
    assert window.do(CLERK, "sign", number)[0] == 0
    consents(window, number)
    paper = {"material": "income_proof", "person": "applicant", "copies": 1, "pages": 2}
    assert window.do(CLERK, "take-material", number, **paper)[0] == 0
    assert window.do(CLERK, "accept", number)[0] == 0
    desk = place("desk", "D01")
    assert desk.do("ligang", "claim", number)[0] == 1
    assert listed(desk, "ligang", "in_review") == []
    assert listed(desk, WANG, "community") == [number]
    assert desk.do(WANG, "claim", number)[0] == 0
    assert desk.do(WANG, "opinion", number, opinion="agree", text="属实")[0] == 0
    assert listed(desk, ZHAO, "county") == [number]
    assert desk.do(ZHAO, "claim", number)[0] == 0
    code, case = told(desk, ZHAO, number)
    assert (code, case["region"], case["step"]) == (0, CITY, "county")
