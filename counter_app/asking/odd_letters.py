"""Letters that are not what they seem: unseen ones, private ones. What to say of them.

A file's texts stay as they came; here they are named, so that a person can put them right at
their source. Must not judge: what is an error is the readers' and checks' business.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from counter_app.asking.problem import Problem
from counter_app.basics.private_use import STANDARD, is_private, standard
from counter_app.basics.text import HAN, as_read, clean, unseen

Marks = tuple[tuple[int, str], ...]
_FEW = 3
_ALIGNED = re.compile(rf"(?<={HAN})\s+(?={HAN})")


def format_marks(text: str) -> Marks:
    """Direction marks and zero-width signs of a text, each with what is seen before it."""
    return tuple(each for each in unseen(text) if unicodedata.category(each[1]) == "Cf")


def unseen_words(marks: Marks) -> str:
    """What follows a field's name: where in it what stands that cannot be seen."""
    place = f"第 {marks[0][0]} 个字后" if marks[0][0] else "开头"
    more = f"等 {len(marks)} 处" if len(marks) > 1 else ""
    return f"{place}{more}有看不见的字符 {codes(each for _, each in marks)}，请删去"


def error_words(name: str, given: object, usual: str) -> str:
    """The sentence of a wrong value: what cannot be seen is told before what follows from it."""
    marks = unseen(clean(given)) if isinstance(given, str) else ()
    return name + unseen_words(marks) if marks else usual


def put_right(text: str, *, is_name: bool) -> tuple[str, str]:
    """A text that a hand has left, as it is read, and what was changed in it; as it was if nothing.

    A blank between two Chinese letters of a name only made it as wide as its neighbours.
    """
    told = []
    known = tuple(dict.fromkeys(standard(each) for each in text if ord(each) in STANDARD))
    if known:
        told.append(f"已换成标准字“{''.join(known[:_FEW])}”")
    marks = unseen(text)
    if marks:
        told.append(f"已去掉看不见的字符 {codes(each for _, each in marks)}")
    right = as_read(text) if told else text
    joined = _ALIGNED.sub("", right) if is_name else right
    if joined != right:
        told.append("已去掉字间空格")
    return joined, "，".join(told)


def odd_letters(document: Any, told: frozenset[str], path: str = "") -> Iterator[Problem]:
    """Warnings of all texts of a document; what the errors at `told` name is not said again."""
    if isinstance(document, str):
        if not document.isprintable():
            yield from _of_text(document, path, path in told)
    elif isinstance(document, dict):
        for key, each in document.items():
            yield from odd_letters(each, told, f"{path}.{key}" if path else key)
    elif isinstance(document, list):
        for place, each in enumerate(document):
            yield from odd_letters(each, told, f"{path}[{place}]")


def _of_text(text: str, path: str, is_wrong: bool) -> Iterator[Problem]:
    text = clean(text)
    known = tuple(dict.fromkeys(each for each in text if ord(each) in STANDARD))
    if known:
        pairs = "、".join(f"“{standard(each)}”（U+{ord(each):04X}）" for each in known[:_FEW])
        yield Problem(path, "private_letter", f"旧编码的字已按标准字读作{pairs}，请核对")
    private = tuple(each for each in text if ord(each) not in STANDARD and is_private(each))
    if private:
        words = f"有没有标准编码的字 {codes(private)}，文书上印〓，请换成标准字"
        yield Problem(path, "private_letter", words)
    marks = unseen(text)
    if marks and not is_wrong:
        yield Problem(path, "unseen_letter", unseen_words(marks))


def codes(letters: Iterable[str]) -> str:
    """The code points of letters, each once and the first few, as `U+200B`."""
    codes = tuple(dict.fromkeys(f"U+{ord(each):04X}" for each in letters))
    return "、".join(codes[:_FEW]) + ("等" if len(codes) > _FEW else "")
