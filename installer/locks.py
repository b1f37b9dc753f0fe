"""Reads the hashed locks: what is installed, by which hashes, and because of what."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SERVER, COUNTER, EVERYTHING = (
    "requirements-server.lock",
    "requirements.lock",
    "requirements-dev.lock",
)
PROJECT = "counter-app"
_PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+))?")

_WANTED = re.compile(r"^    # (?:via |  )([a-z0-9-]+)(?: \(.*\))?$", re.M)


class Locked(NamedTuple):
    """One package of a lock, in one version."""

    name: str
    version: str
    marker: str
    """Where it is installed; empty for everywhere."""
    hashes: tuple[str, ...]
    """SHA-256 of each file that may be installed."""
    wanted_by: tuple[str, ...]
    """The packages that need it; PROJECT among them."""


def locked(name: str) -> tuple[Locked, ...]:
    """The packages of one lock, in its order."""
    return tuple(_packages((ROOT / name).read_text("utf-8")))


def _packages(text: str) -> Iterator[Locked]:
    for block in re.split(r"\n(?=[a-z0-9])", text):
        found = _PINNED.match(block)
        if found is None:
            continue  # the head of the file
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        wanted = _WANTED.findall(block)
        yield Locked(
            found["name"], found["version"], (found["marker"] or "").strip(), hashes, tuple(wanted)
        )
