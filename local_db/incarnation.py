"""Notices a store that was restored from a backup, and mints its incarnation.

A store has an incarnation from the moment it is made. It gets another one where the file of
numbers says that more was done than the store knows, or where that file is gone.
"""

from sqlalchemy import Connection

from counter_app.cases.keys import new_random64
from local_db.actions import own_chains
from local_db.missing_numbers import note_missing
from local_db.notes import Note, read_notes, write_note
from local_db.number_file import Mark
from local_db.numbers import highest_numbers, raise_numbers
from local_db.store import Store


def settle_incarnation(store: Store) -> str:
    """The store's incarnation; called once when it is opened.

    The file is read before the store: it is written after each commit, so a file that is ahead
    can only mean that the store went back.
    """
    mark = store.number_file.read()
    with store.reading() as connection:
        known = read_notes(connection).get(Note.INCARNATION)
        sound = known and mark and not _went_back(connection, known, mark)
        behind = mark and mark.sequence < _sequence(connection, known or "")
    if known and sound:
        if behind:
            write_mark(store)  # The program was killed between a commit and its mark.
        return known
    with store.transaction() as connection:
        known = read_notes(connection).get(Note.INCARNATION)
        if known and not mark:
            write_note(connection, Note.NUMBERS_UNKNOWN, "yes")
        if mark:
            note_missing(connection, mark.numbers, highest_numbers(connection))
            raise_numbers(connection, mark.numbers)
        fresh = mint_incarnation(connection)
    write_mark(store)
    return fresh


def mint_incarnation(connection: Connection) -> str:
    """A new incarnation from here on."""
    fresh = new_random64()
    write_note(connection, Note.INCARNATION, fresh)
    write_note(connection, Note.ACKNOWLEDGED, None)
    return fresh


def write_mark(store: Store) -> None:
    """Bring the file of numbers up to what the store has committed."""
    # The store is read under the file's lock, so that a later writer never writes less.
    with store.number_file.locked(), store.reading() as connection:
        incarnation = read_notes(connection).get(Note.INCARNATION, "")
        store.number_file.write(
            Mark(
                incarnation=incarnation,
                sequence=_sequence(connection, incarnation),
                numbers=highest_numbers(connection),
            )
        )


def raise_mark(store: Store, reached: Mark) -> None:
    """Note what a transaction has just committed, without reading the store again.

    The disk has it when `Store.settle` has returned, hence before the next transaction.
    """
    file = store.number_file
    with file.locked():
        before = file.read()
        file.put(_merged(before or reached, reached), before)


def _merged(before: Mark, reached: Mark) -> Mark:
    same = before.incarnation == reached.incarnation
    higher = {
        name: max(running, before.numbers.get(name, 0)) for name, running in reached.numbers.items()
    }
    return Mark(
        incarnation=reached.incarnation,
        sequence=max(before.sequence if same else 0, reached.sequence),
        numbers={**before.numbers, **higher},
    )


def _went_back(connection: Connection, known: str, mark: Mark) -> bool:
    if mark.incarnation != known or mark.sequence > _sequence(connection, known):
        return True
    given = highest_numbers(connection)
    return any(running > given.get(name, 0) for name, running in mark.numbers.items())


def _sequence(connection: Connection, incarnation: str) -> int:
    """The highest sequence of the incarnation, whatever device it was enrolled as."""
    found = [head.sequence for head in own_chains(connection) if head.incarnation == incarnation]
    return max(found, default=0)
