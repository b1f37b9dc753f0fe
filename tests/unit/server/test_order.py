"""Where each action stands in its stream, and since when: said once, and the same to everybody."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select, update

from central_server.order import NAME
from central_server.server import open_server
from central_server.store.keys import FOLDER, named_key_file
from central_server.store.tables import action, stream
from counter_app.basics.catalogue.devices import SERVER_KEY_BROKEN
from counter_app.basics.errors import CounterError
from counter_app.wire.messages import Ordered, PullAnswer, PushAnswer, Verdict
from tests.databases import ONLY_SQLITE
from tests.old_stores import old_server
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document, ids

_LATER = "2126-01-01T00:00:00.000+08:00"


def said(counter: SmallCounter, *sealed: Sealed) -> list[Ordered | None]:
    answer = counter.push(*sealed)
    assert isinstance(answer, PushAnswer), answer
    return [one.ordered for one in answer.answers]


def fetched(counter: SmallCounter, cursor: str = "") -> dict[str, Ordered]:
    page = counter.pull(cursor)
    assert isinstance(page, PullAnswer)
    return dict(zip((each.action_id for each in page.actions), page.ordered, strict=True))


def test_who_sends_and_who_fetches_are_told_the_same_order(own_server: RunningServer) -> None:
    one, other = own_server.counter("01"), own_server.counter("02")
    cases = [one.receive() for _ in range(3)]
    told = said(one, *cases)
    assert [each and each.order for each in told] == [1, 2, 3]
    assert list(fetched(other).values()) == told
    beside = other.take(cases[0][0], "income", None)
    assert [each and each.order for each in said(other, beside)] == [4]
    assert said(one, *cases) == told, "repeated"
    assert len({each.seal for each in told if each}) == 3


def test_each_stream_counts_by_itself_and_a_refusal_counts_nowhere(
    own_server: RunningServer,
) -> None:
    counter = own_server.counter("01")
    here, there = counter.receive(), counter.receive(document(region="620724"))
    stray = counter.act("FlownAway", here[0].case_id)
    again = counter.receive()
    told = said(counter, here, there, stray, again)
    assert [each and each.order for each in told] == [1, 1, None, 2]


def test_the_time_of_a_stream_never_goes_back(own_server: RunningServer) -> None:
    counter = own_server.counter("01")
    (first,) = said(counter, counter.receive())
    (second,) = said(counter, counter.receive())
    assert first
    assert second
    assert second.server_at >= first.server_at
    with own_server.opened() as server:
        later = update(stream).values(server_at=_LATER)
        server.writer.submit(lambda connection: connection.execute(later)).result()
    (third,) = said(counter, counter.receive())
    assert third
    assert third.server_at == _LATER


def test_what_was_taken_in_before_there_were_seals_gets_one(own_server: RunningServer) -> None:
    one, other = own_server.counter("01"), own_server.counter("02")
    case = one.receive()
    told = said(one, case)
    with own_server.opened() as server:
        bare = update(action).values(seal="")
        server.writer.submit(lambda connection: connection.execute(bare)).result()
    assert list(fetched(other).values()) == told
    assert said(one, case) == told


def test_a_seal_holds_for_its_action_place_and_time_alone(own_server: RunningServer) -> None:
    counter = own_server.counter("01")
    case, another = counter.receive(), counter.receive()
    ordered, _ = said(counter, case, another)
    assert ordered
    hash_, place = case[0].hash, (ordered.order, ordered.server_at, ordered.seal)
    with own_server.opened() as server:
        seals = server.lore.orders
        assert seals.is_good(hash_, "620702", ordered)
        assert not seals.is_good(another[0].hash, "620702", ordered)
        assert not seals.is_good(hash_, "620724", ordered)
        for altered in ((2, *place[1:]), (place[0], _LATER, place[2]), (*place[:2], "甲" * 22)):
            assert not seals.is_good(hash_, "620702", Ordered(*altered))


@ONLY_SQLITE
def test_the_key_may_lie_elsewhere_and_a_broken_one_is_never_replaced(
    own_server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = own_server.counter("01")
    case = counter.receive()
    (ordered,) = said(counter, case)
    assert ordered
    beside = own_server.data / "server.db"
    key = named_key_file(beside, NAME)
    assert key.stat().st_mode & 0o077 == 0
    monkeypatch.setenv(FOLDER, str(tmp_path / "elsewhere"))
    shutil.copytree(key.parent, tmp_path / "elsewhere")
    with own_server.opened() as server:
        assert server.lore.orders.is_good(case[0].hash, "620702", ordered)
    named_key_file(beside, NAME).write_text("nonsense")
    with pytest.raises(CounterError) as caught:
        open_server(own_server.url, data=own_server.data)
    assert caught.value.entry is SERVER_KEY_BROKEN


@ONLY_SQLITE
def test_under_a_new_key_everything_is_sealed_anew(own_server: RunningServer) -> None:
    one, other = own_server.counter("01"), own_server.counter("02")
    case = one.receive()
    (before,) = said(one, case)
    own_server.stop()
    named_key_file(own_server.data / "server.db", NAME).unlink()
    own_server.start()
    one.address = other.address = own_server.address
    (after,) = fetched(other).values()
    assert before
    assert after.order == before.order
    assert after.seal != before.seal
    assert said(one, case) == [after]


def test_a_store_of_0_1_tells_the_order_of_what_it_holds(tmp_path: Path) -> None:
    server = RunningServer(old_server(tmp_path))
    try:
        newcomer = server.counter("31")
        found = fetched(newcomer)
        with server.opened() as opened, opened.engine.connect() as connection:
            query = select(action.c.action_id, action.c.position, action.c.received_at)
            kept = {name: tuple(place) for name, *place in connection.execute(query)}
        assert found
        assert {name: (each.order, each.server_at) for name, each in found.items()} == {
            name: kept[name] for name in found
        }
        case = newcomer.receive()
        assert newcomer.verdicts(case) == [(Verdict.APPLIED, "")]
        assert ids([case])[0] not in found
    finally:
        server.close()
