"""The letters of a case: their codes, numbers and 文号, and to whom one may turn against them.

All of it is policy (`letter`, `office`). Must not know what a letter says or how it is set.
"""

from datetime import date
from typing import NamedTuple

from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy


class Office(NamedTuple):
    """What a region's office is called in a 文号, and who hears a complaint against it.

    What is not known is empty: a letter then says it in general words.
    """

    code: str = ""
    government: str = ""
    """The people's government of the same level, to which one applies for 行政复议."""
    government_address: str = ""
    court: str = ""


class Series(NamedTuple):
    """How letters of a kind are numbered."""

    code: str
    """The letter behind the case's number."""
    series: str = ""
    """The subject in the 文号; nothing for a letter that has none."""


def find_office(policy: Policy, region: str, on: date) -> Office | None:
    """The office of a region on a day; None for a region that policy does not know."""
    row = policy.one("office", on, region=region)
    return Office(*(row.get(key, "") for key in Office._fields)) if row else None


def find_series(policy: Policy, letter: Letter, on: date) -> Series | None:
    """How a kind of letter is numbered on a day; None where policy switched it off."""
    row = policy.one("letter", on, paper=str(letter))
    return Series(row["code"], row.get("series", "")) if row else None


def letter_part(code: str, count: int) -> str:
    """The letter within its case, for the code in its foot: `B01`."""
    return f"{code}{count:02d}"


def letter_number(case_number: str, code: str, count: int) -> str:
    """The number that a letter bears, given offline too: `620702-2026-03-00017-B1`."""
    return f"{case_number}-{code}{count}"
