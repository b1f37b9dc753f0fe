"""What can be said of the actions of a batch without the store, and before it is their turn.

One check goes over the whole batch before the next one does: a few lines of program stay in the
processor's cache then, which takes a third off the time of judging. Must not decide what a fault
means for the chain, nor which of several is told: that is `apply_action`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from central_server.fitness import content_fault, number_of, shape_fault, token_of
from counter_app.basics.giving_way import in_pieces
from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import has_its_content, is_whole
from counter_app.cases.kinds import KINDS
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.receipts import Token
from counter_app.wire.messages import PushRequest

_encode = msgspec.json.encode
_AT_ONCE, _PAUSE_SECONDS = 40, 0.0001


class Look(NamedTuple):
    """One action, and what is wrong with it by itself; faults are codes, empty for none."""

    action: Action
    content: Content | None
    record: bytes
    """The action as it is kept."""
    whole: bool
    """Whether the record is as it was sealed."""
    sound: bool
    """Whether its content is, too."""
    shape: str
    matter: str
    """Of its content."""
    number: CaseNumber | None
    token: Token | None
    """What it gives to its case, where it has a shape; whether it may, is not known here."""


def look_at(request: PushRequest, *, aside: bool = False) -> list[Look]:
    """A look at each action, in their order.

    `aside`: giving way to the thread that stores the batch before.
    """
    contents = {content.action_id: content for content in request.contents}
    pieces = in_pieces(request.actions, _AT_ONCE, _PAUSE_SECONDS) if aside else (request.actions,)
    return [look for piece in pieces for look in _look_at(piece, contents)]


def _look_at(actions: Sequence[Action], contents: Mapping[str, Content]) -> Iterator[Look]:
    brought = [contents.get(action.action_id) for action in actions]
    pairs = list(zip(actions, brought, strict=True))
    whole = [is_whole(action) for action in actions]
    fits = [has_its_content(action, content) for action, content in pairs]
    sound = [record and content for record, content in zip(whole, fits, strict=True)]
    shapes = [_shape(action) for action in actions]
    faults = [_content(action, content) for action, content in pairs]
    numbers = [None if shape else number_of(a) for a, shape in zip(actions, shapes, strict=True)]
    tokens = [None if shape else token_of(a) for a, shape in zip(actions, shapes, strict=True)]
    judged = (whole, sound, shapes, faults, numbers, tokens)
    return map(Look, actions, brought, map(_encode, actions), *judged)


def _shape(action: Action) -> str:
    """Of a kind that is not known nothing is asked: it is not taken in."""
    return shape_fault(action) if action.kind in KINDS else ""


def _content(action: Action, content: Content | None) -> str:
    return content_fault(action, content) if action.kind in KINDS else ""
