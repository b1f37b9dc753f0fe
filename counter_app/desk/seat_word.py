"""Who sits at the window while it begins anew: kept in the store, taken back once by a word.

The word goes from one process to the next; whoever does not have it has to sign in. Must not know
how it is handed over.
"""

import secrets

import msgspec

from counter_app.cases.keys import secret_hash
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from local_db.notes import Note, read_notes, write_note


def leave_word(desk: Desk, clerk: Clerk) -> str:
    """The word by which this person goes on; empty for a picked name, which needs none."""
    if not clerk.login:
        return ""
    word = secrets.token_urlsafe(32)
    kept = f"{secret_hash(word)} {msgspec.json.encode(clerk).decode()}"
    with desk.store.transaction() as connection:
        write_note(connection, Note.SEATED, kept)
    return word


def take_word(desk: Desk, word: str) -> Clerk | None:
    """The person of a word, once; None for a word that is no more or was never one."""
    with desk.store.transaction() as connection:
        known, _, clerk = read_notes(connection).get(Note.SEATED, "").partition(" ")
        write_note(connection, Note.SEATED, None)
    fits = bool(known) and secrets.compare_digest(known, secret_hash(word))
    return msgspec.json.decode(clerk, type=Clerk) if fits else None
