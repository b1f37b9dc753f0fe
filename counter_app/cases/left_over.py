"""What is over or done and still waits for somebody of the county to say what became of it.

Facts and answers that came after the end, acts by whom they might not have been done, a consent
that was taken back. Each is named by the action that brought it, so that what comes anew is a new
one, and settled once. Must not look into content.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage


class Left(StrEnum):
    """Why it waits."""

    ANSWER = "late_answer"
    """A department answered after filing (bureau hole 14)."""
    FACT = "late_fact"
    """Something happened at a window after the end."""
    AUTHOR = "author"
    """Whoever did it might not have any more (second-half rule 17)."""
    DAY = "late_day"
    """What came after the end names a day that no right clock gives (second-half rule 4)."""
    TAKEN_BACK = "taken_back"
    """Somebody withdrew their consent (bureau hole 3)."""


class SettledBy(StrEnum):
    """What was done about it; why, the person writes."""

    NO_EFFECT = "no_effect"
    SEEN_TO = "seen_to"
    """It was done again by whom it may be, or otherwise seen to."""
    LIST_TOLD = "list_told"
    """Whoever keeps the list of those who wait was told."""
    ON_PAPER = "on_paper"
    """Proved by paper instead."""


class LeftOver(NamedTuple):
    """One thing that waits. `of`: the action that brought it."""

    why: Left
    of: str
    person: str = ""
    item: str = ""


_WAYS: Mapping[Left, tuple[SettledBy, ...]] = {
    Left.ANSWER: (SettledBy.NO_EFFECT, SettledBy.LIST_TOLD),
    Left.FACT: (SettledBy.NO_EFFECT, SettledBy.SEEN_TO, SettledBy.LIST_TOLD),
    Left.AUTHOR: (SettledBy.NO_EFFECT, SettledBy.SEEN_TO),
    Left.DAY: (SettledBy.NO_EFFECT, SettledBy.SEEN_TO),
    Left.TAKEN_BACK: (SettledBy.ON_PAPER, SettledBy.NO_EFFECT),
}


def left_over(state: CaseState) -> Iterator[LeftOver]:
    """What nobody has settled; of a case that has ended only what came after."""
    found = _after_the_end(state) if state.stage.is_end else _under_way(state)
    yield from (each for each in found if each.of not in state.settled)


def ways(why: Left, stage: Stage) -> tuple[SettledBy, ...]:
    """How it can be settled; nobody waits on a list whose case was not filed."""
    filed = stage is Stage.FILED
    return tuple(each for each in _WAYS[why] if filed or each is not SettledBy.LIST_TOLD)


def _after_the_end(state: CaseState) -> Iterator[LeftOver]:
    """An answer counts after filing alone: after another end it is not kept at all."""
    answers = {each.answer: each for each in state.queries if each.answer}
    for of in state.late:
        answer = answers.get(of)
        if answer is None:
            yield LeftOver(Left.FACT, of)
        elif state.stage is Stage.FILED:
            yield LeftOver(Left.ANSWER, of, answer.person, answer.item)
    # What has its effect after the end too: a delivery, a hand-over.
    own = [of for of in state.authors if of not in state.late]
    yield from (LeftOver(Left.AUTHOR, of) for of in own)
    yield from (LeftOver(Left.DAY, of) for of in state.doubted if of not in own)


def _under_way(state: CaseState) -> Iterator[LeftOver]:
    for person in state.taken_back if state.accepted_by else ():
        if not state.persons or person in state.persons:
            yield LeftOver(Left.TAKEN_BACK, state.answers.get(person, ""), person)
    yield from (LeftOver(Left.AUTHOR, of) for of in state.authors)
