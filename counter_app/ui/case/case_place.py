"""A received case for whoever has signed in: what stands, what was declared, what may follow.

Its parts are pages; acts are done by `Doing`. Must not judge: what may follow was told, and the
desk and the server decide.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role
from counter_app.desk.recorded import record_unmasked
from counter_app.forms import matter
from counter_app.forms.housing_application import Region
from counter_app.intake.case_view.beside_form import consents, findings, household_mask, materials
from counter_app.intake.case_view.declared_parts import parts_of
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.deeds.ask import Ask
from counter_app.intake.deeds.table import ACTS
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.said_before import act_of, said_before
from counter_app.ui.case import act_list
from counter_app.ui.case import case_lines as lines
from counter_app.ui.case.case_head import CaseHead
from counter_app.ui.case.case_tray import LoadedCase, load_case
from counter_app.ui.case.doing import Doing
from counter_app.ui.case.hand_over_place import ACT as HAND_OVER
from counter_app.ui.case.pages.facts_page import FactsPage
from counter_app.ui.case.pages.sections import SectionsPage
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import rule
from counter_app.ui.widgets.theme.sizes import HEAD, PANEL_WIDE
from counter_app.ui.widgets.while_alive import while_alive

_PANEL = 336
_KEPT_FOR_TOLD = 200
"""Above an open act something of the case is always to be seen."""
_OF_ITS_DAY = ("on", "signed_on")
"""What is said anew when an act is tried again."""
_ON_PROPOSALS = ("approve", "send-back")
_UNMASK, _UNMASK_KEY = "unmask", "Alt+M"
_SHOW_NAMES = "显示姓名、证号"


class Part(IntEnum):
    """What the case is shown in, in the order of the left column."""

    NOW = 0
    FACTS = 1
    BESIDE = 2
    HISTORY = 3
    LETTERS = 4


TITLES = ("现在", "申报与核验", "材料和条件", "经过", "文书")


class Shown(NamedTuple):
    """A case as it was read."""

    loaded: LoadedCase
    opened: OpenedCase


def read_case(seat: Seat, case_id: str) -> Shown:
    """Read a case for the person of the seat. Off the window's thread; raises CASE_UNKNOWN."""
    loaded = load_case(seat, case_id)
    return Shown(loaded, seat.tools.counter.opened_case(case_id, seat.person))


class CasePlace(Place):
    """The screen of one received case."""

    bare_keys = (
        ("↑ ↓", "选操作，或者选一行"),
        ("Enter", "打开选中的操作、一个人的内容"),
    )

    def __init__(
        self,
        seat: Seat,
        shown: Shown,
        back: Callable[[], None],
        papers: Callable[[Shown, str], None],
        hand_over: Callable[[Shown], None],
        more: Callable[[LoadedCase], tuple[Act, ...]],
    ) -> None:
        """`back` closes it, `papers` shows its papers or one letter by number, `hand_over` copies.

        `more` are acts on how it was sent.
        """
        super().__init__(LeftColumn())
        self.seat, self.case = seat, shown
        self._back, self._papers, self._more = back, papers, more
        self._hand_over = hand_over
        self._words: dict[str, bytes] = {}
        """What the server told that is not here."""
        self._asked_for: set[str] = set()
        self._unmasked = False
        self.part = Part.NOW
        self.doing = Doing(seat, self)
        self.doing.wanted.connect(self._do)
        self.doing.closed.connect(self._act_closed)
        self.doing.told.connect(self.say)
        self.form = self.doing.form
        self.now = SectionsPage(TITLES[Part.NOW], ("现在", "还欠", "签字以后改了"))
        self.facts = FactsPage()
        self.beside = SectionsPage(TITLES[Part.BESIDE], ("材料", "授权", "受理条件"))
        self.history = SectionsPage(TITLES[Part.HISTORY], ("经过",))
        self._can, self._letters = Section("能办的", "F5"), Section("文书")
        self._can.chosen.connect(self.begin)
        self._letters.chosen.connect(self._to_papers)
        self._build()
        self._side = Panel()
        self._side.add(self._can)
        self._side.add(self._letters)
        self.show_panel(self._side)
        for at, title in enumerate(TITLES, start=1):
            self.left.add(str(at), title)
        self.left.chosen.connect(self.go)
        seat.tools.background.changed.connect(self._something_changed)
        self.show_case(shown)

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """The tab is that of the place beneath."""
        return Tab("今日")

    def acts(self) -> tuple[Act, ...]:
        """Parts, papers, and each act that may follow."""
        parts = tuple(
            Act(f"Ctrl+{at}", title, partial(self.go, at - 1))
            for at, title in enumerate(TITLES, start=1)
        )
        can = tuple(
            Act(act_list.ACT_KEYS[act], act_list.title_of(act), partial(self.begin, act))
            for act, _ in act_list.acts_of(self.case.opened)
        )
        ready = bool(self.form.act) and not self.form.button.isHidden()
        do = (Act("Ctrl+Return", self.form.button.text(), self.form.go),) if ready else ()
        masked = self.is_masked()
        unmask = (Act(_UNMASK_KEY, _SHOW_NAMES, self.ask_to_unmask),) if masked else ()
        return (
            self.panel_act("能办的"),
            Act("F8", "文书", self._to_papers, bar=True),
            Act("Esc", "收起" if self.form.act else "回去", self._escape, bar=True),
            *parts,
            *can,
            *do,
            *unmask,
            *self._more(self.case.loaded),
        )

    def enter(self) -> None:
        """The open act has the keyboard, else the first that may follow."""
        if self.form.act:
            self.form.focus_first()
        else:
            self._to_acts()

    def panel_width(self, *, wide: bool) -> int:
        """What an act lacks is a sentence."""
        return PANEL_WIDE if wide else _PANEL

    def resizeEvent(self, event: QResizeEvent) -> None:
        """An open act leaves room for what is told."""
        super().resizeEvent(event)
        self.form.most(self.height() - HEAD - _KEPT_FOR_TOLD)

    # -- what the person does ---------------------------------------------------------------------

    def go(self, at: int) -> None:
        """To one of the parts; the last is the papers."""
        if at == Part.LETTERS:
            self._to_papers()
            return
        self.part = Part(at)
        self._pages.setCurrentIndex(at)
        self._tell_part()
        if not (self.part is Part.FACTS and self.facts.focus_first()):
            self._pages.currentWidget().setFocus()

    def begin(self, act: str) -> None:
        """Ask what an act needs; one that lacks something says all of it instead."""
        if self.doing.busy:
            return
        self.leave_panel()
        lacks = dict(act_list.acts_of(self.case.opened)).get(act)
        if lacks is None:
            return
        if act == HAND_OVER:
            self.doing.keep()
            self._hand_over(self.case)
            return
        if lacks:
            self.doing.tell_lacks(act, lacks)
        else:
            asks = self.case.opened.asked.get(act, ())
            self.doing.ask(act, _heading(act, self.case), _verb(act), asks)
            self._tell_beneath(act)
        self.acts_changed.emit()

    def _tell_beneath(self, act: str) -> None:
        """What is to be seen before the act is done."""
        if act in _ON_PROPOSALS:
            self.form.tell(lines.proposal(self.case.opened), "提请的内容")
        elif act == "settle":
            self.form.tell(lines.two_contents(self.case.opened, self._mask()), "逐项对照")

    def _mask(self) -> Mask:
        return household_mask(self.case.opened.situation, off=not self.is_masked())

    def is_masked(self) -> bool:
        """Whether names and numbers are hidden: from whom neither the hall nor a reason shows them.

        At the window the person stands before the clerk, who wrote the names down.
        """
        return Role.CLERK not in self.case.opened.teller.roles and not self._unmasked

    def ask_to_unmask(self) -> None:
        """Alt+M: why, which goes on record."""
        if self.doing.busy:
            return
        hint = "写明用途；记录在案，谁看、何时、为什么"
        self.doing.ask(_UNMASK, _SHOW_NAMES, "显示", (Ask("reason", "事由", "text", hint=hint),))
        self.acts_changed.emit()

    def _escape(self) -> None:
        """Close the act, and what was typed stays; else go back."""
        if self.form.act:
            self.doing.close()
        elif not self.doing.busy:
            self._back()

    def _act_closed(self) -> None:
        self._to_acts()
        self.acts_changed.emit()

    def _do(self) -> None:
        """Have the counter do it."""
        act, case = self.form.act, self.case.opened
        if act == _UNMASK:
            self._unmask(str(self.form.said()["reason"]))
            return
        counter, person = self.seat.tools.counter, self.seat.person
        keys, number = case.keys(act, self.form.said()), case.told["number"]
        self.doing.do(lambda: counter.act(act, number, keys, person))

    def _unmask(self, reason: str) -> None:
        """Names are shown once it is on record why."""
        desk, person = self.seat.tools.counter.desk, self.seat.person
        case_id = self.case.loaded.case.state.case_id

        def shown(_: None) -> None:
            self._unmasked = True
            self.doing.kept.pop(_UNMASK, None)
            self.form.put_away()
            self.show_case(self.case)
            self.go(self.part)

        self.seat.tools.background.change(
            partial(record_unmasked, desk, person, case_id, reason),
            Changed(),
            while_alive(self, shown),
            while_alive(self, self.say_trouble),
        )

    def _to_acts(self) -> None:
        if self.is_drawer() or not self._side.focus_first():
            self._pages.currentWidget().setFocus()

    def _to_papers(self, letter: str = "") -> None:
        self._papers(self.case, letter)

    # -- showing ----------------------------------------------------------------------------------

    def show_case(self, shown: Shown) -> None:
        """Show the case as it was read."""
        self.case = shown = Shown(shown.loaded, shown.opened.with_words(self._words))
        self._ask_for_words()
        self._put_back(shown)
        mask = self._mask()
        self._show_about(mask)
        self._show_now(mask)
        self._show_beside(mask)
        situation = shown.opened.situation
        state, declared = situation.file.state, situation.file.declared
        self.facts.show_parts(parts_of(declared, state, situation.today, mask) if declared else ())
        self.history.sections[0].show_lines(lines.history(shown.opened.told, mask))
        self._show_panel()
        self._tell_part()
        self.acts_changed.emit()

    def _show_about(self, mask: Mask) -> None:
        situation, state = self.case.opened.situation, self.case.loaded.case.state
        kind = matter.type_label(situation.file.declared)
        where = f"{Region(state.stream).label}    第 {state.revision} 版"
        self.left.about(mask.name(situation.applicant), kind, where)
        keys = "F8 文书    Esc 回去"
        hidden = f"姓名、证号已遮盖\n显示要写事由 {_UNMASK_KEY}"
        self.left.whisper(f"{hidden}\n{keys}" if self.is_masked() else keys)

    def _show_now(self, mask: Mask) -> None:
        opened, told = self.case.opened, self.case.opened.told
        now, owed, changed = self.now.sections
        now.show_lines(lines.standing(opened, self.case.loaded, mask))
        owed.say(f"{len(told['owed'])} 项" if told["owed"] else "")
        owed.show_lines(lines.owed(told, mask))
        differs = lines.changed(opened, mask)
        changed.say(f"{len(differs)} 处，要重新签字")
        changed.show_lines(differs)
        self.now.show_only_where(changed, holds=bool(differs))

    def _show_beside(self, mask: Mask) -> None:
        situation = self.case.opened.situation
        there = bool(situation.file.declared)
        papers, answers, conditions = self.beside.sections
        needed = materials(situation, mask) if there else ()
        said = consents(situation, mask) if there else ()
        found = findings(situation) if there else ()
        papers.show_lines(lines.materials(needed))
        answers.show_lines(lines.consents(said))
        conditions.show_lines(lines.findings(found, mask))

    def _show_panel(self) -> None:
        opened, told = self.case.opened, self.case.opened.told
        can = list(act_list.acts_of(opened))
        self._can.say("" if can else "这一件现在没有要在窗口办的")
        self._can.show_lines([act_list.act_line(act, lacks, told) for act, lacks in can])
        written = lines.letters(self.case.loaded)
        self._letters.say("" if written else "还没有")
        self._letters.show_lines(written)
        if self.form.act and self.form.act != _UNMASK and self.form.act not in dict(can):
            self.form.put_away()

    def _tell_part(self) -> None:
        """The head and the left column say which part is shown, and how far each is."""
        told, loaded = self.case.opened.told, self.case.loaded
        words = "    ".join(filter(None, (lines.stage_words(told, loaded), lines.due_words(told))))
        title = told["number"] if self.part is Part.NOW else TITLES[self.part]
        self._head.say(title, words, wide=self.part is Part.FACTS)
        missing = len(told["owed"])
        stands = (
            Stand(Glyph.MISSING if missing else Glyph.DONE, f"欠 {missing} 项" if missing else ""),
            Stand(None, f"{len(told['history']) and len(self.case.opened.situation.persons())} 人"),
            Stand(*lines.conditions_stand(told)),
            Stand(None, str(len(told["history"]))),
            Stand(None, "F8"),
        )
        for at, (item, stand) in enumerate(zip(self.left.items, stands, strict=True)):
            item.show_stand(stand, current=at == self.part)

    def _ask_for_words(self) -> None:
        """Of a proposal that was made elsewhere the server tells the words, once it is asked."""
        waiting, opened = self.case.opened.proposed, self.case.opened
        if waiting is None or waiting.is_here or waiting.name in self._asked_for:
            return
        self._asked_for.add(waiting.name)
        counter, person = self.seat.tools.counter, self.seat.person
        work = partial(counter.words_of, str(opened.told["number"]), person)
        told = while_alive(self, self._take_words)
        self.seat.tools.background.read(work, told, _unless_foreseen, Lane.NETWORK)

    def _take_words(self, words: dict[str, bytes]) -> None:
        self._words |= words
        self.show_case(self.case)
        if self.form.act in _ON_PROPOSALS and not self.doing.busy:
            self._tell_beneath(self.form.act)

    def _put_back(self, shown: Shown) -> None:
        """What was said of an act that came back stands in its form, until it is said anew."""
        for each in shown.loaded.tried:
            act = act_of(each.action)
            if each.is_decision and act and act not in self.doing.kept:
                said = said_before(each.action, each.content, shown.opened.situation)
                self.doing.put_back(act, {key: said[key] for key in said if key not in _OF_ITS_DAY})

    def _something_changed(self, changed: Changed) -> None:
        """Somebody did something to a case: this one is read again, the open act stays."""
        if changed.cases:
            work = partial(read_case, self.seat, self.case.loaded.case.state.case_id)
            show = while_alive(self, self.show_case)
            self.seat.tools.background.read(work, show, while_alive(self, self.say_trouble))

    def _build(self) -> None:
        self._head, self._pages = CaseHead(), QStackedWidget()
        for page in (self.now, self.facts, self.beside, self.history):
            self._pages.addWidget(page)
        self._middle_column.setSpacing(0)
        self._middle_column.addWidget(self._head)
        self._middle_column.addWidget(self._pages, 1)
        self._middle_column.addWidget(rule())
        self._middle_column.addWidget(self.form)


def _heading(act: str, case: Shown) -> str:
    """What will be done, whole: what a second person approves, how much is told at once."""
    told, title = case.opened.told, act_list.title_of(act)
    if act == "notice":
        return f"一次性补正告知：还欠的 {len(told['owed'])} 项，一次全部告知"
    if act in _ON_PROPOSALS and case.opened.proposed:
        return f"{title}：{case.opened.proposed.title}"
    if act_list.is_for_the_record(told, act):
        return f"{title}，{act_list.RECORD_ONLY}：本件已办结，记下也不改变结果"
    return title


def _verb(act: str) -> str:
    verbs = {"notice": "告知", "approve": "批准", "send-back": "退回"}
    return verbs.get(act, "提请" if ACTS[act].proposes else "办理")


def _unless_foreseen(error: Exception) -> None:
    """Without the line it stands there that the words are elsewhere."""
    if not isinstance(error, CounterError):
        raise error
