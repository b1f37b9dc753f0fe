"""`/api/v1/departments`, `/retry`, `/pause`: an operator sees to departments. A few lines each."""

from collections.abc import Callable

import msgspec
from sqlalchemy.engine import Connection

from central_server.api.reading import read_message
from central_server.api.visit import Visit
from central_server.departments.overview import (
    Operator,
    go_on,
    let_in,
    overview,
    pause,
    try_again,
)
from counter_app.basics.catalogue.departments import NOT_THE_OPERATOR
from counter_app.basics.catalogue.server import MESSAGE_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.forms.consents import Department
from counter_app.wire.departments import DepartmentRequest, DepartmentsAnswer, DepartmentsRequest
from counter_app.wire.messages import LARGEST_CONTACT

_LARGEST = LARGEST_CONTACT >> 4
_Work = Callable[[Connection, Operator], None]


async def answer_departments(visit: Visit) -> msgspec.Struct:
    """How departments are asked now."""
    await visit.introduce()
    asked = read_message(await visit.body(_LARGEST), DepartmentsRequest)
    return await _told(visit, asked.incarnation, asked.session, "look")


async def answer_retry(visit: Visit) -> msgspec.Struct:
    """Ask a department again at once."""
    await visit.introduce()
    asked, department = _named(await visit.body(_LARGEST))

    def work(connection: Connection, who: Operator) -> None:
        try_again(connection, department, who.now)

    return await _told(visit, asked.incarnation, asked.session, "retry", department, work)


async def answer_pause(visit: Visit) -> msgspec.Struct:
    """Stop asking a department, or go on."""
    await visit.introduce()
    asked, department = _named(await visit.body(_LARGEST))

    def work(connection: Connection, who: Operator) -> None:
        if asked.paused:
            pause(connection, department, who)
        else:
            go_on(connection, department, who.now)

    did = "pause" if asked.paused else "go-on"
    return await _told(visit, asked.incarnation, asked.session, did, department, work)


def _named(body: bytes) -> tuple[DepartmentRequest, Department]:
    asked = read_message(body, DepartmentRequest)
    try:
        return asked, Department(asked.department)
    except ValueError as error:
        raise CounterError(MESSAGE_UNREADABLE) from error


async def _told(
    visit: Visit,
    incarnation: str,
    session: str,
    did: str,
    department: str = "",
    work: _Work | None = None,
) -> DepartmentsAnswer:
    server, now = visit.server, visit.server.clock()

    def do(connection: Connection) -> DepartmentsAnswer | None:
        who = Operator(session, visit.device, now)
        if not let_in(connection, who, did, department):
            return None  # that it was denied stays on the record
        if work:
            work(connection, who)
        rows, items = overview(connection, server.policies.look(connection), now)
        head = visit.head_for(connection, incarnation, server.now())
        return DepartmentsAnswer(head=head, departments=tuple(rows), items=tuple(items))

    answer = await server.write(do)
    if answer is None:
        raise CounterError(NOT_THE_OPERATOR)
    server.bell.set()
    return answer
