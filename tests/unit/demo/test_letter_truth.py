"""The demonstration's books of letters: what is told otherwise than it is on record is found."""

from typing import Any

import pytest

from counter_app.cases.actions import Kind
from counter_app.demo.letter_truth import letter_faults
from tests.unit.needs.files import Story, form

NUMBER = "620702-2026-03-00001"
LETTER = f"{NUMBER}-B1"


def faults(*kinds: Kind, letters: dict[str, bool]) -> list[str]:
    """Where these acts named the letter, and these are told: number → whether it was delivered."""
    story = Story(form())
    for kind in kinds:
        story.does(kind, letter=LETTER)
    told: dict[str, Any] = {
        "letters": [
            {"number": number, "delivered": delivered, "void": None}
            for number, delivered in letters.items()
        ]
    }
    return letter_faults({NUMBER: story.file}, {NUMBER: told})


def test_a_letter_that_was_issued_and_delivered_balances() -> None:
    assert faults(Kind.NOTICE_GIVEN, letters={LETTER: False}) == []
    assert faults(Kind.NOTICE_GIVEN, Kind.DELIVERED, letters={LETTER: True}) == []


@pytest.mark.parametrize(
    ("kinds", "letters", "fault"),
    [
        ((Kind.NOTICE_GIVEN,), {LETTER: True}, "送达与记录不符"),
        ((Kind.NOTICE_GIVEN, Kind.DELIVERED), {LETTER: False}, "送达与记录不符"),
        ((), {LETTER: False}, "没有记录"),
        ((Kind.DELIVERED,), {}, "没有的文书"),
    ],
)
def test_what_is_told_otherwise_is_found(
    kinds: tuple[Kind, ...], letters: dict[str, bool], fault: str
) -> None:
    (found,) = faults(*kinds, letters=letters)
    assert fault in found
