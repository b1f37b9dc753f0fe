"""Drafts: begun, typed into, parked, taken up again, abandoned. All of it stays at this counter.

A draft is its journal of edits; an edit is a JSON value that the form understands. Each call is
one commit, so what a call has returned for survives a killed program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from counter_app.basics.catalogue.store import DRAFT_GONE, STORE_DAMAGED
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.audit import Did
from counter_app.cases.keys import new_id
from counter_app.desk.clerks import Clerk
from counter_app.desk.codes import free_short_code
from counter_app.desk.desk import Desk
from counter_app.desk.recorded import put_on_record
from counter_app.forms.matter import MATTER
from local_db import drafts as rows
from local_db.drafts import DraftRow


class DraftState(StrEnum):
    """Where a draft stands at the desk."""

    FILLING = "filling"
    PARKED = "parked"
    AWAITING_SIGNATURE = "awaiting_signature"

    @property
    def label(self) -> str:
        """The word on the tab."""
        return _LABELS[self]


_LABELS = {
    DraftState.FILLING: "填报中",
    DraftState.PARKED: "搁置",
    DraftState.AWAITING_SIGNATURE: "等签字",
}


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as its tab shows it."""

    draft_id: str
    short_code: str
    label: str
    """The applicant's name as typed so far; may be empty."""
    state: DraftState
    started_at: datetime
    changed_at: datetime
    clerk_name: str


@dataclass(frozen=True, slots=True)
class LoadedDraft:
    """A draft with everything that was typed into it."""

    draft: OpenDraft
    edits: tuple[object, ...]


def start(desk: Desk, clerk: Clerk) -> OpenDraft:
    """Begin with a new applicant. The short code is given now: it stands on the 签字稿."""
    now = stamp(desk.now())
    with desk.store.transaction() as connection:
        draft = DraftRow(
            draft_id=new_id(),
            short_code=free_short_code(connection),
            label="",
            state=DraftState.FILLING,
            staff_id=clerk.staff_id,
            staff_name=clerk.name,
            started_at=now,
            changed_at=now,
            edits=0,
            matter=MATTER,
        )
        rows.add_draft(connection, draft)
    return _shown(draft)


def record(desk: Desk, draft_id: str, edits: Sequence[object], *, label: str | None = None) -> None:
    """Write what was typed to the journal; raises DRAFT_GONE."""
    encoded = [msgspec.json.encode(edit) for edit in edits]
    with desk.store.transaction() as connection:
        draft = _get(connection, draft_id)
        rows.append_edits(connection, draft, encoded)
        rows.change_draft(
            connection,
            draft_id,
            edits=draft.edits + len(encoded),
            changed_at=stamp(desk.now()),
            label=draft.label if label is None else label,
        )


def load(desk: Desk, draft_id: str) -> LoadedDraft:
    """The draft with all its edits, as they were typed.

    Raises:
        CounterError: DRAFT_GONE; STORE_DAMAGED where the journal has a gap or a changed row.
    """
    with desk.store.reading() as connection:
        draft = _get(connection, draft_id)
        journal = rows.edits_of(connection, draft_id)
    lost = rows.journal_faults(draft, journal)
    if lost:
        raise CounterError(STORE_DAMAGED, count=lost)
    return LoadedDraft(_shown(draft), tuple(msgspec.json.decode(edit) for edit, _ in journal))


def park(desk: Desk, draft_id: str, state: DraftState = DraftState.PARKED) -> None:
    """Put the draft aside, or (FILLING) take it up again; raises DRAFT_GONE."""
    with desk.store.transaction() as connection:
        _get(connection, draft_id)
        rows.change_draft(connection, draft_id, state=str(state), changed_at=stamp(desk.now()))


def abandon(desk: Desk, draft_id: str, clerk: Clerk | None = None) -> None:
    """Forget the draft: no trace on the server, no gap in a sequence. Twice is as once."""
    with desk.store.transaction() as connection:
        draft = rows.find_draft(connection, draft_id)
        if draft:
            put_on_record(connection, desk, clerk, Did.DISCARDED, short_code=draft.short_code)
            rows.drop_draft(connection, draft_id)


def open_drafts(desk: Desk) -> tuple[OpenDraft, ...]:
    """All drafts of this counter, the oldest first."""
    with desk.store.reading() as connection:
        return tuple(_shown(draft) for draft in rows.open_drafts(connection))


def _get(connection: Connection, draft_id: str) -> DraftRow:
    draft = rows.find_draft(connection, draft_id)
    if draft is None:
        raise CounterError(DRAFT_GONE)
    return draft


def _shown(draft: DraftRow) -> OpenDraft:
    return OpenDraft(
        draft_id=draft.draft_id,
        short_code=draft.short_code,
        label=draft.label,
        state=DraftState(draft.state),
        started_at=datetime.fromisoformat(draft.started_at),
        changed_at=datetime.fromisoformat(draft.changed_at),
        clerk_name=draft.staff_name,
    )
