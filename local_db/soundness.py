"""Notices what the disk lost or changed silently; SQLite's own check says ok to lost rows.

Every record carries a hash: an action its place in the chain, content its salted hash, a state and
an edit their digest. Must not mend: what is lost comes back from the server by `sync`.
"""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from counter_app.cases.actions import Action, Content
from counter_app.cases.case_state import CaseState
from counter_app.cases.chain import is_sound
from counter_app.cases.replay import replay_apart
from local_db.actions import actions_of
from local_db.cases import state_digest
from local_db.counted import count_every_gap
from local_db.drafts import edits_of, journal_faults, open_drafts
from local_db.tables import actions, cases, contents


def find_faults(connection: Connection) -> list[str]:
    """Everything that is lost or changed, by the names of its records; reads the whole store."""
    return [
        *(["chains"] * count_every_gap(connection)),
        *_unsound_actions(connection),
        *_wrong_states(connection),
        *_broken_journals(connection),
    ]


def _unsound_actions(connection: Connection) -> Iterator[str]:
    rows = connection.execute(
        select(actions.c.action_id, actions.c.hash, actions.c.record)
        .add_columns(contents.c.salt, contents.c.content)
        .join(contents, contents.c.position == actions.c.position, isouter=True)
    )
    for action_id, digest, record, salt, raw in rows:
        action = msgspec.json.decode(record, type=Action)
        content = Content(action_id, salt, msgspec.Raw(raw)) if salt is not None else None
        if action.hash != digest or not is_sound(action, content):
            yield f"action {action_id}"


def _wrong_states(connection: Connection) -> Iterator[str]:
    rows = connection.execute(select(cases.c.case_id, cases.c.state, cases.c.digest)).all()
    for case_id, state, digest in rows:
        kept = msgspec.json.decode(state, type=CaseState)
        # Compared as values: one more field with a default changes the bytes of no old state.
        same = not kept.is_current or replay_apart(actions_of(connection, case_id)).state == kept
        if not same or state_digest(state) != digest:
            yield f"case {case_id}"


def _broken_journals(connection: Connection) -> Iterator[str]:
    for draft in open_drafts(connection):
        if journal_faults(draft, edits_of(connection, draft.draft_id)):
            yield f"draft {draft.draft_id}"
