"""What a case is that is new here, from its actions and the form that they bring.

Needs no store, so that it is computed of a fetched page while another is being written. Must not
decide whether the case is new: that is `case_log`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counter_app.cases.actions import Action, Content, Kind
from counter_app.cases.replay import Replay, replay_apart
from local_db.looks import NO_FORM, Look, look_at


@dataclass(frozen=True, slots=True)
class Beginning:
    """A case up to the last of these actions."""

    done: Sequence[Action]
    receipt: Action
    replayed: Replay
    look: Look


Beginnings = Mapping[str, Beginning]
"""By case."""
NOT_YET: Beginnings = {}


def begin(done: Sequence[Action], contents: Mapping[str, Content]) -> Beginning | None:
    """The case of these actions; None where its receipt is not among them."""
    receipt = next((each for each in done if each.kind == Kind.CASE_RECEIVED), None)
    if receipt is None:
        return None
    replayed = replay_apart(done)
    state = replayed.state
    look = look_at(contents.get(state.content)) if state else NO_FORM
    return Beginning(done, receipt, replayed, look)
