"""Asks the server for work lists and for one case, with a session. Keeps nothing of an answer."""

import re
from typing import NamedTuple

from counter_app.basics.clock import Clock
from counter_app.basics.text import as_read, narrow
from counter_app.cases.numbers import CaseNumber
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.lists import (
    LIST_ROWS,
    MOST_LIST_ROWS,
    FindAnswer,
    FindRequest,
    ListAnswer,
    ListFilter,
    ListRequest,
    ListRow,
)
from local_db.store import Store

_EVERYTHING = ListFilter()
_TAIL = re.compile(r"[0-9]{3}[0-9X]")


class Sought(NamedTuple):
    """One of the three."""

    name: str = ""
    number: str = ""
    tail: str = ""

    @classmethod
    def of(cls, typed: str) -> "Sought":
        """What a text means: a number, the last four of an ID number, else a whole name."""
        read = narrow(as_read(typed)).strip()
        if CaseNumber.parse(read):
            return cls(number=read)
        return cls(tail=read.upper()) if _TAIL.fullmatch(read.upper()) else cls(name=read)


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


def ask_find(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    sought: Sought,
    reason: str,
) -> FindAnswer:
    """The cases that the person may see of what is sought; the reason is on the record.

    Raises:
        CounterError: as for `questions`; SESSION_OVER, TOO_MANY_SEARCHES.
    """
    with questions(store, clock, open_link) as line:
        asked = FindRequest(
            incarnation=line.incarnation,
            session=session,
            reason=reason,
            name=sought.name,
            number=sought.number,
            tail=sought.tail,
        )
        return line.ask("/find", asked, FindAnswer)
