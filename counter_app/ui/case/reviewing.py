"""What a desk does at an open case: differences decided in place, remarks, its opinion, revisions.

Pages and strip belong to it; the place shows them. Must not know a store, nor judge what lacks.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from counter_app.cases.actions import Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Step
from counter_app.cases.ways import DecidedBy
from counter_app.desk.decide import Done
from counter_app.intake.case_told import Told
from counter_app.intake.case_view.both_sides import BothSides
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.opinions import (
    HEADINGS,
    KEYS,
    Choice,
    Way,
    asked_back,
    keys_of,
    ways,
    why_not,
)
from counter_app.intake.letters.of_case import LettersOfCase
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.review_words import OPINIONS
from counter_app.rules.eligibility import Finding
from counter_app.rules.letter_kinds import Letter
from counter_app.ui.case.case_foot import CaseFoot
from counter_app.ui.case.case_shown import CasePart
from counter_app.ui.case.comparing import PRINT, Comparing
from counter_app.ui.case.doing import Doing
from counter_app.ui.case.opinion import Opinion
from counter_app.ui.case.opinion_strip import OpinionStrip
from counter_app.ui.case.pages.facts_page import FactsPage
from counter_app.ui.case.pages.opinion_page import OpinionPage
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act

DECIDE = "decide-difference"
_LOOKED_AT = (Kind.RETURNED, Kind.OPINION_GIVEN, Kind.DIFFERENCE_SETTLED, Kind.SENT_BACK)
"""Acts of review whose author had seen the content that they name."""
_LOW = 620
"""In a window lower than this the table needs the room: the opinion stands on its page alone."""
_NEEDS_LINE = "联网后再定"
_WALK, _DECIDES, _REMARKS = (
    "↑ ↓ 换一项    Enter 看这个人",
    "    1 2 3 4 定",
    "    N 记意见    F8 更正指引",
)


class Now(NamedTuple):
    """What is shown just now."""

    opened: OpenedCase
    told: Told
    mask: Mask


class Reviewing(QObject):
    """The part of a case's screen that decides."""

    acts_changed = Signal()
    typed = Signal()
    """Something is to be kept as a draft."""
    to_part = Signal(int)
    """Another part of the case is to be shown."""
    given = Signal()
    """An opinion was given: what asked for it is gone."""
    letter_wanted = Signal(object)
    """A way whose letter is to be seen before it is decided."""

    def __init__(self, seat: Seat, doing: Doing, now: Now, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._doing, self._now = seat, doing, now
        self.opinion = Opinion(self)
        self.facts = FactsPage()
        self.facts.decided.connect(self._decide_difference)
        self.page, self.comparing = OpinionPage(self.opinion), Comparing(seat, self)
        self.revisions = self.comparing.page
        self.strip, self.foot = OpinionStrip(self.opinion), CaseFoot()
        self._online: bool | None = None
        self.opinion.changed.connect(self.acts_changed)
        self.opinion.typed.connect(self.typed)

    # -- showing ----------------------------------------------------------------------------------

    def show(self, now: Now, found: Sequence[Finding], both: BothSides) -> None:
        """Follow the case."""
        self._now = now
        self.opinion.open(() if self._why_not() else ways(now.told))
        self.strip.entitle(HEADINGS.get(now.told["step"] or "", "审核意见"))
        self.page.show_findings(found)
        self.comparing.show(now.opened.situation, now.mask, both.differences)
        if not self.opinion.revision:
            self.opinion.revision = self._seen_before()

    @property
    def has_newer(self) -> bool:
        """Whether a revision came that whoever writes has not looked at."""
        state = self._state()
        return bool(self.opinion.ways) and 0 < self.opinion.revision < state.revision

    @property
    def seen_words(self) -> str:
        """On which content an opinion that is written rests; empty: nobody writes one here."""
        if not self.opinion.ways:
            return ""
        seen = f"所审{self._title(self.opinion.revision)}"
        return f"{seen}，已有{self._title(self._state().revision)}" if self.has_newer else seen

    def focus_first(self, part: CasePart) -> bool:
        """The keyboard to where a page begins; False where it has nothing."""
        pages = {
            CasePart.FACTS: self.facts.focus_first,
            CasePart.OPINION: self.page.focus_first,
            CasePart.REVISIONS: self.revisions.focus_first,
        }
        return part in pages and pages[part]()

    def be_online(self, online: bool | None) -> bool:
        """Whether the server is there; gives whether that is news."""
        news = online is not self._online
        self._online = online
        return news

    def count_of_revisions(self) -> int:
        """How many contents have held."""
        return len(self.comparing.all)

    # -- acts -------------------------------------------------------------------------------------

    def acts(self, part: CasePart) -> tuple[Act, ...]:
        """The choices, and what a row of the table can do."""
        on_facts, on_revisions = part is CasePart.FACTS, part is CasePart.REVISIONS
        found = [
            Act(KEYS[way.choice], way.title, partial(self.choose, way.choice))
            for way in self.opinion.ways
        ]
        row = self.facts.current_difference()
        if on_facts and self.opinion.may_return:
            found.append(Act("N", "记一条意见", self.remark))
        if on_facts and self.facts.differences and self.may_decide:
            found.append(Act("Ctrl+Z", "重新定这一项", self.decide_anew))
        if on_revisions:
            found += self.comparing.acts()
        if row is not None and row.chosen:
            found.append(Act("Ctrl+Return", "定这一项", row.take))
        return tuple(found)

    @property
    def may_decide(self) -> bool:
        """Whether differences are decided here by this person."""
        may = self._now.told["may"]
        return any(each["act"] == DECIDE for each in may) and not self._why_not()

    def guide(self, letters: LettersOfCase) -> str:
        """The 更正指引 of the current row, where it was decided that a department mends it."""
        row = self.facts.current_compared()
        if row is None or row.decision != DecidedBy.MEND:
            return ""
        guides = (each for each in letters.all if each.which.kind is Letter.CORRECTION_GUIDE)
        named = (each.number for each in guides if each.which.of == (row.department, row.person))
        return next(named, "")

    def choose(self, choice: Choice) -> None:
        """Take a choice, and write."""
        self.opinion.choose(choice)
        target = self.strip.words if self.strip.words.isVisible() else self.page.reason
        target.select()

    def remark(self) -> None:
        """N: what the current row says becomes a remark of a return."""
        told, declared = self.facts.current_compared(), self.facts.current_declared()
        if told is not None:
            words = f"申报 {told.declared}，{told.source}核验 {told.verified}，请核对后更正"
            keys = {"difference": told.name, "person": told.person}
            self.opinion.add_remark(f"{told.whose}的{told.title}", words, keys)
        elif declared is not None:
            part, fact = declared
            about = f"{part.title}的{fact.label}" if part.is_person else fact.label
            self.opinion.add_remark(about, "请核对后更正", {"field": fact.path})

    def remark_on_material(self, named: str, about: str) -> None:
        """A paper that has to be brought, or brought anew."""
        material, _, person = named.partition(" ")
        keys = {"material": material, **({"person": person} if person else {})}
        self.opinion.add_remark(about, "请补交", keys)
        self._doing.told.emit(f"已记入退回意见：{about}", "ok")

    def decide_anew(self) -> None:
        """Ctrl+Z on a difference that was decided."""
        if row := self.facts.current_difference():
            row.reopen()

    def give_up(self) -> None:
        """The case is not here any more: nothing can be said of it."""
        self.opinion.open(())

    def escape(self) -> bool:
        """Esc on a decision that is being taken puts it away; whether there was one."""
        for row in self.facts.differences.values():
            if row.chosen:
                row.put_away()
                row.setFocus()
                return True
        return False

    # -- the button -------------------------------------------------------------------------------

    def tell_foot(self, part: CasePart, *, shown: bool) -> None:
        """What the foot says and its button does; the strip stands above it beneath the table."""
        way, why = self.opinion.way, self._why_not()
        on_revisions = part is CasePart.REVISIONS
        self.foot.setVisible(shown)
        room = self.strip.window().height() >= _LOW
        with_strip = part is CasePart.FACTS and bool(self.opinion.ways) and room
        self.strip.setVisible(shown and with_strip)
        if on_revisions:
            newer = self.has_newer
            prints = f"    F8 {PRINT}" if self.comparing.prints else ""
            self.foot.say(f"{self.comparing.keys}{prints}", "看过，接着审" if newer else "")
        elif why:
            self.foot.say(why)
        elif self.has_newer:
            self.foot.say("内容改过，先看改了什么", f"先看{self._title(self._state().revision)}")
        elif way is None:
            asked = "选一种意见，写好再定" if self.opinion.ways else ""
            self.foot.say(self._how_to_walk() if self._walks(part) else asked)
        elif self.opinion.trouble:
            self.foot.say(self.opinion.trouble, self._button(way), wrong=True)
        elif self._online is False:
            self.foot.say("写好的已存草稿，连上服务器再定", _NEEDS_LINE, may=False)
        elif way.lacks:
            more = f"，等 {len(way.lacks)} 项" if len(way.lacks) > 1 else ""
            self.foot.say(f"还差：{way.lacks[0]}{more}", self._button(way), may=False)
        else:
            self.foot.say(self._how_to_walk() if part is CasePart.FACTS else "", self._button(way))

    def go_on(self, part: CasePart) -> None:
        """Ctrl+Enter, or the button."""
        way = self.opinion.way
        if self._doing.busy or self.foot.button.isHidden():
            return
        if part is CasePart.REVISIONS:
            self.opinion.revision = self._state().revision
            self.typed.emit()
            self.to_part.emit(CasePart.FACTS)
        elif self.has_newer:
            self.comparing.show_newest()
            self.to_part.emit(CasePart.REVISIONS)
        elif way is not None and self.foot.button.isEnabled():
            self._go(way)

    def _go(self, way: Way) -> None:
        if way.names_clauses and not self.opinion.clauses:
            self.opinion.tell("还没有选依据的条款，在“意见”一页用空格选")
            return
        empty = not self.opinion.text.strip()
        if empty and not (way.act == "return" and self._asked_back()):
            self.opinion.tell("还没有写意见")
            return
        if way.has_letter:
            self.letter_wanted.emit(way)
        else:
            self.do(way, self._tell_opinion)

    def do(self, way: Way, tell: Callable[[Sequence[Line], str], object]) -> None:
        """Have the opinion given."""
        now = self._now
        counter, person = self._seat.tools.counter, self._seat.person
        keys, number = self.keys(way), str(now.told["number"])
        self.opinion.tell("")
        self._doing.run(
            lambda: counter.act(way.act, number, keys, person), way.title, tell, self._given
        )

    def keys(self, way: Way) -> dict[str, object]:
        """What is said, as the act's own keys."""
        said = self.opinion
        return keys_of(way, said.text.strip(), said.clauses, said.ties)

    def _given(self, _: Done) -> None:
        self.opinion.forget()
        self.given.emit()

    def _tell_opinion(self, told: Sequence[Line], _: str) -> None:
        self.opinion.tell("；".join(filter(None, (told[0].title, told[0].second))) if told else "")

    def _decide_difference(self, name: str, decision: str, reason: str) -> None:
        now, row = self._now, self.facts.differences[name]
        if self._doing.busy:
            return
        if self._online is False:
            row.tell(f"{_NEEDS_LINE}，写好的还在")
            return
        counter, person = self._seat.tools.counter, self._seat.person
        number = str(now.told["number"])
        keys = {"difference": name, "decision": decision, "reason": reason}
        row.tell("正在定")
        self._doing.run(
            lambda: counter.act(DECIDE, number, keys, person),
            "这一项",
            lambda told, _: row.tell(told[0].title if told else ""),
            partial(self._difference_decided, name),
        )

    def _difference_decided(self, name: str, _: Done) -> None:
        row = self.facts.differences.get(name)
        if row is not None:
            row.put_away()
            self.facts.focus_next_open(name)

    # -- inside -----------------------------------------------------------------------------------

    def _button(self, way: Way) -> str:
        if way.act == "return":
            lines = sum(bool(line.strip()) for line in self.opinion.text.splitlines())
            return f"{way.title}，{lines + self._asked_back()} 项"
        return f"{way.title}，看告知书" if way.has_letter else way.title

    def _walks(self, part: CasePart) -> bool:
        return part is CasePart.FACTS and bool(self.facts.differences)

    def _how_to_walk(self) -> str:
        """By which keys; of what may be done, no more."""
        decides = _DECIDES if self.may_decide and self.facts.differences else ""
        return f"{_WALK}{decides}{_REMARKS if self.opinion.may_return else ''}"

    def _asked_back(self) -> int:
        return asked_back(self._now.told, self.opinion.text, self.opinion.ties)

    def _why_not(self) -> str:
        step, staff_id = self._now.told["step"], self._seat.person.staff_id
        return why_not(self._state(), step, staff_id)

    def _state(self) -> CaseState:
        return self._now.opened.situation.file.state

    def _seen_before(self) -> int:
        """The revision that the last act of review rests on; without one the newest is new."""
        now = self._now
        contents = {one.state.content: one.number for one in self.comparing.all}
        for action in reversed(now.opened.situation.file.actions):
            seen = contents.get(str(action.facts.get("content")))
            if action.kind in _LOOKED_AT and seen is not None:
                return seen
        return self._state().revision

    @staticmethod
    def _title(number: int) -> str:
        return f"第 {number} 版"


def given_lines(told: Told) -> list[Line]:
    """Opinions that were given, each of its step, with who gave it and its text."""
    found = []
    for each in told["opinions"]:
        void = "，已作废，要重新出" if each["void"] else ""
        against = each["opinion"] == "disagree"
        second = "    ".join(filter(None, (each["by"], each["text"])))
        found.append(
            Line(
                OPINIONS.get(each["opinion"], each["opinion"]),
                f"{Step(each['step']).label}{void}",
                right=each["on"][5:10],
                glyph=Glyph.REVIEW if void or against else Glyph.DONE,
                second=second,
            )
        )
    return found
