"""A received case for whoever has signed in: what stands, what was declared, what may follow.

Its parts are `CasePages`; acts are asked by `Doing`, what a desk decides by `Reviewing`. Must not
judge: what may follow was told, and the desk and the server decide.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from counter_app.background.lanes import Changed
from counter_app.cases.actions import Role
from counter_app.cases.stages import Stage
from counter_app.desk.act_drafts import Drafts
from counter_app.intake.case_view.beside_form import household_mask
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.opinions import Way
from counter_app.intake.case_view.revisions import Change
from counter_app.ui.case import act_list
from counter_app.ui.case import case_lines as lines
from counter_app.ui.case.asked_server import AskedServer
from counter_app.ui.case.case_pages import CasePages
from counter_app.ui.case.case_shown import TITLES, CasePart, Shown
from counter_app.ui.case.case_side import NAME, CaseSide
from counter_app.ui.case.case_telling import WITH_FOOT, CaseTelling
from counter_app.ui.case.doing import Doing
from counter_app.ui.case.hand_over_place import ACT as HAND_OVER
from counter_app.ui.case.handing_on import ACT as HAND_ON
from counter_app.ui.case.handing_on import HandingOn
from counter_app.ui.case.kept_drafts import KeptDrafts
from counter_app.ui.case.letter_before_place import letter_before_place
from counter_app.ui.case.names import SHOW_NAMES, UNMASK, UNMASK_KEY, Names, masked
from counter_app.ui.case.opinion import DRAFT
from counter_app.ui.case.rereading import ELSEWHERE, GONE, Rereading
from counter_app.ui.case.reviewing import Now, Reviewing
from counter_app.ui.case.revision_side import NAME as REVISED
from counter_app.ui.case.ways_out import WaysOut
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.phrases import phrases_act
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import rule
from counter_app.ui.widgets.theme.sizes import HEAD, PANEL, PANEL_WIDE
from counter_app.ui.widgets.while_alive import while_alive

_PANEL = 336
_KEPT_FOR_TOLD = 200
"""Above an open act something of the case is always to be seen."""


class CasePlace(Place):
    """The screen of one received case."""

    gone = Signal(str)  # closed, since the case has left this desk: words that stay to be read
    bare_keys = (
        ("↑ ↓", "选操作，或者选一行"),
        ("Enter", "打开选中的操作、一个人的内容"),
        ("1…4", "定一处不一致"),
    )

    def __init__(
        self,
        seat: Seat,
        shown: Shown,
        ways: WaysOut,
        connection: Connection | None = None,
    ) -> None:
        """By `connection` it knows whether the server is there."""
        super().__init__(LeftColumn())
        self.seat, self.case = seat, shown
        self._ways = ways
        self.part = CasePart.NOW
        self.server = AskedServer(seat, self)
        self.server.changed.connect(self._server_told)
        self.doing = Doing(seat, self)
        self.form = self.doing.form
        self.names, self.handing_on = (
            Names(seat, self.doing, self),
            HandingOn(seat, self.doing, self),
        )
        now = Now(shown.opened, shown.opened.told, self._mask())
        self.reviewing = Reviewing(seat, self.doing, now, self)
        self.pages = CasePages(self.reviewing)
        self.facts, self.foot = self.reviewing.facts, self.reviewing.foot
        self._build()
        case_id = shown.loaded.case.state.case_id
        self.rereading = Rereading(seat, case_id, self, for_a_desk=self._is_desk())
        self._drafts = KeptDrafts(seat, case_id, shown.drafts, self._typed_now, self)
        self._connect()
        self._restore(shown.drafts)
        self.show_case(shown)
        if self._is_reviewed_here():
            self._open(CasePart.FACTS)
        self._ask_server()
        if connection is not None:
            self._follow(connection)

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
            for act in self._can_be_done()
        )
        unmask = (Act(UNMASK_KEY, SHOW_NAMES, self.ask_to_unmask),) if self.is_masked() else ()
        return (
            self.panel_act(REVISED if self.part is CasePart.REVISIONS else NAME),
            *self._paper_acts(),
            *((phrases_act(self, self.seat),) if self._is_desk() else ()),
            Act("Esc", "收起" if self.form.act else "回去", self._escape, bar=True),
            *parts,
            *can,
            *self._done_by_button(),
            *unmask,
            *self._ways.more(self.case.loaded),
        )

    def _paper_acts(self) -> tuple[Act, ...]:
        """F8 prints what is compared, where that is what is looked at."""
        compares = self.reviewing.comparing.prints
        return () if compares else (Act("F8", "文书", self._to_papers, bar=True),)

    def _done_by_button(self) -> tuple[Act, ...]:
        """What Ctrl+Enter does: the open act, else what is decided on the page."""
        if self.form.act:
            ready = not self.form.button.isHidden()
            do = Act("Ctrl+Return", self.form.button.text(), self.form.go)
            return (do, *self.form.acts()) if ready else ()
        go_on = Act("Ctrl+Return", self.foot.button.text(), self._go_on)
        shown = not self.foot.isHidden() and not self.foot.button.isHidden()
        return (*((go_on,) if shown else ()), *self.reviewing.acts(self.part))

    def enter(self) -> None:
        """The open act has the keyboard, else what is decided here, else what may follow."""
        if self.form.act:
            self.form.focus_first()
        elif self.part is CasePart.NOW:
            self._to_acts()
        else:
            self._to_page()

    def leave(self) -> None:
        """What was typed is kept before another place is opened."""
        self._drafts.save()

    def panel_width(self, *, wide: bool) -> int:
        """What an act lacks is a sentence."""
        usual = PANEL if self._is_desk() else _PANEL
        return PANEL_WIDE if wide else usual

    def resizeEvent(self, event: QResizeEvent) -> None:
        """An open act leaves room for what is told."""
        super().resizeEvent(event)
        self.form.most(self.height() - HEAD - _KEPT_FOR_TOLD)

    # -- what the person does ---------------------------------------------------------------------

    def go(self, at: int) -> None:
        """To one of the parts; the last is the papers."""
        if at == CasePart.LETTERS:
            self._to_papers()
            return
        if at == self.part == CasePart.REVISIONS and self.reviewing.comparing.to_versions():
            return
        self._open(CasePart(at))
        self._to_page()
        self.acts_changed.emit()

    def begin(self, act: str) -> None:
        """Ask what an act needs; one that lacks something says all of it instead."""
        if self.doing.busy:
            return
        self.leave_panel()
        lacks = self._can_be_done().get(act)
        if lacks is None:
            return
        if act == HAND_ON:
            self.handing_on.ask(self.case.opened.told)
            return
        if act == HAND_OVER:
            self.doing.keep()
            self._ways.hand_over(self.case)
            return
        if lacks:
            self.doing.tell_lacks(act, lacks)
        else:
            asks = [masked(ask, self._mask()) for ask in self.case.opened.asked.get(act, ())]
            self.doing.ask(
                act, act_list.heading_of(act, self.case.opened), act_list.verb_of(act), asks
            )
            self._tell_beneath(act)
        self._form_opened()

    def is_masked(self) -> bool:
        """Whether names and numbers are hidden: a desk sees them for a reason alone.

        At the window the person stands before the clerk, who wrote the names down.
        """
        return self._is_desk() and not self.names.are_shown

    def ask_to_unmask(self) -> None:
        """Alt+M: why, which goes on record."""
        if self.names.ask():
            self._form_opened()

    def _escape(self) -> None:
        """Close the act, and what was typed stays; else go back."""
        if self.form.act:
            self.doing.close()
        elif not self.reviewing.escape() and not self.doing.busy:
            self._drafts.save()
            self._ways.back()

    def _act_closed(self) -> None:
        self._drafts.save()
        self._show_foot()
        self.enter()
        self.acts_changed.emit()

    def _do(self) -> None:
        """Have the counter do it."""
        act, case = self.form.act, self.case.opened
        if act == UNMASK:
            self.names.show(case.situation.file.state.case_id)
            return
        if act == HAND_ON:
            self.handing_on.do()
            return
        counter, person = self.seat.tools.counter, self.seat.person
        keys, number = case.keys(act, self.form.said()), case.told["number"]
        self.doing.do(lambda: counter.act(act, number, keys, person))

    def _names_shown(self) -> None:
        self.show_case(self.case)
        self.go(self.part)

    def _go_on(self) -> None:
        self.reviewing.go_on(self.part)

    def _to_acts(self) -> None:
        if self.is_drawer() or not self._side.focus_first():
            self._stack.currentWidget().setFocus()

    def _to_page(self) -> None:
        """The keyboard to where the part begins."""
        in_lines = self.part is CasePart.BESIDE and self.pages.beside.focus_first()
        if not in_lines and not self.reviewing.focus_first(self.part):
            self._stack.currentWidget().setFocus()

    def _to_papers(self, letter: str = "") -> None:
        self._ways.papers(self.case, letter or self.reviewing.guide(self.case.loaded.letters))

    def _to_change(self, change: Change) -> None:
        """Enter on a change: to where it stands in the case."""
        self.go(self.pages.part_of(change))
        if not self.pages.show_change(change):
            self.say("这一处现在的申报里没有了")

    def _show_letter(self, way: Way) -> None:
        """The whole letter over the case; there it is decided."""
        self.cover(letter_before_place(self.seat, self.case, way, self.reviewing, self.uncover))

    # -- showing ----------------------------------------------------------------------------------

    def show_case(self, shown: Shown) -> None:
        """Show the case as it was read, with what the server told of it."""
        self.case = shown = shown._replace(opened=self.server.with_it(shown.opened))
        self.server.ask_for_words(shown.opened)
        self.doing.put_back_tried(shown.loaded.tried, shown.opened.situation)
        mask = self._mask()
        self._telling.about(shown, mask)
        self.pages.show(shown, mask)
        if self.rereading.is_gone:
            self.reviewing.give_up()
        time = f"{self.seat.tools.counter.desk.now():%H:%M}"
        if late := self.server.late_answers(shown.opened.told, time):
            self.facts.say_late(late)
        self._show_panel()
        self._tell_part()
        self.acts_changed.emit()

    def _can_be_done(self) -> dict[str, list[str]]:
        """The acts that are offered, each with what it lacks."""
        if self.rereading.is_gone:
            return {}
        opened = self.case.opened
        return {**dict(act_list.acts_of(opened)), **self.handing_on.offered(opened.told)}

    def _open(self, part: CasePart) -> None:
        self.part = part
        self._stack.setCurrentIndex(part)
        comparing = self.reviewing.comparing
        comparing.be_open(is_open=part is CasePart.REVISIONS)
        self._telling.show_versions(shown=part is CasePart.REVISIONS)
        self.show_panel(comparing.side if part is CasePart.REVISIONS else self._side)
        self._tell_part()

    def _show_panel(self) -> None:
        can = self._can_be_done()
        self._side.show_case(self.case, can)
        if self.form.act and self.form.act != UNMASK and self.form.act not in can:
            self.form.put_away()

    def _tell_part(self) -> None:
        """The head and the left column say which part is shown, and how far each is."""
        gone, masked = self.rereading.is_gone, self.is_masked()
        self._telling.part(self.case, self.part, is_gone=gone, masked=masked)
        self._show_foot()

    def _show_foot(self) -> None:
        """The button of the page, while no act is open over it."""
        wanted = self.part in WITH_FOOT and not self.form.act
        self.reviewing.tell_foot(self.part, shown=wanted)

    def _tell_beneath(self, act: str) -> None:
        """What is to be seen before the act is done."""
        if act in act_list.ON_PROPOSALS:
            self.form.tell(lines.proposal(self.case.opened, self._mask()), "提请的内容")
        elif act == "settle":
            self.form.tell(lines.two_contents(self.case.opened, self._mask()), "逐项对照")

    def _form_opened(self) -> None:
        self._show_foot()
        self.acts_changed.emit()

    def _mask(self) -> Mask:
        return household_mask(self.case.opened.situation, off=not self.is_masked())

    def _is_desk(self) -> bool:
        return Role.CLERK not in self.case.opened.teller.roles

    def _is_reviewed_here(self) -> bool:
        """Whether both sides are what is looked at first: a desk looks, or somebody decides."""
        in_review = self.case.opened.told["stage"] == Stage.IN_REVIEW
        decides = bool(self.reviewing.opinion.ways) or self.reviewing.may_decide
        return decides or (in_review and self._is_desk())

    # -- what comes from elsewhere ----------------------------------------------------------------

    def _server_told(self) -> None:
        """Show it; a desk that has turned out to decide here is brought to what it decides."""
        before = self._is_reviewed_here()
        self.reviewing.comparing.take_words(self.server.words)
        self.show_case(self.case)
        act = self.form.act
        if act in act_list.ON_PROPOSALS and not self.doing.busy:
            self._tell_beneath(act)
        if self._is_reviewed_here() and not before and self.part is CasePart.NOW and not act:
            self.go(CasePart.FACTS)

    def _ask_server(self) -> None:
        self.server.ask(self.case.opened, for_a_desk=self._is_desk())

    def _something_changed(self, changed: Changed) -> None:
        """Somebody did something to a case: this one is read again, the open act stays."""
        if changed.cases:
            self._ask_server()
            self.rereading.again()

    def _gone(self) -> None:
        """What was read stays on the screen, with a word that it is the last.

        Where something was written the case is closed: that waits until it is here again.
        """
        if self._typed_now():
            self._drafts.save()
            self._ways.back()
            self.gone.emit(GONE.format(number=self.case.opened.told["number"]))
            return
        self.reviewing.give_up()
        self._show_panel()
        self._tell_part()
        self.acts_changed.emit()
        announce(self, ELSEWHERE, urgent=True)

    def _follow(self, connection: Connection) -> None:
        """The line comes and goes: what only the server takes waits as a draft meanwhile."""

        def changed() -> None:
            if self.reviewing.be_online(connection.standing.online):
                self._review_changed()

        connection.changed.connect(while_alive(self, changed))
        changed()

    def _review_changed(self) -> None:
        self._show_foot()
        self.acts_changed.emit()

    # -- drafts -----------------------------------------------------------------------------------

    def _typed_now(self) -> Drafts:
        """All that was typed here and not done."""
        self.doing.keep()
        typed: Drafts = {act: dict(said) for act, said in self.doing.kept.items() if act != UNMASK}
        opinion = self.reviewing.opinion.kept()
        return {**typed, DRAFT: opinion} if opinion else typed

    def _restore(self, drafts: Drafts) -> None:
        self.doing.kept.update({act: said for act, said in drafts.items() if act != DRAFT})
        self.reviewing.opinion.restore(drafts.get(DRAFT, {}))

    def _typed(self) -> None:
        self._show_foot()
        self._drafts.soon()

    # -- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._telling = CaseTelling(self.left, self.pages)
        for page in self.pages.all():
            self._stack.addWidget(page)
        self._middle_column.setSpacing(0)
        self._middle_column.addWidget(self._telling.head)
        self._middle_column.addWidget(self._stack, 1)
        for part in (self.reviewing.strip, self.foot, rule(), self.form):
            self._middle_column.addWidget(part)
        self._side = CaseSide(self.pages.side)
        self.show_panel(self._side)

    def _connect(self) -> None:
        self.doing.wanted.connect(self._do)
        self.doing.closed.connect(self._act_closed)
        self.doing.told.connect(self.say)
        self.names.shown.connect(self._names_shown)
        self.names.trouble.connect(self.say_trouble)
        self.handing_on.asked.connect(self._form_opened)
        self.handing_on.trouble.connect(self.say_trouble)
        self.rereading.came.connect(self.show_case)
        self.rereading.gone.connect(self._gone)
        self.rereading.trouble.connect(self.say_trouble)
        self._side.begun.connect(self.begin)
        self._side.letter_wanted.connect(self._to_papers)
        self.left.chosen.connect(self.go)
        self.seat.tools.background.changed.connect(self._something_changed)
        reviewing = self.reviewing
        reviewing.acts_changed.connect(self._review_changed)
        reviewing.typed.connect(self._typed)
        reviewing.to_part.connect(self.go)
        reviewing.given.connect(self.enter)
        reviewing.letter_wanted.connect(self._show_letter)
        reviewing.comparing.sheet_wanted.connect(self._ways.sheet)
        reviewing.revisions.opened.connect(self._to_change)
        self.foot.pressed.connect(self._go_on)
        self.form.typed.connect(self._drafts.soon)
        self.form.acts_changed.connect(self.acts_changed)
        self._drafts.saved.connect(lambda time: self.say(f"草稿已存 {time}"))
        self._drafts.trouble.connect(self.say_trouble)
