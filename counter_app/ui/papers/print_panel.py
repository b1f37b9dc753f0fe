"""The right of the print screen: which printer, how many, what was asked, the one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import NOT_ENCRYPTED
from counter_app.intake.papers.tray_item import TrayItem, came_out_question
from counter_app.ui.papers import saved_files
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.drop_down import DropList
from counter_app.ui.widgets.fields.marks import TickMark
from counter_app.ui.widgets.fields.message import NOTHING, Message, MessageLine
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.question_in_place import AskedInPlace
from counter_app.ui.widgets.quiet_act import QuietAct
from counter_app.ui.widgets.theme.parts import label, named, rule
from counter_app.ui.widgets.theme.sizes import FIELD, PANEL_INSET

_LABEL = 72
_MOST_COPIES = 9


class PrintPanel(QWidget):
    """Where it is printed and how."""

    def __init__(
        self,
        desk: PaperDesk,
        run: Callable[[], None],
        yes: Callable[[], None],
        no: Callable[[], None],
        take_back: Callable[[], None],
        failed: Callable[[Exception], None],
        facts: QWidget | None = None,
    ) -> None:
        super().__init__()
        named(self, "quietpaper")
        self._desk, self._failed = desk, failed
        self._printer = DropList()
        self._printer.setAccessibleName("打印机")
        self._printer.activated.connect(lambda at: desk.choose(desk.printers[at]))
        self._printer_says = MessageLine()
        self._not_encrypted = label(NOT_ENCRYPTED, "second")
        self._not_encrypted.setWordWrap(True)
        self._not_encrypted.setIndent(_LABEL)
        self._saved_in = label("", "second")
        self._saved_in.setWordWrap(True)
        self._saved_in.setIndent(_LABEL)
        self._open_folder = QuietAct(saved_files.KEY, saved_files.NAME, self._show_folder)
        self._copies = _copies()
        self._double = TickMark("双面")
        self._double.setChecked(True)
        self._trouble = MessageLine()
        self._held_up = MessageLine()
        self._take_back = QuietAct("Alt+C", "取消排队", take_back)
        self._advice = label("", "second")
        self._advice.setWordWrap(True)
        self.asked = AskedInPlace(("出来了", yes), ("再印", no))
        self.asked.ask("")
        self._question_place = QVBoxLayout()
        self._asked_in = self._question_place
        self.button = ActButton("打印", "F8", main=True)
        self.button.clicked.connect(run)
        self._lay_out(facts)
        desk.printers_changed.connect(self._show_printers)
        self._show_printers()

    def copies(self) -> int:
        """How many of each."""
        return self._copies.value()

    def double_sided(self) -> bool:
        """Whether both sides are printed."""
        return self._double.isChecked()

    def ask(self, waiting: tuple[TrayItem, ...]) -> None:
        """Ask whether what was sent came out."""
        saved = self._desk.folder() is not None
        why = saved_files.saved_words(self._desk)
        self.asked.ask(came_out_question(waiting, saved=saved), why)

    def tell_held_up(self, words: str) -> None:
        """Say that a queue holds papers back, and offer to take them out; nothing where none."""
        self._held_up.say(Message(words, Glyph.WAITING) if words else NOTHING)
        self._held_up.setVisible(bool(words))
        self._take_back.setVisible(bool(words))

    def held_up_words(self) -> str:
        """What is said of papers that a queue holds back."""
        return self._held_up.message.text

    def trouble_words(self) -> str:
        """What is said of a paper that could not be printed."""
        return self._trouble.message.text

    def put_question(self, column: QVBoxLayout | None) -> None:
        """Where the question stands: at the end of a column, or (None) here."""
        target = column or self._question_place
        if target is self._asked_in:
            return
        self._asked_in.removeWidget(self.asked)
        self._asked_in = target
        outside = column is not None
        self.asked.setContentsMargins(*((24, 10, 24, 10) if outside else (0, 0, 0, 0)))
        target.addWidget(self.asked)

    def say(self, error: CounterError) -> None:
        """Say what kept a paper from being printed."""
        self._trouble.say(Message(error.title, Glyph.WRONG))
        self._advice.setText(error.advice)

    def say_nothing(self) -> None:
        """Take the last trouble away."""
        self._trouble.say(NOTHING)
        self._advice.setText("")

    def name_button(self, papers: int, pages: int) -> None:
        """Say on the button what it does, or what is still needed."""
        busy = self._desk.busy
        ready = papers > 0 and not busy and self._desk.chosen is not None
        verb = "存" if self._desk.chosen and self._desk.chosen.how == "pdf" else "打印"
        words = f"{verb} {papers} 样，{pages} 页" if papers else "选要印的文书"
        self.button.setText("正在送去打印" if busy else words)
        self.button.setEnabled(ready)
        self.button.updateGeometry()

    def focus_first(self) -> bool:
        """F5 leads to the printer."""
        self._printer.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _show_printers(self) -> None:
        self._printer.clear()
        self._printer.addItems([each.name for each in self._desk.printers])
        chosen = self._desk.chosen
        folder = self._desk.folder()
        self._not_encrypted.setVisible(chosen is not None and chosen.how == "pdf")
        self._saved_in.setText(f"存到 {saved_files.place_words(folder)}" if folder else "")
        for part in (self._saved_in, self._open_folder):
            part.setVisible(folder is not None)
        if chosen is None:
            words = "没有找到打印机" if self._desk.searched else "正在找打印机"
            self._printer_says.say(Message(words))
            return
        self._printer.setCurrentIndex(self._desk.printers.index(chosen))
        pdf = chosen.how == "pdf"
        only = all(each.how == "pdf" for each in self._desk.printers)
        words = (
            "没有接打印机，存下再到别处打印" if pdf and only else "存成文件" if pdf else "已装好"
        )
        self._printer_says.say(Message(words, None if pdf else Glyph.DONE))

    def _show_folder(self) -> None:
        saved_files.open_folder(self._desk, self._failed)

    def _lay_out(self, facts: QWidget | None) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 12)
        whole.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(PANEL_INSET, 0, PANEL_INSET, 0)
        column.setSpacing(0)
        if facts is not None:
            told = QVBoxLayout()
            beside = PANEL_INSET - LINE_PADDING
            told.setContentsMargins(beside, 0, beside, 10)
            told.addWidget(facts)
            whole.addLayout(told)
            column.addWidget(rule())
            column.addSpacing(10)
        whole.addLayout(column, 1)
        head = QHBoxLayout()
        title = label("打印", "heading")
        title.setFixedHeight(28)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(label("F5", "quiet"))
        column.addLayout(head)
        column.addSpacing(6)
        column.addLayout(_row("打印机", self._printer))
        column.addLayout(_row("", self._printer_says))
        column.addWidget(self._saved_in)
        column.addWidget(self._not_encrypted)
        column.addLayout(_row("", self._open_folder))
        column.addSpacing(8)
        column.addLayout(_row("份数", self._copies, self._double))
        column.addSpacing(12)
        column.addLayout(_row("纸张", label("A4", "text"), label("文书都按 A4 排", "second")))
        column.addSpacing(16)
        column.addWidget(self._held_up)
        column.addWidget(self._take_back)
        column.addWidget(self._trouble)
        column.addWidget(self._advice)
        column.addSpacing(12)
        self._question_place.addWidget(self.asked)
        column.addLayout(self._question_place)
        column.addStretch(1)
        column.addWidget(rule())
        column.addSpacing(11)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column.addLayout(foot)


def _copies() -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, _MOST_COPIES)
    box.setFixedSize(72, FIELD)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setAccessibleName("份数")
    return box


def _row(name: str, *parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    text = label(name, "label")
    text.setFixedWidth(_LABEL - 12)
    row.addWidget(text)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, DropList | MessageLine) else 0)
    if not any(isinstance(part, DropList | MessageLine) for part in parts):
        row.addStretch(1)
    return row
