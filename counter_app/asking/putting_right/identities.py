"""Numbers of ID cards and credit codes: what their check character proves is put right.

Pure functions.
"""

import re
from collections.abc import Callable

from counter_app.asking import resident_id
from counter_app.asking.credit_code import is_credit_code
from counter_app.asking.putting_right.right import Right, compact, unlabelled

_LABELS = (
    "居民身份证号码?",
    "公民身份号码",
    "身份证件?号码?",
    "身份证",
    "证件号码?",
    "号码",
    r"ID(?=\s*:)",
)
_CODE_LABELS = ("统一社会信用代码", "社会信用代码", "信用代码", "代码")
_SIGNS = str.maketrans("", "", "-‐‑‒–—―−·.。,、;:/|_\"'“”‘’`()[]{}<>《》*#")
_CROSSES = str.maketrans(dict.fromkeys("×✕✖ХΧ*", "X"))
_LOOKALIKES = str.maketrans("OQIL|", "00111")
_CODE_LOOKALIKES = str.maketrans("OIZS", "0125")


def number(typed: str) -> Right:
    """The number of any paper: half-width, without blanks, in capitals."""
    line = unlabelled(typed, *_LABELS)
    return Right(compact(line.text).upper(), line.told)


def resident(typed: str) -> Right:
    """A resident's number; signs and letters for digits go where the check character agrees."""
    line = number(typed)
    found = re.fullmatch(r"([0-9]{18})\.0+", line.text)
    if found and _was_no_float(found[1]) and _is_resident(found[1]):
        return line.then(Right(found[1], "已去掉“.0”"))
    return line.then(_proven(line.text, _is_resident, _LOOKALIKES))


def credit_code(typed: str) -> Right:
    """A credit code; GB 32100 has none of the letters that look like digits."""
    line = unlabelled(typed, *_CODE_LABELS)
    code = compact(line.text).upper()
    return Right(code, line.told).then(_proven(code, is_credit_code, _CODE_LOOKALIKES))


def _is_resident(text: str) -> bool:
    return resident_id.fault(text) is None


def _was_no_float(digits: str) -> bool:
    """Whether a binary float would not have kept the number, so that none can have spoilt it."""
    return int(float(digits)) != int(digits)


def _proven(text: str, is_right: Callable[[str], bool], lookalikes: dict[int, int]) -> Right:
    """The text that was meant, where there is one with the right check character."""
    if is_right(text):
        return Right(text)
    crossed = text[:-1] + text[-1:].translate(_CROSSES)
    bare = crossed.translate(_SIGNS)
    for found, told in (
        (crossed, "已把末位换成字母 X"),
        (bare, "已去掉号码中的标点"),
        (bare[:17].translate(lookalikes) + bare[17:], "已把像数字的字母换成数字"),
        (bare.translate(lookalikes), "已把像数字的字母换成数字"),
    ):
        if is_right(found):
            return Right(found, told)
    return Right(text)
