"""A case as the server tells it to whoever has signed in, where that says more than this store.

What waits here goes first, so that the server tells the case as it is. Must not decide how a case
is told from this store.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import select

from counter_app.basics.catalogue import people, store
from counter_app.basics.catalogue.acts import CASE_NUMBER_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.desk.desk import Desk
from counter_app.desk.find_case import get_by_number
from counter_app.wire.work import CaseAnswer
from local_db.tables import outbox

_NOT_ASKED = (
    people.NO_PEOPLE,
    store.SERVER_OUT_OF_REACH,
    store.LINE_INTERCEPTED,
    store.SERVER_BUSY,
)
"""The server cannot be asked, or is older than the question: what is here counts."""


def told_by_server(
    desk: Desk, sync: Callable[[], object], ask: Callable[[], CaseAnswer], number: str
) -> dict[str, Any] | None:
    """What the server tells of the case; None where only this store can say.

    Raises:
        CounterError: CASE_NOT_THEIRS; other troubles of the line.
    """
    case_id = _case_here(desk, number)
    if _waits(desk, case_id):
        sync()
        if _waits(desk, case_id):
            return None
    try:
        answer = ask()
    except CounterError as error:
        if error.entry in _NOT_ASKED:
            return None
        raise
    told = msgspec.json.decode(answer.told, type=dict[str, Any])
    read = {name: msgspec.json.decode(raw) for name, raw in answer.contents.items()}
    return {**told, "contents": read}


def _case_here(desk: Desk, number: str) -> str:
    try:
        return get_by_number(desk, number).case_id
    except CounterError as error:
        if error.entry is not CASE_NUMBER_UNKNOWN:
            raise
        return ""


def _waits(desk: Desk, case_id: str) -> bool:
    """Whether something of the case has not reached the server."""
    query = select(outbox.c.position).where(outbox.c.case_id == case_id).limit(1)
    with desk.store.reading() as connection:
        return bool(case_id) and connection.execute(query).first() is not None
