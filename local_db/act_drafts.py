"""What was typed of acts that are not done, and of which cases: also of one that lies here no more.

A desk's case goes with its claim; what somebody wrote on it stays until the case is here again, at
most so many days. Must not know what an act is.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from local_db.notes import Note, read_notes, write_note
from local_db.tables import cases

Drafts = dict[str, dict[str, Any]]
"""Act → what was said, by key."""


class DraftMark(NamedTuple):
    """Of which case drafts are, once that is here no more, and when they were last kept."""

    number: str
    at: str


def read_drafts(connection: Connection) -> dict[str, dict[str, Drafts]]:
    """Case → person → drafts."""
    found: dict[str, dict[str, Drafts]] = json.loads(
        read_notes(connection).get(Note.ACT_DRAFTS, "{}")
    )
    return found


def read_marks(connection: Connection) -> dict[str, DraftMark]:
    """By case; those of an older program have none."""
    kept = json.loads(read_notes(connection).get(Note.ACT_DRAFTS_OF, "{}"))
    return {name: DraftMark(*mark) for name, mark in kept.items()}


def write_drafts(
    connection: Connection,
    drafts: Mapping[str, dict[str, Drafts]],
    marks: Mapping[str, DraftMark],
) -> None:
    """Keep these and no others."""
    of = {name: mark for name, mark in marks.items() if name in drafts}
    for note, kept in ((Note.ACT_DRAFTS, drafts), (Note.ACT_DRAFTS_OF, of)):
        write_note(connection, note, json.dumps(kept, ensure_ascii=False) if kept else None)


def left_drafts(connection: Connection) -> list[str]:
    """The numbers of cases that lie here no more and of which somebody has typed something."""
    drafts = read_drafts(connection)
    if not drafts:
        return []
    here = set(
        connection.execute(select(cases.c.case_id).where(cases.c.case_id.in_(drafts))).scalars()
    )
    marks = read_marks(connection)
    return sorted(marks[name].number for name in drafts if name not in here and name in marks)


def drop_left(connection: Connection, before: str) -> None:
    """Erase what was last kept before that moment of cases that lie here no more."""
    drafts, marks = read_drafts(connection), read_marks(connection)
    old = {name for name, mark in marks.items() if mark.at < before}
    if old:
        here = select(cases.c.case_id).where(cases.c.case_id.in_(old))
        gone = old.difference(connection.execute(here).scalars())
        write_drafts(
            connection,
            {name: said for name, said in drafts.items() if name not in gone},
            marks,
        )
