"""Puts right, on leaving a field, what a hand types: spaces, full-width digits, thousands.

Pure functions text → text. What cannot be understood stays as it was typed: judging is not
done here.
"""

import re
from collections.abc import Callable

from counter_app.basics.text import narrow

_DATE = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?)")
_MONTH = re.compile(r"(\d{4})(?:(\d\d)|\s*[-./年]\s*(\d{1,2})\s*月?)")
_AMOUNT = re.compile(r"\d+(\.\d*)?|\.\d+")


def plain(text: str) -> str:
    """Without spaces around."""
    return text.strip()


def compact(text: str) -> str:
    """Half-width, without any space: telephones, numbers of papers."""
    return "".join(narrow(text).split())


def identity(text: str) -> str:
    """An ID number: half-width, no spaces, a capital X."""
    return compact(text).upper()


def amount(text: str) -> str:
    """Money or an area as it is kept: no thousands, two decimals once it is a number."""
    bare = compact(text).replace(",", "").removesuffix("元").removesuffix("m²")
    if not _AMOUNT.fullmatch(bare):
        return bare
    whole, _, decimals = bare.partition(".")
    if len(decimals) > 2:
        return bare
    return f"{whole or '0'}.{decimals:0<2}"


def amount_typed(text: str) -> str:
    """Money or an area while it is being typed: only thousands and spaces go."""
    return compact(text).replace(",", "")


def thousands(kept: str) -> str:
    """An amount as it is shown: `3200.00` → `3,200.00`; anything else unchanged."""
    if not re.fullmatch(r"\d+\.\d{2}", kept):
        return kept
    whole, _, decimals = kept.partition(".")
    return f"{int(whole):,}.{decimals}" if len(whole) < 30 else kept


def day(text: str) -> str:
    """A date: `20261124`, `2026.11.24`, `2026年11月24日` → `2026-11-24`."""
    match = _DATE.fullmatch(narrow(text).strip())
    if not match:
        return narrow(text).strip()
    return f"{match[1]}-{match[2] or match[4]:0>2}-{match[3] or match[5]:0>2}"


def month(text: str) -> str:
    """A month: `202611`, `2026.11`, `2026年11月` → `2026-11`."""
    match = _MONTH.fullmatch(narrow(text).strip())
    return f"{match[1]}-{match[2] or match[3]:0>2}" if match else narrow(text).strip()


Tidy = Callable[[str], str]


def share(text: str) -> str:
    """A share of ownership: `1/2` → `0.5`, `1/3` → `0.333333`; a decimal stays."""
    bare = compact(text)
    match = re.fullmatch(r"(\d{1,3})/(\d{1,3})", bare)
    if not match or int(match[2]) == 0:
        return bare
    return f"{int(match[1]) / int(match[2]):.6f}".rstrip("0").rstrip(".")
