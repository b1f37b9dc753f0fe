"""What one row of the table of kinds says. Must not hold a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import Change, no_change
from counter_app.cases.stages import Stage, Step

Check = Callable[[CaseState, Action], str]
"""What an act needs of the state beside stage and step: a code, or the empty text."""


class Nature(StrEnum):
    """What an action is in law and on the wire."""

    FACT = "fact"
    """Something happened at a desk. Taken in always, whatever the stage."""
    DECISION = "decision"
    """Somebody decided; refused where the case has moved on since."""
    SERVER = "server"
    """Written by the server alone, in a chain of its own."""


class Brings(StrEnum):
    """What content an action of the kind carries."""

    NONE = "none"
    FORM = "form"
    """The declared content of a case."""
    ENTRY = "entry"
    """`cases.actions.Entry`: an element of format 1 and what that has no key for."""
    WORDS = "words"
    """A JSON object: what a person wrote or a department answered."""


class GoesTo(StrEnum):
    """Whom a content reaches (second-half rule 7)."""

    HALL = "hall"
    """Whoever pulls the case."""
    DESK = "desk"
    """Those who look at the case by name, on the record; never by pull."""


class May(StrEnum):
    """Whose case it must be."""

    RECEIVER = "receiver"
    """Whoever owns the chain of the receipt."""
    CONCERNED = "concerned"
    """The hall that received, and the hall of the case's region: those whom pull gives it to."""
    SERVER = "server"
    CONCERNED_OR_SERVER = "concerned_or_server"


class Approval(StrEnum):
    """Whether one person is enough."""

    NONE = "none"
    SECOND = "second"
    """From the second of its kind on a lead approves."""
    ALWAYS = "always"
    """The first person proposes, another one approves; only the approval is the act."""


class Flag(StrEnum):
    """What of a case holds an act up, beside its stage."""

    RETURNED = "returned"
    STOPPED = "stopped"
    CONTESTED = "contested"
    DEEMED = "deemed"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact may be. `longest`: characters of a text; `words`: the only ones it may be.

    `needed` is asked of everybody; `owed` of this program only, since older ones did not know it.
    """

    type: type[Scalar]
    longest: int = 0
    needed: bool = False
    owed: bool = False
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfAction:
    """One row of the table; `stages` and `steps` empty: in every one.

    `steps` counts in review only. `own_step`: at the step that the person's role works at.
    `also`: what else the state must have, as a code of why not.
    """

    name: Kind
    nature: Nature
    words: str
    """The history's line; names in braces are facts."""
    change: Change = no_change
    facts: Mapping[str, Fact] = field(default_factory=dict)
    content: Brings = Brings.NONE
    goes_to: GoesTo = GoesTo.HALL
    roles: frozenset[Role] = frozenset({Role.CLERK, Role.WINDOW})
    may: May = May.CONCERNED
    stages: frozenset[Stage] = frozenset()
    steps: frozenset[Step] = frozenset()
    own_step: bool = False
    unless: frozenset[Flag] = frozenset()
    also: Check | None = None
    approval: Approval = Approval.NONE
    deed: str = ""
    """What the person did by it, for separation: who did another of these must not do this."""
    after_end: bool = False
    """A fact that has its effect after the end of the case too."""
    first: bool = False
    """With it a case begins."""
    beside: bool = False
    """A decision that nothing else rests on: it makes none stale and no proposal void."""
    needed: frozenset[str] = field(init=False)
    """Names of the facts that it cannot do without."""

    def __post_init__(self) -> None:
        needed = frozenset(name for name, fact in self.facts.items() if fact.needed)
        object.__setattr__(self, "needed", needed)
