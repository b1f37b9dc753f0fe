"""Many at once, and a store that fails while it is open."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from counter_app.basics.catalogue.server import STORE_FAILED
from counter_app.wire.messages import ErrorAnswer, PullAnswer, PushAnswer, Verdict
from tests.patience import PATIENCE
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, ids

WRITERS, BATCHES, CASES = 3, 5, 4


def deliver(counter: SmallCounter, batches: list[list[Sealed]]) -> None:
    for batch in batches:
        assert counter.verdicts(*batch) == [(Verdict.APPLIED, "")] * len(batch)


def fetched_beside(
    writers: list[SmallCounter], work: list[list[list[Sealed]]], reader: SmallCounter, page: int
) -> list[str]:
    """What the reader fetches, page by page, while each writer delivers its batches."""
    done = threading.Event()
    with ThreadPoolExecutor(len(writers) + 1) as pool:
        reading = pool.submit(fetch_until, reader, done, page)
        try:
            for each in [pool.submit(deliver, *pair) for pair in zip(writers, work, strict=True)]:
                each.result()
        finally:
            done.set()  # a writer that failed must not leave the reader asking for ever
        return reading.result()


def fetch_until(counter: SmallCounter, done: threading.Event, limit: int) -> list[str]:
    """Ask again and again in small pages, and once more when all is delivered."""
    seen: list[str] = []
    cursor, last_round = "", False
    while True:
        page = counter.pull(cursor, limit)
        assert isinstance(page, PullAnswer)
        seen += [action.action_id for action in page.actions]
        cursor = page.cursor
        if not page.more:
            if last_round:
                return seen
            last_round = done.is_set()


def test_who_fetches_while_others_deliver_misses_nothing_and_gets_nothing_twice(
    own_server: RunningServer,
) -> None:
    writers = [own_server.counter(f"{20 + number}") for number in range(WRITERS)]
    reader = own_server.counter("50")
    work = [
        [[writer.receive() for _ in range(CASES)] for _ in range(BATCHES)] for writer in writers
    ]
    seen = fetched_beside(writers, work, reader, page=7)
    sent = [name for batches in work for batch in batches for name in ids(batch)]
    assert sorted(seen) == sorted(sent)
    for batches in work:
        order = [name for batch in batches for name in ids(batch)]
        assert [name for name in seen if name in set(order)] == order


def test_the_page_is_answered_while_somebody_writes(own_server: RunningServer) -> None:
    counter = own_server.counter()
    case = counter.receive()
    counter.verdicts(case)
    with ThreadPoolExecutor(1) as pool:
        with own_server.locked():
            waiting = pool.submit(counter.push, counter.receive())
            page = httpx2.get(_page(own_server, case), trust_env=False)
            assert page.status_code == 200
            assert case[0].text("number") in page.text
            assert not waiting.done()
        assert isinstance(waiting.result(timeout=PATIENCE), PushAnswer)


@pytest.fixture
def broken(own_server: RunningServer) -> tuple[RunningServer, SmallCounter, Sealed]:
    """A server whose store loses a table while it is open."""
    counter = own_server.counter()
    case = counter.receive()
    counter.verdicts(case)
    with own_server.locked() as connection:
        connection.exec_driver_sql('ALTER TABLE "case" RENAME TO gone')
    return own_server, counter, case


def test_a_store_that_fails_says_later(
    broken: tuple[RunningServer, SmallCounter, Sealed],
) -> None:
    server, counter, case = broken
    page = httpx2.get(_page(server, case), trust_env=False)
    assert page.status_code == 503
    assert "暂时查不了" in page.text
    answer = counter.push(counter.receive())
    assert isinstance(answer, ErrorAnswer)
    assert (answer.code, answer.message) == ("busy", STORE_FAILED.title)
    server.stop()
    log = server.log.read_text()
    assert "store failed in /r/" in log
    assert case[0].text("token") not in log
    assert "周瑞" not in log


def test_asking_for_the_head_only(own_server: RunningServer) -> None:
    counter = own_server.counter()
    case = counter.receive()
    counter.verdicts(case)
    for address, status in ((_page(own_server, case), 200), (f"{own_server.address}/r/x", 404)):
        head = httpx2.head(address, trust_env=False)
        assert (head.status_code, head.content) == (status, b"")
        assert head.headers["cache-control"] == "no-store"
        assert int(head.headers["content-length"]) > 500


@pytest.mark.parametrize(
    ("visitor", "token"),
    list(enumerate(["A" * 43, "A" * 5000, "%00" * 20, "..%2f..%2fetc", "%ff", "é"], start=21)),
)
def test_strange_addresses_learn_nothing(server: RunningServer, visitor: int, token: str) -> None:
    # Each from an address of its own: who asks thirty in a minute in vain is told to wait.
    line = httpx2.HTTPTransport(local_address=f"127.0.0.{visitor}")
    with httpx2.Client(transport=line, base_url=server.address) as client:
        asked, plain = (client.get(f"/r/{each}") for each in (token, "x"))
    assert (asked.status_code, asked.content) == (404, plain.content)


def _page(server: RunningServer, case: Sealed) -> str:
    return f"{server.address}/r/{case[0].text('token')}"
