"""All letters of a case as they stand: made by which act, printed, delivered, void; what is owed.

Must not set a letter or read a store.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self, TypeVar

from counter_app.basics.catalogue.acts import LETTER_AT_SERVER
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Kind
from counter_app.cases.stages import Stage
from counter_app.documents.letters.view import LetterView
from counter_app.documents.letters.words import title_of
from counter_app.documents.view import FormOpinion
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.on_form import opinions_on_form
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted, Which
from counter_app.needs.case_file import CaseFile
from counter_app.rules.letter_kinds import Letter

Made = TypeVar("Made")
Ask = Callable[[], Mapping[str, bytes]]
"""Gives what of the case travels by no pull, by action; nothing where nobody can be asked."""

_BESIDE = (Letter.SUPPLEMENT_RECEIPT, Letter.WITHDRAWAL, Letter.RETURN_LIST)
"""What no decision makes and is handed out with its act."""
_APART = (Letter.CORRECTION_GUIDE, Letter.PROOF_OF_DELIVERY)
"""Of which there may be several."""


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """One letter. `sent`: its printing that holds; `confirmed`: a person saw that one."""

    which: Which
    sent: Action | None = None
    confirmed: bool = False

    @property
    def number(self) -> str:
        """Its own."""
        return self.which.number

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.which.kind)

    @property
    def tail(self) -> str:
        """Its number within the case: `B1`."""
        return self.number.rpartition("-")[2]

    @property
    def official(self) -> str:
        """Its 文号; empty where it has none."""
        return self.which.trace.official if self.which.trace else ""

    @property
    def is_void(self) -> bool:
        """Whether it was voided."""
        return bool(self.which.trace and self.which.trace.void)

    @property
    def delivered_on(self) -> str:
        """The day on which it reached its person; empty: not yet."""
        return self.which.trace.delivered_on if self.which.trace else ""

    @property
    def is_to_be_printed(self) -> bool:
        """Whether it is due and nobody has printed it: one that was delivered was on paper."""
        return self.sent is None and not self.is_void and not self.delivered_on

    @property
    def is_to_be_delivered(self) -> bool:
        """Whether it is due to reach its person and has not."""
        trace = self.which.trace
        return trace is not None and not (trace.void or trace.delivered)


@dataclass(frozen=True)
class LettersOfCase:
    """The letters of one case, and what is needed to set each."""

    letters: Letters
    place: LetterPlace
    all: tuple[CaseLetter, ...]
    """Those of decisions in their order, then what goes out beside them."""

    @classmethod
    def of(cls, letters: Letters, place: LetterPlace) -> Self:
        """Looked through once, so that showing them costs nothing."""
        state = letters.file.state
        seen = {trace.sent for trace in state.papers if trace.confirmed}
        found = []
        for which in _each(letters):
            sent = letters.sent(which)
            found.append(CaseLetter(which, sent, sent is not None and sent.action_id in seen))
        return cls(letters, place, tuple(found))

    @property
    def is_provisional(self) -> bool:
        """Whether the case was accepted and the server has not confirmed it yet."""
        return bool(self.letters.unanswered)

    @property
    def newest_first(self) -> tuple[CaseLetter, ...]:
        """As they are shown: decisions, then what goes out beside them, 送达回证 last."""
        beside = (*_BESIDE, Letter.CORRECTION_GUIDE)
        ranks = {Letter.PROOF_OF_DELIVERY: 2, **dict.fromkeys(beside, 1)}
        shown = list(reversed(self.all))
        shown.sort(key=lambda each: ranks.get(each.which.kind, 0))
        return tuple(shown)

    def get(self, number: str) -> CaseLetter:
        """The letter of a number; KeyError for one that this case does not have."""
        return {each.number: each for each in self.all}[number]

    @property
    def result(self) -> CaseLetter | None:
        """That which tells how the case was decided; None while it is not."""
        told = (each for each in self.newest_first if each.which.kind is Letter.RESULT)
        return next((each for each in told if not each.is_void), None)

    def opinions(self, ask: Ask = dict) -> tuple[FormOpinion | None, ...]:
        """What each office said, for the 审核表; nothing while the case is not decided.

        Raises:
            CounterError: LETTER_AT_SERVER where nobody could be asked.
        """
        if self.result is None:
            return ()
        source = Source(self.letters.file, self.result.which, self.place)
        return _made(opinions_on_form, source, ask)

    def view(self, letter: CaseLetter, ask: Ask = dict) -> LetterView:
        """What it says; of what never travels by pull, `ask` gives the words of the case.

        Raises:
            CounterError: LETTER_AT_SERVER where nobody could be asked.
        """
        return view_of(letter.which, self.letters.file, self.place, ask)


def view_of(which: Which, file: CaseFile, place: LetterPlace, ask: Ask) -> LetterView:
    """As `LettersOfCase.view`."""
    return _made(letter_of, Source(file, which, place), ask)


def _made(make: Callable[[Source], Made], source: Source, ask: Ask) -> Made:
    """With what is here; else with what can be asked."""
    try:
        return make(source)
    except CounterError as error:
        words = ask() if error.entry is LETTER_AT_SERVER else {}
        if not words:
            raise
    whole = CaseFile(source.file.actions, {**source.file.contents, **words})
    return make(Source(whole, source.which, source.place))


def _each(letters: Letters) -> Iterator[Which]:
    """Each once: what was printed since its last act is the same letter."""
    known: set[str] = set()
    for wanted in _wanted(letters):
        which = _find(letters, wanted)
        if which is not None and which.number not in known:
            known.add(which.number)
            yield which


def _wanted(letters: Letters) -> Iterator[Wanted]:
    for trace in letters.file.state.letters:
        yield Wanted("", (trace.number,))
    for kind in (Letter.PROVISIONAL_ACCEPTANCE, *_BESIDE, *_APART):
        for number in letters.printed(kind):
            yield Wanted(str(kind), (number,))
    for kind in _BESIDE:
        if kind is not Letter.RETURN_LIST or _goes_back(letters):
            yield Wanted(str(kind))
    for whose, what in letters.mending.items():
        if what.facts and letters.file.state.stage is Stage.IN_REVIEW:
            yield Wanted(str(Letter.CORRECTION_GUIDE), (), *whose)
    if to_prove := _to_prove(letters):
        yield Wanted(str(Letter.PROOF_OF_DELIVERY), to_prove)


def _goes_back(letters: Letters) -> bool:
    """Whether anything lies here or went back: without papers there is no list of them."""
    file = letters.file
    went = any(each.kind == Kind.MATERIAL_RETURNED for each in file.actions)
    return went or bool(file.state.materials)


def _to_prove(letters: Letters) -> tuple[str, ...]:
    """Of which letters the next 送达回证 is: those that have none yet, those on their way first.

    One of an acceptance that the server has not confirmed proves nothing yet.
    """
    proved = letters.proved()
    owed = [
        each
        for each in letters.file.state.letters
        if not (each.void or each.number in proved or each.action in letters.unanswered)
    ]
    waits = [each for each in owed if not each.delivered]
    return tuple(each.number for each in waits or owed)


def _find(letters: Letters, wanted: Wanted) -> Which | None:
    """None where policy has switched the letter off, or nothing is to be told by one."""
    try:
        return letters.find(wanted)
    except CounterError:
        return None
