"""Numbers that were told to applicants and whose cases this store has lost.

A file of numbers that is ahead of the store is the evidence. The note stays until the cases are
here again, by pull, or a person says that they have been looked after.
"""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, select

from counter_app.cases.numbers import CaseNumber
from local_db.index import TermKind, reversed_digits
from local_db.notes import Note, read_notes, write_note
from local_db.statements import among, listed
from local_db.tables import terms

_MOST = 2000
"""Of one range; a counter that lost more has lost everything and is told so all the same."""
_Ranges = dict[str, list[tuple[int, int]]]
_HAS_NUMBER = select(terms.c.term).where(
    terms.c.kind == int(TermKind.NUMBER_REVERSED), among(terms.c.term)
)


def note_missing(
    connection: Connection, given: Mapping[str, int], known: Mapping[str, int]
) -> None:
    """Keep what was given above what the store knows; both `620702-03/2026` → running number."""
    ranges = _noted(connection)
    for name, highest in given.items():
        first = known.get(name, 0) + 1
        if highest >= first:
            ranges.setdefault(name, []).append((max(first, highest - _MOST + 1), highest))
    _note(connection, ranges)


def missing_numbers(connection: Connection) -> list[str]:
    """Which of the noted numbers no case here has, as they stand on paper."""
    noted = list(_numbers(_noted(connection)))
    if not noted:
        return []
    digits = {reversed_digits(number): number for number in noted}
    here = set(connection.execute(_HAS_NUMBER, listed(digits)).scalars())
    return [number for digit, number in digits.items() if digit not in here]


def settle_missing(connection: Connection) -> None:
    """Forget the note where nothing is missing any more."""
    if Note.MISSING_NUMBERS in read_notes(connection) and not missing_numbers(connection):
        forget_missing(connection)


def forget_missing(connection: Connection) -> None:
    """A person has looked after them."""
    write_note(connection, Note.MISSING_NUMBERS, None)


def _noted(connection: Connection) -> _Ranges:
    kept = read_notes(connection).get(Note.MISSING_NUMBERS)
    return msgspec.json.decode(kept, type=_Ranges) if kept else {}


def _note(connection: Connection, ranges: _Ranges) -> None:
    kept = msgspec.json.encode(ranges).decode() if ranges else None
    write_note(connection, Note.MISSING_NUMBERS, kept)


def _numbers(ranges: _Ranges) -> Iterator[str]:
    for name, spans in ranges.items():
        window, _, year = name.partition("/")
        county, _, code = window.partition("-")
        for first, last in spans:
            for running in range(first, last + 1):
                yield str(CaseNumber(county, int(year), code, running))
