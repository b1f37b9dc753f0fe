"""What the old program queued is delivered by the present one, and its receipts give their pages.

Counters and server are those of 0.1, opened by the present program, in real processes.
"""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from counter_app.basics.clock import Clock
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Kind
from counter_app.desk.case import get_case
from counter_app.desk.search import Filter, listing
from counter_app.desk.status import returned, send_again, status
from local_db.soundness import find_faults
from tests.old_stores import NAMES, OldStore, attacks, old_server, old_store, opened, sync_with
from tests.unit.server.running_server import RunningServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """The server of the time of 0.1 under the present program."""
    running = RunningServer(old_server(tmp_path))
    yield running
    running.close()


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The same, for tests of which each is another window."""
    running = RunningServer(old_server(tmp_path_factory.mktemp("old")))
    yield running
    running.close()


def numbers(counter: Counter) -> dict[str, str]:
    """Case → number, of every case here."""
    return {row.case_id: row.number for row in listing(counter.desk, Filter.ALL, limit=1000).rows}


def deliver(store: OldStore, counter: Counter, address: str) -> None:
    """Send all that waits, and what was refused once more; nothing may be left."""
    outcome = sync_with(counter, address)
    assert outcome.problem is None
    for each in sorted(returned(counter.desk), key=lambda one: one.kind != Kind.CASE_RECEIVED):
        send_again(counter.desk, each.action_id)
    outcome = sync_with(counter, address)
    assert outcome.problem is None
    assert outcome.queued == outcome.refused == outcome.conflicts == 0
    now = status(counter.desk)
    assert now.acknowledged == now.cases
    here = numbers(counter)
    assert here.keys() >= {case["case_id"] for case in store.held["cases"]}
    own = [here[case["case_id"]] for case in store.own_cases]
    assert len(set(own)) == len(own)
    with counter.desk.store.reading() as connection:
        assert find_faults(connection) == []


def page(address: str, token: str) -> httpx2.Response:
    """What the applicant's telephone gets."""
    return httpx2.get(f"{address}/r/{token}", trust_env=False)


@pytest.mark.parametrize("name", NAMES)
def test_an_old_store_delivers_what_it_had_queued(
    tmp_path: Path, clock: Clock, shared_server: RunningServer, name: str
) -> None:
    store = old_store(name, tmp_path)
    with opened(store, clock) as counter:
        before = numbers(counter)
        deliver(store, counter, shared_server.address)
        for case in store.own_cases:
            state = get_case(counter.desk, case["case_id"]).state
            answer = page(shared_server.address, case["token"])
            assert answer.status_code == 200
            assert state.number in answer.text
        owed = {case["case_id"] for case in store.held["cases"] if case["receipt_owed"]}
        assert {row.case_id for row in listing(counter.desk, Filter.RECEIPT_OWED).rows} >= owed
        if store.held["rows_before_their_receipt"]:
            # Their receipts have come: what waited as rows is a case now.
            assert len(numbers(counter)) > len(before)


def test_all_old_stores_deliver_to_one_server_and_agree_in_the_end(
    tmp_path: Path, clock: Clock, server: RunningServer
) -> None:
    stores = [old_store(name, tmp_path) for name in NAMES]
    for store in stores:
        with opened(store, clock) as counter:
            deliver(store, counter, server.address)
    seen = []
    for store in stores:
        with opened(store, clock) as counter:
            assert sync_with(counter, server.address).problem is None
            seen.append(numbers(counter))
    assert all(each == seen[0] for each in seen)
    assert len(set(seen[0].values())) == len(seen[0])
    own = {case["case_id"] for store in stores for case in store.own_cases}
    assert seen[0].keys() >= own


@pytest.fixture
def attacked_server(tmp_path: Path) -> Iterator[RunningServer]:
    """The server that 0.1 let be attacked, under the present program."""
    running = RunningServer(old_server(tmp_path, attacked=True))
    yield running
    running.close()


def test_windows_deliver_to_an_attacked_server_and_are_not_stopped(
    tmp_path: Path, clock: Clock, attacked_server: RunningServer
) -> None:
    for name in NAMES:
        store = old_store(name, tmp_path)
        with opened(store, clock) as counter:
            deliver(store, counter, attacked_server.address)
            for case in store.own_cases:
                number = get_case(counter.desk, case["case_id"]).state.number
                assert number in page(attacked_server.address, case["token"]).text


def test_the_pages_of_an_attacked_server_show_the_case_that_came_first(
    tmp_path: Path, attacked_server: RunningServer
) -> None:
    honest = {
        case["token"]: case["number"]
        for case in old_store("printed", tmp_path).held["cases"]
        if case["delivery"] == "sent"
    }
    done = attacks()
    for name in ("copied_token", "same_case_id"):
        answer = page(attacked_server.address, done[name]["token"])
        assert answer.status_code == 200
        assert honest[done[name]["token"]] in answer.text
    for name in ("unparsable_time", "year_one", "invented_window"):
        answer = page(attacked_server.address, done[name]["token"])
        assert answer.status_code == 200
        assert "转账" not in answer.text
    attacked_server.stop()
    assert "ERROR" not in attacked_server.log.read_text()
