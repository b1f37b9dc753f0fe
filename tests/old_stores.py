"""Stores that earlier programs made, copied for a test and opened by the present program."""

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter_app.basics.clock import Clock
from counter_app.bootstrap import Counter, open_counter
from counter_app.sync.http_link import http_link
from counter_app.sync.link import Link
from counter_app.sync.sync_once import SyncOutcome, sync_once
from tests.engine import settings
from tests.patience import PATIENCE

_STORES = Path(__file__).parent / "data" / "stores"
NAMES = (
    "queued",
    "refused",
    "conflict",
    "forked",
    "enrolled_again",
    "others",
    "drafts",
    "printed",
)
"""Those of 0.1, which one server knows."""
OF_0_2 = ("worked",)
WITH_QUEUE = tuple(name for name in NAMES if name != "drafts")


@dataclass(frozen=True, slots=True)
class OldStore:
    """A copy of an old store, and what it held when it was made."""

    folder: Path
    held: dict[str, Any]

    @property
    def own_cases(self) -> list[dict[str, Any]]:
        """The cases that were received at this counter, whatever string it had then."""
        windows = {"enrolled_again": ("-07-", "-17-")}
        own = windows.get(self.folder.name, (f"-{self.held['window'][-2:]}-",))
        return [each for each in self.held["cases"] if any(w in each["number"] for w in own)]


def old_store(name: str, into: Path) -> OldStore:
    """A copy of the store, as private as the program made it."""
    folder = _copied(name, into)
    held = json.loads((folder / "expected.json").read_text("utf-8"))
    (folder / "expected.json").unlink()
    return OldStore(folder, held)


def old_server(into: Path, *, attacked: bool = False) -> Path:
    """A copy of the server's folder, which knows the windows of all stores."""
    return _copied("server_attacked" if attacked else "server", into)


def attacks() -> dict[str, dict[str, Any]]:
    """What was done to the attacked server: attack → case id, stream, token."""
    found: dict[str, dict[str, Any]] = json.loads(
        (_STORES / "0.1" / "server_attacked" / "attacks.json").read_text("utf-8")
    )
    return found


@contextmanager
def opened(store: OldStore, clock: Clock) -> Iterator[Counter]:
    """The store under the present program."""
    counter = open_counter(settings(store.folder, wait_seconds=PATIENCE), clock=clock)
    try:
        yield counter
    finally:
        counter.close()


def sync_with(counter: Counter, address: str) -> SyncOutcome:
    """One sync with the server where it stands now; its old address is in the strings."""

    def line(_address: str) -> AbstractContextManager[Link]:
        return http_link(address, PATIENCE)

    return sync_once(counter.desk.store, counter.desk.clock, line)


def _copied(name: str, into: Path) -> Path:
    folder = into / name
    (kept,) = _STORES.glob(f"*/{name}")
    shutil.copytree(kept, folder)
    folder.chmod(0o700)
    for each in folder.iterdir():
        each.chmod(0o600)
    return folder
