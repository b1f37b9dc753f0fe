"""What counts for whom: so many a minute, so many at once, and whose request it is."""

import asyncio
from typing import Any

import pytest

from central_server.edge.addresses import Addresses
from central_server.edge.buckets import Buckets
from central_server.edge.turns import Turns
from counter_app.basics.catalogue.server import TOO_MANY_AT_ONCE
from counter_app.basics.errors import CounterError


class Time:
    """Seconds that stand still until a test moves them."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_fills_again_with_time() -> None:
    time = Time()
    buckets = Buckets(60, 3, time)
    assert [buckets.take("a") for _ in range(5)] == [True] * 3 + [False] * 2
    assert buckets.take("b")
    time.now = 2
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    time.now = 1000
    assert [buckets.take("a") for _ in range(4)] == [True] * 3 + [False]


def test_many_visitors_are_forgotten_in_the_order_of_their_last_visit() -> None:
    buckets = Buckets(1, 1, Time())
    for number in range(20_000):
        buckets.take(str(number))
    buckets.take("0")
    buckets.take("one more")
    assert not buckets.has("0")
    assert not buckets.has("one more")
    assert buckets.has("1")


def test_a_turn_comes_when_another_ends_and_else_not_at_all() -> None:
    turns = Turns(1, 5)

    async def hold(key: str, until: asyncio.Event) -> None:
        async with turns.take(key):
            await until.wait()

    async def work() -> None:
        end = asyncio.Event()
        first = asyncio.create_task(hold("a", end))
        async with turns.take("b"):
            await asyncio.sleep(0)
        with pytest.raises(CounterError) as caught:
            async with turns.take("a"):
                pass
        assert caught.value.entry is TOO_MANY_AT_ONCE
        second = asyncio.create_task(hold("a", end))
        end.set()
        await asyncio.gather(first, second)
        assert not turns._places

    asyncio.run(work())


def scope(client: str, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return {"client": (client, 1), "headers": headers}


@pytest.mark.parametrize(
    ("proxy", "client", "forwarded", "visitor"),
    [
        ("", "203.0.113.9", ("198.51.100.1",), "203.0.113.9"),
        ("", "127.0.0.1", ("198.51.100.1",), "127.0.0.1"),
        ("loopback", "127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("loopback", "::1", ("198.51.100.1",), "198.51.100.1"),
        ("loopback", "203.0.113.9", ("198.51.100.1",), "203.0.113.9"),
        ("10.0.0.5", "10.0.0.5", ("9.9.9.9, 198.51.100.1",), "198.51.100.1"),
        ("10.0.0.5", "::ffff:10.0.0.5", ("9.9.9.9", "198.51.100.1"), "198.51.100.1"),
        ("10.0.0.5", "10.0.0.6", ("198.51.100.1",), "10.0.0.6"),
        ("loopback", "127.0.0.1", ("nonsense",), "127.0.0.1"),
        ("loopback", "127.0.0.1", (), "127.0.0.1"),
        ("", "2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("loopback", "::1", ("2001:db8:1:2::9",), "2001:db8:1:2::/64"),
        ("", "fe80::1%eth0", (), "fe80::/64"),
        ("", "::ffff:198.51.100.1", (), "198.51.100.1"),
        ("", "", (), ""),
    ],
)
def test_whose_request_it_is(
    proxy: str, client: str, forwarded: tuple[str, ...], visitor: str
) -> None:
    assert Addresses(proxy).of(scope(client, *forwarded)) == visitor
