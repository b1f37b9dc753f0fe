"""Asks the server for work lists, with a session. Keeps nothing of an answer."""

from counter_app.basics.clock import Clock
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.lists import (
    LIST_ROWS,
    MOST_LIST_ROWS,
    ListAnswer,
    ListFilter,
    ListRequest,
    ListRow,
)
from local_db.store import Store

_EVERYTHING = ListFilter()


def ask_page(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    name: str,
    only: ListFilter = _EVERYTHING,
    after: str = "",
    limit: int = LIST_ROWS,
) -> ListAnswer:
    """A page of a work list of the person, those due first; the first one counts all lists.

    Raises:
        CounterError: as for `questions`; SESSION_OVER.
    """
    with questions(store, clock, open_link) as line:
        asked = ListRequest(
            incarnation=line.incarnation,
            session=session,
            list=name,
            filter=only,
            after=after,
            limit=limit,
        )
        return line.ask("/list", asked, ListAnswer)


def ask_list(
    store: Store, clock: Clock, open_link: OpenLink, session: str, name: str
) -> list[ListRow]:
    """All of a work list of the person, those due first.

    Raises:
        CounterError: as for `questions`; SESSION_OVER.
    """
    found: list[ListRow] = []
    with questions(store, clock, open_link) as line:
        after = ""
        while True:
            asked = ListRequest(
                incarnation=line.incarnation,
                session=session,
                list=name,
                after=after,
                limit=MOST_LIST_ROWS,
            )
            answer = line.ask("/list", asked, ListAnswer)
            found += answer.rows
            if not answer.next or answer.next <= after:
                return found
            after = answer.next
