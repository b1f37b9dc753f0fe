"""Why a case ended as it did, and what a return asks for: as the letters of it say.

Only of what has a letter, so that nothing is told here before it is told in writing. Must not read
the store.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from counter_app.basics.errors import CounterError
from counter_app.documents.letters.view import LetterView
from counter_app.documents.letters.words import sentence
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted
from counter_app.needs.case_file import CaseFile
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy

Lines = Iterator[tuple[str, str]]
_ENDS = (Letter.RESULT, Letter.DECLINE, Letter.ENDING)


@dataclass(frozen=True)
class Told:
    """A case with its own policy and the one in force."""

    file: CaseFile
    policy: Policy
    newest: Policy
    letters: Letters

    def reasons(self) -> Lines:
        """Of an adverse end the facts, each with its clause; nothing of a filed case."""
        for kind in _ENDS:
            view = self._view(Wanted(str(kind)))
            if view is None or view.passed:
                continue
            if view.reason:
                yield sentence(view.reason), ""
            for ground in view.grounds:
                rule = f"{ground.rule}：" if ground.rule else ""
                yield f"{rule}{ground.fact}" if ground.fact else ground.rule, ground.clause

    def remarks(self) -> Lines:
        """What the return that waits asks for, and how it is done."""
        view = self._view(Wanted(str(Letter.REVIEW_RETURN))) if self.file.state.returned else None
        for item in view.owed if view else ():
            yield f"{item.what}：{item.wrong}", item.how

    def offices(self) -> Lines:
        """Where departments' records are mended: by kind of fact, never what it is."""
        for whose, what in self.letters.mending.items() if self.file.state.returned else ():
            view = what.facts and self._view(Wanted(str(Letter.CORRECTION_GUIDE), (), *whose))
            for place in view.mend if view else ():
                yield f"{place.facts}：{place.office}", place.bring

    def _view(self, wanted: Wanted) -> LetterView | None:
        """What the letter says; None where there is none."""
        try:
            which = self.letters.find(wanted)
            place = LetterPlace(self.policy, self.newest, self.file.state.stream)
            return letter_of(Source(self.file, which, place))
        except CounterError:
            return None
