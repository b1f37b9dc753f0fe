"""What was fetched since the cursor began, against what the server says there is.

A counter that holds less than it should (a server or a line that left something out) empties its
cursor and fetches everything again, at most once a day; what is still missing then is told.
Must not decide what an action is worth: that is `pull`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from counter_app.basics.clock import stamp
from counter_app.cases.actions import Action
from counter_app.cases.times import read_time
from counter_app.wire.holding import Holding
from local_db.notes import Note, read_notes, write_note

_PATIENCE = timedelta(hours=20)
Fetched = dict[str, Holding]
"""Stream → what came of it."""


def fetched_so_far(connection: Connection, now: datetime) -> Fetched | None:
    """What belongs to the cursor; None where all is to be fetched from the start.

    That is where nobody has counted (an older program fetched), and once a day where something is
    still missing.
    """
    notes = read_notes(connection)
    if Note.FETCH_SHORT in notes and not _was_tried(notes, now):
        return None
    kept = notes.get(Note.FETCHED)
    try:
        texts = msgspec.json.decode(kept, type=dict[str, str]) if kept else None
    except msgspec.DecodeError:
        return None
    if texts is None:
        return None
    return {stream: Holding.parse(text) or Holding() for stream, text in texts.items()}


def keep_fetched(connection: Connection, fetched: Fetched) -> None:
    """Note it beside the cursor, in the same transaction."""
    texts = {stream: str(each) for stream, each in sorted(fetched.items())}
    write_note(connection, Note.FETCHED, msgspec.json.encode(texts).decode())


def with_page(fetched: Fetched, good: Iterable[Action]) -> Fetched:
    """What came so far and with these actions."""
    hashes: dict[str, list[str]] = {}
    for action in good:
        hashes.setdefault(action.stream, []).append(action.hash)
    new = {each: fetched.get(each, Holding()).with_hashes(of) for each, of in hashes.items()}
    return {**fetched, **new}


def settle_difference(
    connection: Connection,
    fetched: Fetched,
    told: Mapping[str, str],
    *,
    whole: bool,
    now: datetime,
) -> Fetched | None:
    """What to note as fetched at the end of a fetch; None where all must be fetched again.

    `whole`: this fetch began at the empty cursor.
    """
    if not told:
        return fetched  # A server that does not count.
    owed = {stream: Holding.parse(text) or Holding() for stream, text in told.items()}
    short = [_gap(fetched.get(each), owed.get(each)) for each in fetched.keys() | owed.keys()]
    if not any(short):
        if whole:
            write_note(connection, Note.FETCH_SHORT, None)
        return fetched
    if not _was_tried(read_notes(connection), now):
        write_note(connection, Note.FETCHED_AGAIN, stamp(now))
        return None
    write_note(connection, Note.FETCH_SHORT, str(sum(short)))
    return owed


def _gap(fetched: Holding | None, owed: Holding | None) -> int:
    """How many actions lack, or are too many; at least one where the sums differ."""
    one, other = fetched or Holding(), owed or Holding()
    return 0 if one == other else abs(one.actions - other.actions) or 1


def _was_tried(notes: Mapping[str, str], now: datetime) -> bool:
    """Whether everything was fetched again today; a clock that was set back says no."""
    tried = read_time(notes.get(Note.FETCHED_AGAIN, ""))
    return tried is not None and timedelta() <= now - tried < _PATIENCE
