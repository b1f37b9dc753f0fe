"""One case by its number, as papers and commands name it, and all that still stand."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, exists, select

from counter_app.basics.catalogue.acts import CASE_NUMBER_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.cases.case_state import CaseState
from counter_app.desk.acting import get_state
from counter_app.desk.desk import Desk
from counter_app.desk.search import CaseRow
from local_db.index import cases_numbered
from local_db.lists import rows_of
from local_db.outbox import is_queued
from local_db.tables import cases, outbox, returns


def get_by_number(desk: Desk, number: str) -> CaseState:
    """The state of the case that has or had this number; raises CASE_NUMBER_UNKNOWN."""
    with desk.store.reading() as connection:
        for case_id in cases_numbered(connection, number):
            state = get_state(connection, case_id)
            if number in (state.number, *state.former_numbers):
                return state
    raise CounterError(CASE_NUMBER_UNKNOWN)


class FoundCase(NamedTuple):
    """What a list shows of a case beside its state; the name as a stranger may see it."""

    name: str
    type_label: str
    queued: bool
    came_back: bool


class Work(NamedTuple):
    """A case on a list: why it stands there, and until when; no day where nothing runs."""

    state: CaseState
    row: FoundCase
    why: str
    due: str


def standing_cases(desk: Desk) -> Iterator[tuple[CaseState, FoundCase]]:
    """Every case of this store with what lists need, the newest first."""
    waits = exists().where(outbox.c.case_id == cases.c.case_id)
    back = exists().where(returns.c.case_id == cases.c.case_id)
    query = select(
        cases.c.state, cases.c.name, cases.c.type_label, waits.label("waits"), back.label("back")
    ).order_by(cases.c.received_at.desc(), cases.c.case_id)
    with desk.store.reading() as connection:
        rows = connection.execute(query).all()
    for raw, name, label, queued, came_back in rows:
        state = msgspec.json.decode(raw, type=CaseState)
        yield state, FoundCase(f"{name[:1]}*" if name else "", label, bool(queued), bool(came_back))


def rows_of_work(desk: Desk, work: Iterable[Work]) -> tuple[CaseRow, ...]:
    """As the window lists them, in this order."""
    with desk.store.reading() as connection:
        return tuple(rows_of(connection, [each.state.case_id for each in work]))


def acceptance_unanswered(connection: Connection, state: CaseState) -> frozenset[str]:
    """The acceptance, while the server has not said that it holds."""
    accepted = state.accepted_by
    return frozenset({accepted} if is_queued(connection, accepted) else ())
