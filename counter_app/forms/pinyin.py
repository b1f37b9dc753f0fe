"""Pinyin initials of names and of choices, from the table of readings that pypinyin brings.

The table is read only when they are first asked for, and without pypinyin's program: that would
load all its phrases as well, which takes twenty times as long.
"""

import operator
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

_TABLE = "pinyin_dict.json"


def initials(name: str) -> tuple[str, ...]:
    """Initials of the name, one text for every reading of its first character (单 is d, s and c).

    The table's usual readings are wrong for many surnames, so all readings are indexed. A character
    without a reading stands for itself. The name comes folded: without dots and blanks.
    """
    if not name:
        return ()
    tail = "".join(_letters(character)[0] for character in name[1:])
    return tuple(sorted({letter + tail for letter in _letters(name[0])}))


def usual(words: str) -> str:
    """The first letters of what is chosen from, as a typist keys them: (外)祖父母 → wzfm."""
    return "".join(letters[0] for letters in _typed(words))


def begins(words: str, typed: str) -> bool:
    """Whether these letters begin the words, by whichever reading: 民乐县 is mlx and myx."""
    letters = _typed(words)
    return len(typed) <= len(letters) and all(map(operator.contains, letters, typed))


@lru_cache(maxsize=1024)
def _typed(words: str) -> tuple[tuple[str, ...], ...]:
    """The letters of each character, but for brackets and dots, which nobody types."""
    return tuple(_letters(character) for character in words if character.isalnum())


@lru_cache(maxsize=8192)
def _letters(character: str) -> tuple[str, ...]:
    """The first letters of the character's readings, without tones, the usual one first."""
    readings = _readings().get(ord(character))
    if readings is None:
        return (character.lower(),)
    plain = (unicodedata.normalize("NFD", each) for each in readings.split(","))
    return tuple(dict.fromkeys(each[0] for each in plain))


@cache
def _readings() -> dict[int, str]:
    """Code point → its readings with their tones, as `dān,shàn,chán`."""
    package = find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations
    table = Path(package.submodule_search_locations[0], _TABLE)
    return msgspec.json.decode(table.read_bytes(), type=dict[int, str])
