"""Several servers on one PostgreSQL: no work is lost, no batch fails, no pull misses a row."""

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from central_server.cli import main
from central_server.server import open_server
from central_server.store.tables import action, case
from counter_app.basics.catalogue.devices import SEAL_KEY_ELSEWHERE, SERVER_KEY_ELSEWHERE
from counter_app.basics.catalogue.server import DATABASE_UNREACHABLE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.replay import replay
from counter_app.wire.messages import PushAnswer, Verdict
from tests.databases import POSTGRES, Databases
from tests.patience import PATIENCE
from tests.unit.server.running_server import RunningServer, running
from tests.unit.server.small_counter import Sealed, SmallCounter, document, ids
from tests.unit.server.test_together import fetched_beside

DATABASES = (POSTGRES,)
APPLIED, TAKEN = (Verdict.APPLIED, ""), (Verdict.CONFLICT, "number_taken")
ROUNDS = 8


@dataclass
class Pair:
    """Two servers on one database, each with its own process."""

    first: RunningServer
    second: RunningServer

    def counter(self, place: int, code: str, region: str = "620702") -> SmallCounter:
        """An enrolled counter at one of them."""
        return (self.first, self.second)[place].counter(code, region)


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory, database: str, databases: Databases
) -> Iterator[Pair]:
    with running(tmp_path_factory.mktemp("pair") / "server", database, databases) as first:
        second = RunningServer(first.data, url=first.url)
        yield Pair(first, second)
        second.close()


def together(*work: Callable[[], object]) -> list[object]:
    """Begin all at one moment; what each gave."""
    gate = threading.Barrier(len(work))

    def begin(one: Callable[[], object]) -> object:
        gate.wait(PATIENCE)
        return one()

    with ThreadPoolExecutor(len(work)) as pool:
        return [each.result(PATIENCE) for each in [pool.submit(begin, one) for one in work]]


def papers_of(counter: SmallCounter, case: Sealed) -> list[Sealed]:
    """A few more pieces of work on the case."""
    return [counter.take(case[0], "income", None) for _ in range(3)]


def test_two_who_work_on_one_case_lose_nothing(pair: Pair) -> None:
    one, other = pair.counter(0, "03"), pair.counter(1, "04")
    received = one.receive()
    assert one.verdicts(received) == [APPLIED]
    for _ in range(ROUNDS):
        ours, theirs = (papers_of(each, received) for each in (one, other))
        answers = together(partial(one.verdicts, *ours), partial(other.verdicts, *theirs))
        assert answers == [[APPLIED] * 3] * 2
    ours_alone = select(case.c.state).where(case.c.case_id == received[0].case_id)
    with pair.first.opened() as server, server.engine.connect() as connection:
        state = msgspec.json.decode(connection.execute(ours_alone).scalar_one(), type=CaseState)
    assert state.actions == 1 + 2 * 3 * ROUNDS


def test_a_number_that_two_give_at_once_fails_no_batch(pair: Pair) -> None:
    """Two machines of one window, in two counties: no lock of theirs is the same."""
    one, other = pair.counter(0, "05"), pair.counter(1, "05")
    for running_number in range(1, ROUNDS + 1):
        number = f"620702-2026-05-{running_number:05}"
        here = one.receive(document(), number=number)
        there = other.receive(document(region="620722"), number=number)
        answers = together(partial(one.verdicts, here), partial(other.verdicts, there))
        assert sorted(map(str, answers)) == sorted(map(str, ([APPLIED], [TAKEN])))


def test_one_counter_at_two_servers_is_answered_once(pair: Pair) -> None:
    """Its first answer got lost, and it asks again elsewhere before the first has ended."""
    counter = pair.counter(0, "06")
    elsewhere = SmallCounter(counter.string, pair.second.address, incarnation=counter.incarnation)
    for _ in range(ROUNDS):
        batch = [counter.receive() for _ in range(3)]
        answers = together(*(partial(each.verdicts, *batch) for each in (counter, elsewhere)))
        repeated = [(Verdict.REPEATED, "")] * 3
        assert sorted(map(str, answers)) == sorted(map(str, ([APPLIED] * 3, repeated)))


def test_who_fetches_misses_nothing_that_several_servers_write(pair: Pair, thorough: bool) -> None:
    """Thorough: 20,000 rows in 400 transactions, four of them at any moment; none knows the stream
    before."""
    writers, batches, rows, page = (4, 100, 50, 150) if thorough else (4, 6, 10, 7)
    region = "620725"
    counters = [pair.counter(number % 2, f"{20 + number}", region) for number in range(writers)]
    reader = pair.counter(1, "50", region)
    work = [[new_work(each, region, rows) for _ in range(batches)] for each in counters]
    seen = fetched_beside(counters, work, reader, page)
    sent = [name for mine in work for batch in mine for name in ids(batch)]
    assert sorted(set(seen) & set(sent)) == sorted(sent)
    assert len(seen) == len(set(seen))
    assert_replayed(pair.first, region, len(sent))


def new_work(counter: SmallCounter, region: str, rows: int) -> list[Sealed]:
    """Cases, and with each a paper."""
    work: list[Sealed] = []
    while len(work) < rows:
        case = counter.receive(document(region=region))
        work += [case, counter.take(case[0], "income", None)]
    return work


def assert_replayed(server: RunningServer, region: str, rows: int) -> None:
    """Every state that is kept is what the actions of its case make of it, in their order."""
    done: dict[str, list[Action]] = {}
    with server.opened() as opened, opened.engine.connect() as connection:
        bodies = select(action.c.body).where(action.c.stream == region).order_by(action.c.position)
        for body in connection.execute(bodies).scalars():
            one = msgspec.json.decode(body, type=Action)
            done.setdefault(one.case_id, []).append(one)
        kept = select(case.c.case_id, case.c.state).where(case.c.stream == region)
        states = dict(connection.execute(kept).all())
    assert sum(map(len, done.values())) == rows
    assert states.keys() == done.keys()
    for name, actions in done.items():
        assert msgspec.json.decode(states[name], type=CaseState) == replay(actions)


def test_a_database_that_was_away_is_found_again(
    tmp_path: Path, database: str, databases: Databases
) -> None:
    with running(tmp_path / "server", database, databases) as server:
        counter = server.counter()
        case = counter.receive()
        assert counter.verdicts(case) == [APPLIED]
        databases.cluster.restart()
        while not isinstance(counter.push(case), PushAnswer):
            """Told to come again until the line is a new one."""
        assert counter.verdicts(case) == [(Verdict.REPEATED, "")]


def test_another_machine_needs_the_first_ones_key_of_the_seal(pair: Pair, tmp_path: Path) -> None:
    pair.counter(0, "07")
    with pytest.raises(CounterError) as caught:
        open_server(pair.first.url, data=tmp_path / "another")
    assert caught.value.entry is SEAL_KEY_ELSEWHERE
    key = (pair.first.data / "server.seal-key").read_bytes()
    (tmp_path / "another" / "server.seal-key").write_bytes(key)
    with pytest.raises(CounterError) as caught:
        open_server(pair.first.url, data=tmp_path / "another")
    assert caught.value.entry is SERVER_KEY_ELSEWHERE
    shutil.copytree(pair.first.data / "keys", tmp_path / "another" / "keys")
    open_server(pair.first.url, data=tmp_path / "another").close()


def test_a_database_that_cannot_be_reached_is_told_without_the_password(
    tmp_path: Path, free_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://counter:open-sesame@127.0.0.1:{free_port}/gzf"
    assert main(["list-windows", "--database", url, "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert DATABASE_UNREACHABLE.title.format(database="127.0.0.1/gzf") in said
    assert "sesame" not in said
