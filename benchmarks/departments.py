"""Departments asked: one person's answers, and many cases against slow departments.

The stand-in is a process of its own; how long it takes is measured in the same run over the same
kind of connection. A person's answers may take its identity and its slowest later item, one after
the other, and a little; many cases what the limit of connections leaves, twice at most.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from benchmarks.measure import Line, median, milliseconds
from benchmarks.samples import application
from central_server.departments.call import post
from central_server.departments.post import ask_departments
from central_server.departments.rows import OPEN
from central_server.policies import import_tables
from central_server.server import Server, open_server
from central_server.store.tables import department_query
from counter_app.basics.clock import system_clock
from counter_app.cases.actions import Kind, Role
from counter_app.forms import matter
from counter_app.forms.consents import Department
from tests.conftest import SettableClock
from tests.unit.server.deciding.house import House, Somebody

_PERSONS, _CASES = 15, 1_000
_LATENCY_MS, _SLOW_MS = 200, 300
_WIDE, _NARROW = 32, 8
"""Connections that policy lets each department have."""
_OVERHEAD, _TIMES = 0.05, 2.0
_IDENTITY, _SLOW = "public_security.identity", "natural_resources.real_estate"
_FOUND = {"outcome": "found", "match": {"number": 1, "name": 1}}
_WATCHES_SECONDS = 0.005
_LOOKS = 100


def lines(persons: int = _PERSONS, cases: int = _CASES) -> Iterator[Line]:
    """A line for one person, and one for many cases."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        forms = [_form(number) for number in range(persons + cases + 1)]
        address = stack.enter_context(_standing_in(folder, forms))
        server = open_server(f"sqlite:///{folder / 'server.db'}")
        stack.callback(server.close)
        bureau = _Bureau(server, address, stack.enter_context(asyncio.Runner()))
        yield _one_person(bureau, forms[: persons + 1])
        yield _many_cases(bureau, forms[persons + 1 :])


class _Bureau:
    """A server without a socket that asks the stand-in."""

    def __init__(self, server: Server, address: str, runner: asyncio.Runner) -> None:
        self.server, self.address, self._runner = server, f"{address}/plain", runner
        self.house = House(server, SettableClock(system_clock()))
        self._clerk: Somebody = self.house.person(Role.CLERK, self.house.seat())

    def connect(self, at_once: int) -> None:
        """Every department by call, so many questions at once."""
        row = {"driver": "call", "address": self.address, "seconds": 20, "at_once": at_once}
        rows = [{"department": str(name), **row} for name in Department]
        self.house.write(lambda c: import_tables(c, {"connection": rows}))

    def accepted(self, form: dict[str, object]) -> str:
        """A case that may ask from now on."""
        house, clerk = self.house, self._clerk
        case = house.receives(clerk, form)
        house.completes(clerk, case)
        assert house.decides(clerk, case, Kind.STREET_SET) == "applied"
        letter = f"{house.state(case).number}-S1"
        said = house.decides(clerk, case, Kind.ACCEPTED, day=house.today, letter=letter)
        assert said == "applied", said
        return case

    def answered(self, work: "list[dict[str, object]]", not_before: float) -> float:
        """How long it takes until nothing about these cases is open, once all are accepted.

        `not_before`: for so many seconds nobody looks, since who looks holds others up.
        """
        for form in work:
            self.accepted(form)
        return self._runner.run(self._until_nothing_is_open(not_before))

    async def _until_nothing_is_open(self, not_before: float) -> float:
        """The queue is woken as it is by a push."""
        asking = asyncio.create_task(ask_departments(self.server))
        await asyncio.sleep(0)
        begun = time.perf_counter()
        self.server.bell.set()
        await asyncio.sleep(not_before)
        while await self.server.read(_open):
            await asyncio.sleep(max(_WATCHES_SECONDS, not_before / _LOOKS))
        taken = time.perf_counter() - begun
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        return taken

    def asked(self) -> Counter[str]:
        """How many questions there are, by department."""
        table = department_query
        query = select(table.c.department, func.count()).group_by(table.c.department)
        return Counter(self.house.write(lambda c: dict(c.execute(query).all())))

    def later_items(self) -> list[str]:
        """What is asked once identity is found."""
        query = select(department_query.c.item).distinct()
        found = self.house.write(lambda c: set(c.execute(query).scalars()))
        return sorted(found - {_IDENTITY})

    def bare(self, *items: str) -> float:
        """How long these questions take at once, with nothing beside them."""
        begun = time.perf_counter()
        self._runner.run(self._posted(items))
        return time.perf_counter() - begun

    async def _posted(self, items: Sequence[str]) -> None:
        bodies = ({"query_id": "bare", "item": item, "person": {"id_number": ""}} for item in items)
        await asyncio.gather(
            *(post(self.address, json.dumps(body).encode(), 20) for body in bodies)
        )


def _open(connection: Connection) -> int:
    table = department_query
    query = select(func.count()).where(table.c.state.in_(OPEN))
    return int(connection.execute(query).scalar_one())


def _one_person(bureau: _Bureau, forms: list[dict[str, object]]) -> Line:
    bureau.connect(_WIDE)
    ours, bare = [], []
    first, *others = forms
    bureau.answered([first], 0)
    items = bureau.later_items()
    for form in others:
        bare.append(bureau.bare(_IDENTITY) + bureau.bare(*items))
        ours.append(bureau.answered([form], bare[-1]))
    taken, owed = median(ours), median(bare)
    return Line(
        "a person's answers on the record after acceptance",
        milliseconds(taken),
        f"{milliseconds(owed)} (identity, then all other items at once)",
        taken / owed,
        f"+ ≤ {milliseconds(_OVERHEAD)}",
        taken <= owed + _OVERHEAD,
    )


def _many_cases(bureau: _Bureau, forms: list[dict[str, object]]) -> Line:
    bureau.connect(_NARROW)
    before = bureau.asked()
    taken = bureau.answered(forms, _LATENCY_MS / 1000)
    asked = bureau.asked() - before
    bound = max(asked.values()) * _LATENCY_MS / 1000 / _NARROW
    return Line(
        f"{len(forms)} cases, {asked.total()} questions, answers in {_LATENCY_MS} ms",
        f"{taken:.1f} s",
        f"{bound:.1f} s ({_NARROW} connections to the busiest department)",
        taken / bound,
        f"≤ {_TIMES:.0f} ×",
        taken <= _TIMES * bound,
    )


def _form(number: int) -> dict[str, object]:
    """A household of one."""
    return dict(matter.split(application(number, members=0)).content)


@contextlib.contextmanager
def _standing_in(folder: Path, forms: list[dict[str, object]]) -> Iterator[str]:
    """Departments that know these people, each item in its time; their address."""
    numbers = [each.id_number for form in forms for each in matter.concerns(form)]
    told = {
        "latency_ms": _LATENCY_MS,
        "items": {_SLOW: {"delay_ms": _SLOW_MS - _LATENCY_MS}},
        "people": {number: {_IDENTITY: _FOUND} for number in numbers},
    }
    file = folder / "answers.json"
    file.write_text(json.dumps(told))
    command = [sys.executable, "-m", "central_server.stand_in.cli"]
    command += ["--port", "0", "--answers", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip().rpartition(':')[2]}"
        process.kill()
