"""Rows are written and found however many there are at once, on either database."""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.server import Server
from central_server.store.many_keys import find_rows
from central_server.store.many_rows import add_rows, insert_rows, raise_rows, upsert_rows
from central_server.store.tables import case_number, number_known
from tests.unit.server.running_server import RunningServer


def _writing(server: Server) -> Connection:
    return server.engine.execution_options(writes=True).connect()


_WANTED = (case_number.c.number, case_number.c.case_id)


def test_rows_are_found_by_any_number_of_keys(own_server: RunningServer) -> None:
    numbers = [f"620702-2026-01-{running:05d}" for running in range(900)]
    rows = [(number, "620702", f"case of {number}") for number in numbers[::2]]
    within = (case_number.c.stream, "620702")
    with own_server.opened() as server, _writing(server) as connection:
        before = connection.begin()
        insert_rows(connection, case_number, [*rows, ("elsewhere", "620721", "another")])
        for count in (0, 1, 2, 18, 19, 398, 399, 850):
            asked = [*numbers[:count], "elsewhere", "no\0number"]
            found = find_rows(connection, _WANTED, case_number.c.number, asked, within)
            assert sorted(map(tuple, found)) == [
                (number, f"case of {number}") for number in numbers[:count:2]
            ]
        assert list(find_rows(connection, _WANTED, case_number.c.number, [])) == []
        before.rollback()


def test_any_number_of_rows_is_written(own_server: RunningServer) -> None:
    def known() -> list[tuple[int, int]]:
        found = connection.execute(select(number_known.c.year, number_known.c.running))
        return sorted((year, running) for year, running in found)

    with own_server.opened() as server, _writing(server) as connection:
        for count in (0, 1, 9, 10, 123, 1621):
            before = connection.begin()
            years = range(count)
            insert_rows(connection, number_known, [("620702", "01", year, 5) for year in years])
            assert known() == [(year, 5) for year in years]
            more = [("620702", "01", year, year % 9) for year in range(count + 3)]
            new = [(year, year % 9) for year in range(count, count + 3)]
            add_rows(connection, number_known, more)
            assert known() == [*((year, 5) for year in years), *new]
            raise_rows(connection, number_known, more, number_known.c.running)
            assert known() == [*((year, max(5, year % 9)) for year in years), *new]
            upsert_rows(connection, number_known, more)
            assert known() == [(year, year % 9) for year in range(count + 3)]
            before.rollback()
