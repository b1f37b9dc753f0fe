"""What the queue knows of a question that is asked once more, after it was to be mended.

Each time is a question of its own, with an id of its own; the earlier ones stay as they were
answered. Must not judge whether it is time (`needs.anew`), nor send.
"""

from collections.abc import Collection, Iterable

from central_server.departments.rows import QueryRow, QueryState
from counter_app.needs.anew import Key

GONE = (QueryState.CANCELLED, QueryState.DISCARDED)
"""Rows that stand for no question any more."""


def is_spent(row: QueryRow, rows: Iterable[QueryRow], anew: Collection[Key]) -> bool:
    """Whether it was to be asked once more and is not wanted now, before it has left."""
    waits = row.state == QueryState.WAITING and not row.asked_at
    return waits and (row.person, row.item) not in anew and is_anew(row, rows)


def is_anew(row: QueryRow, rows: Iterable[QueryRow]) -> bool:
    """Whether the same was asked before: then what a person enters answers another question."""
    return bool(_earlier(row, rows))


def _earlier(row: QueryRow, rows: Iterable[QueryRow]) -> list[QueryRow]:
    """The same question, settled."""
    same = (row.person, row.item, row.subject)
    return [
        each
        for each in rows
        if (each.person, each.item, each.subject) == same
        and not each.is_open
        and each.state not in GONE
    ]
