"""The auditor's home: who did what, by person, case and day, and whether the record is whole.

Looking is on the record itself. Must not change anything.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from counter_app.background.lanes import Lane
from counter_app.intake.audit_words import beside_words, did_words, role_words
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.seated_place import SeatedPlace
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Column
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import FOOT, INSET, ROW_MATERIAL, THREE_COLUMNS_FROM
from counter_app.ui.widgets.theme.tokens import Token
from counter_app.wire.audit import AuditAnswer, AuditRow

COLUMNS = (
    Column("时间", 132),
    Column("谁", 132),
    Column("身份", 100),
    Column("做了什么"),
    Column("办件", 172),
)
NARROW_COLUMNS = (
    Column("时间", 132),
    Column("谁", 132),
    Column("做了什么"),
    Column("办件", 172),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d{6}-\d{4}-\d{2}-\d{5}")
_HINT = "工号、办件编号或日期（2026-11-27），Enter 查，空着是全部"
_NEAR_END = 20
_SHORTER = "本机记录比记下的少，请到那台机器核对"


class Only(NamedTuple):
    """What of the record is shown; all empty: everything."""

    login: str = ""
    number: str = ""
    day: str = ""

    @property
    def words(self) -> str:
        """As it is told above the table."""
        told = (
            f"工号 {self.login}" if self.login else "",
            f"办件 {self.number}" if self.number else "",
            self.day,
        )
        return "，".join(filter(None, told)) or "全部"


class AuditPlace(SeatedPlace):
    """Entries, the newest first."""

    bare_keys = (("↑ ↓ Home End", "选一条"), ("Enter", "查"))

    def __init__(self, seat: Seat, connection: Connection) -> None:
        super().__init__(seat, LeftColumn("Alt+W 这个人  Alt+K 这一件\nAlt+D 这一天  Esc 全部"))
        self._connection = connection
        self.only = Only()
        self.rows: list[AuditRow] = []
        self._next = self._ticket = 0
        self._insets: list[QLayout] = []
        self.model = CellModel(COLUMNS)
        self._build()
        self._side = Panel()
        self._entry, self._whole = Section("没有选中"), Section("完整性", "Alt+H")
        self._side.add(self._entry)
        self._side.add(self._whole)
        self.show_panel(self._side)
        self._whole.show_lines([Line("", "按 Alt+H 从头核对一遍")])
        self.left.about("审计", "谁看过、办过、打印过什么")
        self.ask_anew()

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("审计记录")

    def acts(self) -> tuple[Act, ...]:
        """Narrow by the current entry, verify, all."""
        return (
            Act("F2", "查找", self.to_search, bar=True),
            Act("Alt+W", "只看这个人", self.of_person),
            Act("Alt+K", "只看这一件", self.of_case),
            Act("Alt+D", "只看这一天", self.of_day),
            Act("Alt+H", "核对完整性", self.verify, bar=True),
            Act("Ctrl+R", "现在刷新", self.ask_anew),
            self.panel_act("侧栏"),
            Act("Esc", "全部", self.everything),
        )

    def enter(self) -> None:
        """The keyboard goes to the entries."""
        self.table.setFocus()

    def to_search(self) -> None:
        """F2: what is sought."""
        self.sought.control.select()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns and insets follow the width."""
        row = self.table.row()
        narrow = self.width() < THREE_COLUMNS_FROM
        if self.model.use_columns(NARROW_COLUMNS if narrow else COLUMNS):
            self._show_rows()
            self.table.choose_row(row)
        super().resizeEvent(event)
        inset = self.table.inset()
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())

    # -- what the auditor does --------------------------------------------------------------------

    def ask_anew(self) -> None:
        """The newest of what is to be seen."""
        self._ticket += 1
        self._ask(partial(self._came, self._ticket))

    def everything(self) -> None:
        """Esc: the whole record."""
        self.leave_panel()
        self._show_only(Only())

    def of_person(self) -> None:
        """What the person of the current entry did."""
        row = self._current()
        if row is not None and row.login:
            self._show_only(Only(login=row.login))

    def of_case(self) -> None:
        """What was done to the case of the current entry."""
        row = self._current()
        if row is not None and row.number:
            self._show_only(Only(number=row.number))

    def of_day(self) -> None:
        """What was done on the day of the current entry."""
        row = self._current()
        if row is not None:
            self._show_only(Only(day=row.at[:10]))

    def verify(self) -> None:
        """Alt+H: walk through the whole record."""
        self._whole.say("正在核对")
        self._ask(self._verified, verify=True)

    def _seek(self, step: int) -> None:
        if step < 0:
            return
        text = str(self.sought.control.value()).strip()
        by_day, by_number = _DAY.fullmatch(text), _NUMBER.fullmatch(text)
        self._show_only(
            Only(day=text) if by_day else Only(number=text) if by_number else Only(login=text)
        )
        self.table.setFocus()

    def _show_only(self, only: Only) -> None:
        self.only = only
        self.table.choose_row(0)
        self.ask_anew()

    # -- what came --------------------------------------------------------------------------------

    def _ask(
        self, done: Callable[[AuditAnswer], None], *, verify: bool = False, before: int = 0
    ) -> None:
        counter, person, only = self.seat.tools.counter, self.seat.person, self.only

        def work() -> AuditAnswer:
            return counter.office(person).audit(
                login=only.login,
                number=only.number,
                day=only.day,
                before=before,
                verify=verify,
            )

        self.seat.tools.background.read(work, done, self.say_trouble, Lane.NETWORK)

    def _came(self, ticket: int, answer: AuditAnswer) -> None:
        if ticket == self._ticket:
            self.show_answer(answer)

    def show_answer(self, answer: AuditAnswer) -> None:
        """The first page."""
        self.rows, self._next = list(answer.rows), answer.next
        self._show_rows()
        if self.rows and self.table.row() < 0:
            self.table.choose_row(0)
        self._show_entry()

    def _further(self, ticket: int, answer: AuditAnswer) -> None:
        if ticket == self._ticket:
            self.rows += answer.rows
            self._next = answer.next
            self._show_rows()

    def _verified(self, answer: AuditAnswer) -> None:
        self.show_verified(answer)

    def show_verified(self, answer: AuditAnswer) -> None:
        """What the walk found, in words."""
        well = answer.sound and not answer.devices
        self._whole.say("完整" if well else "要查", "ok" if well else "err")
        glyph = Glyph.DONE if answer.sound else Glyph.WRONG
        lines = [Line("服务器记录", glyph=glyph, second=answer.verified)]
        lines += [
            Line(
                f"登记编号 {each}",
                glyph=Glyph.WRONG,
                second=_SHORTER,
            )
            for each in answer.devices
        ]
        self._whole.show_lines(lines)
        self.say("核对完了" if well else "记录要查，见右边", "ok" if well else "err")

    def _maybe_more(self) -> None:
        bar = self.table.verticalScrollBar()
        if self._next and bar.value() + bar.pageStep() + _NEAR_END >= bar.maximum():
            before, self._next = self._next, 0
            self._ask(partial(self._further, self._ticket), before=before)

    # -- showing ----------------------------------------------------------------------------------

    def _current(self) -> AuditRow | None:
        at = self.table.row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _show_rows(self) -> None:
        self.model.show_rows([self._cells(each) for each in self.rows])
        told = f"{len(self.rows)} 条{'以上' if self._next else ''}，最新的在前"
        self._told.setText(told if self.rows else "没有这样的记录")
        self.title.setText(f"审计记录：{self.only.words}")

    def _cells(self, row: AuditRow) -> tuple[Cell, ...]:
        cells = (
            Cell(f"{row.at[5:10]} {row.at[11:19]}", size=15, tone=Token.SECOND),
            Cell(_name(row), size=15),
            Cell(role_words(row.role), size=15, tone=Token.SECOND),
            Cell(did_words(row.did, row.detail), size=15),
            Cell(row.number, size=15, tone=Token.SECOND),
        )
        if len(self.model.columns) == len(COLUMNS):
            return cells
        return (*cells[:2], *cells[3:])

    def _show_entry(self) -> None:
        row = self._current()
        if row is None:
            self._entry.say("", title="没有选中")
            self._entry.show_lines(())
            return
        self._entry.say(f"第 {row.position} 条", title=did_words(row.did, row.detail))
        lines = [
            Line("时间", right=row.at[:19].replace("T", " ")),
            Line("谁", right=_name(row)),
            *((Line("工号", right=row.login),) * bool(row.login)),
            *((Line("窗口", right=row.window or row.device),) * bool(row.window or row.device)),
            *((Line("办件", right=row.number),) * bool(row.number)),
        ]
        lines += [Line(name, second=value) for name, value in beside_words(row.detail)]
        self._entry.show_lines(lines)

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(0)
        self.title = cut_label("", "page")
        control = LineControl()
        self.sought = FieldRow("sought", "查", control, label_column=40)
        self.sought.say(Message(_HINT))
        control.advance.connect(self._seek)
        for part in (self.title, self.sought):
            row = QHBoxLayout()
            row.setContentsMargins(INSET, 0, INSET, 0)
            row.addWidget(part)
            self._insets.append(row)
            column.addLayout(row)
            column.addSpacing(8)
        self.table = Ledger(self.model, ROW_MATERIAL)
        self.table.setAccessibleName("审计记录")
        self.table.row_chosen.connect(lambda _: self._show_entry())
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._maybe_more())
        column.addWidget(self.table, 1)
        foot = named(QWidget(), "foot")
        foot.setFixedHeight(FOOT - 14)
        row = QHBoxLayout(foot)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self._told = label("", "second")
        row.addWidget(self._told)
        row.addStretch(1)
        row.addWidget(label("看这些记录，也记在这里", "second"))
        column.addWidget(foot)
        self._middle_column.addWidget(page)


def _name(row: AuditRow) -> str:
    """Who; an applicant's page, or the server itself, is nobody of the staff."""
    if row.name:
        return row.name
    return "服务器" if row.did == "administered" else "申请人或已删除"
