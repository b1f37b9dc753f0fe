"""The lock of whoever typed five wrong passwords without the line, and how it runs down.

It outlives a restart and does not ask this computer's clock, which anybody can set: it runs down
while the program runs, counted by a clock that only goes forward, or by what the server says of the
time, from the first word that is heard after the lock (second-half.md, rule 17).
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.cases.rights import LOCK_MINUTES, TRIES
from counter_app.desk.clock_check import heard
from counter_app.desk.desk import Desk
from local_db.actions import own_chains
from local_db.notes import read_notes
from local_db.staff import KnownPerson, add_ran

_LOCK = timedelta(minutes=LOCK_MINUTES)


class Running:
    """For how long this process has run since it was last asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()

    def count(self, desk: Desk) -> None:
        """Let the time since the last call count for every lock of this counter."""
        seconds = int(self._clock() - self._since)
        if seconds > 0:
            self._since += seconds
            with desk.store.transaction() as connection:
                add_ran(connection, seconds, TRIES)


def is_locked(person: KnownPerson) -> bool:
    """Whether no try is given now."""
    return person.tries >= TRIES and timedelta(seconds=person.locked_ran) < _LOCK


def begun(connection: Connection, person: KnownPerson) -> KnownPerson:
    """With one try more; the last one locks until it was right."""
    before = person.tries if person.tries < TRIES else 0
    counted = replace(person, tries=before + 1, locked_ran=0, locked_heard="", locked_before="")
    return replace(counted, locked_before=_heard(connection)) if counted.tries == TRIES else counted


def with_heard(connection: Connection, person: KnownPerson) -> KnownPerson:
    """With what the server has said of the time since the lock.

    The first word after it is where counting begins: when it was said, the lock may have been a
    moment old, however long ago the word before had been.
    """
    said = _heard(connection)
    if person.tries < TRIES or said == person.locked_before:
        return person
    if not person.locked_heard:
        return replace(person, locked_heard=said)
    served = int(
        (datetime.fromisoformat(said) - datetime.fromisoformat(person.locked_heard)).total_seconds()
    )
    return replace(person, locked_ran=max(person.locked_ran, served))


def latest_time(connection: Connection, now: datetime) -> datetime:
    """The latest of what is known of the time: a clock that was set back makes nothing younger."""
    word = heard(read_notes(connection))
    written = [chain.last_at for chain in own_chains(connection) if chain.last_at]
    return max([now, *([word.server] if word else []), *map(datetime.fromisoformat, written)])


def _heard(connection: Connection) -> str:
    word = heard(read_notes(connection))
    return word.server.isoformat() if word else ""
