"""What an applicant is told of the case: result, why, what to bring, letters, what happened.

In the words of policy; of the household nothing but whose paper is owed. Opinions are told once
there is a result. Must not read the store
or know HTTP.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from central_server.applicant_page.history import happened
from central_server.applicant_page.more import Details, Group, LetterShown
from central_server.applicant_page.reasons import Told
from central_server.applicant_page.view import Words
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import LetterTrace
from counter_app.documents.letters.items import ItemWords
from counter_app.documents.paper_table import LETTERS
from counter_app.forms.checks import judge
from counter_app.intake.letters.owed import Items
from counter_app.intake.letters.which import Letters
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import pieces_lacking
from counter_app.needs.timeline import read_day
from counter_app.rules.assess import assess
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy

_BEFORE = frozenset({Stage.RECEIVED, Stage.SUPPLEMENT})
_MOST_JUDGED = 512 << 10
_TITLES: Mapping[str, str] = {str(kind): LETTERS[kind].title for kind in Letter}


@dataclass(frozen=True)
class Telling:
    """One case for its applicant on a day, under its own policy and the one in force."""

    file: CaseFile
    policy: Policy
    newest: Policy
    today: date
    kept: Collection[str] = ()
    """Numbers of the letters whose bytes are there."""

    @cached_property
    def words(self) -> Words:
        """Those in force."""
        return self.newest.words("page", self.today)

    @cached_property
    def _letters(self) -> Letters:
        return Letters(self.file, self.newest, self.today)

    def told(self, ticket: str) -> Details:
        """Everything, in the order in which it is read."""
        part, state = self.words["details"], self.file.state
        told = Told(self.file, self.policy, self.newest, self._letters)
        ended = state.stage.is_end
        groups = (
            Group(part["result"], tuple(self._result(state))),
            Group(part["reasons"], tuple(told.reasons()) if ended else ()),
            Group(part["owed"], tuple(self._owed(state))),
            Group(part["remarks"], tuple(told.remarks())),
            Group(part["offices"], tuple(told.offices())),
        )
        beneath = (
            Group(part["opinions"], tuple(self._opinions(state)) if ended else ()),
            Group(part["happened"], tuple(self._happened())),
        )
        letters = tuple(self._letter(each) for each in state.letters if not each.void)
        shown = tuple(group for group in groups if group.lines)
        nothing = () if shown or letters else (part["nothing"],)
        counts = part["counts" if state.agreed_electronic else "counts_not"] if letters else ""
        return Details(
            groups=shown,
            letters_title=part["letters"],
            letters=letters,
            open=part["open"],
            ticket=ticket,
            beneath=tuple(group for group in beneath if group.lines),
            notes=(*nothing, *((counts,) if counts else ())),
        )

    def _result(self, state: CaseState) -> Iterator[tuple[str, str]]:
        if not state.stage.is_end:
            return
        said = self.words["details"]["ends"].get(str(state.stage), state.stage.label)
        yield said, self._day(state.ended_on)

    def _owed(self, state: CaseState) -> Iterator[tuple[str, str]]:
        """What lacks today, in the words of a notice; of a case in review the papers alone."""
        size = sum(map(len, self.file.contents.values()))
        if state.stage.is_end or not self.file.declared or size > _MOST_JUDGED:
            return
        lacks = pieces_lacking(self.file, self.policy, self.today)
        if state.stage not in _BEFORE:
            lacks = tuple(each for each in lacks if each.what == "material")
        needs = assess(judge(self.file.document, self.today), self.policy).materials
        wording = ItemWords(self.policy.words("letters", self.today))
        for item in Items(self.file, wording, needs).lacking(lacks):
            yield item.what, item.how or item.wrong

    def _happened(self) -> Iterator[tuple[str, str]]:
        """What was done, the newest first."""
        for line, on in reversed(tuple(happened(self.file, self.words["happened"]))):
            yield line, self._day(on)

    def _opinions(self, state: CaseState) -> Iterator[tuple[str, str]]:
        said = self.words["details"]["said"]
        for each in state.opinions:
            if not each.void:
                step = Step(each.step).label
                yield f"{step}：{said.get(each.opinion, each.opinion)}", self._day(each.on)

    def _letter(self, letter: LetterTrace) -> LetterShown:
        part, is_kept = self.words["details"], letter.number in self.kept
        title = _TITLES.get(letter.paper, part["other_letter"])
        note = "" if is_kept else part["at_window"]
        return LetterShown(letter.number, title, note, is_kept, self._day(letter.day))

    def _day(self, text: str) -> str:
        day = read_day(text)
        return self.words["day"].format(month=day.month, day=day.day) if day else ""
