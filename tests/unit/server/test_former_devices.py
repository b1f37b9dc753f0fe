"""What a counter says that it was before: a device is learnt by the server's own seal only."""

import shutil
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest

from central_server.store.keys import seal_keys
from counter_app.cases.keys import enrolment_proof, new_random64, receipt_key
from counter_app.cases.receipts import mint_token
from counter_app.wire.enrolment import read_enrolment
from counter_app.wire.messages import (
    MOST_FORMERS,
    EnrolAnswer,
    ErrorAnswer,
    FormerDevice,
    Verdict,
)
from tests.databases import ONLY_SQLITE, Databases
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.small_counter import SmallCounter, document

APPLIED = [(Verdict.APPLIED, "")]
NOT_YOURS = [(Verdict.REFUSED, "not_yours")]
SEED = bytes(range(32))
_windows = count(10)


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[RunningServer]:
    """A server of this file's own: its windows are named."""
    with running(tmp_path_factory.mktemp("named") / "server", database, databases) as server:
        yield server


@pytest.fixture
def counter(server: RunningServer) -> SmallCounter:
    """An enrolled counter behind a window of its own."""
    return server.counter(str(next(_windows)))


def invented(counter: SmallCounter, **changes: Any) -> FormerDevice:
    """A window that nobody added, with a receipt key of the sender's choice."""
    right = {
        "device": new_random64(),
        "county": counter.enrolment.county,
        "window": "88",
        "region": counter.enrolment.region,
        "label": "公告：请先转账",
        "proof": enrolment_proof(SEED),
        "receipt_key": receipt_key(SEED).hex(),
        "incarnations": [new_random64()],
        "seal": counter.enrolment.seal,
        "server": counter.enrolment.server,
    }
    return FormerDevice(**{**right, **changes})


def page(server: RunningServer, token: str) -> httpx2.Response:
    """The applicant's page of a token."""
    return httpx2.get(f"{server.address}/r/{token}", trust_env=False)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"seal": ""},
        {"region": "999999"},
        {"region": "620722", "label": "x" * 100},
        {"label": "y" * 101},
        {"kind": "desk", "window": "D08"},
        {"kind": "system"},
        {"secret": "guessed"},
    ],
    ids=str,
)
def test_a_client_cannot_make_a_window_that_nobody_added(
    server: RunningServer, counter: SmallCounter, changes: dict[str, Any]
) -> None:
    one = invented(counter, **changes)
    counter.former = [one]
    assert isinstance(counter.enrol(), EnrolAnswer), "the counter itself is known"
    answer = page(server, mint_token(one.device, receipt_key(SEED)))
    assert answer.status_code == 404
    assert "转账" not in answer.text
    assert one.device not in server.command("list-windows", "--json")


def test_a_seal_holds_for_what_it_was_given_for_only(server: RunningServer) -> None:
    """Region, label and receipt key of a sealed string cannot be exchanged for others."""
    own = server.counter("61")
    other = own.under(server.add_window("62"))
    for changed in ({"region": "620722"}, {"label": "公告"}, {"receipt_key": "00" * 32}):
        forged = msgspec.structs.replace(other.former[0], device=new_random64(), **changed)
        other.former = [forged]
        assert isinstance(other.enrol(), EnrolAnswer)
        assert forged.device not in server.command("list-windows", "--json")


def test_twenty_thousand_windows_at_once_are_none(
    server: RunningServer, counter: SmallCounter
) -> None:
    before = server.command("list-windows", "--json").count("\n")
    counter.former = [invented(counter) for _ in range(200)]
    counter.enrol()
    assert server.command("list-windows", "--json").count("\n") == before
    real = server.counter("63")
    assert real.verdicts(real.receive()) == APPLIED
    moved = real.under(server.add_window("63"))
    case = real.receive()
    moved.former += [invented(real) for _ in range(MOST_FORMERS)]
    assert isinstance(moved.enrol(), EnrolAnswer)
    assert moved.verdicts(case) == NOT_YOURS, "what lies beyond the most is passed over"


def test_a_chain_that_was_delivered_moves_with_its_devices_secret_only(
    server: RunningServer,
) -> None:
    honest = server.counter("64")
    assert honest.verdicts(honest.receive()) == APPLIED
    waiting = honest.receive()
    thief = honest.under(server.add_window("65"))
    # Somebody who saw the string has the seed and so the proof, but not the secret.
    thief.former = [msgspec.structs.replace(thief.former[0], secret="")]
    assert isinstance(thief.enrol(), EnrolAnswer)
    assert thief.verdicts(waiting) == NOT_YOURS
    assert honest.verdicts(waiting) == APPLIED
    moved = honest.under(server.add_window("66"))
    assert isinstance(moved.enrol(), EnrolAnswer)
    assert moved.verdicts(honest.receive()) == APPLIED


def test_a_chain_that_went_on_belongs_to_whom_it_went(server: RunningServer) -> None:
    """A copy of the first store cannot take it back from the third string."""
    first = server.counter("67")
    assert first.verdicts(first.receive()) == APPLIED
    second = first.under(server.add_window("67"))
    second.enrol()
    copy = first.under(server.add_window("68"))
    copy.enrol()
    waiting = first.receive()
    assert copy.verdicts(waiting) == NOT_YOURS
    assert second.verdicts(waiting) == APPLIED
    third = second.under(server.add_window("69"))
    third.former = [*third.former]
    third.enrol()
    assert third.verdicts(first.receive()) == APPLIED


def test_a_new_string_that_replaces_the_window_takes_its_chain_by_the_proof(
    server: RunningServer,
) -> None:
    old = server.counter("70")
    assert old.verdicts(old.receive()) == APPLIED
    waiting = old.receive()
    new = old.under(server.command("replace-window", "70", "--url", server.address).split()[-1])
    new.former = [msgspec.structs.replace(new.former[0], secret="")]
    assert isinstance(new.enrol(), EnrolAnswer)
    assert new.verdicts(waiting) == APPLIED


def _restored(own_server: RunningServer, backup: Path) -> None:
    """Put the backup in the place of the server's store; what lies beside stays or is told."""
    own_server.stop()
    for file in backup.glob("server.db*"):
        shutil.copy(file, own_server.data)
    for rest in ("server.db-wal", "server.db-shm"):
        if not (backup / rest).exists():
            (own_server.data / rest).unlink(missing_ok=True)
    own_server.start()


@ONLY_SQLITE
def test_a_forgotten_window_comes_back_as_its_string_was_sealed(
    own_server: RunningServer, tmp_path: Path
) -> None:
    own_server.stop()
    shutil.copytree(own_server.data, tmp_path / "backup")
    own_server.start()
    string = own_server.add_window("06", "620722", "--label", "二号厅")
    lost = SmallCounter(string, own_server.address)
    lost.enrol()
    cases = [lost.receive(document(region="620722")), lost.receive()]
    assert lost.verdicts(*cases) == APPLIED * 2
    _restored(own_server, tmp_path / "backup")
    again = lost.under(own_server.add_window("07", "620722"))
    assert isinstance(again.enrol(), EnrolAnswer)
    assert again.verdicts(*cases) == APPLIED * 2
    listed = own_server.windows()[lost.device]
    assert (listed["code"], listed["region"], listed["label"]) == ("620722-06", "620722", "二号厅")
    assert isinstance(lost.enrol(), ErrorAnswer), "the forgotten string itself stays used"


@ONLY_SQLITE
def test_a_revoked_window_stays_so_in_a_restored_store(
    own_server: RunningServer, tmp_path: Path
) -> None:
    stolen = own_server.counter("08")
    own_server.stop()
    shutil.copytree(own_server.data, tmp_path / "backup")
    own_server.start()
    own_server.command("revoke-window", stolen.device, "--why", "被盗")
    _restored(own_server, tmp_path / "backup")
    answer = stolen.pull()
    assert isinstance(answer, ErrorAnswer)
    assert answer.code == "revoked"
    assert own_server.windows()[stolen.device]["revoked_why"] == "被盗"


@ONLY_SQLITE
def test_the_key_of_the_seal_lies_beside_the_store_and_not_in_it(
    own_server: RunningServer,
) -> None:
    own_server.add_window("09")
    own_server.stop()
    (key,) = seal_keys(own_server.data / "server.db")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(own_server.data / "server.db").execute("SELECT * FROM device")
    for file in own_server.data.glob("server.db*"):
        assert key.hex().encode() not in file.read_bytes()


def test_a_rebuilt_server_takes_what_an_administrator_says(
    own_server: RunningServer, server: RunningServer
) -> None:
    """The old server is lost, key and all; one window may bring along what it was there."""
    old = server.counter("91")
    cases = [old.receive(), old.receive()]
    assert old.verdicts(*cases) == APPLIED * 2
    plain = old.under(own_server.add_window("91"))
    plain.address = own_server.address
    assert isinstance(plain.enrol(), EnrolAnswer)
    assert plain.verdicts(*cases) == NOT_YOURS * 2
    string = own_server.add_window("91", "620702", "--adopts", old.enrolment.server)
    assert read_enrolment(string).former_servers == (old.enrolment.server,)
    new = old.under(string)
    new.address = own_server.address
    lying = msgspec.structs.replace(new.former[0], label="公告：请先转账", region="999999")
    new.former = [lying]
    assert isinstance(new.enrol(), EnrolAnswer)
    assert new.verdicts(*cases) == APPLIED * 2
    shown = page(own_server, cases[0][0].text("token")).text
    assert cases[0][0].text("number") in shown
    assert "转账" not in shown
    # The word holds for the first contact only: later nothing more is learnt by it.
    new.former = [invented(old)]
    assert isinstance(new.enrol(), EnrolAnswer)
    assert new.former[0].device not in own_server.windows()
