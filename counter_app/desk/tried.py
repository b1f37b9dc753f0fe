"""What was done here and came back, with all that was said: to be read, and to be tried again.

Trying again is a new act; a fact may go once more as it is. Must not send anything.
"""

from dataclasses import dataclass

from counter_app.cases.actions import Action
from counter_app.cases.kinds import KINDS, Nature
from counter_app.desk.desk import Desk
from local_db.actions import contents_of, find_action
from local_db.outbox import Return, find_returns


@dataclass(frozen=True, slots=True)
class Tried:
    """One act that came back; `content` is what it carried."""

    back: Return
    action: Action
    content: bytes

    @property
    def is_decision(self) -> bool:
        """Whether it never counts any more, however often it were sent."""
        kind = KINDS.get(self.action.kind)
        return kind is not None and kind.nature is Nature.DECISION


def tried(desk: Desk, case_id: str) -> tuple[Tried, ...]:
    """What came back of a case, the latest last."""
    with desk.store.reading() as connection:
        back = list(find_returns(connection, case_id))
        contents = contents_of(connection, [each.action_id for each in back])
        found = [(each, find_action(connection, each.action_id)) for each in back]
    return tuple(
        Tried(each, action, bytes(contents.get(each.action_id, b"")))
        for each, action in found
        if action is not None
    )
