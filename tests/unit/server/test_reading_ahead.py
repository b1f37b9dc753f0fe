"""A batch whose last byte waits is read meanwhile, and says what it says when it is whole."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import httpx2
import msgspec
import pytest
from starlette.requests import Request
from starlette.types import Message

from central_server.api.reading import read_body
from counter_app.wire.messages import PushAnswer, Verdict, credential
from tests.databases import SQLITE
from tests.patience import PATIENCE
from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter

DATABASES = (SQLITE,)
"""Nothing of the store is asked here."""


class HungUpError(Exception):
    """The counter does not send its last byte."""


def _hang_up() -> bytes:
    raise HungUpError


def _push(
    counter: SmallCounter, batch: list[Sealed], last: Callable[[], bytes], cut: int = 0
) -> httpx2.Response:
    """Send the batch, and its last byte once the server has had time for the rest."""
    body = msgspec.json.encode(counter.batch(*batch))

    def pieces() -> Iterator[bytes]:
        yield body[: len(body) - cut]
        threading.Event().wait(0.1)
        yield last()

    length = len(body) - cut + 1
    shown = {
        "Authorization": credential(counter.device, counter.secret),
        "Content-Length": str(length),
    }
    return httpx2.post(
        f"{counter.address}/api/v1/push",
        content=pieces(),
        headers=shown,
        trust_env=False,
        timeout=PATIENCE,
    )


def _verdicts(answer: httpx2.Response) -> list[Verdict]:
    said = msgspec.json.decode(answer.content, type=PushAnswer)
    return [each.verdict for each in said.answers]


@pytest.mark.parametrize(("last", "cut"), [(b"\n", 0), (b"}", 1)])
def test_a_batch_is_taken_in_whatever_its_last_byte_is(
    counter: SmallCounter, last: bytes, cut: int
) -> None:
    """Counters of 0.2 let the brace wait."""
    batch = [counter.receive() for _ in range(90)]
    assert _verdicts(_push(counter, batch, lambda: last, cut)) == [Verdict.APPLIED] * 90


def test_what_is_no_batch_with_its_last_byte_is_none(counter: SmallCounter) -> None:
    batch = [counter.receive()]
    assert _push(counter, batch, lambda: b"x", cut=1).status_code == 400
    assert _verdicts(_push(counter, batch, lambda: b"\n")) == [Verdict.APPLIED]


def test_without_its_last_byte_nothing_is_taken_in(
    server: RunningServer, counter: SmallCounter
) -> None:
    batch = [counter.receive()]
    with pytest.raises(HungUpError):
        _push(counter, batch, _hang_up)
    other = server.counter()
    assert batch[0][0] not in other.pull_all()
    assert counter.verdicts(*batch) == [(Verdict.APPLIED, "")]


def _request(length: int, *pieces: bytes) -> Request:
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting[-1]["more_body"] = False

    async def receive() -> Message:
        return waiting.pop(0)

    headers = [(b"content-length", str(length).encode())]
    return Request({"type": "http", "headers": headers}, receive)


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        ([b"abc", b"de", b"f"], [b"abcde"]),
        ([b"abcde", b"", b"f"], [b"abcde"]),
        ([b"abc", b"def"], []),
        ([b"abcdef"], []),
    ],
)
def test_all_but_the_last_byte_is_heard_once(pieces: list[bytes], heard: list[bytes]) -> None:
    found: list[bytes] = []
    body = asyncio.run(read_body(_request(6, *pieces), 6, found.append))
    assert body == b"abcdef"
    assert found == heard
