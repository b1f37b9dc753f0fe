"""One fetched page, and what can be said of it without the store.

That is done where the page is fetched, while the one before is being stored. Must not ask the
store: whether an action fits in there is decided by `pull`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from math import inf

from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import has_its_content, is_whole
from counter_app.wire.messages import Ordered, PullAnswer
from local_db.beginning import Beginnings, begin_all
from local_db.orders import is_fit


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What came for a cursor."""

    start: str
    """The cursor that it was asked with."""
    answer: PullAnswer
    contents: Mapping[str, Content]
    """By action, whether or not they are what the actions' hashes say."""
    ordered: Mapping[str, Ordered]
    """By action, what the server says of it; nothing of a server of 0.2."""
    sound: tuple[bool, ...]
    """Of each action, in their order: whether its hashes fit."""
    begun: Beginnings
    """What the sound actions make of the cases that begin with them."""


def in_order(actions: Iterable[Action], ordered: Mapping[str, Ordered]) -> list[Action]:
    """As they count in their cases: a server hands out last what was handed back to it late."""
    if not ordered:
        return list(actions)
    return sorted(actions, key=lambda each: _order(ordered.get(each.action_id)))


def _order(ordered: Ordered | None) -> float:
    return ordered.order if ordered else inf


def read_page(start: str, answer: PullAnswer) -> FetchedPage:
    """The page, looked through."""
    contents = {each.action_id: each for each in answer.contents}
    names = (each.action_id for each in answer.actions)
    ordered = {name: one for name, one in zip(names, answer.ordered, strict=False) if is_fit(one)}
    whole = [is_whole(each) for each in answer.actions]
    fits = [has_its_content(each, contents.get(each.action_id)) for each in answer.actions]
    sound = tuple(record and content for record, content in zip(whole, fits, strict=True))
    done: dict[str, list[Action]] = {}
    for action in in_order(compress(answer.actions, sound), ordered):
        done.setdefault(action.case_id, []).append(action)
    begun = begin_all(done, contents)
    return FetchedPage(start, answer, contents, ordered, sound, begun)
