"""The server acts by itself: in chains of its own, which every counter fetches and keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from central_server.own_chain import Deed, act, incarnation_of
from central_server.server import Server
from central_server.store.tables import action, device
from central_server.windows import list_windows
from counter_app.basics.clock import system_clock
from counter_app.cases.actions import Kind
from counter_app.cases.keys import new_id
from counter_app.desk.case import get_case
from counter_app.wire.messages import Answer, Verdict
from local_db.actions import actions_of
from local_db.soundness import find_faults
from tests.engine import counter_at
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document

OPENED = Kind.REVIEW_OPENED


@pytest.fixture
def opened(own_server: RunningServer) -> Iterator[Server]:
    """The store of the running server, as one that runs itself would have it."""
    with own_server.opened() as server:
        yield server


def does(server: Server, case: Sealed, kind: str = OPENED) -> Answer:
    stream, case_id, now = case[0].stream, case[0].case_id, server.now()
    return server.writer.submit(
        lambda connection: act(
            connection, server.identity, stream, Deed(kind, case_id, {"step": "community"}), now
        )
    ).result()


def delivered(counter: SmallCounter, region: str = "620702") -> Sealed:
    case = counter.receive(document(region=region))
    assert counter.verdicts(case) == [(Verdict.APPLIED, "")]
    return case


def test_what_the_server_does_comes_to_the_counters(
    own_server: RunningServer, opened: Server, tmp_path: Path
) -> None:
    case = delivered(own_server.counter("04"))
    for _ in range(2):
        assert does(opened, case).verdict is Verdict.APPLIED
    string = own_server.add_window("05", "620702", "--url", own_server.address)
    with counter_at(tmp_path / "a", system_clock, string) as counter:
        assert counter.sync_once().problem is None
        assert get_case(counter.desk, case[0].case_id).state.actions == 3
        with counter.desk.store.reading() as connection:
            done = actions_of(connection, case[0].case_id)[1:]
            assert find_faults(connection) == []
        assert [each.sequence for each in done] == [1, 2]
        assert {(each.device, each.window, each.role) for each in done} == {
            (opened.identity.server, "", "system")
        }
        assert done[1].previous == done[0].hash


def test_each_stream_has_a_chain_and_each_epoch_its_own(
    own_server: RunningServer, opened: Server
) -> None:
    counter = own_server.counter("04")
    cases = [delivered(counter), delivered(counter, "620724")]
    for case in cases:
        does(opened, case)
    with opened.engine.connect() as connection:
        rows = connection.execute(
            select(action.c.stream, action.c.incarnation, action.c.sequence).where(
                action.c.device == opened.identity.server
            )
        ).all()
    epoch = opened.identity.epoch
    assert sorted(tuple(row) for row in rows) == [
        (stream, incarnation_of(epoch, stream), 1) for stream in ("620702", "620724")
    ]
    assert incarnation_of(epoch, "620702") != incarnation_of("0" * 16, "620702")


@pytest.mark.parametrize(
    ("kind", "code"), [(Kind.PAPER_SENT, "malformed"), ("FlownAway", "unknown_kind")]
)
def test_the_server_does_not_do_what_desks_do(
    own_server: RunningServer, opened: Server, kind: str, code: str
) -> None:
    case = delivered(own_server.counter("04"))
    answer = does(opened, case, kind)
    assert answer.problem
    assert answer.problem.code == code


def test_nobody_speaks_as_the_server(own_server: RunningServer, opened: Server) -> None:
    thief = own_server.counter("04")
    case = delivered(thief)
    does(opened, case)
    server = opened.identity.server
    forged = {"device": server, "window": "", "role": "system"}
    said = thief.act(OPENED, case[0].case_id, forged=forged)
    assert thief.verdicts(said) == [(Verdict.REFUSED, "not_yours")]
    guest = SmallCounter(thief.string, thief.address)
    guest.device = server
    assert guest.post("push", b"{}").status_code == 401
    with opened.engine.connect() as connection:
        roles = connection.execute(select(device.c.role, device.c.secret_hash)).all()
        assert ("system", None) in {tuple(row) for row in roles}
        assert {each.device.role for each in list_windows(connection)} == {"window"}


def test_a_case_that_is_not_there_is_none_of_the_servers(opened: Server) -> None:
    now = opened.now()
    deed = Deed(OPENED, new_id(), {"step": "community"})
    answer = opened.writer.submit(
        lambda connection: act(connection, opened.identity, "620702", deed, now)
    ).result()
    assert answer.problem
    assert answer.problem.code == "not_received"
