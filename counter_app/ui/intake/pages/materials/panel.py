"""The panel of the chosen material: what it is, then person by person. Changes nothing itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from counter_app.intake import taking
from counter_app.intake.local import PAPER_REASON
from counter_app.intake.standing import PersonNeed, Standing
from counter_app.ui.intake.pages.materials.person_block import PersonBlock
from counter_app.ui.intake.pages.materials.words import explained
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.frame.panel import Panel
from counter_app.ui.shell.frame.panel_lines import Line, PanelLine
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.quiet_act import QuietAct
from counter_app.ui.widgets.theme.parts import label, rule

_ASKED = {
    True: (Glyph.WAITING, "已授权，收件后查询"),
    False: (Glyph.REVIEW, "不同意查询"),
    None: (Glyph.WAITING, "待授权"),
}


class MaterialPanel(Panel):
    """Follows the chosen line of the list."""

    finished = Signal()
    """Enter after the last field, or Shift+Enter before the first: back to the list."""
    paper_wanted = Signal()
    """Take paper instead of sharing, or share after all."""

    def __init__(self, session: DraftSession, seat: Seat) -> None:
        super().__init__()
        self._session, self._seat = session, seat
        self._shape: object = None
        self.blocks: list[PersonBlock] = []
        self.reason: DropDown | None = None
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.add(self._inner)

    def show_standing(self, standing: Standing, *, on_paper: bool) -> None:
        """Show a material; widgets are kept as long as the same people stand in it."""
        people = tuple((each.person, each.name, each.granted) for each in standing.people)
        shape = (standing.material, people, on_paper, standing.reason)
        if shape != self._shape:
            self._shape = shape
            self._build(standing, on_paper)
        if self.reason is not None:
            self.reason.show_value(self._session.text(PAPER_REASON.key(standing.material)) or None)

    def focus_first(self) -> bool:
        """Give the first field the keyboard; False if there is none."""
        if self.reason is not None and not self.reason.value():
            self.reason.select()
            return True
        return self._focus_block(0, 1)

    def block_with_focus(self) -> PersonBlock | None:
        """The block that has the keyboard."""
        focus = self._inner.focusWidget()
        if focus is None or not focus.hasFocus():
            return None
        return next((each for each in self.blocks if each.isAncestorOf(focus)), None)

    # -- inside ------------------------------------------------------------------------------------

    def _build(self, standing: Standing, on_paper: bool) -> None:
        self._clear()
        head = QHBoxLayout()
        head.addWidget(label(standing.material.label, "heading"))
        head.addStretch(1)
        head.addWidget(label(f"第 {standing.number} 项", "second"))
        self._column.addLayout(head)
        self._column.addSpacing(4)
        for words in explained(standing):
            line = label(words, "second")
            line.setFixedHeight(22)
            self._column.addWidget(line)
        if standing.required and standing.source != "generated":
            if standing.source == "shared" and not on_paper:
                self._add_asked(standing)
            else:
                self._add_papers(standing)

    def _add_asked(self, standing: Standing) -> None:
        self._rule()
        for person in standing.people:
            glyph, words = _ASKED[person.granted]
            line = Line(person.name or "本办件", words, glyph=glyph)
            self._column.addWidget(PanelLine(line.in_signs()))
        self._rule()
        self._column.addWidget(QuietAct("Alt+P", "改收纸质", self.paper_wanted.emit))
        for words in ("查不了或查得不对时才收，", "不计入申请人的自备材料"):
            self._column.addWidget(label(words, "quiet"))

    def _add_papers(self, standing: Standing) -> None:
        if standing.source == "shared":
            self._rule()
            self._add_reason(standing)
        for person in standing.people:
            self._rule()
            self._add_block(standing, person)

    def _add_reason(self, standing: Standing) -> None:
        head = QHBoxLayout()
        head.addWidget(label("为什么收纸质", "heading"))
        head.addStretch(1)
        head.addWidget(QuietAct("Alt+P", "还是共享", self.paper_wanted.emit))
        self._column.addLayout(head)
        self._column.addSpacing(4)
        key = PAPER_REASON.key(standing.material)
        reasons = taking.paper_reasons(self._session, self._seat.station.today())
        self.reason = DropDown([(text, text) for text in reasons])
        self.reason.describe("为什么收纸质", "")
        self.reason.edited.connect(lambda text: self._session.put(key, text, whole=True))
        self.reason.advance.connect(lambda step: self._focus_block(0, step))
        self._column.addWidget(self.reason)

    def _add_block(self, standing: Standing, person: PersonNeed) -> None:
        block = PersonBlock(self._session, self._seat, standing, person)
        at = len(self.blocks)
        block.advance.connect(lambda step: self._focus_block(at + step, step))
        self.blocks.append(block)
        self._column.addWidget(block)

    def _focus_block(self, at: int, step: int) -> bool:
        while 0 <= at < len(self.blocks):
            if self.blocks[at].has_stops():
                self.blocks[at].focus()
                self.ensureWidgetVisible(self.blocks[at])
                return True
            at += step
        self.finished.emit()
        return False

    def _rule(self) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(rule())
        self._column.addSpacing(8)

    def _clear(self) -> None:
        self.blocks, self.reason = [], None
        focus = self._inner.focusWidget()
        if focus is not None and focus.hasFocus():
            self.finished.emit()
        while (item := self._column.takeAt(0)) is not None:
            widget, layout = item.widget(), item.layout()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
            elif layout is not None:
                _empty(layout)
        self.verticalScrollBar().setValue(0)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
