"""The counter as a device: shut out, copied, its secret changed, over a line cut at any point."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app.basics.catalogue.devices import (
    DESK_RECEIVES_NOTHING,
    LINE_OPEN,
    WINDOW_CLONED,
    WINDOW_CONTESTED,
    WINDOW_REVOKED,
    WINDOW_SECRET_OLD,
)
from counter_app.basics.catalogue.store import OTHER_SERVER, SERVER_OUT_OF_REACH, STRING_USED
from counter_app.basics.clock import system_clock
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from counter_app.desk.enrol import enrol
from counter_app.desk.status import status
from counter_app.sync.http_link import http_link
from counter_app.sync.link import BeforeEnd, Link
from counter_app.sync.sync_once import SyncOutcome, sync_once
from counter_app.wire.enrolment import write_enrolment
from local_db.identity import Identity, get_identity
from local_db.notes import Note, write_note
from tests.conftest import SettableClock
from tests.engine import counter_at, enrolment, receive_one, worries
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.test_sync_once import enrolled, string_of, synced


def identity(counter: Counter) -> Identity:
    """What the counter keeps of itself."""
    with counter.desk.store.reading() as connection:
        return get_identity(connection)


def keep(counter: Counter, note: Note, value: str | None) -> None:
    """Lay something into the store."""
    with counter.desk.store.transaction() as connection:
        write_note(connection, note, value)


def test_a_window_that_was_shut_out_stops_and_goes_on_under_a_new_string(
    tmp_path: Path, server: RunningServer
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        receive_one(a, 1)
        synced(a)
        receive_one(a, 2)
        server.command("revoke-window", "03", "--why", "换机")
        problem = a.sync_once().problem
        assert problem
        assert problem.entry is WINDOW_REVOKED
        assert worries(a) == [WINDOW_REVOKED]
        with pytest.raises(CounterError) as caught:
            receive_one(a, 3)
        assert caught.value.entry is WINDOW_REVOKED
        server.stop()
        assert a.sync_once().problem
        assert worries(a) == [WINDOW_REVOKED], "also while the line is down"
        server.start()
        enrol(a.desk, string_of(server))
        assert worries(a) == []
        receive_one(a, 3)
        synced(a)
        assert status(a.desk).acknowledged == 3


def test_a_replaced_window_delivers_without_its_secret(
    tmp_path: Path, server: RunningServer
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        receive_one(a, 1)
        synced(a)
        receive_one(a, 2)
        keep(a, Note.SECRET, "lost-long-ago")
        problem = a.sync_once().problem
        assert problem
        assert problem.entry is WINDOW_SECRET_OLD
        assert worries(a) == [WINDOW_SECRET_OLD]
        words = ("replace-window", "03", "--url", server.address)
        enrol(a.desk, server.command(*words).splitlines()[-1])
        synced(a)
        assert receive_one(a, 3).number.endswith("-03-00003")
        synced(a)


def test_both_counters_of_a_string_say_so(tmp_path: Path, server: RunningServer) -> None:
    string = string_of(server)
    with enrolled(tmp_path / "a", string) as a, enrolled(tmp_path / "b", string) as b:
        synced(a)
        assert b.sync_once().problem
        assert worries(b) == [STRING_USED]
        synced(a)
        assert worries(a) == [WINDOW_CONTESTED]
        server.command("clear-contested", "03")
        synced(a)
        assert worries(a) == []


def test_two_copies_in_use_say_so(tmp_path: Path, server: RunningServer) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        receive_one(a, 1)
        synced(a)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with enrolled(tmp_path / "a", "") as a, enrolled(tmp_path / "b", "") as b:
        for order in range(2, 8):
            counter = (a, b)[order % 2]
            receive_one(counter, order)
            counter.sync_once()
        assert all(WINDOW_CLONED in worries(each) for each in (a, b))


@pytest.mark.parametrize("address", ["http://10.1.2.3:8620", "http://gzf.cn"])
def test_a_stored_string_with_an_open_line_receives_and_sends_nothing(
    tmp_path: Path, clock: SettableClock, address: str
) -> None:
    with counter_at(tmp_path, clock) as counter:
        keep(counter, Note.ENROLMENT, write_enrolment(enrolment(server_address=address)))
        assert receive_one(counter).number
        outcome = counter.sync_once()
        assert (outcome.online, outcome.queued > 0) == (False, True)
        assert outcome.problem
        assert outcome.problem.entry is LINE_OPEN
        assert worries(counter) == [LINE_OPEN]
        enrol(counter.desk, write_enrolment(enrolment(device="de02" * 4)))
        assert worries(counter) == []
        with pytest.raises(CounterError) as caught:
            enrol(counter.desk, write_enrolment(enrolment(device="1" * 16, server_address=address)))
        assert caught.value.entry is LINE_OPEN


def test_with_lan_a_private_address_does(tmp_path: Path, clock: SettableClock) -> None:
    lan = enrolment(server_address="http://10.255.255.1:9", lan=True)
    with counter_at(tmp_path, clock, write_enrolment(lan)) as counter:
        assert worries(counter) == []
    everywhere = enrolment(server_address="http://8.8.8.8", lan=True, device="2" * 16)
    with counter_at(tmp_path / "b", clock) as counter, pytest.raises(CounterError) as caught:
        enrol(counter.desk, write_enrolment(everywhere))
    assert caught.value.entry is LINE_OPEN


def test_a_desk_receives_nothing(tmp_path: Path, clock: SettableClock) -> None:
    string = write_enrolment(enrolment(kind="desk", window="D01"))
    with counter_at(tmp_path, clock, string) as counter:
        with pytest.raises(CounterError) as caught:
            receive_one(counter)
        assert caught.value.entry is DESK_RECEIVES_NOTHING


def test_a_server_learns_the_seal_to_a_counter_of_before_seals(
    tmp_path: Path, server: RunningServer
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        whole = identity(a).enrolment
        changed = {name: getattr(whole, name) for name in whole.__struct_fields__}
        keep(a, Note.ENROLMENT, write_enrolment(type(whole)(**{**changed, "seal": ""})))
        assert identity(a).seal == ""
        synced(a)
        assert identity(a).seal == whole.seal != ""


def test_a_rebuilt_server_gets_all_by_an_administrators_word(
    tmp_path: Path, server: RunningServer
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        receive_one(a, 1)
        synced(a)
        receive_one(a, 2)
        old = identity(a).enrolment.server
        server.stop()
        shutil.rmtree(server.data)
        server.start()
        with pytest.raises(CounterError) as caught:
            enrol(a.desk, string_of(server))
        assert caught.value.entry is OTHER_SERVER
        assert old in str(caught.value)
        words = ("--url", server.address, "--adopts", old)
        enrol(a.desk, server.add_window("03", "620702", *words))
        synced(a)
        assert status(a.desk).acknowledged == 2
        assert receive_one(a, 3).number.endswith("-03-00003")
        synced(a)
    with enrolled(tmp_path / "b", string_of(server, "04")) as b:
        synced(b)
        assert status(b.desk).cases == 3


def test_a_string_of_before_is_taken_up_again(tmp_path: Path, server: RunningServer) -> None:
    first = string_of(server)
    with enrolled(tmp_path / "a", first) as a:
        receive_one(a, 1)
        synced(a)
        enrol(a.desk, string_of(server, "04"))
        receive_one(a, 2)
        synced(a)
        enrol(a.desk, first)
        receive_one(a, 3)
        synced(a)
        assert status(a.desk).acknowledged == 3


class Cut:
    """A line that loses the answer, or the request, of one exchange of a run."""

    def __init__(self, link: Link, at: int, *, answer_only: bool) -> None:
        self._link, self._left, self._answer_only = link, at, answer_only

    def post(
        self,
        path: str,
        body: bytes,
        authorization: str | None = None,
        *,
        before_end: BeforeEnd | None = None,
    ) -> bytes:
        self._left -= 1
        if self._left == 0 and not self._answer_only:
            raise CounterError(SERVER_OUT_OF_REACH)
        answer = self._link.post(path, body, authorization, before_end=before_end)
        if self._left == 0:
            raise CounterError(SERVER_OUT_OF_REACH)
        return answer


def cut_sync(counter: Counter, at: int, *, answer_only: bool) -> SyncOutcome:
    """A run whose exchange of this number breaks off; the secret is due to be changed."""

    @contextmanager
    def line(address: str) -> Iterator[Link]:
        with http_link(address, 5.0) as link:
            yield Cut(link, at, answer_only=answer_only)

    return sync_once(counter.desk.store, counter.desk.clock, line, secret_days=1e-9)


@pytest.mark.parametrize("answer_only", [True, False], ids=["answer", "request"])
def test_the_secret_changes_over_a_line_cut_at_any_point(
    tmp_path: Path, server: RunningServer, answer_only: bool
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        synced(a)
        secrets = {identity(a).secret}
        for at in (1, 2, 3, 1, 1, 2):
            receive_one(a, len(secrets) * 10 + at)
            cut_sync(a, at, answer_only=answer_only)
            outcome = cut_sync(a, 0, answer_only=answer_only)
            assert outcome.problem is None
            assert outcome.queued == 0
            secrets.add(identity(a).secret)
        assert len(secrets) >= 7
        synced(a)
        assert worries(a) == []


def _as_after(step: str) -> Callable[[Counter, Identity], None]:
    """How a store looks that was cut off after this step of a change of the secret."""

    def lay(counter: Counter, before: Identity) -> None:
        after = identity(counter)
        if step == "kept":
            keep(counter, Note.SECRET, before.secret)
            keep(counter, Note.NEXT_SECRET, after.secret)
            keep(counter, Note.FORMER_SECRET, None)
        if step == "before":
            keep(counter, Note.SECRET, before.secret)
            keep(counter, Note.FORMER_SECRET, None)
        keep(counter, Note.SECRET_AT, before.secret_at)

    return lay


@pytest.mark.parametrize("step", ["before", "kept", "taken"])
def test_a_store_put_back_within_a_change_goes_on(
    tmp_path: Path, server: RunningServer, step: str
) -> None:
    with enrolled(tmp_path / "a", string_of(server)) as a:
        synced(a)
        before = identity(a)
        cut_sync(a, 0, answer_only=True)
        assert identity(a).secret != before.secret
        synced(a)
        _as_after(step)(a, before)
        receive_one(a, 1)
        synced(a)
        cut_sync(a, 0, answer_only=True)
        synced(a)
        assert worries(a) == []


def test_a_server_put_back_before_a_change_knows_the_counter_by_its_former_secret(
    tmp_path: Path, server: RunningServer
) -> None:
    with counter_at(tmp_path / "a", system_clock, string_of(server)) as a:
        receive_one(a, 1)
        synced(a)
        server.stop()
        shutil.copytree(server.data, tmp_path / "backup")
        server.start()
        before = identity(a).secret
        cut_sync(a, 0, answer_only=True)
        receive_one(a, 2)
        synced(a)
        server.stop()
        shutil.rmtree(server.data)
        shutil.copytree(tmp_path / "backup", server.data)
        server.start()
        synced(a)
        assert identity(a).secret == before
        assert status(a.desk).acknowledged == 2
        assert server.windows()[identity(a).enrolment.device]["contested"] is None
