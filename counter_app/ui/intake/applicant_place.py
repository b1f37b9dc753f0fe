"""An open applicant: the way, its pages (built on the first visit), the panel."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from counter_app.basics.errors import CounterError
from counter_app.desk.drafts import DraftState, OpenDraft
from counter_app.documents.glyphs import in_signs
from counter_app.intake.panel_words import drawer_counts
from counter_app.intake.part_of import part_of
from counter_app.intake.progress import progress
from counter_app.intake.steps import WAY, Part, part_after, part_before
from counter_app.ui.intake.applicant_panel import ApplicantPanel
from counter_app.ui.intake.message_of import SIGNS
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages import PAGES, page_class
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.veil import Veil
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.sizes import LOW_BELOW


class ApplicantPlace(Place):
    """The tab of one applicant."""

    park_wanted = Signal()
    """F4: put this applicant aside."""
    abandon_wanted = Signal()
    """Shift+F4: this applicant was begun by mistake or does not go on."""
    taken_up = Signal()
    """A parked applicant was opened again."""
    print_wanted = Signal()
    """F8: the papers to sign."""
    receive_wanted = Signal()
    """The page that says what will happen was confirmed: receive."""

    def __init__(
        self,
        session: DraftSession,
        seat: Seat,
        papers: PaperDesk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(LeftColumn("Ctrl+1…8 跳到该部分"), parent)
        self.session, self.seat, self._papers = session, seat, papers
        self.draft_id = self.short_code = ""
        self._state, self._since = DraftState.FILLING, seat.station.clock()
        self._veil: Veil | None = None
        self._came_by_key = QElapsedTimer()
        self._pages: dict[Part, Page] = {}
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._middle_column.addWidget(self._stack)
        for info in WAY:
            self.left.add(str(info.number), info.title)
        self.left.chosen.connect(lambda at: self.go(WAY[at].part))
        self._panel = ApplicantPanel(session)
        self._panel.chosen.connect(self.show_key)
        self.show_panel(self._panel)
        self.part = Part.APPLICANT
        session.reviewed.connect(self._show_stands)
        session.reviewed.connect(self._show_drawer)
        session.focus_wanted.connect(self.show_key)

    def sit(self, seat: Seat) -> None:
        """The seat has become another: what is printed and received here says so from now on."""
        self.seat = seat
        for page in self._pages.values():
            page.seat = seat

    # -- going about ----------------------------------------------------------------------------

    def go(self, part: Part) -> None:
        """Open a part; focus is where it was on the last visit."""
        if part is Part.RECEIVE:
            part = Part.SIGN
        if part in self._pages and part is self.part:
            self.page().enter()
            return
        if self.part in self._pages:
            self.page().leave()
            self.session.leave_page(self.page().asked())
        self.part = part
        self.session.visit(part)
        page = self._page(part)
        self._stack.setCurrentWidget(page)
        self.show_panel(page.panel() or self._panel)
        self._show_stands()
        self._fit_page()
        page.enter()
        self.acts_changed.emit()

    def page(self) -> Page:
        """The open page."""
        return self._page(self.part)

    def show_key(self, key: str) -> None:
        """Go where a draft key is asked and give it the keyboard."""
        part = part_of(key)
        if self.is_drawer():
            self.leave_panel()
        if part is not self.part or part not in self._pages:
            self.go(part)
        self.page().show_key(key)

    # -- what the window asks --------------------------------------------------------------------

    def tab(self) -> Tab:
        """Name as typed, and how it stands."""
        name = in_signs(self.session.text("applicant.name").strip())
        return Tab(name or "新申请人", self._words())

    def hold(self, held: bool) -> None:
        """While the applicant is being received nothing here can be typed or done."""
        if held == (self._veil is not None):
            return
        if held:
            self.page().leave()
            self._veil = Veil(self)
        elif self._veil is not None:
            self._veil.deleteLater()
            self._veil = None
            if self.isVisible():
                self.go(self.part)
        self.acts_changed.emit()

    def acts(self) -> tuple[Act, ...]:
        """Keys of the place, then those of the open page."""
        if self._veil is not None:
            return ()
        parts = tuple(
            Act(f"Ctrl+{info.number}", info.title, partial(self.go, info.part)) for info in WAY
        )
        return (
            self.panel_act(),
            self.escape_act(),
            Act("F4", "搁置", self.park_wanted.emit, bar=True),
            Act("Shift+F4", "放弃这一位", self.abandon_wanted.emit),
            Act("F8", "打印签字稿", self.print_wanted.emit, bar=True),
            Act("F9", "收件", self._receive, bar=True),
            Act("Ctrl+PgDown", "下一部分", partial(self._step, part_after)),
            Act("Ctrl+PgUp", "上一部分", partial(self._step, part_before)),
            Act("Ctrl+Z", "撤销", self.session.undo),
            Act("Ctrl+Y", "重做", self.session.redo),
            Act("Ctrl+Shift+Z", "重做", self.session.redo),
            Act("Ctrl+Return", "继续", lambda: self.page().go_on()),
            *parts,
            *self.page().acts(),
        )

    def is_untouched(self) -> bool:
        """Whether nothing was typed for this applicant yet."""
        return not self.session.is_touched()

    def enter(self) -> None:
        """Open the part that was open."""
        if self._veil is not None:
            self._veil.setFocus()
            return
        if self._state is not DraftState.FILLING:
            self.taken_up.emit()
        self.go(self.part)

    def leave(self) -> None:
        """Keep what is not yet kept."""
        if self.part in self._pages:
            self.page().leave()
        self.session.save()

    def begun(self, draft: OpenDraft) -> None:
        """The draft exists at the desk."""
        self.draft_id, self.short_code = draft.draft_id, draft.short_code

    def say_saved(self, at: datetime) -> None:
        """Everything typed is on the disk."""
        self.say(f"草稿已存 {at:%H:%M}")

    def say_not_saved(self, error: CounterError) -> None:
        """Something typed is not on the disk yet; it is tried again."""
        self.say(f"{error.title}，草稿稍后再存", "err")

    def stand(self, state: DraftState, since: datetime) -> None:
        """How it stands with this applicant, since when."""
        self._state, self._since = state, since
        self.tab_changed.emit()

    def type_label(self) -> str:
        """The applicant's type in the words of 附件 1; nothing before one is chosen."""
        from counter_app.forms.housing_application import ApplicantType

        kind = self.session.text("details.applicant_type")
        return ApplicantType(kind).label if kind in tuple(ApplicantType) else ""

    def built_parts(self) -> tuple[Part, ...]:
        """The parts whose pages can be opened."""
        return tuple(info.part for info in WAY if info.part in PAGES)

    # -- inside ------------------------------------------------------------------------------------

    def fitted(self) -> None:
        """The window has another size: the open page follows."""
        self._panel.set_drawer(self.is_drawer())
        self._fit_page()

    def _fit_page(self) -> None:
        if self.part in self._pages:
            self.page().fit(narrow=self.left.is_rail(), low=self.window().height() < LOW_BELOW)
            self._show_drawer()

    def _show_drawer(self) -> None:
        if self.part in self._pages:
            button = self.page().drawer_button
            button.setVisible(self.is_drawer())
            self.page().hint_label.setVisible(not self.is_drawer())
            if self.is_drawer():
                counts = drawer_counts(self.session)
                button.show_counts(tuple((SIGNS[tone], words) for tone, words in counts))

    def _words(self) -> str:
        if self._state is not DraftState.PARKED:
            return self._state.label
        minutes = int((self.seat.station.clock() - self._since).total_seconds() // 60)
        if minutes < 1:
            return self._state.label
        if minutes < 60:
            return f"{self._state.label} {minutes} 分钟"
        return f"{self._state.label} {self._since:%m-%d %H:%M}"

    def _page(self, part: Part) -> Page:
        if part not in self._pages:
            page = page_class(part)(self.session, self.seat, self._papers)
            page.go.connect(self._page_goes)
            page.drawer_button.clicked.connect(self.toggle_panel)
            page.acts_changed.connect(self.acts_changed)
            page.panel_wanted.connect(self.toggle_panel)
            page.panel_left.connect(self.leave_panel)
            self._pages[part] = page
            self._stack.addWidget(page)
        return self._pages[part]

    def _page_goes(self, part: Part) -> None:
        if part is Part.RECEIVE:
            self.receive_wanted.emit()
        else:
            self.go(part)

    def _receive(self) -> None:
        """F9: receive from the page that says what will happen; from any other, to that page.

        A double press leads to that page and no further.
        """
        if self.part is not Part.SIGN:
            self._came_by_key.start()
            self.go(Part.SIGN)
        elif self.may_receive():
            self.page().proceed()

    def may_receive(self) -> bool:
        """Whether the page that says what will happen has been seen long enough."""
        came = self._came_by_key
        return not came.isValid() or came.hasExpired(QApplication.doubleClickInterval())

    def _step(self, neighbour: Callable[[Part], Part | None]) -> None:
        part = neighbour(self.part)
        if part is not None:
            self.go(part)

    def _show_stands(self) -> None:
        session = self.session
        visited = {*self._pages, *session.visited()} - {self.part}
        visited |= session.filled()
        found = progress(session.troubles(), visited)
        for info, item in zip(WAY, self.left.items, strict=True):
            how_far = found[info.part]
            stand = Stand(SIGNS[how_far.tone], how_far.words)
            item.show_stand(stand, current=info.part is self.part)
        self.left.about(
            session.text("applicant.name").strip() or "新申请人",
            self.type_label() or "类型未选",
            _applied_line(session) or " ",
        )
        self.tab_changed.emit()


def _applied_line(session: DraftSession) -> str:
    from counter_app.forms.housing_application import Region

    code = session.text("region")
    region = Region(code).label if code in tuple(Region) else ""
    day = session.text("applied_on")
    return "    ".join(filter(None, (region, f"{day} 申请" if day else "")))
