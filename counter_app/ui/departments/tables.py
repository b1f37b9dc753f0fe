"""Departments and the 共享清单 as cells. Must not ask for them."""

from collections.abc import Sequence
from datetime import datetime

from counter_app.basics.clock import CHINA
from counter_app.forms.consents import Department
from counter_app.intake.departments_told import (
    OK,
    PAUSED,
    SharedItem,
    next_told,
    state_told,
    usual_words,
    waited_words,
)
from counter_app.intake.listed_words import department_words
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Cells, Column
from counter_app.ui.widgets.theme.tokens import Token
from counter_app.wire.departments import DepartmentCounts

ROW_DEPARTMENT, ROW_ITEM = 33, 30
DEPARTMENTS = (
    Column("部门", 100),
    Column("状态", 176),
    Column("已答", 56, right=True),
    Column("在等", 56, right=True),
    Column("未成", 60, right=True),
    Column("多数用时", 88, right=True),
    Column("最久等", 96, right=True),
    Column("接下来"),
)
NARROW_DEPARTMENTS = (
    Column("部门", 92),
    Column("状态"),
    Column("已答", 60, right=True),
    Column("在等", 60, right=True),
    Column("未成", 60, right=True),
    Column("最久等", 100, right=True),
)
ITEMS = (
    Column("部门", 100),
    Column("提供什么", 148),
    Column("问谁", 112),
    Column("对应材料"),
    Column("凭什么", 84),
    Column("渠道", 64),
    Column("许可", 96),
)
NARROW_ITEMS = (
    Column("部门", 92),
    Column("提供什么", 140),
    Column("问谁"),
    Column("凭什么", 84),
    Column("许可", 108),
)
_SIGNS = {
    OK: Glyph.ONLINE,
    PAUSED: Glyph.STOPPED,
    "partly": Glyph.REVIEW,
    "unreachable": Glyph.OFFLINE,
}
_QUOTA = "quota"
_LONG_MS = 10_000


class DepartmentModel(CellModel):
    """A row a department."""

    def __init__(self) -> None:
        super().__init__(DEPARTMENTS)
        self.rows: tuple[DepartmentCounts, ...] = ()
        self._now: datetime | None = None

    def fit(self, *, narrow: bool) -> None:
        """In a narrow window columns go."""
        if self.use_columns(NARROW_DEPARTMENTS if narrow else DEPARTMENTS) and self._now:
            self.show_departments(self.rows, self._now)

    def show_departments(self, rows: Sequence[DepartmentCounts], now: datetime) -> None:
        """Show these, each in its place."""
        self.rows, self._now = tuple(rows), now
        self.show_rows([self._cells(each, now) for each in rows])

    def _cells(self, row: DepartmentCounts, now: datetime) -> Cells:
        today = now.astimezone(CHINA).date()
        glyph = _sign(row.state)
        tone = Token.TEXT if row.state == OK else Token.REVIEW
        failed = row.failed > 0
        slow = (row.usual_ms or 0) >= _LONG_MS
        cells = (
            Cell(department_words(Department(row.department)), strong=True),
            Cell(state_told(row, today), glyph=glyph, size=15, tone=tone),
            _number(row.answered),
            _number(row.waiting),
            Cell(str(row.failed), size=15, strong=failed,
                 tone=Token.ERR if failed else Token.QUIET),
            Cell(usual_words(row.usual_ms), size=15, tone=Token.REVIEW if slow else Token.SECOND),
            Cell(waited_words(row.oldest, now), size=15, tone=Token.SECOND),
            Cell(next_told(row, today), size=15, tone=Token.SECOND),
        )  # fmt: skip
        if len(self.columns) == len(DEPARTMENTS):
            return cells
        return (*cells[:5], cells[6])


class ItemModel(CellModel):
    """A row an item."""

    def __init__(self) -> None:
        super().__init__(ITEMS)
        self.rows: tuple[SharedItem, ...] = ()

    def fit(self, *, narrow: bool) -> None:
        """In a narrow window columns go."""
        if self.use_columns(NARROW_ITEMS if narrow else ITEMS):
            self.show_items(self.rows)

    def show_items(self, rows: Sequence[SharedItem]) -> None:
        """Show these."""
        self.rows = tuple(rows)
        self.show_rows([self._cells(each) for each in rows])

    def _cells(self, row: SharedItem) -> Cells:
        bad = Token.REVIEW if row.is_troubled else Token.SECOND
        cells = (
            Cell(row.department, size=15),
            Cell(row.gives, size=15),
            Cell(row.whom, size=15, tone=Token.SECOND),
            Cell(row.replaces, size=15, tone=Token.SECOND),
            Cell(row.by, size=15, tone=Token.SECOND),
            Cell(row.channel, size=15, tone=Token.SECOND),
            Cell(row.permission, size=15, tone=bad),
        )
        if len(self.columns) == len(ITEMS):
            return cells
        return (*cells[:3], cells[4], cells[6])


def _sign(state: str) -> Glyph:
    usual = Glyph.WAITING if state.startswith(_QUOTA) else Glyph.REVIEW
    return _SIGNS.get(state, usual)


def _number(count: int) -> Cell:
    return Cell(f"{count:,}", size=15, tone=Token.TEXT if count else Token.QUIET)
