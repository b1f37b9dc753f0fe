"""One fetched page, and what can be said of it without the store.

That is done where the page is fetched, while the one before is being stored. Must not ask the
store: whether an action fits in there is decided by `pull`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from math import inf

from counter_app.basics.giving_way import in_pieces
from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import has_its_content, is_whole
from counter_app.wire.messages import Ordered, PullAnswer
from local_db.actions import row_of
from local_db.beginning import Beginning, begin_all
from local_db.brought import Brought
from local_db.orders import is_fit

_AT_ONCE = 150


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What came for a cursor."""

    start: str
    """The cursor that it was asked with."""
    answer: PullAnswer
    sound: tuple[bool, ...]
    """Of each action, in their order: whether its hashes fit."""
    brought: Brought
    """Contents whether or not they are what the actions' hashes say."""


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
    sound = tuple(
        fits for part in in_pieces(answer.actions, _AT_ONCE) for fits in _are_sound(part, contents)
    )
    whole = in_order(compress(answer.actions, sound), ordered)
    rows = {each.hash: row_of(each) for part in in_pieces(whole, _AT_ONCE) for each in part}
    done: dict[str, list[Action]] = {}
    for action in whole:
        done.setdefault(action.case_id, []).append(action)
    begun: dict[str, Beginning] = {}
    for part in in_pieces(list(done), _AT_ONCE):
        begun |= begin_all({case_id: done[case_id] for case_id in part}, contents)
    return FetchedPage(start, answer, sound, Brought(contents, ordered, rows, begun))


def _are_sound(actions: Sequence[Action], contents: Mapping[str, Content]) -> list[bool]:
    whole = [is_whole(each) for each in actions]
    fits = [has_its_content(each, contents.get(each.action_id)) for each in actions]
    return [record and content for record, content in zip(whole, fits, strict=True)]
