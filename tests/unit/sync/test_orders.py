"""A case is what its actions make of it in the server's order, at each counter alike."""

import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from central_server.store.tables import action, case
from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.desk.case import get_case
from local_db.soundness import find_faults
from tests.engine import clerk_of, receive_one
from tests.old_stores import NAMES, old_server, old_store, opened, sync_with
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.late_work import history, orders_here, signed
from tests.unit.sync.lines import altering_line
from tests.unit.sync.test_sync_once import enrolled, string_of, synced

_ORDERS = "/api/v1/orders"


def pair(
    folder: Path, server: RunningServer
) -> tuple[AbstractContextManager[Counter], AbstractContextManager[Counter]]:
    """Two windows of one hall."""
    return (
        enrolled(folder / "a", string_of(server, "03")),
        enrolled(folder / "b", string_of(server, "04")),
    )


def at_server(server: RunningServer) -> dict[str, tuple[int, str, str]]:
    with server.opened() as opened_, opened_.engine.connect() as connection:
        query = select(action.c.action_id, action.c.position, action.c.received_at, action.c.seal)
        return {name: (order, at, seal) for name, order, at, seal in connection.execute(query)}


def commitment(server: RunningServer, case_id: str) -> str:
    """Which signature holds at the server."""
    with server.opened() as opened_, opened_.engine.connect() as connection:
        state = connection.execute(select(case.c.state).where(case.c.case_id == case_id)).scalar()
    found: str = json.loads(bytes(state or b""))["commitment"]
    return found


def test_every_counter_knows_the_orders_of_the_server(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        one, other = receive_one(a, 1), receive_one(b, 2)
        synced(a)
        signed(a, one.case_id)
        waiting = receive_one(a, 3)
        assert {orders_here(a)[each] for each in history(a, waiting.case_id)} == {None}
        for each in (b, a, b):
            synced(each)
        assert history(a, other.case_id) == history(b, other.case_id)
        assert orders_here(a) == orders_here(b) == at_server(server)


def test_the_signature_that_the_server_has_last_holds_everywhere(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        case_id = receive_one(a, 1).case_id
        synced(a)
        synced(b)
        ours, theirs = signed(a, case_id), signed(b, case_id)
        assert get_case(a.desk, case_id).state.commitment == ours, "offline one's own holds"
        synced(b)
        synced(a)
        assert get_case(a.desk, case_id).state.commitment == ours
        assert commitment(server, case_id) == ours
        again = signed(b, case_id)
        assert get_case(b.desk, case_id).state.commitment == again
        synced(b)
        synced(a)
        assert history(a, case_id) == history(b, case_id)
        assert history(a, case_id)[-3:] == [theirs, ours, again]
        assert get_case(a.desk, case_id).state == get_case(b.desk, case_id).state


def test_what_another_did_stands_before_what_still_waits_here(
    tmp_path: Path, server: RunningServer
) -> None:
    """The line breaks between what is sent and what is fetched."""
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        case_id = receive_one(a, 1).case_id
        synced(a)
        synced(b)
        theirs = signed(b, case_id)
        synced(b)
        with altering_line(server.address) as line:
            line.ask = lambda path, body: (
                json.dumps({**json.loads(body), "actions": [], "contents": []}).encode()
                if path.endswith("push")
                else body
            )
            ours = signed(a, case_id)
            assert sync_with(a, line.address).problem, "nothing of it was answered"
        assert history(a, case_id)[-1:] == [ours]
        assert sync_pull_only(a, server) == 1
        assert history(a, case_id)[-2:] == [theirs, ours]
        assert get_case(a.desk, case_id).state.commitment == ours
        synced(a)
        assert commitment(server, case_id) == ours


def sync_pull_only(counter: Counter, server: RunningServer) -> int:
    """Fetch while what is queued here is kept back; how much came."""
    with counter.desk.store.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT position, case_id FROM outbox").all()
        connection.exec_driver_sql("DELETE FROM outbox")
    pulled = sync_with(counter, server.address).pulled
    with counter.desk.store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO outbox VALUES (?, ?)", [tuple(r) for r in rows])
    return pulled


def test_an_answer_that_was_lost_puts_ones_own_where_the_server_has_it(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b:
        case_id = receive_one(a, 1).case_id
        synced(a)
        synced(b)
        with altering_line(server.address) as line:
            ours = signed(a, case_id)
            line.answer = lambda _path, body: body if b'"answers":[]' in body else b"nonsense"
            assert sync_with(a, line.address).problem
        theirs = signed(b, case_id)
        synced(b)
        assert sync_pull_only(a, server) == 1, "it is fetched before ours is answered"
        synced(a)
        assert history(a, case_id)[-2:] == [ours, theirs]
        for each in (a, b):
            assert get_case(each.desk, case_id).state.commitment == theirs
        assert commitment(server, case_id) == theirs


def without_orders(_path: str, body: bytes) -> bytes:
    """An answer as a server of 0.2 gives it."""
    return with_orders(body, None)


def with_orders(body: bytes, ordered: Any) -> bytes:
    """The answer with `ordered` of each action as given, or without it; contents as they are."""
    said: dict[str, Any] = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    if "answers" in said:
        answers = msgspec.json.decode(said["answers"], type=list[dict[str, Any]])
        said["answers"] = [{**each, "ordered": ordered} for each in answers]
    if "ordered" in said:
        actions = msgspec.json.decode(said["actions"], type=list[msgspec.Raw])
        said["ordered"] = [ordered for _ in actions] if ordered else []
    return msgspec.json.encode(said)


def test_a_server_of_0_2_is_enough_and_what_it_did_not_say_is_learnt_later(
    tmp_path: Path, server: RunningServer
) -> None:
    first, second = pair(tmp_path, server)
    with first as a, second as b, altering_line(server.address) as line:
        line.answer, line.unknown = without_orders, frozenset({_ORDERS})
        case_id = receive_one(a, 1).case_id
        for each in (a, b):
            assert sync_with(each, line.address).problem is None
        signed(b, case_id)
        theirs = signed(b, case_id)
        for each in (b, a):
            outcome = sync_with(each, line.address)
            assert (outcome.problem, outcome.queued) == (None, 0)
        assert set(orders_here(a).values()) == {None}
        assert get_case(a.desk, case_id).state.commitment == theirs
        line.answer, line.unknown = as_it_is, frozenset()
        for each in (a, b):
            assert sync_with(each, line.address).problem is None
            assert orders_here(each) == at_server(server)
        line.asked.clear()
        for each in (a, b):
            assert sync_with(each, line.address).problem is None
        assert _ORDERS not in {path for path, _ in line.asked}, "once"


def as_it_is(_path: str, body: bytes) -> bytes:
    return body


@pytest.mark.parametrize("name", [each for each in NAMES if each != "drafts"])
def test_stores_of_0_1_learn_where_everything_stands(name: str, tmp_path: Path) -> None:
    server = RunningServer(old_server(tmp_path))
    try:
        with opened(old_store(name, tmp_path), system_clock) as counter:
            sync_with(counter, server.address)
            sync_with(counter, server.address)
            here, there = orders_here(counter), at_server(server)
            assert {each: place and place[:2] for each, place in here.items()} == {
                each: there[each][:2] if each in there else None for each in here
            }
            with counter.desk.store.reading() as connection:
                assert find_faults(connection) == []
    finally:
        server.close()


def test_orders_that_no_store_can_hold_are_not_kept(tmp_path: Path, server: RunningServer) -> None:
    def absurd(_path: str, body: bytes) -> bytes:
        return with_orders(body, [-1, "x" * 10_000, "y"])

    first, second = pair(tmp_path, server)
    with first as a, second as b, altering_line(server.address) as line:
        line.answer, line.unknown = absurd, frozenset({_ORDERS})
        clerk_of(a)
        case_id = receive_one(a, 1).case_id
        for each in (a, b):
            assert sync_with(each, line.address).problem is None
        assert set(orders_here(a).values()) == set(orders_here(b).values()) == {None}
        line.answer, line.unknown = as_it_is, frozenset()
        synced(a)
        synced(b)
        assert orders_here(a) == orders_here(b) == at_server(server)
        assert history(a, case_id) == history(b, case_id)
