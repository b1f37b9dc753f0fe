"""Drafts, the journal of their edits, and what was printed of them before receipt.

The journal is the draft: texts as typed, one row an edit, each with a hash over it and the row
before. Must not read an edit: it is raw JSON that the form understands.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, select, update

from local_db.tables import draft_edits, draft_papers, drafts

_BY_ID = select(drafts).where(drafts.c.draft_id == bindparam("wanted"))


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as lists show it; times are ISO 8601."""

    draft_id: str
    short_code: str
    label: str
    state: str
    staff_id: str
    staff_name: str
    started_at: str
    changed_at: str
    edits: int
    matter: str


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """A paper of a draft that went to the printer or to a file."""

    sent: str
    draft_id: str
    paper: str
    sha256: str
    how: str
    at: str
    staff_id: str
    staff_name: str
    role: str
    confirmed_at: str | None = None
    confirmed_by_id: str | None = None
    confirmed_by_name: str | None = None
    copy: str = ""
    """`signing`, `final`, `sample`, `blank`; empty: printed by 0.1, which did not note it."""
    layout: str = ""
    wording: str = ""
    person: str = ""


def add_draft(connection: Connection, draft: DraftRow) -> None:
    """Keep a new draft."""
    connection.execute(insert(drafts), _values(draft))


def find_draft(connection: Connection, draft_id: str) -> DraftRow | None:
    """The draft, or None."""
    row = connection.execute(_BY_ID, {"wanted": draft_id}).first()
    return DraftRow(*row) if row else None


def open_drafts(connection: Connection) -> list[DraftRow]:
    """All drafts, the oldest first: the order of the tabs."""
    query = select(drafts).order_by(drafts.c.started_at, drafts.c.draft_id)
    return [DraftRow(*row) for row in connection.execute(query)]


def change_draft(connection: Connection, draft_id: str, **changed: str | int) -> None:
    """Set columns of a draft."""
    connection.execute(update(drafts).where(drafts.c.draft_id == draft_id).values(**changed))


def append_edits(connection: Connection, draft: DraftRow, edits: Sequence[bytes]) -> None:
    """Write edits to the end of the journal."""
    digest = _last_digest(connection, draft)
    rows = []
    for offset, edit in enumerate(edits):
        digest = edit_digest(digest, edit)
        rows.append(
            {
                "draft_id": draft.draft_id,
                "position": draft.edits + offset,
                "edit": edit,
                "digest": digest,
            }
        )
    if rows:
        connection.execute(insert(draft_edits), rows)


def edits_of(connection: Connection, draft_id: str) -> list[tuple[bytes, str]]:
    """The journal in order: edit and record hash."""
    rows = connection.execute(
        select(draft_edits.c.edit, draft_edits.c.digest)
        .where(draft_edits.c.draft_id == draft_id)
        .order_by(draft_edits.c.position)
    )
    return [(edit, digest) for edit, digest in rows]


def journal_faults(draft: DraftRow, journal: Sequence[tuple[bytes, str]]) -> int:
    """How many edits are lost or were changed on the disk."""
    expected, faults = draft.draft_id, abs(draft.edits - len(journal))
    for edit, digest in journal:
        faults += digest != edit_digest(expected, edit)
        expected = digest
    return faults


def edit_digest(before: str, edit: bytes) -> str:
    """The record hash of an edit that follows the one with the hash `before`."""
    return hashlib.sha256(before.encode() + edit).hexdigest()


def drop_draft(connection: Connection, draft_id: str) -> None:
    """Forget the draft with its journal; papers are forgotten by the tables' cascade."""
    connection.execute(delete(drafts).where(drafts.c.draft_id == draft_id))


def add_paper(connection: Connection, paper: DraftPaper) -> None:
    """Note that a paper of the draft was sent."""
    connection.execute(insert(draft_papers), _values(paper))


def find_paper(connection: Connection, sent: str) -> DraftPaper | None:
    """The printing, or None."""
    row = connection.execute(select(draft_papers).where(draft_papers.c.sent == sent)).first()
    return DraftPaper(*row) if row else None


def papers_of(connection: Connection, draft_id: str) -> list[DraftPaper]:
    """What was printed of the draft, in order."""
    query = (
        select(draft_papers)
        .where(draft_papers.c.draft_id == draft_id)
        .order_by(draft_papers.c.at, literal_column("rowid"))
    )
    return [DraftPaper(*row) for row in connection.execute(query)]


def confirm_paper(connection: Connection, sent: str, at: str, by_id: str, by_name: str) -> None:
    """Note that a person saw the paper; the first confirmation stays."""
    connection.execute(
        update(draft_papers)
        .where(draft_papers.c.sent == sent, draft_papers.c.confirmed_at.is_(None))
        .values(confirmed_at=at, confirmed_by_id=by_id, confirmed_by_name=by_name)
    )


def _last_digest(connection: Connection, draft: DraftRow) -> str:
    found = connection.execute(
        select(draft_edits.c.digest).where(
            draft_edits.c.draft_id == draft.draft_id, draft_edits.c.position == draft.edits - 1
        )
    ).scalar()
    return found or draft.draft_id


def _values(row: DraftRow | DraftPaper) -> dict[str, object]:
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__}
