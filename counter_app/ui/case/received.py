"""Part 8, after F9: the number, three sentences, the next applicant; the receipt on grey.

Whether the receipt came out is asked in place and holds up nobody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from counter_app.basics.errors import CounterError
from counter_app.desk.receive import Received
from counter_app.documents.glyphs import in_signs
from counter_app.documents.set_paper import SetPaper
from counter_app.intake import steps as parts
from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.ui.case.received_parts import (
    LOW_SENTENCE,
    SENTENCE,
    ActLine,
    NextBeside,
    Sentence,
    Space,
)
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.papers.print_jobs import LiveJob, held_up_words
from counter_app.ui.papers.saved_files import folder_acts, saved_words
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.page_preview import PagePreview
from counter_app.ui.widgets.question_in_place import AskedInPlace
from counter_app.ui.widgets.theme.painted import tell_whole
from counter_app.ui.widgets.theme.parts import cut_label, label, named, rule
from counter_app.ui.widgets.theme.sizes import FORM_WIDEST, INSET, LOW_BELOW, WAY
from counter_app.ui.widgets.while_alive import while_alive

_PREVIEW = 536
_MAIN = 44
_LETTERS = 6
"""Of the name on a button."""
_TITLE, _NUMBER, _FACTS = 44, 56, 28
_BENEATH_QUESTION = 8
_SPACES = (16, 14, 14, 20, 20)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still to come of this case, in words."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class ReceivedCase:
    """What the page shows of the case before anything else was read."""

    received: Received
    name: str
    type_label: str
    stands: tuple[Stand, ...]
    owed: Owed | None


class ReceivedPlace(Place):
    """The tab of an applicant who has been received."""

    finished = Signal()
    """It was left with nothing open: its tab may go."""
    bare_keys = ()

    def __init__(
        self,
        seat: Seat,
        papers: PaperDesk,
        shown: ReceivedCase,
        connection: Connection,
        next_one: Callable[[], None],
        print_screen: Callable[[], None],
        parked: Sequence[tuple[str, str, Callable[[], None]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(LeftColumn(), parent)
        self.seat, self._papers = seat, papers
        self.shown_case, self._connection = shown, connection
        self._next, self._print_screen, self._parked = next_one, print_screen, parked
        self.tray: Tray | None = None
        self._trouble: CounterError | None = None
        self._failed = while_alive(self, self.fail)
        self._settled = self._asked_printer = self._was_held_up = False
        self._fill_left()
        self._build()
        self.preview = PagePreview(24)
        self.preview.say("正在排收件回执")
        self.show_panel(self.preview)
        connection.changed.connect(self._tell)
        papers.jobs.changed.connect(self._tell)
        self._tell()

    # -- what the window asks -----------------------------------------------------------------

    def tab(self) -> Tab:
        """Name, and that it is received."""
        return Tab(in_signs(self.shown_case.name), "已收件")

    def acts(self) -> tuple[Act, ...]:
        """Next applicant; the receipt."""
        return (
            Act("Return", "下一位申请人", self.go_on),
            Act("Enter", "下一位申请人", self.go_on),
            Act("F3", "新申请人", self.go_on),
            Act("F8", "再印回执", self.print_again, bar=True),
            Act("Ctrl+P", "全部文书", self._print_screen),
            *(self._papers.jobs.acts(self.tray, self._failed) if self.tray is not None else ()),
            *folder_acts(self._papers, self._failed),
            *self.question.acts(),
        )

    def enter(self) -> None:
        """Enter is for the next applicant, once a second press of the first is no more meant."""
        self.next_button.setFocus()
        if not self._settled:
            QTimer.singleShot(QApplication.doubleClickInterval(), self, self._settle)

    def is_settled(self) -> bool:
        """Whether Enter leads on."""
        return self._settled

    def go_on(self) -> None:
        """The next applicant; a double press on 收件 does not skip the number."""
        if self._settled:
            self._next()

    def _settle(self) -> None:
        self._settled = True

    def leave(self) -> None:
        """Nothing is asked here any more: the tab goes, the case stands on 今日."""
        if self.tray is not None and not self.tray.waiting():
            self.finished.emit()

    def panel_width(self, *, wide: bool) -> int:
        """Room for the receipt at its real proportion."""
        return max(_PREVIEW, self.width() - WAY - FORM_WIDEST) if wide else _PREVIEW

    # -- the receipt --------------------------------------------------------------------------

    def use_tray(self, tray: Tray) -> None:
        """The case was read: show its receipt and print it, unless that was done before."""
        self.tray = tray
        tray.changed.connect(self._tell)
        papers = self._papers
        papers.show(tray, tray.items[0], while_alive(self, self._show_set), self._failed)
        papers.printers_changed.connect(self._print_first)
        self._print_first()
        self._tell()

    def _print_first(self) -> None:
        """Once there is a printer and unless it was done before: without being asked."""
        papers, receipt = self._papers, self._receipt()
        if papers.chosen is None or self._asked_printer:
            self._tell()
            return
        self._asked_printer = True
        if receipt.state is PrintState.NOT_PRINTED:
            done = while_alive(self, self._tell)
            papers.send(self.tray or Tray(()), (receipt,), 1, done, self._failed)

    def print_again(self) -> None:
        """F8: the same receipt once more, from what was kept."""
        if self.tray is not None:
            self._trouble = None
            done = while_alive(self, self._tell)
            self._papers.send(self.tray, (self._receipt(),), 1, done, self._failed)

    def confirm(self) -> None:
        """Alt+Y: it came out."""
        if self.tray is not None:
            for item in self.tray.waiting():
                self._papers.confirm(self.tray, item, self._failed)

    def printed_words(self) -> str:
        """What is said of the receipt."""
        return self._printed.accessibleName()

    def _held_up(self) -> tuple[LiveJob, ...]:
        return self._papers.jobs.held_up(self.tray) if self.tray is not None else ()

    def fail(self, error: Exception) -> None:
        """Something about the paper went wrong; the case is safe."""
        if not isinstance(error, CounterError):
            raise error
        self._trouble = error
        self._tell()

    # -- inside -------------------------------------------------------------------------------

    def _receipt(self) -> TrayItem:
        assert self.tray is not None
        return self.tray.items[0]

    def _show_set(self, made: SetPaper) -> None:
        self.preview.show_pages(made.draw())

    def _fill_left(self) -> None:
        shown = self.shown_case
        received = f"已收件 {shown.received.received_at:%H:%M}"
        self.left.about(shown.name, shown.type_label, received)
        for info, stand in zip(parts.WAY, shown.stands, strict=True):
            item = self.left.add(str(info.number), info.title)
            done = info.part is parts.Part.RECEIVE
            item.show_stand(Stand(Glyph.DONE) if done else stand, current=done)
            item.setCursor(Qt.CursorShape.ArrowCursor)

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(INSET, 16, INSET, 12)
        column.setSpacing(0)
        shown = self.shown_case
        words = "以前已收过，编号照旧" if shown.received.already else "已收件"
        self._title = label(words, "page")
        self._title.setFixedHeight(_TITLE)
        number, facts = label(shown.received.number, "number"), self._facts()
        number.setFixedHeight(_NUMBER)
        facts.setFixedHeight(_FACTS)
        for text in (self._title, number, facts):
            column.addWidget(text)
        self._spaces = [Space(each) for each in _SPACES]
        before_rule, after_rule, before_end, after_end, before_lines = self._spaces
        self._safe, self._printed, self._owed = Sentence(), Sentence(), Sentence()
        self.question = AskedInPlace(
            ("出来了", self.confirm),
            ("再印", self.print_again),
            "看过纸再答，不耽误下一位",
        )
        # The answered question leaves as much room as it took: nothing below it moves.
        height = self.question.sizeHint().height() + _BENEATH_QUESTION
        self.question.setFixedHeight(height)
        self.question.setContentsMargins(0, 0, 0, _BENEATH_QUESTION)
        self._printed.setFixedHeight(height)
        self.question.ask("")
        for part in (
            before_rule,
            rule(),
            after_rule,
            self._safe,
            self._printed,
            self.question,
            self._owed,
            before_end,
            rule(),
            after_end,
            self._buttons(),
            before_lines,
            ActLine("再印回执", "与第一次印的一模一样", "F8", self.print_again),
            ActLine("全部文书", "审核表、授权书、回执", "Ctrl+P", self._print_screen),
        ):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(label("收件不等于受理。受理前 5 个工作日内一次告知补正。", "second"))
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setWidget(page)
        self._middle_column.addWidget(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the next applicant is still to be seen without scrolling."""
        super().resizeEvent(event)
        low = self.window().height() < LOW_BELOW
        self._title.setVisible(not low)
        for space in self._spaces:
            space.be_low(low)
        for sentence in (self._safe, self._owed):
            sentence.setFixedHeight(LOW_SENTENCE if low else SENTENCE)

    def _facts(self) -> QWidget:
        received = self.shown_case.received
        words = (
            self.shown_case.name,
            f"{received.received_at:%Y-%m-%d %H:%M}",
            self.seat.person.name,
        )
        return cut_label("    ".join(words), "second")

    def _buttons(self) -> QWidget:
        self.next_button = ActButton("下一位申请人", "Enter", main=True, height=_MAIN)
        self.next_button.clicked.connect(self.go_on)
        others = []
        for whose, key, open_it in self._parked:
            name = in_signs(whose)
            shown = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
            button = ActButton(shown, key, height=_MAIN)
            button.setAccessibleName(name)
            tell_whole(button, name, shown)
            button.clicked.connect(open_it)
            others.append(button)
        return NextBeside(self.next_button, others)

    def _tell(self) -> None:
        self._safe.say(*_safe_words(self._connection))
        self._printed.say(*self._print_words())
        owed = self.shown_case.owed
        if owed is None:
            self._owed.say(Glyph.DONE, "没有欠的", "材料、签字都齐了")
        else:
            self._owed.say(Glyph.MISSING, owed.title, owed.detail)
        held_up = self._held_up()
        waiting = self.tray is not None and bool(self.tray.waiting()) and not held_up
        before = (self.question.isHidden(), self._was_held_up)
        self._was_held_up = bool(held_up)
        self.question.ask(self._question() if waiting else "", saved_words(self._papers))
        self._printed.setVisible(not waiting)
        if before != (self.question.isHidden(), self._was_held_up):
            self.acts_changed.emit()

    def _print_words(self) -> tuple[Glyph, str, str]:
        if self._trouble is not None:
            return Glyph.WRONG, self._trouble.title, self._trouble.advice
        if held_up := self._held_up():
            return Glyph.WAITING, held_up_words(held_up), "修好就会出来；不印了按 Alt+C"
        state = self._receipt().state if self.tray is not None else None
        if state is PrintState.CONFIRMED:
            return Glyph.DONE, "回执已打印 1 份", "请交给申请人，扫码可查进度"
        if self._papers.searched and self._papers.chosen is None:
            return Glyph.MISSING, "没有找到打印机", "接好打印机，按 Ctrl+P 再印；办件已收好"
        if state is PrintState.NOT_PRINTED and self._asked_printer and not self._papers.busy:
            return Glyph.MISSING, "回执没有打印", "按 F8 再印；办件已收好"
        return Glyph.WAITING, "正在排收件回执", "排好就送去打印"

    def _question(self) -> str:
        to_file = self._papers.folder() is not None
        return "回执存成了 PDF（未加密），印出来了吗" if to_file else "收件回执，纸出来了吗"


def _safe_words(connection: Connection) -> tuple[Glyph, str, str]:
    standing = connection.standing
    if standing.online and not standing.queued:
        return Glyph.DONE, "已安全保存在本机，已上传", "市级服务器已收到"
    waits = f"有 {standing.queued} 件等着上传，不用操作" if standing.queued else "不用操作"
    if standing.online:
        return Glyph.DONE, "已安全保存在本机，正在上传", waits
    since = f"{standing.since:%H:%M} 起" if standing.since else ""
    return Glyph.DONE, "已安全保存在本机，联网后自动上传", f"{since}连不上市级服务器，{waits}"
