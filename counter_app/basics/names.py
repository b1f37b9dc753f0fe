"""Names as they are looked for: one folding for the index and for what is typed into the search.

Width, letter case, accents of Latin letters, dots, hyphens and blanks make no other name. A change
here is another `matter.INDEX_RULE`. Must not be used for what is shown, printed or compared.
"""

import re
import unicodedata

from counter_app.basics.text import as_read, has_han

_LEFT_OUT = frozenset(["Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cc", "Cf", "Sk"])
_DOTS = "·•・‧∙⋅･.．。᛫●,，、;"
_MOST_TURNS = 8
_BETWEEN = re.compile(f"[{re.escape(_DOTS)}]+")
_BETWEEN_WORDS = re.compile(rf"[\s{re.escape(_DOTS)}]+")
_PLAIN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
"""Characters that folding leaves as they are: nearly every name is of these alone."""


def fold(text: str) -> str:
    """The text in the one spelling by which names are found."""
    if _PLAIN.fullmatch(text):
        return text
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = unicodedata.normalize("NFKD", as_read(text)).casefold()
    return unicodedata.normalize("NFC", "".join(filter(_is_kept, plain)))


def turns(name: str) -> tuple[str, ...]:
    """The folded name, beginning with each of its parts: the last name finds it as the first does.

    Parts are what dots divide; blanks too where no Chinese letter is in the name: between Chinese
    letters they only make a name as wide as its neighbours.
    """
    if _PLAIN.fullmatch(name):
        return (name,)
    parts = [folded for part in _parts(name) if (folded := fold(part))][:_MOST_TURNS]
    places = range(len(parts))
    return tuple(dict.fromkeys("".join(parts[at:] + parts[:at]) for at in places))


def first_letters(name: str) -> str:
    """The first letter of each part of a name of several; nothing for any other name."""
    if _PLAIN.fullmatch(name):
        return ""
    parts = [folded for part in _parts(name) if (folded := fold(part))]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def _parts(name: str) -> list[str]:
    if _PLAIN.fullmatch(name):
        return [name]
    read = as_read(name)
    return (_BETWEEN if has_han(read) else _BETWEEN_WORDS).split(read)


def _is_kept(character: str) -> bool:
    if "\u0300" <= character <= "\u036f" or character in _DOTS:
        return False
    return unicodedata.category(character) not in _LEFT_OUT
