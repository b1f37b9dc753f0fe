"""Own decisions that the server refused: they stay in their chain and never count.

A fact that comes back waits for a person and counts meanwhile; a decision that was refused was
never taken. Trying again is a new act. Must not decide what was refused.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from local_db.case_log import rebuild
from local_db.tables import not_taken


class NotTaken(NamedTuple):
    """One decision, its case, and the code of why."""

    action_id: str
    case_id: str
    code: str


def leave_out(connection: Connection, refused: Sequence[NotTaken], *, at: str) -> None:
    """From now on these do not count; their cases are computed anew."""
    if not refused:
        return
    rows = [{**one._asdict(), "at": at} for one in refused]
    connection.execute(insert(not_taken).on_conflict_do_nothing(), rows)
    rebuild(connection, list(dict.fromkeys(one.case_id for one in refused)), at=at)
