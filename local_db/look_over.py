"""Notices pages of the store that the disk has broken before anybody needs what stands on them.

SQLCipher checks a page when it is read, and most are not read for months; until then nobody would
know that a backup is due. Must not mend, and must not keep writers waiting.
"""

import time
from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.clock import stamp
from local_db.notes import Note, read_notes, write_note
from local_db.store import Store

_EACH = timedelta(days=1)
_SMALL = 32 << 20
"""Bytes of a store that is looked over each time; a larger one would keep a person waiting."""
_PAUSES = (0.0, 0.0, 0.05, 0.2, 0.5)
"""Seconds before each look: a page may be looked at in the moment in which it is written, and on a
busy machine that moment is long. Only what is broken every time is."""


def look_over(store: Store, now: datetime, *, asked: bool = False) -> None:
    """Note as damage what cannot be read: once a day, and where it is quick whenever it is asked.

    Raises:
        CounterError: the store's troubles.
    """
    with store.reading() as connection:
        last = read_notes(connection).get(Note.LOOKED_OVER)
    is_due = last is None or abs(now - datetime.fromisoformat(last)) >= _EACH
    if not is_due and not (asked and store.size() <= _SMALL):
        return
    with store.looking() as connection:
        broken = all(_is_broken(connection, pause) for pause in _PAUSES)
    if broken:
        store.note_damage()
    if is_due:
        with store.transaction() as connection:
            write_note(connection, Note.LOOKED_OVER, stamp(now))


def _is_broken(connection: Connection, pause: float) -> bool:
    """Whether after a pause a page does not fit its seal, or is missing at the file's end.

    What the log has goes into the file first: a file that was cut off is then as long as before,
    with nothing where the lost pages were.
    """
    time.sleep(pause)
    connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").all()
    return connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None
