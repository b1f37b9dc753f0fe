"""Part 7, 核对签字: each paper, who signs it, how, whether it is signed; and what F9 will do.

Ink is confirmed by the clerk line by line, or all of it at once. A refusal is a recorded answer,
not an error.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.background.lanes import Changed
from counter_app.basics.errors import CounterError
from counter_app.desk.clock_check import confirm_clock
from counter_app.documents.glyphs import in_signs
from counter_app.documents.paper_table import CONSENT
from counter_app.forms.consents import Capacity
from counter_app.intake import signatures
from counter_app.intake.papers.draft_papers import (
    printed_at,
    printed_pages,
    revisions,
    waiting_papers,
)
from counter_app.intake.papers.tray_item import came_out_question
from counter_app.intake.signatures import FORM, WAITS, Sheet, State
from counter_app.intake.steps import Part
from counter_app.ui.intake.draft_tray import DraftTray
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages.sign_panel import SignPanel
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.papers.saved_files import folder_acts, saved_words
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.message import NOTHING, Message, MessageLine
from counter_app.ui.widgets.glyphs import Glyph, glyph_token
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.question_in_place import AskedInPlace
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Cells, Column
from counter_app.ui.widgets.tables.ledger import HEADER, Ledger
from counter_app.ui.widgets.theme.sizes import INSET
from counter_app.ui.widgets.theme.tokens import Token
from counter_app.ui.widgets.when_seen import when_seen
from counter_app.ui.widgets.while_alive import while_alive

_ROW = 44
_COLUMNS = (
    Column("", 28),
    Column("文书", 196),
    Column("签字人"),
    Column("方式", 84),
    Column("状态", 192),
)
_SIGNS = {
    State.UNANSWERED: (Glyph.MISSING, "还没答，Ctrl+6 去问"),
    State.REFUSED: (Glyph.REVIEW, "不同意，已说明后果"),
    State.WAITING: (Glyph.MISSING, "等签字"),
    State.SIGNED: (Glyph.DONE, "已签"),
    State.STALE: (Glyph.REVIEW, "改过了，要重签"),
}


class SignPage(Page):
    """What is signed before receiving."""

    part = Part.SIGN
    title = "核对签字"
    bleeds = True
    wide = True

    def __init__(
        self,
        session: DraftSession,
        seat: Seat,
        papers: PaperDesk,
        parent: QWidget | None = None,
    ) -> None:
        self._sheets: tuple[Sheet, ...] = ()
        self._panel = SignPanel(session)
        super().__init__(session, seat, papers, parent)
        self.main_button.deliberate = True
        self.main_button.only_told.connect(self.go_on)
        self._panel.chosen.connect(session.focus_wanted)
        session.reviewed.connect(when_seen(self, self._show))
        self._show()

    # -- what the frame asks ------------------------------------------------------------------

    def body(self) -> QVBoxLayout:
        """The table, the question, two lines."""
        self.table = Ledger(CellModel(_COLUMNS), _ROW)
        self.table.setAccessibleName("要签的文书")
        self.table.opened.connect(self._next_row)
        self.table.row_chosen.connect(self._row_chosen)
        self.question = AskedInPlace(("出来了", self._came_out), ("再印", self._print_again))
        self.clock_question = AskedInPlace(
            ("时间是对的", self._clock_is_right),
            ("去改时间", self._clock_is_wrong),
            "时间没错就答第一个，接着收件；错了先改电脑时间",
        )
        self.clock_question.ask("")
        self.unsigned_question = AskedInPlace(
            ("照样收件", self._receive_as_it_is),
            ("先签", self._sign_first),
            "没签的写在回执的“尚缺”里",
            keys=("Alt+J", "Alt+B"),
        )
        self.unsigned_question.ask("")
        self._first, self._second = MessageLine(), MessageLine()
        beneath = QVBoxLayout()
        beneath.setContentsMargins(INSET, 16, INSET, 0)
        self._insets.append(beneath)
        beneath.setSpacing(10)
        beneath.addWidget(self._first)
        beneath.addWidget(self._second)
        beneath.addWidget(self.question)
        beneath.addWidget(self.clock_question)
        beneath.addWidget(self.unsigned_question)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addLayout(beneath)
        return column

    def acts(self) -> tuple[Act, ...]:
        """Signing by line."""
        return (
            Act("Space", "纸上签好", self.toggle, foot=True),
            Act("Alt+P", "纸上签好", self.sign),
            Act("Alt+Q", "都签好了", self.sign_all, foot=True),
            Act("Alt+X", "不同意", self.refuse, foot=True),
            *self.question.acts(),
            *folder_acts(self.papers, self._failed),
            *self.clock_question.acts(),
            *self.unsigned_question.acts(),
        )

    def panel(self) -> QWidget:
        """Says what F9 will do."""
        return self._panel

    def focus_first(self) -> None:
        """The first paper that waits."""
        waiting = (at for at, each in enumerate(self._sheets) if each.state in WAITS)
        self.table.choose_row(next(waiting, 0))
        self.table.setFocus()

    def show_key(self, key: str) -> bool:
        """A line of the panel leads to its paper."""
        for at, sheet in enumerate(self._sheets):
            if sheet.who in key.split(".") or (sheet.who == FORM and key.startswith("commitment")):
                self.table.choose_row(at)
                self.table.setFocus()
                return True
        return False

    def entered(self) -> None:
        """Papers may have been printed since."""
        self._show()

    def proceed(self) -> None:
        """F9: receive, or say what it still needs; with unsigned papers ask once."""
        if self._panel.lacking():
            self._panel.focus_first()
        elif question := _unsigned_question(self._sheets):
            self._ask_about_unsigned(question)
        else:
            self.go.emit(Part.RECEIVE)

    def go_on(self) -> None:
        """A key pressed once too often never receives: that is F9's, or a click's."""
        self._say(Message("要收件请按 F9", Glyph.MISSING))

    def ask_about_clock(self, error: CounterError) -> None:
        """The computer's time lies before what was done: a person says which is right."""
        self.clock_question.ask(
            f"{error.title}，现在是 {self.seat.station.clock():%Y-%m-%d %H:%M}，对吗"
        )
        self.acts_changed.emit()

    def main_words(self) -> tuple[str, str]:
        """The main act names what it does."""
        return "收件", "F9"

    # -- what the clerk does ------------------------------------------------------------------

    def sign(self) -> None:
        """Alt+P: the paper lies there signed."""
        sheet = self._sheet()
        if sheet is None or sheet.state is State.SIGNED:
            return
        if why := self._why_not(sheet):
            self._say(Message(why, Glyph.MISSING))
            return
        self._sign(sheet)
        self._show()
        self._next_unsigned(self.table.row())

    def sign_all(self) -> None:
        """Alt+Q: every paper that waits lies there signed; one that cannot be is chosen then."""
        waiting = [each for each in self._sheets if each.state in WAITS]
        signed = [each for each in waiting if not self._why_not(each)]
        with self.session.together():
            for sheet in signed:
                self._sign(sheet)
        self._show()
        self._next_unsigned(self.table.row())
        if waiting and not signed:
            self._say(Message(self._why_not(waiting[0]), Glyph.MISSING))

    def toggle(self) -> None:
        """Space: signed; once more takes it back."""
        sheet = self._sheet()
        if sheet is not None and sheet.state is State.SIGNED:
            signatures.take_back(self.session, sheet)
            self._show()
        else:
            self.sign()

    def refuse(self) -> None:
        """Alt+X: the person does not consent; what follows was explained."""
        sheet = self._sheet()
        if sheet is None:
            return
        if sheet.paper is not CONSENT:
            self._say(Message(f"{sheet.paper.title}不签也能收件，回执上写“尚缺”", Glyph.MISSING))
            return
        signatures.refuse(self.session, sheet, self.seat.person.name)
        self._show()
        self._next_unsigned(self.table.row())

    # -- inside -------------------------------------------------------------------------------

    def _sign(self, sheet: Sheet) -> None:
        now = self.seat.station.clock()
        today = self.seat.station.today().isoformat()
        signatures.sign(self.session, sheet, today, f"{now:%H:%M}")

    def _sheet(self) -> Sheet | None:
        at = self.table.row()
        return self._sheets[at] if 0 <= at < len(self._sheets) else None

    def _why_not(self, sheet: Sheet) -> str:
        if printed_at(self.session) is None:
            changed = bool(revisions(self.session))
            return "内容改过，先按 F8 重印签字稿" if changed else "先按 F8 打印签字稿，签了再记"
        if sheet.state is State.UNANSWERED:
            return f"{sheet.person}还没答同不同意，Ctrl+6 去问"
        if sheet.state is State.REFUSED:
            return f"{sheet.person}不同意查询，改主意到 Ctrl+6 改"
        if not sheet.signer:
            return f"{sheet.person}由谁代签还不知道，Ctrl+6 去填"
        return ""

    def _row_chosen(self, at: int) -> None:
        """With many people the page scrolls as far as the row would else be hidden."""
        self._say(NOTHING)
        top = self.table.rowViewportPosition(at) + HEADER
        self.view.ensureVisible(0, self.table.y() + top + _ROW // 2, 0, _ROW)

    def _next_row(self, at: int) -> None:
        if at + 1 < len(self._sheets):
            self.table.choose_row(at + 1)
        else:
            self.main_button.setFocus()

    def _next_unsigned(self, at: int) -> None:
        """The next paper that waits, those before it last; where none does, the button."""
        count = len(self._sheets)
        order = [(at + step) % count for step in range(1, count + 1)]
        waiting = [each for each in order if self._sheets[each].state in WAITS]
        if waiting:
            self.table.choose_row(waiting[0])
        else:
            self.main_button.setFocus()

    def _show(self) -> None:
        self._sheets = signatures.sheets(self.session)
        row = self.table.row()
        self.table.cells.show_rows([_row(at, each) for at, each in enumerate(self._sheets, 1)])
        self.table.fit_rows()
        if row >= len(self._sheets):
            self.table.choose_row(len(self._sheets) - 1)
        self._ask()
        if not self.unsigned_question.isHidden():
            self._ask_about_unsigned(_unsigned_question(self._sheets))
        self._tell()
        self._panel.show_steps(self._sheets)

    def _ask(self) -> None:
        before = self.question.isHidden()
        saved = self.papers.folder() is not None
        question = came_out_question(waiting_papers(self.session), saved=saved)
        self.question.ask(question, saved_words(self.papers))
        if before != self.question.isHidden():
            self.acts_changed.emit()
            self.refresh_whispers()

    def _tell(self) -> None:
        at = printed_at(self.session)
        known = revisions(self.session)
        pages = printed_pages(self.session)
        if at is None:
            hint = "改过了，F8 重印签字稿" if known else "签字稿还没打印，按 F8"
        else:
            hint = f"签字稿第 {len(known)} 版，{at:%H:%M} 打印，{pages} 页"
        self.hint_label.setText(hint)
        states = [each.state for each in self._sheets]
        if State.STALE in states:
            first = Message("签字以后申报内容有改动，改过的要重签，旧版留存", Glyph.REVIEW)
        elif State.SIGNED in states:
            first = Message("签字以后申报内容没有改动，再改就要重新签", Glyph.DONE)
        elif self.drawer_button.isVisibleTo(self):
            # The head has no room for it there.
            first = Message(hint, Glyph.MISSING if at is None else None)
        else:
            first = NOTHING
        self._first.say(first)
        self._say(NOTHING)

    def _say(self, message: Message) -> None:
        """The second line: what was just refused a key, else what a refusal means."""
        refused = [each.person for each in self._sheets if each.state is State.REFUSED]
        if message is NOTHING and refused:
            names = in_signs("、".join(refused))
            words = f"{names}不同意查询，部门不能核对，由审核人员处理，依据 四(四)"
            message = Message(words, Glyph.REVIEW)
        self._second.say(message)

    def _came_out(self) -> None:
        tray = DraftTray(self.session, self.seat)
        tray.changed.connect(self._show)
        self._tray = tray
        for item in tray.waiting():
            self.papers.confirm(tray, item, while_alive(self, self._failed))

    def _print_again(self) -> None:
        tray = DraftTray(self.session, self.seat)
        tray.changed.connect(self._show)
        self._tray = tray
        waiting = tray.waiting()
        alive = partial(while_alive, self)
        self.papers.send(tray, waiting, 1, alive(self._show), alive(self._failed))

    def _ask_about_unsigned(self, question: str) -> None:
        self.unsigned_question.ask(question)
        self.acts_changed.emit()

    def _receive_as_it_is(self) -> None:
        self._ask_about_unsigned("")
        if not self._panel.lacking():
            self.go.emit(Part.RECEIVE)

    def _sign_first(self) -> None:
        self._ask_about_unsigned("")
        self.focus_first()

    def _clock_is_right(self) -> None:
        self._clock_is_wrong()
        self.seat.tools.background.change(
            partial(confirm_clock, self.seat.tools.counter.desk),
            Changed(),
            while_alive(self, lambda _: self._receive_as_it_is()),
            while_alive(self, self._failed),
        )

    def _clock_is_wrong(self) -> None:
        self.clock_question.ask("")
        self.acts_changed.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        self._say(Message(f"{error.title}，{error.advice}", Glyph.WRONG))


def _unsigned_question(sheets: Sequence[Sheet]) -> str:
    """What is asked before receiving with papers that nobody signed; nothing where all are."""
    owed = sum(each.state in WAITS for each in sheets)
    return f"还有 {owed} 份没签，照样收件吗" if owed else ""


def _row(number: int, sheet: Sheet) -> Cells:
    glyph, words = _SIGNS[sheet.state]
    signed = sheet.state is State.SIGNED
    words = f"{words} {sheet.at}".strip() if signed else words
    tone = glyph_token(glyph) if glyph is Glyph.REVIEW else Token.TEXT
    return (
        Cell(str(number), size=14, tone=Token.SECOND),
        Cell(sheet.title, strong=True),
        Cell(_who(sheet), size=15),
        Cell("纸上签", size=15, tone=Token.SECOND),
        Cell(words, glyph=glyph, size=15, tone=tone),
    )


def _who(sheet: Sheet) -> str:
    if sheet.capacity is Capacity.SELF:
        return sheet.person
    return f"{sheet.person}，由{sheet.role}{sheet.signer}签"
