"""Search terms: plain rows in order, found by their beginning. No full-text search.

A million people answer in well under a millisecond, because every search is one range of one
index. What a person types is understood in `counter_app.desk.search`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from sqlalchemy import Connection, bindparam, select, tuple_

from local_db.statements import driver_text, insert_into, run, run_many
from local_db.tables import terms

_NO_DIGIT = re.compile(r"[^0-9X]")
_LAST = "\U0010ffff"

_ADD = insert_into(terms, or_ignore=True)
_NUMBERED = driver_text(
    select(terms.c.case_id)
    .where(terms.c.kind == bindparam("kind"), terms.c.term == bindparam("term"))
    .order_by(terms.c.newest_first, terms.c.case_id)
)


class TermKind(IntEnum):
    """What a term is; digits are kept reversed, so that their last ones find them."""

    NAME = 1
    INITIALS = 2
    ID_NUMBER_REVERSED = 3
    NUMBER_REVERSED = 4
    SHORT_CODE = 5
    PHONE_REVERSED = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One term that was found; in the order of the index, newest case first within a term."""

    kind: TermKind
    term: str
    newest_first: int
    case_id: str


def reversed_digits(text: str) -> str:
    """Digits (and a last X) from the end; everything else is left out."""
    return _NO_DIGIT.sub("", text.upper())[::-1]


@dataclass(frozen=True, slots=True)
class Findable:
    """A case and what it is found by; empty terms are left out, repeated ones count once."""

    case_id: str
    received_at: str
    terms: Iterable[tuple[TermKind, str]]

    def rows(self) -> Iterator[tuple[int, str, int, str]]:
        """Its rows in the index."""
        when = -int(datetime.fromisoformat(self.received_at).timestamp())
        for kind, term in dict.fromkeys(self.terms):
            if term:
                yield int(kind), term, when, self.case_id


def add_terms(connection: Connection, findable: Iterable[Findable]) -> None:
    """Let the cases be found; a term that is there already does no harm."""
    rows = [row for each in findable for row in each.rows()]
    if rows:
        run_many(connection, _ADD, rows)


def cases_numbered(connection: Connection, number: str) -> list[str]:
    """The cases that may have, or have had, this number: its digits are theirs."""
    sought = {"kind": int(TermKind.NUMBER_REVERSED), "term": reversed_digits(number)}
    return [case_id for (case_id,) in run(connection, _NUMBERED, sought).fetchall()]


def find_terms(
    connection: Connection,
    kind: TermKind,
    beginning: str,
    *,
    exact: bool = False,
    after: Hit | None = None,
    limit: int,
) -> Sequence[Hit]:
    """The next hits of one kind whose term is or begins with the text."""
    query = select(terms.c.term, terms.c.newest_first, terms.c.case_id).where(
        terms.c.kind == int(kind)
    )
    if exact:
        query = query.where(terms.c.term == beginning)
    else:
        query = query.where(terms.c.term >= beginning, terms.c.term < beginning + _LAST)
    place = (terms.c.term, terms.c.newest_first, terms.c.case_id)
    if after:
        query = query.where(tuple_(*place) > (after.term, after.newest_first, after.case_id))
    rows = connection.execute(query.order_by(*place).limit(limit))
    return [Hit(kind, *row) for row in rows]
