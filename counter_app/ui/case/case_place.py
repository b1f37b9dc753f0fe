"""A received case for whoever has signed in: what stands, what is owed, what may follow, history.

Acts are done off the window's thread; what stands against one is told in its place and what was
typed stays. Must not judge: what may follow was told, and the desk and the server decide.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.desk.decide import Done, LackingError
from counter_app.forms import matter
from counter_app.intake.deeds.ask import Said
from counter_app.intake.deeds.table import ACTS
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.said_before import act_of, said_before
from counter_app.ui.case import case_lines as lines
from counter_app.ui.case.act_form import ActForm
from counter_app.ui.case.case_tray import LoadedCase, load_case
from counter_app.ui.case.hand_over_place import ACT as HAND_OVER
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import cut_label, label, named, rule
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, HEAD, INSET, PANEL_WIDE
from counter_app.ui.widgets.while_alive import while_alive

_PANEL = 336
_KEPT_FOR_TOLD = 200
"""Above an open act something of the case is always to be seen."""
_OF_ITS_DAY = ("on", "signed_on")
"""What is said anew when an act is tried again."""
_APART = 18
_ON_PROPOSALS = ("approve", "send-back")
_PARTS = ("现在", "还欠", "经过", "文书")


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

    bare_keys = (("↑ ↓", "选右边的操作"), ("Enter", "打开选中的操作"))

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
        super().__init__(LeftColumn("F8 文书    Esc 回去"))
        self.seat, self.case = seat, shown
        self._back, self._papers, self._more = back, papers, more
        self._hand_over = hand_over
        self._kept: dict[str, dict[str, Said]] = {}
        self._words: dict[str, bytes] = {}
        """What the server told that is not here."""
        self._asked_for: set[str] = set()
        self._busy = False
        self.form = ActForm()
        self.form.wanted.connect(self._do)
        self._sections = tuple(Section(title) for title in _PARTS[:3])
        self._changed = Section("签字以后改了")
        self._can, self._letters = Section("能办的", "F5"), Section("文书")
        self._can.chosen.connect(self.begin)
        self._letters.chosen.connect(self._to_papers)
        self._build()
        self._side = Panel()
        self._side.add(self._can)
        self._side.add(self._letters)
        self.show_panel(self._side)
        for at, title in enumerate(_PARTS, start=1):
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
            for at, title in enumerate(_PARTS, start=1)
        )
        can = tuple(
            Act(lines.ACT_KEYS[act], lines.title_of(act), partial(self.begin, act))
            for act, _ in lines.acts_of(self.case.opened)
        )
        ready = bool(self.form.act) and not self.form.button.isHidden()
        do = (Act("Ctrl+Return", self.form.button.text(), self.form.go),) if ready else ()
        return (
            self.panel_act("能办的"),
            Act("F8", "文书", self._to_papers, bar=True),
            Act("Esc", "收起" if self.form.act else "回去", self._escape, bar=True),
            *parts,
            *can,
            *do,
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
        if at < len(self._sections):
            self._view.verticalScrollBar().setValue(self._sections[at].y())
        else:
            self._to_papers()

    def begin(self, act: str) -> None:
        """Ask what an act needs; one that lacks something says all of it instead."""
        if self._busy:
            return
        self._keep()
        self.leave_panel()
        lacks = dict(lines.acts_of(self.case.opened)).get(act)
        if lacks is None:
            return
        if act == HAND_OVER:
            self._hand_over(self.case)
            return
        if lacks:
            self.form.tell_lacks(act, lines.title_of(act), _lacking(lacks))
        else:
            asks = self.case.opened.asked.get(act, ())
            kept = self._kept.get(act, {})
            self.form.open(act, _heading(act, self.case), _verb(act), asks, kept)
            if act in _ON_PROPOSALS:
                self.form.tell(lines.proposal(self.case.opened), "提请的内容")
        self.acts_changed.emit()

    def _escape(self) -> None:
        """Close the act, and what was typed stays; else go back."""
        if self.form.act:
            self._keep()
            self.form.put_away()
            self._to_acts()
            self.acts_changed.emit()
        elif not self._busy:
            self._back()

    def _keep(self) -> None:
        if self.form.rows:
            self._kept[self.form.act] = self.form.said()

    def _do(self) -> None:
        """Have the counter do it, on the lane that may wait for the line."""
        act, case = self.form.act, self.case.opened
        counter, person = self.seat.tools.counter, self.seat.person
        keys = case.keys(act, self.form.said())
        number = case.told["number"]
        self._busy = True
        self.form.be_busy("正在办")
        self.seat.tools.background.change(
            lambda: counter.act(act, number, keys, person),
            Changed(cases=True, connection=True),
            while_alive(self, partial(self._done, act)),
            while_alive(self, self._refused),
            Lane.NETWORK,
        )

    def _done(self, act: str, done: Done) -> None:
        self._busy = False
        self.form.be_busy("")
        if done.problem:
            back = Line(done.message, glyph=Glyph.RETURNED, second=done.advice)
            self.form.tell((back,), "没有办成")
            self.say(f"{lines.title_of(act)}，没有办成", "err")
            return
        self._kept.pop(act, None)
        self.form.put_away()
        words = "已存在本机，待送达" if done.waits else "已办"
        self.say(f"{lines.title_of(act)}，{words}", "second" if done.waits else "ok")
        self._to_acts()
        self.acts_changed.emit()

    def _refused(self, error: Exception) -> None:
        """Nothing was done: say why in place."""
        self._busy = False
        self.form.be_busy("")
        if not isinstance(error, CounterError):
            raise error
        told = [Line(error.title, glyph=Glyph.WRONG, second=error.advice)]
        if isinstance(error, LackingError):
            told += _lacking([each.words for each in error.lacks])
        self.form.tell(told, "没有办成")

    def _to_acts(self) -> None:
        if self.is_drawer() or not self._side.focus_first():
            self._view.setFocus()

    def _to_papers(self, letter: str = "") -> None:
        self._papers(self.case, letter)

    # -- showing ----------------------------------------------------------------------------------

    def show_case(self, shown: Shown) -> None:
        """Show the case as it was read."""
        self.case = shown = Shown(shown.loaded, shown.opened.with_words(self._words))
        self._ask_for_words()
        self._put_back(shown)
        told, loaded = shown.opened.told, shown.loaded
        situation = shown.opened.situation
        kind = matter.type_label(situation.file.declared)
        self.left.about(situation.applicant, kind, f"查询码 {loaded.case.state.short_code}")
        self._number.setText(told["number"])
        self._stage.setText(
            "    ".join(filter(None, (lines.stage_words(told, loaded), lines.due_words(told))))
        )
        now, owed, past = self._sections
        now.show_lines(lines.standing(shown.opened, loaded))
        owed.say(f"{len(told['owed'])} 项" if told["owed"] else "")
        owed.show_lines(lines.owed(told))
        past.show_lines(lines.history(told))
        changed = lines.changed(shown.opened)
        self._changed.say(f"{len(changed)} 处，要重新签字")
        self._changed.show_lines(changed)
        self._changed_part.setVisible(bool(changed))
        can = list(lines.acts_of(shown.opened))
        self._can.say("" if can else "这一件现在没有要在窗口办的")
        self._can.show_lines([lines.act_line(act, lacks, told) for act, lacks in can])
        written = lines.letters(loaded)
        self._letters.say("" if written else "还没有")
        self._letters.show_lines(written)
        missing = len(told["owed"])
        stands = (
            Stand(None, lines.due_words(told).replace(" 个工作日", " 天")),
            Stand(Glyph.MISSING if missing else Glyph.DONE, f"{missing} 项" if missing else ""),
            Stand(None, str(len(told["history"]))),
            Stand(None, "F8"),
        )
        for item, stand in zip(self.left.items, stands, strict=True):
            item.show_stand(stand, current=False)
        if self.form.act and self.form.act not in dict(can):
            self.form.put_away()
        self.acts_changed.emit()

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
        if self.form.act in _ON_PROPOSALS and not self._busy:
            self.form.tell(lines.proposal(self.case.opened), "提请的内容")

    def _put_back(self, shown: Shown) -> None:
        """What was said of an act that came back stands in its form, until it is said anew."""
        for each in shown.loaded.tried:
            act = act_of(each.action)
            if each.is_decision and act and act not in self._kept:
                said = said_before(each.action, each.content, shown.opened.situation)
                self._kept[act] = {key: said[key] for key in said if key not in _OF_ITS_DAY}

    def _something_changed(self, changed: Changed) -> None:
        """Somebody did something to a case: this one is read again, the open act stays."""
        if changed.cases:
            work = partial(read_case, self.seat, self.case.loaded.case.state.case_id)
            show = while_alive(self, self.show_case)
            self.seat.tools.background.read(work, show, while_alive(self, self.say_trouble))

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        inset = INSET - LINE_PADDING
        column.setContentsMargins(inset, 8, inset, 16)
        column.setSpacing(0)
        self._changed_part = QWidget()
        apart = QVBoxLayout(self._changed_part)
        apart.setContentsMargins(0, _APART, 0, 0)
        apart.addWidget(self._changed)
        for at, section in enumerate(self._sections):
            if at:
                column.addSpacing(_APART)
            section.setMaximumWidth(FORM_WIDEST)
            column.addWidget(section)
            if section is self._sections[1]:
                self._changed_part.setMaximumWidth(FORM_WIDEST)
                column.addWidget(self._changed_part)
        column.addStretch(1)
        self._view = CalmScroll()
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.setAccessibleName("办件")
        self._view.setWidget(page)
        self._number, self._stage = cut_label("", "page"), label("", "second")
        head = named(QWidget(), "paper")
        head.setFixedHeight(HEAD)
        words = QWidget()
        words.setMaximumWidth(FORM_WIDEST + 2 * inset)
        row = QHBoxLayout(words)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._stage)
        beside = QHBoxLayout(head)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(words, 1)
        beside.addStretch(0)
        self._middle_column.setSpacing(0)
        self._middle_column.addWidget(head)
        self._middle_column.addWidget(self._view, 1)
        self._middle_column.addWidget(rule())
        self._middle_column.addWidget(self.form)


def _heading(act: str, case: Shown) -> str:
    """What will be done, whole: what a second person approves, how much is told at once."""
    told = case.opened.told
    if act == "notice":
        return f"一次性补正告知：上面还欠的 {len(told['owed'])} 项，一次全部告知"
    if act in _ON_PROPOSALS and case.opened.proposed:
        return f"{lines.title_of(act)}：{case.opened.proposed.title}"
    return lines.title_of(act)


def _verb(act: str) -> str:
    verbs = {"notice": "告知", "approve": "批准", "send-back": "退回"}
    return verbs.get(act, "提请" if ACTS[act].proposes else "办理")


def _lacking(lacks: list[str]) -> list[Line]:
    return [Line(each, glyph=Glyph.MISSING) for each in lacks]


def _unless_foreseen(error: Exception) -> None:
    """Without the line it stands there that the words are elsewhere."""
    if not isinstance(error, CounterError):
        raise error
