"""Terms of an older folding of names are made anew, batch by batch; the old ones do no harm.

Until it is done, what is typed is looked for as the older program would have, too.
"""

from sqlalchemy import Connection, bindparam, select, update

from counter_app.basics.text import as_read
from counter_app.forms import matter
from local_db.index import Findable, TermKind, add_terms
from local_db.notes import Note, read_notes, write_note
from local_db.tables import cases

_BATCH = 200
_NEXT = (
    select(cases.c.case_id, cases.c.received_at, cases.c.name)
    .where(cases.c.case_id > bindparam("reached"))
    .order_by(cases.c.case_id)
    .limit(bindparam("most"))
)
_RENAME = update(cases).where(cases.c.case_id == bindparam("of")).values(name=bindparam("seen"))


def is_current(connection: Connection) -> bool:
    """Whether every case is found by today's folding."""
    return read_notes(connection).get(Note.INDEX_RULE) == str(matter.INDEX_RULE)


def rebuild_index(connection: Connection, now: str) -> bool:
    """Make the terms of some more names anew; True while more is left."""
    if is_current(connection):
        return False
    reached = read_notes(connection).get(Note.INDEXED_TO, "")
    rows = connection.execute(_NEXT, {"reached": reached, "most": _BATCH}).all()
    add_terms(connection, [_findable(*row) for row in rows])
    shown = [(case_id, as_read(name)) for case_id, _, name in rows if as_read(name) != name]
    if shown:
        connection.execute(_RENAME, [{"of": of, "seen": seen} for of, seen in shown])
    more = len(rows) == _BATCH
    write_note(connection, Note.INDEXED_TO, rows[-1][0] if more else None)
    if not more:
        write_note(connection, Note.INDEX_RULE, str(matter.INDEX_RULE))
    return more


def _findable(case_id: str, received_at: str, name: str) -> Findable:
    terms = matter.name_terms(name)
    found_by = [(TermKind.NAME, each) for each in terms.names]
    found_by += [(TermKind.INITIALS, each) for each in terms.initials]
    return Findable(case_id, received_at, found_by)
