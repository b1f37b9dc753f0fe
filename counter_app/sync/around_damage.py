"""A batch where the disk has broken single records: one by one, around what cannot be read.

One bad page must not keep the sound cases here. An action whose content cannot be read goes
without it: the server says so, and it stands on a person's list. Must not mend anything.
"""

from collections.abc import Iterator

from counter_app.basics.catalogue.store import STORE_PAGE_BROKEN
from counter_app.basics.errors import CounterError
from counter_app.sync.run import Run
from counter_app.wire.messages import BATCH_ACTIONS, BATCH_BYTES
from local_db.outbox import Waiting, find_waiting, queued_positions, until_full


def batch_around(run: Run, after: int) -> list[Waiting]:
    """The next batch of what can be read; `run.broken` holds the positions of the rest."""
    with run.store.reading() as connection:
        positions = queued_positions(connection, after=after, most=BATCH_ACTIONS)
    return until_full(BATCH_BYTES, _readable(run, positions))


def _readable(run: Run, positions: list[int]) -> Iterator[Waiting]:
    for position in positions:
        found = _read(run, position, content=True) or _read(run, position, content=False)
        if found:
            yield found
        else:
            run.broken.add(position)


def _read(run: Run, position: int, *, content: bool) -> Waiting | None:
    """Each by a connection of its own: SQLCipher gives one up that has met a broken page."""
    try:
        with run.store.reading() as connection:
            return find_waiting(connection, position, content=content)
    except CounterError as error:
        if error.entry is not STORE_PAGE_BROKEN:
            raise
        return None
