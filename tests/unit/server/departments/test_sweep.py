"""Cases of which the queue knows nothing: nothing that was asked is asked again."""

import asyncio

from sqlalchemy import delete, update

from central_server.departments.rows import QueryState
from central_server.departments.sweep import sweep
from central_server.store import tables
from counter_app.cases.actions import Kind
from tests.databases import SQLITE
from tests.unit.server.departments.asking import IDENTITY, MARRIAGE, Bureau

DATABASES = (SQLITE,)
QUEUE = tables.department_query


def swept(bureau: Bureau) -> None:
    asyncio.run(sweep(bureau.house.server))


def test_a_case_from_before_there_was_a_queue_is_asked_about(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.house.write(lambda c: c.execute(delete(QUEUE)))
    bureau.ask()
    assert bureau.asked == []
    swept(bureau)
    bureau.ask()
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED


def test_what_the_record_says_was_answered_is_not_asked_again(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.stand_in.control(items={MARRIAGE: {"error": "later"}})
    bureau.ask()
    before, ids = len(bureau.asked), {row.query_id for row in bureau.rows(case)}
    bureau.house.write(lambda c: c.execute(delete(QUEUE)))
    swept(bureau)
    assert {row.query_id for row in bureau.rows(case)} == ids
    assert bureau.row(case, MARRIAGE).state == QueryState.SENT
    bureau.stand_in.control(items={MARRIAGE: {}})
    bureau.ask()
    assert bureau.asked[before:] == [MARRIAGE]
    assert len(bureau.actions(case, Kind.QUERY_ASKED)) == len(ids)


def test_a_row_of_before_the_answer_learns_of_it(bureau: Bureau) -> None:
    case = bureau.accepted()
    bureau.ask()
    before = len(bureau.asked)
    old = {"state": QueryState.WAITING, "asked_at": "", "outcome": "", "answer": ""}
    identity = QUEUE.c.item == IDENTITY
    bureau.house.write(lambda c: c.execute(update(QUEUE).where(identity).values(**old)))
    bureau.ask()
    assert len(bureau.asked) == before
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED
    assert len(bureau.actions(case, Kind.QUERY_ANSWERED)) == before


def test_while_a_restored_server_waits_nothing_is_made(bureau: Bureau) -> None:
    case = bureau.accepted()
    now = bureau.house.server.now()
    bureau.house.write(lambda c: c.execute(delete(QUEUE)))
    bureau.house.write(lambda c: c.execute(update(tables.server).values(restoring_at=now)))
    swept(bureau)
    assert bureau.rows(case) == []
