"""A thousand edits by somebody who has the tables and not the key: each is found."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.engine import Connection

from central_server.audit import log as server_log
from central_server.store.tables import audit as server_table
from counter_app.cases.audit import AuditEntry, AuditHead, Did, Who, head_of, next_entry
from counter_app.cases.audit_check import Broken, first_fault
from local_db import audit as counter_log
from local_db.store import open_store
from local_db.tables import audit as counter_table
from tests.databases import SQLITE

KEY, OTHER = bytes(32), bytes(range(32))
EDITS = 1000
LENGTH = 12
FAR = 1_000_000
NAMES = AuditEntry.__struct_fields__
WHO = Who("01929a0e-0000-7000-8000-000000000001", "clerk", "de01" * 4, "620702-03")


def written(seed: int = 7) -> list[AuditEntry]:
    """A log of three lives."""
    chance, entries, last = random.Random(seed), [], None
    for at in range(LENGTH):
        last = next_entry(
            KEY,
            last,
            "abc"[at * 3 // LENGTH] * 16,
            WHO,
            chance.choice(list(Did)),
            at=f"2026-11-24T09:{at:02}:00.000+08:00",
            case_id=f"{at:08}-0000-7000-8000-000000000000",
            detail={"number": f"620702-2026-03-{at:05}", "hits": at},
        )
        entries.append(last)
    return entries


class Tables:
    """A log in real tables, and somebody who edits it."""

    def __init__(
        self,
        connection: Connection,
        table: Table,
        read: Callable[[Connection], Iterator[AuditEntry]],
    ) -> None:
        self.connection, self.table, self.read = connection, table, read
        self.position = table.c.position
        rows = [{name: getattr(each, name) for name in NAMES} for each in written()]
        connection.execute(insert(table), rows)
        head = head_of(KEY, written()[-1])
        self.noted: list[AuditHead] = [head]

    def fault(self) -> object:
        return first_fault([KEY], self.read(self.connection), self.noted)

    def row(self, at: int) -> dict[str, object]:
        found = self.connection.execute(select(self.table).where(self.position == at)).one()
        return dict(found._mapping)

    def alter(self, chance: random.Random) -> None:
        column = chance.choice(NAMES)
        at = chance.randint(1, LENGTH)
        before = self.row(at)[column]
        if column == "position":
            change: object = FAR + at
        elif isinstance(before, int):
            change = before + chance.choice([-1, 1, 5])
        else:
            text = str(before) or "x"
            change = f"{'0' if text[0] != '0' else '1'}{text[1:]}"
        self.connection.execute(
            update(self.table).where(self.position == at).values({column: change})
        )

    def remove(self, chance: random.Random) -> None:
        first = chance.randint(1, LENGTH)
        last = min(LENGTH, first + chance.choice([0, 0, 0, 1, 5]))
        gone = self.position.between(first, last)
        self.connection.execute(delete(self.table).where(gone))
        if chance.random() < 0.5:
            self.shift(last + 1, first - last - 1)

    def add(self, chance: random.Random) -> None:
        at = chance.randint(1, LENGTH + 1)
        row = self.row(chance.randint(1, LENGTH))
        if chance.random() < 0.5:  # an invented one that goes on right, but for the key
            before = self.last_before(at)
            made = next_entry(OTHER, before, "a" * 16, WHO, Did.VIEWED, at="2026")
            row = {name: getattr(made, name) for name in NAMES}
        self.shift(at, 1)
        self.connection.execute(insert(self.table), {**row, "position": at})

    def last_before(self, at: int) -> AuditEntry | None:
        return next((each for each in written() if each.position == at - 1), None)

    def swap(self, chance: random.Random) -> None:
        one, other = chance.sample(range(1, LENGTH + 1), 2)
        for was, becomes in ((one, FAR), (other, one), (FAR, other)):
            self.connection.execute(
                update(self.table).where(self.position == was).values(position=becomes)
            )

    def cut(self, chance: random.Random) -> None:
        self.connection.execute(
            delete(self.table).where(self.position > chance.randint(0, LENGTH - 1))
        )

    def shift(self, start: int, by: int) -> None:
        """In two steps, so that no position is there twice meanwhile."""
        moved = update(self.table).where(self.position >= start)
        self.connection.execute(moved.values(position=self.position + FAR))
        moved = update(self.table).where(self.position >= FAR)
        self.connection.execute(moved.values(position=self.position - FAR + by))


@pytest.fixture(scope="module")
def counters_store(
    tmp_path_factory: pytest.TempPathFactory, database: str
) -> Iterator[Connection | None]:
    """A counter's store; once is enough."""
    if database != SQLITE:
        yield None
        return
    store = open_store(Path(tmp_path_factory.mktemp("counter")))
    with store.transaction() as connection:
        yield connection
    store.close()


def check(tables: Tables) -> None:
    assert tables.fault() is None
    chance = random.Random(20261124)
    edits = [tables.alter, tables.remove, tables.add, tables.swap, tables.cut]
    missed = []
    for number in range(EDITS):
        before = tables.connection.begin_nested()
        edit = edits[number % len(edits)]
        edit(chance)
        if tables.fault() is None:
            missed.append((number, edit.__name__))
        before.rollback()
    assert missed == []
    assert tables.fault() is None


def test_a_thousand_edits_of_the_servers_log_are_found(store: Connection) -> None:
    with store.begin() as transaction:
        check(Tables(store, server_table, server_log.entries))
        transaction.rollback()


def test_a_thousand_edits_of_a_counters_log_are_found(
    counters_store: Connection | None,
) -> None:
    if counters_store is not None:
        check(Tables(counters_store, counter_table, counter_log.entries))


@pytest.mark.parametrize("left", range(LENGTH))
def test_a_cut_tail_names_the_first_entry_that_is_missing(left: int) -> None:
    whole = written()
    head = head_of(KEY, whole[-1])
    assert first_fault([KEY], whole[:left]) is None, "nobody can see it alone"
    found = first_fault([KEY], whole[:left], [head])
    assert found
    assert found.broken is Broken.CUT
    same = [each.sequence for each in whole[:left] if each.chain == head.chain]
    assert (found.chain, found.sequence) == (head.chain, max(same, default=0) + 1)
