"""After a server was put back, counters give it what it lost: their own and others' work."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from central_server.store.tables import refusal
from counter_app.bootstrap import Counter
from counter_app.desk.case import get_case
from counter_app.desk.status import returned, send_again
from local_db.notes import Note, read_notes
from tests.engine import receive_one
from tests.old_stores import sync_with
from tests.unit.server.backups import what_is_there
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.late_work import history, orders_here, signed, street_set
from tests.unit.sync.lines import altering_line
from tests.unit.sync.test_orders import pair
from tests.unit.sync.test_sync_once import enrolled, string_of, synced

_STORE = ("server.db", "server.db-wal", "server.db-shm")


def backup(server: RunningServer, folder: Path) -> None:
    """A copy of the database alone; the server runs on afterwards."""
    server.stop()
    folder.mkdir()
    for name in _STORE:
        if (server.data / name).exists():
            shutil.copy(server.data / name, folder / name)
    server.start()


def put_back(server: RunningServer, folder: Path) -> None:
    """The copy in the place of the database; the file beside it tells the server so."""
    server.stop()
    for name in _STORE:
        (server.data / name).unlink(missing_ok=True)
    shutil.copytree(folder, server.data, dirs_exist_ok=True)
    server.start()


def all_synced(counters: Sequence[Counter]) -> None:
    for _ in range(2):
        for each in counters:
            synced(each)


def worked(a: Counter, b: Counter) -> tuple[str, str]:
    """A day's work of two windows at each other's cases; gives the cases."""
    one, other = receive_one(a, 1).case_id, receive_one(b, 2).case_id
    all_synced((a, b))
    for _ in range(2):
        signed(b, one)
        signed(a, one)
        signed(a, other)
        all_synced((b, a))
    return one, other


def states(counter: Counter, cases: Sequence[str]) -> list[object]:
    return [get_case(counter.desk, each).state for each in cases]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_whichever_window_comes_first_all_is_as_it_was(
    tmp_path: Path, server: RunningServer, order: tuple[int, int]
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        all_synced((a, b))
        backup(server, tmp_path / "backup")
        cases = worked(a, b)
        was, before = what_is_there(server), states(a, cases)
        histories = [history(a, each) for each in cases]
        put_back(server, tmp_path / "backup")
        counters = (a, b)
        all_synced([counters[each] for each in order])
        assert what_is_there(server) == was
        for each in counters:
            assert states(each, cases) == before
            assert [history(each, case_id) for case_id in cases] == histories
        assert orders_here(a) == orders_here(b)


def test_one_window_brings_what_another_that_is_gone_had_done(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a:
        with second as b:
            all_synced((a, b))
            backup(server, tmp_path / "backup")
            cases = worked(a, b)
        was, before = what_is_there(server), states(a, cases)
        put_back(server, tmp_path / "backup")
        synced(a)
        assert what_is_there(server) == was
    with enrolled(tmp_path / "c", string_of(server, "05")) as c:
        synced(c)
        assert states(c, cases) == before


def test_a_server_that_is_killed_meanwhile_gets_the_rest_afterwards(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b, altering_line(server.address) as line:
        all_synced((a, b))
        backup(server, tmp_path / "backup")
        cases = worked(a, b)
        was, before = what_is_there(server), states(a, cases)
        put_back(server, tmp_path / "backup")

        def killed(path: str, body: bytes) -> bytes:
            if path.endswith("hand-back"):
                server.kill()
            return body

        line.server, line.ask = server.address, killed
        assert sync_with(a, line.address).problem
        with a.desk.store.reading() as connection:
            assert read_notes(connection)[Note.HAND_BACK] == "0"
        server.start()
        all_synced((a, b))
        with a.desk.store.reading() as connection:
            assert Note.HAND_BACK not in read_notes(connection)
        assert what_is_there(server) == was
        assert states(a, cases) == states(b, cases) == before


def test_what_is_done_while_the_server_is_away_comes_after_what_it_had(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        all_synced((a, b))
        backup(server, tmp_path / "backup")
        one, _ = worked(a, b)
        put_back(server, tmp_path / "backup")
        ours = signed(a, one)
        theirs = signed(b, one)
        receive_one(b, 3)
        all_synced((b, a))
        assert history(a, one) == history(b, one)
        assert history(a, one)[-2:] == [theirs, ours]
        assert get_case(b.desk, one).state.commitment == ours


def test_what_a_server_refused_it_does_not_take_when_it_has_forgotten_that(
    tmp_path: Path, server: RunningServer
) -> None:
    with enrolled(tmp_path / "a", string_of(server, "03")) as a:
        case_id = receive_one(a, 1).case_id
        synced(a)
        backup(server, tmp_path / "backup")
        refused = street_set(a, case_id)
        assert a.sync_once().refused == 1
        (came_back,) = returned(a.desk)
        assert (came_back.action_id, came_back.code) == (refused, "no_session")
        signed(a, case_id)
        synced(a)
        put_back(server, tmp_path / "backup")
        server.command("restored", "--go-on")
        for _ in range(2):
            synced(a)
        with server.opened() as opened, opened.engine.connect() as connection:
            said = connection.execute(select(refusal.c.problem)).scalars().all()
        assert said == ["refused_before"]
        assert [each.code for each in returned(a.desk)] == ["no_session"], "a person has it still"
        assert get_case(a.desk, case_id).state.street == ""


def test_without_its_key_the_server_takes_from_each_its_own(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        all_synced((a, b))
        backup(server, tmp_path / "backup")
        cases = worked(a, b)
        put_back(server, tmp_path / "backup")
        server.stop()
        shutil.rmtree(server.data / "keys")
        server.start()
        sent_again_until_all_is_there((a, b), server.address)
        for case_id in cases:
            assert history(a, case_id) == history(b, case_id)
            assert len(history(a, case_id)) == get_case(a.desk, case_id).state.actions


def sent_again_until_all_is_there(counters: Sequence[Counter], address: str) -> None:
    """What was refused since its case's receipt is another's is sent again by a person."""
    for _ in range(2):
        for each in counters:
            for came_back in returned(each.desk):
                assert came_back.code == "not_received"
                send_again(each.desk, came_back.action_id)
            assert sync_with(each, address).problem is None
    assert not [each for counter in counters for each in returned(counter.desk)]


def test_a_server_that_takes_nothing_back_gets_ones_own_again(
    tmp_path: Path, server: RunningServer
) -> None:
    """As one of 0.2, which a bureau put in the new one's place."""
    first, second = pair(tmp_path, server)
    with first as a, second as b, altering_line(server.address) as line:
        all_synced((a, b))
        backup(server, tmp_path / "backup")
        cases = worked(a, b)
        put_back(server, tmp_path / "backup")
        line.server = server.address
        line.unknown = frozenset({"/api/v1/orders", "/api/v1/hand-back"})
        sent_again_until_all_is_there((a, b), line.address)
        for case_id in cases:
            assert sorted(history(a, case_id)) == sorted(history(b, case_id))
        ids = {row[2] for row in what_is_there(server)["action"]}
        assert ids == set(orders_here(a)) == set(orders_here(b))
