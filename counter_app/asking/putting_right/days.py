"""Days and months as people write them: 号, Chinese stops and numerals, a sheet's midnight.

Pure functions. A year of two digits or an order that could be another is never guessed.
"""

import re
from datetime import date

from counter_app.asking.putting_right.right import Right, unlabelled, whole
from counter_app.basics.text import narrow

_PARTED = r"\s*[-./年月。、,·‐–—−_]\s*|\s+"
_DAY = re.compile(
    rf"([0-9]{{4}})(?:([0-9]{{2}})([0-9]{{2}})"
    rf"|(?:{_PARTED})([0-9]{{1,2}})(?:{_PARTED})([0-9]{{1,2}})\s*[日号]?)[。.]?"
)
_MONTH = re.compile(rf"([0-9]{{4}})(?:([0-9]{{2}})|(?:{_PARTED})([0-9]{{1,2}})\s*(?:月份?)?)[。.]?")
_TIME = re.compile(r"(?<=[0-9日号])(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?$")
_WEEKDAY = re.compile(r"\s*[(]?(?:星期|周)[一二三四五六日天][)]?$")
_CHINESE = re.compile(
    "([〇零○Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月"
    "(?:份|([一二三四五六七八九十廿卅]{1,3})[日号])?"
)
_DIGITS = {each: str(at) for at, each in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_TENS = {"廿": "二十", "卅": "三十"}
_DAY_LABELS = ("出生日期", "出生年月日?", "申请日期", "日期")
_MONTH_LABELS = ("毕业时间", "参加工作时间", "时间", "年月")
_NOW = re.compile("至今|现在|目前|今|至现在")


def day(typed: str) -> Right:
    """A date: `20261105`, `2026。11。5`, `2026年11月5号` → `2026-11-05`."""
    start = _start(typed, _DAY_LABELS)
    match = _DAY.fullmatch(start.text)
    if not match:
        return Right(narrow(typed).strip())
    return start._replace(text=_written(match))


def month(typed: str) -> Right:
    """A month: `202611`, `2026.11`, `2026年11月` → `2026-11`; of a day, its month."""
    start = _start(typed, _MONTH_LABELS)
    if match := _MONTH.fullmatch(start.text):
        return start._replace(text=f"{match[1]}-{match[2] or match[3]:0>2}")
    if (match := _DAY.fullmatch(start.text)) and is_day(written := _written(match)):
        return start.then(Right(written[:7], "只要年月，已去掉日"))
    return Right(narrow(typed).strip())


def open_month(typed: str) -> Right:
    """The month of an end: 至今 is what an empty field says."""
    right = month(typed)
    return Right("", "至今不用填，已清空") if _NOW.fullmatch(right.text) else right


def is_day(written: str) -> bool:
    """Whether the calendar has the day, written `YYYY-MM-DD`."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _written(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2] or match[4]:0>2}-{match[3] or match[5]:0>2}"


def _start(typed: str, labels: tuple[str, ...]) -> Right:
    """The digits of a day or a month, without what stands around them."""
    start = unlabelled(typed, *labels)
    start = start.then(whole(start.text))
    for pattern, told in ((_TIME, "已去掉时刻"), (_WEEKDAY, "已去掉星期")):
        if pattern.search(start.text):
            start = start.then(Right(pattern.sub("", start.text), told))
    if match := _CHINESE.fullmatch(start.text.replace("O", "〇")):
        parts = ("".join(_DIGITS[each] for each in match[1]), *map(_count, match.groups()[1:]))
        if all(parts[1:2]):
            start = start._replace(text="-".join(each for each in parts if each))
    return start


def _count(numeral: str | None) -> str:
    """二十五 → 25; nothing for what is no number below forty."""
    if not numeral:
        return ""
    for sign, tens in _TENS.items():
        numeral = numeral.replace(sign, tens)
    match = re.fullmatch("(?:([一二三])?(十))?([一二三四五六七八九])?", numeral)
    if not match:
        return ""
    tens = _DIGITS[match[1] or "一"] if match[2] else ""
    return f"{tens}{_DIGITS[match[3]] if match[3] else '0'}"
