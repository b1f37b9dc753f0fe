"""What every test starts from: no screen, no user's data, no COUNTER_ settings, no stray error.

A record logged at ERROR or above fails the test in which it was logged (the idea is
qutebrowser's logfail), unless the test asks for `expected_errors` and looks at it.
"""

import gc
import inspect
import logging
import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from hypothesis import HealthCheck, settings

from counter_app.basics.clock import CHINA
from tests.databases import Databases
from tests.patience import PATIENCE
from tests.ports import own_port
from tests.quick_collection import begin_with_own_share
from tests.quick_disk import keep_files_in_memory
from tests.quick_lines import trust_once
from tests.quick_passwords import hash_quickly
from tests.quick_statements import spell_once

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What is collected lives as long as the run: nothing of it is garbage.
gc.set_threshold(100_000, 50, 50)
keep_files_in_memory()
hash_quickly()
trust_once()
spell_once()

_HOMES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
)

_SELDOM = (20_000, 20, 20)
_LONG = (
    "test_deciding.py::test_at_one_case",
    "test_every_screen.py::test_nothing_is_cut",
    "test_demonstration.py::test_the_demonstration",
    "test_screen_reader.py::test_every_control_of_every_screen_says_its_name_value_and_state[others",
    "test_asked_anew.py::test_whoever_is_killed",
)
"""Half a minute and more each."""
_OF_A_WORKER = 2 << 30
"""Bytes that a worker holds, with its servers, its database and its files in memory."""


# A loaded machine is slow; that is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
_line_patience = inspect.signature(httpx2.get).parameters["timeout"].default
for _what in ("connect", "read", "write", "pool"):
    setattr(_line_patience, _what, PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="the long versions of the fault tests")


def pytest_xdist_auto_num_workers() -> int:
    """Two a processor where memory allows: half of its time a worker waits for what it began."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    processors = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(processors, min(2 * processors, memory // _OF_A_WORKER))


def pytest_sessionstart(session: pytest.Session) -> None:
    """After xdist has told a worker who it is."""
    begin_with_own_share(session.config.args)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest is begun first, each at another worker: else the last one is waited for.

    `worksteal` hands the collection out in as many pieces as there are workers.
    """
    long = [each for each in items if each.nodeid.split("/")[-1].startswith(_LONG)]
    rest = [each for each in items if each not in set(long)]
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    piece = max(1, len(items) // workers)
    for at, each in enumerate(long):
        rest.insert(at % workers * piece, each)
    items[:] = rest


def pytest_collection_finish() -> None:
    """What is there for the whole run is not looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """True where the long version of a fault test is asked for."""
    return bool(request.config.getoption("--thorough"))


class SettableClock:
    """A clock that stands still until a test moves it; also backwards, as desks' clocks do."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> None:
        """Move by a `timedelta` of these parts, e.g. `minutes=5` or `days=-1`."""
        self.moment += timedelta(**amount)


@pytest.fixture
def clock() -> SettableClock:
    """The morning of the day for which the sample cases are judged."""
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture
def free_port() -> int:
    """A port of the loopback that nobody listens on, nor is given while this test runs."""
    return own_port()


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test may see or touch what the user of this machine keeps."""
    home = str(tmp_path_factory.getbasetemp() / "home")
    os.makedirs(home, exist_ok=True)
    for name in _HOMES:
        monkeypatch.setenv(name, home)
    for name in [name for name in os.environ if name.startswith("COUNTER_")]:
        monkeypatch.delenv(name)


class _ErrorRecords(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _stray_errors(request: pytest.FixtureRequest) -> Iterator[_ErrorRecords]:
    handler = _ErrorRecords()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    if handler.records and "expected_errors" not in request.fixturenames:
        lines = "\n".join(f"{r.name}: {r.getMessage()}" for r in handler.records)
        pytest.fail(f"stray error log lines:\n{lines}")


@pytest.fixture
def expected_errors(_stray_errors: _ErrorRecords) -> list[logging.LogRecord]:
    """The ERROR records of this test, for a test in which something must go wrong aloud."""
    return _stray_errors.records


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top of the source tree."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def scripts() -> Path:
    """The folder of `counter-app` and `counter-server` in the environment that runs the tests."""
    return Path(sys.executable).parent


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Where a server's store of either kind is made; a PostgreSQL starts when one is wanted."""
    made = Databases()
    yield made
    made.close()
