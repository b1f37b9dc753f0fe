"""Pinyin initials of a name, for search. Loads pypinyin only when a name is indexed."""

from functools import lru_cache


def initials(name: str) -> tuple[str, ...]:
    """Initials of the name, one text for every reading of its first character (单 is d, s and c).

    pypinyin reads many surnames wrong, so all readings are indexed. A character without a reading
    stands for itself. The name comes folded: without dots and blanks.
    """
    if not name:
        return ()
    tail = "".join(_letters(character)[0] for character in name[1:])
    return tuple(sorted({letter + tail for letter in _letters(name[0])}))


@lru_cache(maxsize=8192)
def _letters(character: str) -> tuple[str, ...]:
    """The first letters of the character's readings, the usual one first."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(reading[:1].lower() for reading in readings)
