"""Counts what is lost of this store's own chains, at a cost that does not grow with the store.

What is long past is counted once a day and remembered, what is recent each time it is asked. Must
not mend anything.
"""

import msgspec
from sqlalchemy import Connection, func, select

from local_db.actions import ChainHead, own_chains
from local_db.notes import Note, read_notes, write_note
from local_db.tables import actions

_RECENT = 20_000
"""Actions at the end of a chain that are always counted, some thousand cases."""


class _Counted(msgspec.Struct, frozen=True):
    """What the note says. `up_to`: `device/incarnation` → the last sequence that was counted."""

    day: str = ""
    lost: int = 0
    up_to: dict[str, int] = {}


def count_gaps(connection: Connection) -> int:
    """How many actions of this store's own chains are not there; quick.

    What was lost of the past since its last count is told after the next.
    """
    counted = _counted(connection)
    return counted.lost + sum(
        _lost(connection, chain, counted.up_to.get(_name(chain), 0), chain.sequence)
        for chain in own_chains(connection)
    )


def count_every_gap(connection: Connection) -> int:
    """The same, all counted anew."""
    return sum(_lost(connection, chain, 0, chain.sequence) for chain in own_chains(connection))


def count_the_past(connection: Connection, now: str) -> bool:
    """Count what is long past, once a day, and at once again where something was lost."""
    before, day = _counted(connection), now[:10]
    if before.day == day and not before.lost:
        return False
    old = [chain for chain in own_chains(connection) if chain.sequence > _RECENT]
    lost = sum(_lost(connection, chain, 0, chain.sequence - _RECENT) for chain in old)
    counted = _Counted(day, lost, {_name(chain): chain.sequence - _RECENT for chain in old})
    if counted != before and (old or before.day):
        write_note(connection, Note.COUNTED, msgspec.json.encode(counted).decode())
    return False


def _counted(connection: Connection) -> _Counted:
    kept = read_notes(connection).get(Note.COUNTED)
    return msgspec.json.decode(kept, type=_Counted) if kept else _Counted()


def _name(chain: ChainHead) -> str:
    return f"{chain.device}/{chain.incarnation}"


def _lost(connection: Connection, chain: ChainHead, above: int, up_to: int) -> int:
    """How many of the chain's actions in this span are not there."""
    query = select(func.count()).where(
        actions.c.device == chain.device,
        actions.c.incarnation == chain.incarnation,
        actions.c.sequence > above,
        actions.c.sequence <= up_to,
    )
    return max(0, up_to - above) - connection.execute(query).scalar_one()
