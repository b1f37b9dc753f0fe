"""Whether the server can say more than this store, and whether it has all that is here.

Must not know what is asked.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from counter_app.basics.catalogue import people, store
from counter_app.basics.errors import CounterError
from counter_app.desk.desk import Desk
from counter_app.sync.link import ServerSaidError
from local_db.tables import outbox

Answer = TypeVar("Answer")
_NOT_ASKED = (
    people.NO_PEOPLE,
    store.SERVER_OUT_OF_REACH,
    store.LINE_INTERCEPTED,
    store.SERVER_BUSY,
)
_UNKNOWN = "malformed"
"""What a server says to a question that it does not know yet."""


def answered(ask: Callable[[], Answer]) -> Answer | None:
    """The server's answer; None where it cannot be asked, or is older than the question."""
    try:
        return ask()
    except CounterError as error:
        is_older = isinstance(error, ServerSaidError) and error.said == _UNKNOWN
        if is_older or error.entry in _NOT_ASKED:
            return None
        raise


def waits(desk: Desk, case_id: str = "") -> bool:
    """Whether something of the case, or anything at all, has not reached the server."""
    query = select(outbox.c.position).limit(1)
    if case_id:
        query = query.where(outbox.c.case_id == case_id)
    with desk.store.reading() as connection:
        return connection.execute(query).first() is not None
