"""The guided copy of a case into the 公租房信息系统: one key a field, marks that stay, its number.

Enter puts the chosen field on the clipboard, marks it and goes on to the next. What was put there
is taken away again when the screen is left. Must not say what a field is called there: that is
policy.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.desk.copying import keep_copied
from counter_app.desk.decide import Done
from counter_app.intake.hand_over import CopyField
from counter_app.intake.opened_case import OpenedCase
from counter_app.ui.case.number_panel import NumberPanel
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Cells, Column
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import HEAD, INSET, PANEL_WIDE
from counter_app.ui.widgets.theme.tokens import Token
from counter_app.ui.widgets.while_alive import while_alive

_COLUMNS = (Column("分组", 104), Column("对方的项目", 196), Column("要填的内容"), Column("", 76))
_ROW = 38
_PANEL = 336
ACT = "hand-over"


class HandOverPlace(Place):
    """Over the case that is copied."""

    bare_keys = (("↑ ↓", "选项目"), ("Enter", "复制这一项，到下一项"))

    def __init__(
        self,
        seat: Seat,
        opened: OpenedCase,
        fields: tuple[CopyField, ...],
        copied: Iterable[str],
        back: Callable[[], None],
    ) -> None:
        """`copied`: what was copied before."""
        super().__init__(LeftColumn("Enter 复制    Esc 回去"))
        self.seat, self.opened, self.fields, self._back = seat, opened, fields, back
        self.copied = set(copied)
        self._on_clipboard = ""
        self._busy = False
        self._model = CellModel(_COLUMNS)
        self.table = Ledger(self._model, _ROW)
        self.table.setAccessibleName("要抄录的项目")
        self.table.opened.connect(self.copy)
        self.side = NumberPanel()
        self.side.given.connect(self._confirm)
        self._build()
        self.show_panel(self.side)
        self._groups = tuple(dict.fromkeys(_group(each) for each in fields))
        for at, group in enumerate(self._groups, start=1):
            self.left.add(str(at), group)
        self.left.chosen.connect(self._to_group)
        self._show()
        self.table.choose_row(self._next(-1))

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """The tab is that of the place beneath."""
        return Tab("今日")

    def acts(self) -> tuple[Act, ...]:
        """Copy, take a mark back, to the number, done."""
        groups = tuple(
            Act(f"Ctrl+{at}", group, partial(self._to_group, at - 1))
            for at, group in enumerate(self._groups, start=1)
        )
        return (
            self.panel_act("对方编号"),
            Act("Esc", "回去", self._leave, bar=True),
            Act("Alt+C", "复制这一项", lambda: self.copy(self.table.row())),
            Act("Alt+U", "这一项没有抄", self.take_back),
            Act("Alt+J", "录完了，等编号", self._copied_all),
            Act("Ctrl+Return", "编号回来了", self.side.give),
            *groups,
        )

    def enter(self) -> None:
        """The fields have the keyboard."""
        self.table.setFocus()

    def leave(self) -> None:
        """A person's data does not stay on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if self._on_clipboard and clipboard.text() == self._on_clipboard:
            clipboard.clear()
        self._on_clipboard = ""

    def panel_width(self, *, wide: bool) -> int:
        """Room for a number."""
        return PANEL_WIDE if wide else _PANEL

    # -- what the person does ---------------------------------------------------------------------

    def copy(self, row: int) -> None:
        """Put a field on the clipboard, mark it, go on to the next that was not copied."""
        if not 0 <= row < len(self.fields):
            return
        field = self.fields[row]
        self._on_clipboard = field.value
        QGuiApplication.clipboard().setText(field.value)
        self.copied.add(field.key)
        self._keep()
        self.say(f"已复制{field.group}的{field.label}，到公租房信息系统里粘贴", "ok")
        self.table.choose_row(self._next(row))

    def take_back(self) -> None:
        """Alt+U: it was not pasted after all."""
        row = self.table.row()
        if 0 <= row < len(self.fields):
            self.copied.discard(self.fields[row].key)
            self._keep()

    def _to_group(self, at: int) -> None:
        row = next(n for n, each in enumerate(self.fields) if _group(each) == self._groups[at])
        self.table.choose_row(row)
        self.table.setFocus()

    def _copied_all(self) -> None:
        self._act({}, "已记下，等对方编号")

    def _confirm(self, number: str) -> None:
        self._act({"external_number": number, "again": number}, "对方编号已记下")

    def _act(self, keys: dict[str, object], words: str) -> None:
        if self._busy:
            return
        self._busy = True
        self.side.tell([])
        counter, person = self.seat.tools.counter, self.seat.person
        number = str(self.opened.told["number"])
        self.seat.tools.background.change(
            lambda: counter.act(ACT, number, keys, person),
            Changed(cases=True, connection=True),
            while_alive(self, partial(self._done, words)),
            while_alive(self, self._refused),
            Lane.NETWORK,
        )

    def _done(self, words: str, done: Done) -> None:
        self._busy = False
        if done.problem:
            self.side.tell([Line(done.message, glyph=Glyph.RETURNED, second=done.advice)])
            return
        self._keep()
        self._leave()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, CounterError):
            raise error
        self.side.tell([Line(error.title, glyph=Glyph.WRONG, second=error.advice)])

    def _leave(self) -> None:
        if not self._busy:
            self._back()

    def _keep(self) -> None:
        desk, case_id = self.seat.tools.counter.desk, self.opened.situation.file.state.case_id
        work = partial(keep_copied, desk, case_id, frozenset(self.copied))
        self.seat.tools.background.change(work, Changed(), None, self.say_trouble)
        self._show()

    # -- showing ----------------------------------------------------------------------------------

    def _next(self, row: int) -> int:
        """The first field behind the row that was not copied, else the first of all, else here."""
        order = [*range(row + 1, len(self.fields)), *range(row + 1)]
        return next((at for at in order if self.fields[at].key not in self.copied), max(row, 0))

    def _show(self) -> None:
        rows = []
        for at, field in enumerate(self.fields):
            first = at == 0 or self.fields[at - 1].group != field.group
            rows.append(_cells(field, field.key in self.copied, first=first))
        self._model.show_rows(rows)
        done = sum(field.key in self.copied for field in self.fields)
        left = len(self.fields) - done
        glyph = Glyph.MISSING if left else Glyph.DONE
        lines = [Line(f"抄了 {done} 项，共 {len(self.fields)} 项", glyph=glyph)]
        told = self.opened.told["hand_over"]
        if told and told["state"] == "sent":
            lines.append(Line("录入了，等对方编号", glyph=Glyph.WAITING))
        elif told:
            lines.append(Line(f"对方编号 {told['external_number']}", glyph=Glyph.DONE))
        self.side.show_stand(lines)
        for group, item in zip(self._groups, self.left.items, strict=True):
            of_group = [each for each in self.fields if _group(each) == group]
            open_ = sum(each.key not in self.copied for each in of_group)
            item.show_stand(
                Stand(None if open_ else Glyph.DONE, str(open_) if open_ else ""), current=False
            )

    def _build(self) -> None:
        self.left.about(
            self.opened.situation.applicant, "录入公租房信息系统", self.opened.told["number"]
        )
        head = named(QWidget(), "paper")
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(cut_label("抄录到公租房信息系统", "page"))
        row.addStretch(1)
        row.addWidget(label("录完按 Alt+J，编号回来按 F5", "second"))
        page = named(QWidget(), "paper")
        inside = QHBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table)
        self._middle_column.setSpacing(0)
        self._middle_column.addWidget(head)
        self._middle_column.addWidget(page, 1)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _group(field: CopyField) -> str:
    """The group without the person or line: `家庭成员 2` is one of 家庭成员."""
    return field.group.rstrip("0123456789 ")


def _cells(field: CopyField, done: bool, *, first: bool) -> Cells:
    return (
        Cell(field.group if first else "", size=15, tone=Token.SECOND),
        Cell(field.label, size=15),
        Cell(field.value, size=15, strong=not done),
        Cell(
            "已复制" if done else "",
            glyph=Glyph.DONE if done else Glyph.OPEN,
            size=14,
            tone=Token.SECOND,
        ),
    )
