"""Whether the computer's time can be right: asked before a receipt takes number and date from it.

What cannot be right is refused: the server would take such a receipt with a mark only. What is
merely unlikely is asked; a person's word holds for the working day. Must not change a time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.catalogue.store import (
    CLOCK_AHEAD,
    CLOCK_DIFFERS,
    CLOCK_EARLY,
    CLOCK_IMPOSSIBLE,
    CLOCK_SET_BACK,
    CLOCK_UNSURE,
)
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError, Entry
from counter_app.desk.desk import Desk
from local_db.actions import forget_last_time
from local_db.notes import Note, read_notes, write_note

ASKED: frozenset[Entry] = frozenset((CLOCK_SET_BACK, CLOCK_EARLY, CLOCK_DIFFERS, CLOCK_UNSURE))
"""What a person at the window can answer: the time is right all the same."""
KNOWN_SINCE = date(2026, 1, 1)
"""The newest day of the shipped tables: who has them lives no earlier."""
_FIRST_YEAR = 2024
_MOST_AHEAD = timedelta(days=1)
_FAR = timedelta(hours=1)
_AGREEMENT = timedelta(minutes=5)
_LONG = timedelta(days=31)
_WORD_HOLDS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the server's clock said, and this one at the same moment."""

    server: datetime
    here: datetime

    def ahead(self, now: datetime) -> timedelta:
        """How far this clock is ahead, as far as can be known now; negative: behind.

        A clock that stands before that moment was changed since: then only what lies before the
        server's word is certainly behind.
        """
        return self.here - self.server if now >= self.here else min(now - self.server, timedelta())


def heard(notes: dict[str, str]) -> Heard | None:
    """The server's last word of the time; None before the first contact."""
    server, _, here = notes.get(Note.SERVER_CLOCK, "").partition(" ")
    return Heard(datetime.fromisoformat(server), datetime.fromisoformat(here)) if here else None


def check_clock(connection: Connection, now: datetime) -> None:
    """Let a receipt begin only under a time that can be right.

    Raises:
        CounterError: CLOCK_IMPOSSIBLE, CLOCK_AHEAD; one of ASKED, unless a person has answered.
    """
    notes = read_notes(connection)
    doubt = _doubt(notes, now)
    if doubt is not None and not (doubt.entry in ASKED and _is_vouched(notes, now)):
        raise doubt


def confirm_clock(desk: Desk) -> None:
    """Take the present time as the right one; what was done keeps the times that it has."""
    now = stamp(desk.now())
    with desk.store.transaction() as connection:
        forget_last_time(connection, now)
        write_note(connection, Note.CLOCK_VOUCHED, now)


def difference(notes: dict[str, str], now: datetime) -> str:
    """What to say of a clock that the server's does not agree with; nothing where it does."""
    word = heard(notes)
    ahead = word.ahead(now) if word else timedelta()
    return CounterError(CLOCK_DIFFERS, **_facts(ahead)).title if abs(ahead) > _AGREEMENT else ""


def _doubt(notes: dict[str, str], now: datetime) -> CounterError | None:
    shown = f"{now:%Y-%m-%d}"
    if now.year < _FIRST_YEAR:
        return CounterError(CLOCK_IMPOSSIBLE, now=shown)
    word = heard(notes)
    if word is None:
        return CounterError(CLOCK_EARLY, now=shown) if now.date() < KNOWN_SINCE else None
    ahead = word.ahead(now)
    if ahead > _MOST_AHEAD:
        return CounterError(CLOCK_AHEAD, span=_span(ahead))
    if abs(ahead) > _FAR:
        return CounterError(CLOCK_DIFFERS, **_facts(ahead))
    silent = now - word.here
    return CounterError(CLOCK_UNSURE, days=silent.days) if silent > _LONG else None


def _is_vouched(notes: dict[str, str], now: datetime) -> bool:
    said = notes.get(Note.CLOCK_VOUCHED)
    return said is not None and abs(now - datetime.fromisoformat(said)) < _WORD_HOLDS


def _facts(ahead: timedelta) -> dict[str, str]:
    return {"side": "快" if ahead > timedelta() else "慢", "span": _span(abs(ahead))}


def _span(length: timedelta) -> str:
    """The two largest units."""
    minutes = max(1, round(length.total_seconds() / 60))
    parts = (
        (minutes // 1440, "天"),
        (minutes // 60 % 24, "小时"),
        (minutes % 60, "分钟"),
    )
    told = [f"{count} {unit}" for count, unit in parts if count]
    return " ".join(told[:2])
