"""Whether whoever did a fact still might, when it comes in (second-half rule 17).

What happened at a window is taken in all the same, and marked for the county. Must not refuse.
"""

from datetime import datetime

from sqlalchemy.engine import Connection

from central_server.people.bounds import OFFLINE
from central_server.people.staff import find_by_id
from counter_app.cases.actions import Action
from counter_app.cases.kinds import KINDS, Nature
from counter_app.cases.times import read_time

LOCKED, LONG_UNHEARD = "locked", "long_unheard"


class Authors:
    """Of one batch; asks for each person once."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection, self._now = connection, now
        self._locked: dict[str, bool] = {}

    def doubt(self, action: Action) -> str:
        """Why the author of a fact is in doubt; empty where not, or where it is no fact.

        A window's own account is nobody who could be locked.
        """
        kind = KINDS.get(action.kind)
        if kind is None or kind.nature is not Nature.FACT:
            return ""
        if self._is_locked(action.staff_id):
            return LOCKED
        said = action.facts.get("heard")
        heard = read_time(str(said)) if said else None
        return LONG_UNHEARD if heard is not None and self._now - heard > OFFLINE else ""

    def _is_locked(self, staff_id: str) -> bool:
        found = self._locked.get(staff_id)
        if found is None:
            person = find_by_id(self._connection, staff_id)
            found = self._locked[staff_id] = person is not None and bool(person.locked_at)
        return found
