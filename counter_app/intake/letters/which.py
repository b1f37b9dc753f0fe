"""Which letter of a case is meant, what it tells, and the number that it bears.

Letters that a decision made have their number from it. Others (补件回执, 送达回证, …)
are numbered as they are handed out: what was printed since their last act is the same letter.
Must not say what a letter contains.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from counter_app.basics.catalogue.acts import ACT_LETTER_OFF, LETTER_NONE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Kind
from counter_app.cases.traces import LetterTrace
from counter_app.intake.letters.told import TOLD, count_of, decision_of, reissue_of
from counter_app.needs.case_file import CaseFile
from counter_app.needs.mending import Mending, Whose, mending
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_series, letter_number
from counter_app.rules.policy import Policy

_BY_NAME: Mapping[str, Letter] = {str(each): each for each in Letter}
_ABOUT = frozenset({Letter.PROOF_OF_DELIVERY, Letter.INQUIRY, Letter.CORRECTION_GUIDE})
"""Letters of which a case may have several beside each other, each about something of its own."""


@dataclass(frozen=True, slots=True)
class Which:
    """One letter. `act`: what it tells; `trace`: what the case knows of it, if anything."""

    kind: Letter
    number: str
    act: Action
    trace: LetterTrace | None = None
    of: tuple[str, ...] = ()
    """Of a 送达回证 the letters whose delivery it proves, of a 核查函 the department, of a 更正指引
    department and person."""
    reissue: Action | None = None
    """By what it came in a void letter's place."""

    @property
    def made_by(self) -> Action:
        """The act with which it came into being: as the case was then it is set."""
        return self.reissue or self.act

    @property
    def count(self) -> int:
        """Which of its kind in the case."""
        return count_of(self.number)

    @property
    def code(self) -> str:
        """The letter before that count."""
        return self.number.rpartition("-")[2].rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; nothing: the case's last letter."""

    paper: str = ""
    numbers: tuple[str, ...] = ()
    department: str = ""
    """Of a 核查函: whom it asks; of a 更正指引: who keeps what is to be mended."""
    person: str = ""
    """Of a 更正指引: whose that is, as an id, `applicant` or `member:N`; nothing: the first of whom
    the department has any."""

    @property
    def number(self) -> str:
        """The one letter that was named."""
        return self.numbers[0] if self.numbers else ""


@dataclass(frozen=True)
class Letters:
    """The letters of one case; `codes` is the policy by which they are numbered, on a day."""

    file: CaseFile
    codes: Policy
    on: date
    unanswered: Collection[str] = ()
    """Acts that the server has not answered yet."""

    def find(self, wanted: Wanted) -> Which:
        """The letter; raises LETTER_NONE, ACT_LETTER_OFF."""
        kind = _BY_NAME.get(wanted.paper) or self._printed_as(wanted.number)
        if kind and kind in TOLD:
            return self._beside(kind, wanted)
        if kind is Letter.PROVISIONAL_ACCEPTANCE and wanted.number:
            return Which(kind, wanted.number, self._accepted())
        paper = Letter.ACCEPTANCE if kind is Letter.PROVISIONAL_ACCEPTANCE else wanted.paper
        found = [
            each
            for each in self.file.state.letters
            if each.paper in _BY_NAME
            and (not wanted.number or each.number == wanted.number)
            and (not paper or each.paper == paper)
        ]
        if not found:
            raise CounterError(LETTER_NONE)
        return self._of(found[-1], wanted.paper)

    def sent(self, which: Which) -> Action | None:
        """The printing of this letter that holds: none before its act, or before it was void."""
        found = None
        for each in self.file.actions:
            facts = each.facts
            if each.kind == Kind.LETTER_VOIDED and facts.get("letter") == which.number:
                found = None
            elif each.kind == Kind.PAPER_SENT and facts.get("letter") == which.number:
                found = each if facts.get("paper") == which.kind else found
        return found

    def printed(self, kind: Letter) -> tuple[str, ...]:
        """The numbers under which letters of a kind were handed out, each once."""
        return tuple(dict.fromkeys(str(each.facts["letter"]) for _, each in self._sendings(kind)))

    def proved(self) -> frozenset[str]:
        """The letters of which a 送达回证 was handed out."""
        sent = self._sendings(Letter.PROOF_OF_DELIVERY)
        return frozenset(
            number for _, each in sent for number in str(each.facts.get("of") or "").split()
        )

    def _of(self, trace: LetterTrace, paper: str) -> Which:
        act = decision_of(self.file, trace)
        if act is None:
            raise CounterError(LETTER_NONE)
        kind = _BY_NAME[trace.paper]
        if kind is Letter.ACCEPTANCE and act.action_id in self.unanswered:
            number = letter_number(
                self.file.state.number,
                self._code(Letter.PROVISIONAL_ACCEPTANCE),
                count_of(trace.number),
            )
            return Which(Letter.PROVISIONAL_ACCEPTANCE, number, act)
        if paper and paper != kind:
            raise CounterError(LETTER_NONE)
        return Which(kind, trace.number, act, trace, reissue=reissue_of(self.file, trace))

    def _accepted(self) -> Action:
        act = self.file.action(self.file.state.accepted_by)
        if act is None:
            raise CounterError(LETTER_NONE)
        return act

    def _beside(self, kind: Letter, wanted: Wanted) -> Which:
        """A letter that no decision made."""
        sent = list(self._sendings(kind))
        for at, each in sent:
            if each.facts["letter"] == wanted.number:
                of = tuple(str(each.facts.get("of") or "").split())
                return Which(kind, wanted.number, self._told(kind, at, of), of=of)
        of = self._about(kind, wanted)
        if (kind in _ABOUT) is not bool(of) or (
            wanted.numbers and kind is not Letter.PROOF_OF_DELIVERY
        ):
            raise CounterError(LETTER_NONE)
        act = self._told(kind, len(self.file.actions), of)
        since = [
            str(each.facts["letter"])
            for at, each in sent
            if at > self.file.actions.index(act) and each.facts.get("of", "") == " ".join(of)
        ]
        count = self._next(kind, [each for _, each in sent], of)
        fresh = letter_number(self.file.state.number, self._code(kind), count)
        return Which(kind, since[-1] if since else fresh, act, of=of)

    def _next(self, kind: Letter, sent: Sequence[Action], of: tuple[str, ...]) -> int:
        """Behind what was handed out. Each 更正指引 has a place of its own before it is printed."""
        given = {count_of(str(each.facts["letter"])): each.facts.get("of", "") for each in sent}
        if kind is not Letter.CORRECTION_GUIDE:
            return max(given, default=0) + 1
        place = [tuple(each) for each in self.mending].index(of) + 1
        return max((*given, len(self.mending))) + 1 if place in given else place

    @cached_property
    def mending(self) -> Mapping[Whose, Mending]:
        """What departments are to mend of whom."""
        return mending(self.file, self.codes, self.on)

    def _about(self, kind: Letter, wanted: Wanted) -> tuple[str, ...]:
        """What a letter of this kind is about, where more than the case; nothing: none such."""
        if kind is Letter.PROOF_OF_DELIVERY:
            return self._delivered(wanted)
        if kind is Letter.INQUIRY:
            return (wanted.department,) if wanted.department else ()
        if kind is Letter.CORRECTION_GUIDE:
            return tuple(next(self._to_mend(wanted), ()))
        return ()

    def _to_mend(self, wanted: Wanted) -> Iterator[Whose]:
        head, _, place = wanted.person.partition(":")
        at = {"applicant": 0, "member": int(place) if place.isdecimal() else -1}.get(head, -1)
        person = self.file.state.person(at) if at >= 0 else wanted.person
        for whose, what in self.mending.items():
            is_theirs = wanted.department in ("", whose.department)
            if what.facts and is_theirs and person in ("", whose.person):
                yield whose

    def _told(self, kind: Letter, before: int, of: tuple[str, ...]) -> Action:
        """The last act that such a letter tells, before a place among the actions."""
        actions = self.file.actions[:before]
        if kind is Letter.CORRECTION_GUIDE:
            said = self.mending[Whose(*of)].acts if len(of) == len(Whose._fields) else ()
            found = [each for each in actions if each in said]
        else:
            found = [each for each in actions if TOLD[kind](self.file, each)]
        if not found:
            raise CounterError(LETTER_NONE)
        return found[-1]

    def _delivered(self, wanted: Wanted) -> tuple[str, ...]:
        """The letters that were named, or all that stand."""
        known = self.file.state.letters_known
        if wanted.numbers:
            if not set(wanted.numbers) <= known.keys():
                raise CounterError(LETTER_NONE)
            return wanted.numbers
        return tuple(number for number, each in known.items() if not each.void)

    def _sendings(self, kind: Letter) -> Iterator[tuple[int, Action]]:
        for at, each in enumerate(self.file.actions):
            facts = each.facts
            if each.kind == Kind.PAPER_SENT and facts.get("paper") == kind and facts.get("letter"):
                yield at, each

    def _printed_as(self, number: str) -> Letter | None:
        """The kind under which a number was handed out that no decision gave."""
        if not number or number in self.file.state.letters_known:
            return None
        for kind in (*TOLD, Letter.PROVISIONAL_ACCEPTANCE):
            if any(each.facts["letter"] == number for _, each in self._sendings(kind)):
                return kind
        return None

    def _code(self, kind: Letter) -> str:
        series = find_series(self.codes, kind, self.on)
        if series is None:
            raise CounterError(ACT_LETTER_OFF)
        return series.code
