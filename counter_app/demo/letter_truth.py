"""Whether letters and their deliveries are told as the chain of actions has them.

Reads actions and nothing that was made of them. Must not know what a letter says.
"""

from collections.abc import Iterator, Mapping

from counter_app.cases.actions import Kind
from counter_app.intake.case_told import Told
from counter_app.needs.case_file import CaseFile

_NO_ISSUE = (Kind.DELIVERED, Kind.LETTER_KEPT, Kind.LETTER_VOIDED)
"""Actions that name a letter which is there already."""


def letter_faults(files: Mapping[str, CaseFile], told: Mapping[str, Told]) -> list[str]:
    """What is told otherwise, by the number of its case."""
    return [fault for number in files for fault in _faults(number, files[number], told[number])]


def _faults(number: str, file: CaseFile, told: Told) -> Iterator[str]:
    issued, delivered, void = set(), set(), set()
    for action in file.actions:
        letter = str(action.facts.get("letter") or "")
        if action.kind == Kind.DELIVERED:
            delivered.add(letter)
        elif action.kind == Kind.LETTER_VOIDED:
            void.add(letter)
        elif letter and action.kind not in _NO_ISSUE:
            issued.add(letter)
    for each in told["letters"]:
        letter = str(each["number"])
        if letter not in issued:
            yield f"{number}：{letter} 没有记录"
        if not each["void"] and bool(each["delivered"]) != (letter in delivered):
            yield f"{number}：{letter} 的送达与记录不符"
    told_of = {str(each["number"]) for each in told["letters"]}
    for letter in sorted((delivered | void) - told_of):
        yield f"{number}：送达或者作废了没有的文书 {letter}"
