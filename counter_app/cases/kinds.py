"""The one table of the kinds of action: counter and server both ask it.

For each kind its nature, its facts with their types and longest lengths, whether it brings
content, in which stages and steps it may happen, as whom and by which hall, what it makes of the
case, and its words for the history. A kind that is written anywhere else is a fault.
Must not know the matter: what a content must hold is asked of the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from counter_app.cases import changes
from counter_app.cases.actions import Action, Kind, Role, Scalar
from counter_app.cases.changes import Change
from counter_app.cases.stages import Stage, Step


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


class May(StrEnum):
    """Whose case it must be."""

    RECEIVER = "receiver"
    """Whoever owns the chain of the receipt."""
    CONCERNED = "concerned"
    """The hall that received, and the hall of the case's region: those whom pull gives it to."""
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact may be. `longest`: characters of a text.

    `needed` is asked of everybody; `owed` of this program only, since older ones did not know it.
    """

    type: type[Scalar]
    longest: int = 0
    needed: bool = False
    owed: bool = False


@dataclass(frozen=True, slots=True)
class KindOfAction:
    """One row of the table; `stages` and `steps` empty: in every one."""

    name: Kind
    nature: Nature
    words: str
    """The history's line; names in braces are facts."""
    change: Change = changes.no_change
    facts: Mapping[str, Fact] = field(default_factory=dict)
    content: Brings = Brings.NONE
    roles: frozenset[Role] = frozenset({Role.CLERK, Role.WINDOW})
    may: May = May.CONCERNED
    stages: frozenset[Stage] = frozenset()
    steps: frozenset[Step] = frozenset()
    first: bool = False
    """With it a case begins."""
    needed: frozenset[str] = field(init=False)
    """Names of the facts that it cannot do without."""

    def __post_init__(self) -> None:
        needed = frozenset(name for name, fact in self.facts.items() if fact.needed)
        object.__setattr__(self, "needed", needed)


MOST_ACTIONS = 2000
"""Of one case. Who did not receive it may fill half of that, so that nobody closes the case of
another to what its own window still has to say."""
MOST_FACTS = 40
LONGEST_NAME = 40
LONGEST_TEXT = 500
"""Of a fact that this program does not know: a later one's, kept and passed on."""
_LONGEST_PERSONS = 10_000
"""Ids of 270 persons; where there are more they follow from the case's id."""

_ID = Fact(str, 36)
_HASH = Fact(str, 64)
_VERSION = Fact(str, 40)
_NUMBER = Fact(str, 30, needed=True)
_POLICY = Fact(str, 40, owed=True)
_WHOLE = Fact(bool)
_SIGNED: dict[str, Fact] = {
    "signed_hash": _HASH,
    "whole": _WHOLE,
    "person": _ID,
    "policy": _POLICY,
    "sheet": _HASH,
    "hash_rule": Fact(int, owed=True),
}
_BESIDE: dict[str, Fact] = {"whole": _WHOLE, "person": _ID}
_PAPER: dict[str, Fact] = {
    "paper": Fact(str, 40, needed=True),
    "how": Fact(str, 10),
    "receipt_number": Fact(str, 30),
    "copy": Fact(str, 10),
    "layout": Fact(str, 60),
    "wording": _VERSION,
    "person": _ID,
}

_TABLE = (
    KindOfAction(
        Kind.CASE_RECEIVED,
        Nature.FACT,
        "收件，编号 {number}",
        facts={
            "number": _NUMBER,
            "short_code": Fact(str, 10, needed=True),
            "token": Fact(str, 42, needed=True),
            "policy": Fact(str, 40, needed=True),
            "matter": Fact(str, 40, owed=True),
            "persons": Fact(str, _LONGEST_PERSONS),
            "wording": Fact(str, 40, owed=True),
        },
        content=Brings.FORM,
        may=May.RECEIVER,
        first=True,
    ),
    KindOfAction(
        Kind.FORM_SIGNED,
        Nature.FACT,
        "审核表和承诺书已签字",
        changes.form_signed,
        _SIGNED,
        Brings.ENTRY,
    ),
    KindOfAction(
        Kind.CONSENT_GIVEN,
        Nature.FACT,
        "信息查询授权已作答",
        changes.consent_given,
        _SIGNED,
        Brings.ENTRY,
    ),
    KindOfAction(
        Kind.MATERIAL_TAKEN,
        Nature.FACT,
        "收下一份材料",
        changes.material_taken,
        _BESIDE,
        Brings.ENTRY,
    ),
    KindOfAction(
        Kind.DEFERRAL_PROMISED,
        Nature.FACT,
        "承诺容缺补交一份材料",
        changes.deferral_promised,
        _BESIDE,
        Brings.ENTRY,
    ),
    KindOfAction(
        Kind.PAPER_SENT,
        Nature.FACT,
        "打印文书",
        changes.paper_sent,
        {**_PAPER, "sha256": Fact(str, 64, needed=True)},
    ),
    KindOfAction(
        Kind.PAPER_CONFIRMED,
        Nature.FACT,
        "确认文书已打出",
        changes.paper_confirmed,
        {**_PAPER, "sha256": _HASH, "sent": Fact(str, 36, needed=True)},
    ),
    KindOfAction(
        Kind.RENUMBERED,
        Nature.FACT,
        "编号改为 {number}",
        changes.renumbered,
        {"number": _NUMBER, "former": Fact(str, 30)},
        roles=frozenset({Role.WINDOW}),
        may=May.RECEIVER,
    ),
)
KINDS: dict[str, KindOfAction] = {kind.name: kind for kind in _TABLE}


def facts_are_fit(action: Action) -> bool:
    """Whether the facts are what the kind's may be; unknown ones only bounded."""
    kind, facts = KINDS.get(action.kind), action.facts
    if len(facts) > MOST_FACTS or (kind and not kind.needed <= facts.keys()):
        return False
    known = kind.facts if kind else {}
    for name, value in facts.items():
        fact = known.get(name)
        if fact is None:
            fit = _is_bounded(name, value)
        elif isinstance(value, str):
            fit = fact.type is str and len(value) <= fact.longest and "\x00" not in value
        else:
            fit = type(value) is fact.type
        if not fit:
            return False
    return True


def is_text_fit(text: str, longest: int) -> bool:
    """Whether a text is short enough and can be stored and shown."""
    return len(text) <= longest and "\x00" not in text


def _is_bounded(name: str, value: Scalar) -> bool:
    if not is_text_fit(name, LONGEST_NAME):
        return False
    if isinstance(value, str):
        return is_text_fit(value, LONGEST_TEXT)
    return not isinstance(value, int) or abs(value) < 1 << 63
