"""Fetches the server's policy by its hashes. What a text says it is, it has to be.

Must not know what the tables mean, nor put any of them in force before all of it is here.
"""

import random
from collections.abc import Collection

import msgspec

from counter_app.sync.run import Run
from counter_app.wire.messages import DocumentsAnswer, DocumentsRequest
from local_db.notes import Note, read_notes, write_note
from local_db.policies import keep_texts, known_versions

_ASKED_AT_ONCE = 40
_IN_FORCE = {Note.POLICY: "policy", Note.WORDING: "wording"}


def fetch_documents(run: Run, missing: Collection[str]) -> None:
    """Fetch what is in force there, and what cases here name, as far as it is not here.

    Raises:
        CounterError: the line's troubles.
    """
    if not run.versions:
        return  # A server of 0.1 has none.
    wanted = {*filter(None, map(run.versions.get, _IN_FORCE.values())), *_some(missing)}
    with run.store.reading() as connection:
        known = known_versions(connection, wanted)
    if wanted - known:
        _fetch(run, wanted - known)
    _put_in_force(run)


def _some(missing: Collection[str]) -> Collection[str]:
    """So many as one answer has, others each time: invented ones keep no real one away for long."""
    if len(missing) <= _ASKED_AT_ONCE:
        return missing
    return random.SystemRandom().sample(sorted(missing), _ASKED_AT_ONCE)


def _fetch(run: Run, wanted: Collection[str]) -> None:
    request = DocumentsRequest(incarnation=run.identity.incarnation, want=sorted(wanted))
    answer = run.ask("/documents", msgspec.json.encode(request), DocumentsAnswer)
    texts = {version: text for version, text in answer.documents.items() if version in wanted}
    if texts:
        with run.store.transaction() as connection:
            run.tally.unreadable += keep_texts(connection, texts)


def _put_in_force(run: Run) -> None:
    """Both at once, when both are here."""
    named = {note: run.versions.get(key, "") for note, key in _IN_FORCE.items()}
    with run.store.reading() as connection:
        kept = read_notes(connection)
        here = known_versions(connection, named.values())
    if here == set(named.values()) and any(kept.get(note) != named[note] for note in named):
        with run.store.transaction() as connection:
            for note, version in named.items():
                write_note(connection, note, version)
