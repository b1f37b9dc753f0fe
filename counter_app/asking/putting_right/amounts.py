"""Money, areas and shares as people write them: thousands, signs, units, 万, fractions.

A comma or a blank parts thousands only where it parts groups of three; a comma for the decimal
point is never guessed. Pure functions.
"""

import re
from decimal import Decimal
from fractions import Fraction

from counter_app.asking.putting_right.right import Right, unlabelled
from counter_app.basics.text import narrow

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(, ?| )[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]*)?")
_STOP = re.compile(r"(?<=[0-9])[。·・](?=[0-9]{0,2}$)")
_MONEY_BEFORE = r"人民币|RMB|CNY|[¥￥]"
_MONEY_AFTER = r"元整|圆整|元|圆|块钱|块|RMB|CNY"
_MONTHLY = r"\s*(?:/\s*月|每月)"
_AREA_AFTER = r"m²|m2|㎡|平方米|平米|平方|平"
_MONEY_LABELS = ("月收入", "每月", "月均", "月缴存额", "缴存额", "收入", "金额", "工资", "月")
_AREA_LABELS = ("居住建筑面积", "建筑面积", "面积")


def grouped(typed: str) -> str:
    """A number while it is typed: parted into thousands, it is the number; else as it stands."""
    line = narrow(typed).strip()
    return re.sub("[, ]", "", line) if _GROUPED.fullmatch(line) else typed


def money(typed: str) -> Right:
    """Yuan: `3,200`, `¥3200`, `3200 元/月` → `3200.00`; `0.3 万` → `3000.00`."""
    start = unlabelled(typed, *_MONEY_LABELS)
    start = start.then(_without_unit(start.text, _MONEY_BEFORE, _MONEY_AFTER, _MONTHLY))
    if match := re.fullmatch(r"(.*?)\s*万", start.text):
        yuan = _two_places(_ten_thousands(_number(match[1]).text))
        if yuan:
            return Right(yuan, f"{match[1]} 万已写作 {Decimal(yuan):,} 元")
    return _amount(typed, start)


def area(typed: str) -> Right:
    """Square metres: `72.5㎡` → `72.50`."""
    start = unlabelled(typed, *_AREA_LABELS)
    return _amount(typed, start.then(_without_unit(start.text, "", _AREA_AFTER, "")))


def thousands(kept: str) -> str:
    """An amount as it is shown: `3200.00` → `3,200.00`; anything else unchanged."""
    if not re.fullmatch(r"[0-9]+\.[0-9]{2}", kept):
        return kept
    whole, _, decimals = kept.partition(".")
    return f"{int(whole):,}.{decimals}" if len(whole) < 30 else kept


def share(typed: str) -> Right:
    """A share of ownership: `1/2`, `50%` stay what they are, as a decimal."""
    kept = narrow(typed).strip()
    line = re.sub(r"\s*([/%])\s*", r"\1", kept)
    if match := re.fullmatch(r"([0-9]{1,3})/([0-9]{1,3})", line):
        return Right(_decimal(int(match[1]), int(match[2])) or kept)
    if match := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%", line):
        part = format((Decimal(match[1]) / 100).normalize(), "f")
        return Right(part, f"{line} 已写作 {part}")
    return Right(kept)


def _decimal(part: int, of: int) -> str:
    if not of:
        return ""
    millionths = round(Fraction(part, of) * 1_000_000)
    return f"{Decimal(millionths) / 1_000_000:.6f}".rstrip("0").rstrip(".")


def _amount(typed: str, start: Right) -> Right:
    """The number that is left where it is one, else what was typed."""
    number = _number(start.text)
    right = _two_places(number.text)
    return start.then(Right(right, number.told)) if right else Right(narrow(typed).strip())


def _without_unit(line: str, before: str, after: str, behind: str) -> Right:
    """A number without the signs and units around it."""
    front = re.match(rf"(?:{before})\s*", line, re.IGNORECASE) if before else None
    bare = line[front.end() :] if front else line
    pattern = rf"\s*(?:{after})?(?:{behind})?$" if behind else rf"\s*(?:{after})?$"
    back = re.search(pattern, bare, re.IGNORECASE)
    bare = bare[: back.start()] if back else bare
    gone = [each[0].strip() for each in (front, back) if each and each[0].strip()]
    return Right(bare, "已去掉" + "".join(f"“{each}”" for each in gone) if gone else "")


def _number(line: str) -> Right:
    """A number without thousands, with a point for a Chinese stop."""
    told = ""
    if _STOP.search(line):
        line, told = _STOP.sub(".", line), "已把句号换成小数点"
    return Right(re.sub("[, ]", "", line) if _GROUPED.fullmatch(line) else line, told)


def _ten_thousands(number: str) -> str:
    """A plain number times 10 000: the point moves, no digit is reckoned."""
    if not _PLAIN.fullmatch(number):
        return number
    whole, _, decimals = number.partition(".")
    whole = f"{whole}{decimals[:4]:0<4}".lstrip("0") or "0"
    return f"{whole}.{decimals[4:]}"


def _two_places(number: str) -> str:
    """A plain number with two decimals, the value as it was; nothing for any other text."""
    if not _PLAIN.fullmatch(number):
        return ""
    whole, _, decimals = number.partition(".")
    decimals = decimals[:2] + decimals[2:].rstrip("0")
    return f"{whole or '0'}.{decimals:0<2}" if len(decimals) <= 2 else ""
