"""One fetched page, and what can be said of it without the store.

That is done where the page is fetched, while the one before is being stored. Must not ask the
store: whether an action fits in there is decided by `pull`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress

from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import is_sound
from counter_app.wire.messages import PullAnswer
from local_db.beginning import Beginnings, begin


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What came for a cursor."""

    start: str
    """The cursor that it was asked with."""
    answer: PullAnswer
    contents: Mapping[str, Content]
    """By action, whether or not they are what the actions' hashes say."""
    sound: tuple[bool, ...]
    """Of each action, in their order: whether its hashes fit."""
    begun: Beginnings
    """What the sound actions make of the cases that begin with them."""


def read_page(start: str, answer: PullAnswer) -> FetchedPage:
    """The page, looked through."""
    contents = {each.action_id: each for each in answer.contents}
    sound = tuple(is_sound(each, contents.get(each.action_id)) for each in answer.actions)
    done: dict[str, list[Action]] = {}
    for action in compress(answer.actions, sound):
        done.setdefault(action.case_id, []).append(action)
    begun = {
        case_id: beginning
        for case_id, actions in done.items()
        if (beginning := begin(actions, contents))
    }
    return FetchedPage(start, answer, contents, sound, begun)
