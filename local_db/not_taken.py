"""Own decisions that the server refused: they stay in their chain and never count.

A fact that comes back waits for a person and counts meanwhile; a decision that was refused was
never taken. Trying again is a new act. Must not decide what was refused.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from counter_app.cases.actions import Action
from local_db.case_log import rebuild
from local_db.statements import among, driver_text, listed, run
from local_db.tables import actions, not_taken, returns

_LEFT_OUT = driver_text(select(not_taken.c.action_id).where(among(not_taken.c.action_id)))
_decode = msgspec.json.Decoder(Action).decode


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


def left_out(connection: Connection, action_ids: Sequence[str]) -> list[str]:
    """Those of these that were refused."""
    return [name for (name,) in run(connection, _LEFT_OUT, listed(action_ids)).fetchall()]


def made_good(connection: Connection, taken: Collection[Action]) -> list[str]:
    """Refusals that stand on a person's list and were tried again since, with success."""
    done = {_what(each) for each in taken}
    query = (
        select(actions.c.record)
        .join(not_taken, not_taken.c.action_id == actions.c.action_id)
        .join(returns, returns.c.action_id == actions.c.action_id)
        .where(returns.c.case_id.in_({each.case_id for each in taken}))
    )
    refused = map(_decode, connection.execute(query).scalars())
    return [each.action_id for each in refused if _what(each) in done]


def _what(action: Action) -> tuple[str, str, str]:
    """The same decision on the same case; of a proposal and its approval what is proposed."""
    return action.case_id, action.kind, str(action.facts.get("act") or "")
