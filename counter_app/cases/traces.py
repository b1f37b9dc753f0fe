"""What a case remembers of single acts: references, days and words of the table, never content.

An empty text is "not yet". Days are legal days, ISO 8601. Must not compute a time limit.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class PaperTrace(msgspec.Struct, frozen=True):
    """One printing of a paper: sent, and perhaps seen by a person."""

    sent: str
    """Action id of the PaperSent."""
    paper: str
    sha256: str
    confirmed: bool = False
    copy: str = ""
    """`signing`, `final`, `sample`, `blank`; empty: unknown, printed by 0.1."""
    layout: str = ""
    """Name and version of the layout: `application_form/3`."""


class NoticeTrace(msgspec.Struct, frozen=True, kw_only=True):
    """One notice of what is missing, given before acceptance (办法第八条: 一次告知)."""

    action: str
    letter: str
    category: str = ""
    """Why a second one: `new_from_supplement`, `expired_meanwhile`, `department_differs`,
    `our_omission`; empty for the first."""
    until: str = ""
    items: int = 0
    settled: tuple[str, ...] = ()
    """The facts that name this notice as what they settle."""
    days: tuple[str, ...] = ()
    """The legal day of each of these."""
    complete: bool = False
    """Whether with one of these all of it was there, as its desk saw it."""
    prolonged: bool = False
    """It is once only."""

    @property
    def settled_on(self) -> str:
        """The latest legal day of what settles it."""
        return max(self.days, default="")


class LetterTrace(msgspec.Struct, frozen=True, kw_only=True):
    """One letter: known by its number for good, also when it is void."""

    number: str
    paper: str
    action: str
    """The act that it tells."""
    day: str = ""
    """The legal day of that act: before it nobody can have got the letter."""
    official: str = ""
    """文号, given by the server."""
    sha256: str = ""
    void: str = ""
    """Why it is void; its number is never used again."""
    delivered: str = ""
    """The action that says it was delivered."""
    delivered_on: str = ""
    way: str = ""
    replaces: str = ""
    """The number of the void letter in whose place it was issued."""


class StopTrace(msgspec.Struct, frozen=True, kw_only=True):
    """Why the clock stands. `first` and `last` are the days that do not count, both included."""

    action: str
    reason: str
    letter: str = ""
    """Of a return: it stands from the day after this one is delivered."""
    first: str = ""
    last: str = ""
    ended_by: str = ""
    """The act whose legal day is the last."""


class OpinionTrace(msgspec.Struct, frozen=True, kw_only=True):
    """One opinion of a step, bound to the content that was seen."""

    action: str
    step: str
    opinion: str
    content: str
    by: str
    """Staff id; of a transcribed paper who entered it."""
    on: str
    void: bool = False
    """What it rests on was changed, or the city sent the case back."""


class Outcome(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    VOID = "void"
    """The case moved on before a second person looked at it."""


class ProposalTrace(msgspec.Struct, frozen=True, kw_only=True):
    """What a first person wants decided and a second has to approve."""

    action: str
    act: str
    by: str
    at: str
    outcome: Outcome = Outcome.OPEN


class QueryTrace(msgspec.Struct, frozen=True, kw_only=True):
    """One question to a department. `state`: asked, answered, failed, cancelled, discarded."""

    query: str
    item: str
    person: str
    consent: str
    state: str = "asked"
    outcome: str = ""
    coverage: str = ""
    answer: str = ""
    """The action that carries what came back."""
    said: int = 0
    """How many actions the case had when it was asked, or else answered."""


def in_order(queries: Iterable[QueryTrace]) -> list[QueryTrace]:
    """As they were answered, or asked: of one item the last has the last word."""
    return sorted(queries, key=lambda each: each.said)


class DifferenceTrace(msgspec.Struct, frozen=True, kw_only=True):
    """How one difference between declared and verified was decided."""

    difference: str
    decision: str
    action: str
    content: str


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """The way into the 公租房信息系统: `owed` is computed, this is what was done."""

    state: str
    """`sent` or `confirmed`."""
    external_number: str = ""
    action: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A late fact that a decision might have heeded; a county person settles it."""

    action: str
    decision: str
    fact: str
