"""What was decided before a server lost it: handed back it stands, whoever comes first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from central_server.server import open_server
from central_server.store.keys import named_key_file
from central_server.window_commands import goes_on
from counter_app.basics.catalogue.server import ACTION_REFUSED_BEFORE
from counter_app.cases.actions import Kind, Role
from counter_app.cases.stages import Stage
from tests.databases import SQLITE
from tests.unit.server.deciding.house import House, Somebody
from tests.unit.server.deciding.test_acceptance import ready

DATABASES = (SQLITE,)
"""Files are put back here."""
Restore = Callable[[], None]


@pytest.fixture
def clerk(house: House) -> Somebody:
    return house.person(Role.CLERK, house.seat())


@pytest.fixture
def back_up(house: House, tmp_path: Path) -> Callable[[], Restore]:
    """Keeps the store as it is now; what it gives puts that back, as an administrator would."""

    def reopen() -> None:
        house.server = open_server(f"sqlite:///{tmp_path / 'server.db'}", house.clock, tmp_path)

    def keep() -> Restore:
        house.server.close()
        kept = shutil.copytree(tmp_path, tmp_path.with_name(f"{tmp_path.name}-kept"))
        reopen()

        def restore() -> None:
            house.server.close()
            for file in kept.glob("server.db*"):
                shutil.copy(file, tmp_path / file.name)
            reopen()

        return restore

    return keep


def go_on(house: House) -> None:
    house.server.writer.submit(lambda c: goes_on(house.server, c)).result()


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_cases_of_a_household_the_same_is_held_again_under_the_same_numbers(
    house: House, clerk: Somebody, back_up: Callable[[], Restore], first: int
) -> None:
    other = house.person(Role.CLERK, house.seat("04"))
    one, two = ready(house, clerk), ready(house, other, applied_on="2026-11-23")
    restore = back_up()
    assert house.decides(clerk, one, Kind.ACCEPTED) == "applied"
    refused = house.decision(other, two, Kind.ACCEPTED)
    assert house.push(other.window, refused) == ["register"]
    held = [house.held_at(who.window) for who in (clerk, other)]
    was = [house.state(case) for case in (one, two)], house.register()
    restore()
    assert house.register() == []
    for place in (first, 1 - first):
        seat = (clerk, other)[place].window
        assert set(house.hand_back(seat, held[place])) <= {"applied", "repeated"}
    assert ([house.state(case) for case in (one, two)], house.register()) == was
    (letter,) = house.state(one).letters
    assert letter.official.endswith("1号")
    assert house.push(other.window, refused) == ["restoring"]
    go_on(house)
    assert house.push(other.window, refused) == ["contested"]
    assert house.decides(other, two, Kind.ACCEPTED) == "contested"


@pytest.mark.parametrize("first", [0, 1])
def test_who_let_go_before_the_loss_holds_nobody_after_it(
    house: House, clerk: Somebody, back_up: Callable[[], Restore], first: int
) -> None:
    other = house.person(Role.CLERK, house.seat("04"))
    one, two = ready(house, clerk), ready(house, other, applied_on="2026-11-23")
    restore = back_up()
    assert house.decides(clerk, one, Kind.ACCEPTED) == "applied"
    assert house.decides(clerk, one, Kind.WITHDRAWN) == "applied"
    assert house.decides(other, two, Kind.ACCEPTED) == "applied"
    held, was = house.held_at(clerk.window), house.register()
    assert {case for _, case, *_ in was} == {two}
    halves = [[each for each in held if each[0][0].case_id == case] for case in (one, two)]
    restore()
    for place in (first, 1 - first):
        assert set(house.hand_back(clerk.window, halves[place])) <= {"applied", "repeated"}
    assert house.register() == was


def test_what_waited_while_a_server_was_restored_is_taken_when_a_person_sends_it_again(
    house: House, clerk: Somebody, back_up: Callable[[], Restore]
) -> None:
    case = house.receives(clerk)
    restore = back_up()
    house.later(minutes=1)
    restore()
    house.later(minutes=1)
    house.completes(clerk, case)
    waits = house.decision(clerk, case, Kind.STREET_SET)
    assert house.push(clerk.window, waits) == ["restoring"]
    assert house.push(clerk.window, waits) == ["restoring"]
    go_on(house)
    assert house.push(clerk.window, waits) == ["applied"]
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"
    assert house.state(case).stage is Stage.IN_REVIEW


def test_what_was_refused_before_the_loss_is_not_taken_after_it(
    house: House, clerk: Somebody, back_up: Callable[[], Restore]
) -> None:
    case = house.receives(clerk)
    house.completes(clerk, case)
    restore = back_up()
    refused = house.decision(clerk, case, Kind.ACCEPTED)
    assert house.push(clerk.window, refused) == ["lacking"]
    street = house.decision(clerk, case, Kind.STREET_SET)
    assert house.push(clerk.window, street) == ["applied"]
    held = [each for each in house.held_at(clerk.window) if each[0][0] == street[0]]
    restore()
    go_on(house)
    assert house.hand_back(clerk.window, held) == ["applied"]
    for _ in range(2):
        (answer,) = house.answers(clerk.window, refused, given_up=[refused])
        assert answer.problem
        assert (answer.verdict, answer.problem.code) == ("refused", "refused_before")
        assert answer.problem.message == ACTION_REFUSED_BEFORE.title
    assert house.state(case).stage is Stage.RECEIVED
    assert house.decides(clerk, case, Kind.ACCEPTED) == "applied"


def test_under_another_key_the_register_knows_the_same_households(
    house: House, clerk: Somebody, tmp_path: Path
) -> None:
    one, two = ready(house, clerk), ready(house, clerk, applied_on="2026-11-23")
    assert house.decides(clerk, one, Kind.ACCEPTED) == "applied"
    was = house.register()
    house.server.close()
    named_key_file(tmp_path / "server.db", "register").unlink()
    house.server = open_server(f"sqlite:///{tmp_path / 'server.db'}", house.clock, tmp_path)
    assert [row[1:] for row in house.register()] == [row[1:] for row in was]
    assert house.register() != was
    assert house.decides(clerk, two, Kind.ACCEPTED) == "register"
