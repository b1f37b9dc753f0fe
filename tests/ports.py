"""Ports for what a test starts, stops and starts again; nobody else is given them meanwhile.

A port that the system hands out may be the local end of any connection, and the next server's,
as soon as the one that it was given to is away.
"""

import os
import random
import socket
from collections.abc import Iterator
from functools import cache

_FIRST, _LAST = 12_000, 32_000
"""Below what Linux hands out by itself (`ip_local_port_range`)."""


def own_port() -> int:
    """A port on which nobody listens; another worker gets others, this one it only once around."""
    return next(port for port in _ports() if _is_free(port))


@cache
def _ports() -> Iterator[int]:
    return _around(
        int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")),
        int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")),
    )


def _around(worker: int, workers: int) -> Iterator[int]:
    """The worker's part of the range for ever, from anywhere: another suite may run beside."""
    part = range(_FIRST + worker, _LAST, workers)
    begin = random.randrange(len(part))
    while True:
        yield from part[begin:]
        yield from part[:begin]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
