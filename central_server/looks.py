"""What can be said of the actions of a batch without knowing their cases.

One check goes over the whole batch before the next one does: a few lines of program stay in the
processor's cache then, which takes a third off the time of judging. Must not decide what a fault
means for the chain, nor which of several is told: that is `apply_action`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from central_server.fitness import content_fault, shape_fault
from central_server.situation import Situation
from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import has_its_content, is_whole
from counter_app.cases.kinds import KINDS


class Look(NamedTuple):
    """One action, and what is wrong with it by itself; faults are codes, empty for none."""

    action: Action
    whole: bool
    """Whether the record is as it was sealed."""
    sound: bool
    """Whether its content is, too."""
    shape: str
    content: str


def look_at(
    situation: Situation, actions: Sequence[Action], contents: Mapping[str, Content]
) -> list[Look]:
    """A look at each action, in their order."""
    brought = [contents.get(action.action_id) for action in actions]
    pairs = list(zip(actions, brought, strict=True))
    whole = [is_whole(action) for action in actions]
    fits = [has_its_content(action, content) for action, content in pairs]
    sound = [record and content for record, content in zip(whole, fits, strict=True)]
    shapes = [_shape(situation, action) for action in actions]
    faults = [_content(action, content) for action, content in pairs]
    return list(map(Look, actions, whole, sound, shapes, faults))


def _shape(situation: Situation, action: Action) -> str:
    """Of a kind or a device that is not known nothing is asked: neither is taken in."""
    device = situation.devices[action.device]
    if action.kind not in KINDS or device is None:
        return ""
    return shape_fault(action, device, situation.time, situation.trusts[action.at])


def _content(action: Action, content: Content | None) -> str:
    return content_fault(action, content) if action.kind in KINDS else ""
