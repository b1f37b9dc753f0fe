"""A table of words over the shipped one: what is not said anew, or cannot be used, stays.

A sentence whose braces the program cannot fill would fail when it is printed, so it is switched off
like a row with an unknown word. Must not know where the words stand.
"""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

_ANY_NUMBER = frozenset(("heading", "sentences", "later_pages", "terms", "consult", "complaint"))
"""Lists that may be longer or shorter than the shipped ones."""


def overlaid(shipped: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The shipped words with those of `given` that can be used."""
    merged = dict(shipped)
    for key, value in given.items():
        old = shipped.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = overlaid(old, value)
        elif key not in shipped or _fits(key, old, value):
            merged[key] = value
    return merged


def unusable(shipped: Mapping[str, Any], given: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The keys of `given` that `overlaid` leaves out."""
    for key, value in given.items():
        old, here = shipped.get(key), f"{path}{key}"
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            yield from unusable(old, value, f"{here}.")
        elif key in shipped and not _fits(key, old, value):
            yield here


def _fits(key: str, old: object, value: object) -> bool:
    if isinstance(old, str):
        return isinstance(value, str) and _braces(value) <= _braces(old)
    if isinstance(old, list):
        if not isinstance(value, list) or (len(value) != len(old) and key not in _ANY_NUMBER):
            return False
        return all(_fits("", _like(old), each) for each in value)
    return not isinstance(value, (str, list, Mapping)) and not isinstance(old, Mapping)


def _like(old: list[object]) -> object:
    """What a list's element is compared with: all braces of the list may stand in each."""
    text = "".join(_texts(old))
    pairs = [each for each in old if isinstance(each, list)]
    return [text] * len(pairs[0]) if pairs else text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _braces(text: str) -> frozenset[str]:
    """The names in braces; one that nothing fills stands for braces that cannot be read."""
    try:
        found = [each[1:] for each in Formatter().parse(text) if each[1] is not None]
    except ValueError:
        return frozenset(("{",))
    plain = all(not spec and conversion is None for _, spec, conversion in found)
    return frozenset(str(name) for name, _, _ in found) if plain else frozenset(("{",))
