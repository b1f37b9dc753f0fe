"""One fetched page, and what can be said of it without the store.

That is done where the page is fetched, while the one before is being stored. Must not ask the
store: whether an action fits in there is decided by `pull`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.cases.actions import Content, Kind
from counter_app.cases.chain import is_sound
from counter_app.wire.messages import PullAnswer
from local_db.looks import Look, look_at


@dataclass(frozen=True, slots=True)
class Page:
    """What came for a cursor."""

    start: str
    """The cursor that it was asked with."""
    answer: PullAnswer
    contents: Mapping[str, Content]
    """By action, whether or not they are what the actions' hashes say."""
    sound: tuple[bool, ...]
    """Of each action, in their order: whether its hashes fit."""
    looks: Mapping[str, Look]
    """By action: the forms of the receipts that are sound."""


def read_page(start: str, answer: PullAnswer) -> Page:
    """The page, looked through."""
    contents = {each.action_id: each for each in answer.contents}
    sound = tuple(is_sound(each, contents.get(each.action_id)) for each in answer.actions)
    looks = {
        each.action_id: look_at(contents.get(each.action_id))
        for each, is_good in zip(answer.actions, sound, strict=True)
        if is_good and each.kind == Kind.CASE_RECEIVED
    }
    return Page(start, answer, contents, sound, looks)
