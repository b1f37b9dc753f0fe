"""A case by the number that stands on its papers. Must not ask whose it is."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from central_server.store.states import current_state
from central_server.store.tables import case, case_number
from counter_app.cases.case_state import CaseState

_LONGEST_NUMBER = 30
_decode = msgspec.json.Decoder(CaseState).decode


@dataclass(frozen=True, slots=True)
class Found:
    """A case by its number."""

    state: CaseState
    hall: str


def find_case(connection: Connection, number: str) -> Found | None:
    """The case that has or had this number."""
    where = and_(case.c.stream == case_number.c.stream, case.c.case_id == case_number.c.case_id)
    query = select(case.c.stream, case.c.hall, case.c.state).join_from(case_number, case, where)
    of_number = case_number.c.number == number[:_LONGEST_NUMBER]
    row = connection.execute(query.where(of_number)).one_or_none()
    if row is None:
        return None
    return Found(current_state(connection, row.stream, _decode(row.state)), row.hall)
