"""The list of 今日: asks the desk page by page, off the window, as far as it is scrolled.

What was asked before and comes late is dropped. Must not judge or change a case.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from counter_app.basics.clock import CHINA
from counter_app.desk.desk import Desk
from counter_app.desk.find_case import rows_of_work
from counter_app.desk.recorded import record_search
from counter_app.desk.search import CasePage, CaseRow, Delivery, Filter, find, listing
from counter_app.desk.status import ReturnedRow, returned
from counter_app.intake.said_before import title_of_kind
from counter_app.ui.shell.seat import Seat
from counter_app.ui.today.waiting import Waiting, matching
from counter_app.ui.today.waiting import cells as waiting_cells
from counter_app.ui.widgets.glyphs import Glyph, glyph_token
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Cells, Column
from counter_app.ui.widgets.theme.sizes import WIDE_FROM
from counter_app.ui.widgets.theme.tokens import Token

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.clerks import Clerk
    from counter_app.desk.find_case import Work

_TITLES = ("编号", "姓名", "申请人类型", "阶段", "收件", "送达")


def _columns(*widths: int) -> tuple[Column, ...]:
    return tuple(
        Column(title, width, right=title == "收件")
        for title, width in zip(_TITLES, widths, strict=True)
    )


COLUMNS = _columns(172, 126, 204, 84, 74, 0)
NARROW_COLUMNS = _columns(172, 112, 194, 60, 58, 0)
WIDE_COLUMNS = _columns(172, 280, 240, 96, 84, 0)
BACK_COLUMNS = (
    Column("编号", 172),
    Column("姓名", 112),
    Column("哪一项", 128),
    Column("为什么"),
    Column("收件", 58, right=True),
    Column("送达", 84),
)
"""Of what came back: what it was and why stand in the place of type and stage."""
USUAL_FROM = 1366
_PAGE = 60
_SIGNS = {
    Delivery.QUEUED: Glyph.TO_SEND,
    Delivery.SENT: Glyph.DONE,
    Delivery.REFUSED: Glyph.RETURNED,
    Delivery.CONFLICT: Glyph.CONFLICT,
}
_BACK = (Filter.RETURNED, Filter.CONFLICTS)
_RECEIPT = "收件"
_LOUD = (Delivery.REFUSED, Delivery.CONFLICT)


class CaseModel(CellModel):
    """Those who wait, then the rows of cases that were fetched so far."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.waiting: tuple[Waiting, ...] = ()
        self.cases: list[CaseRow] = []
        self.by_due = False
        """Whether the last column says until when something is to be done."""
        self.is_back = False
        """Whether it is told what came back."""
        self._width = USUAL_FROM

    def case_at(self, row: int) -> CaseRow | None:
        """The case of a row; None for somebody who waits, or where there is no such row."""
        at = row - len(self.waiting)
        return self.cases[at] if 0 <= at < len(self.cases) else None

    def row_of(self, case_id: str) -> int:
        """The row of a case; -1 where it is not shown."""
        ids = [case.case_id for case in self.cases]
        return len(self.waiting) + ids.index(case_id) if case_id in ids else -1

    def count(self) -> int:
        """How many rows there are."""
        return len(self.waiting) + len(self.cases)

    def fit(self, width: int) -> None:
        """In a wide window names have room, in a narrow one no word is cut."""
        self._width = width
        narrow = width < USUAL_FROM
        wide = width >= WIDE_FROM
        self.columns = WIDE_COLUMNS if wide else NARROW_COLUMNS if narrow else COLUMNS
        if self.is_back:
            self.columns = BACK_COLUMNS
        elif self.by_due:
            self.columns = (*self.columns[:-1], replace(self.columns[-1], title="期限"))

    def show_cases(
        self, cases: tuple[CaseRow, ...], seat: Seat, waiting: tuple[Waiting, ...] = ()
    ) -> None:
        """Show these from the top."""
        self.waiting, self.cases = waiting, list(cases)
        is_back = any(case.what for case in cases)
        by_due = not is_back and any(case.why for case in cases)
        if (by_due, is_back) != (self.by_due, self.is_back):
            self.by_due, self.is_back = by_due, is_back
            self.fit(self._width)
            last = len(self.columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        rows = [waiting_cells(each) for each in waiting]
        self.show_rows(rows + [_cells(each, seat) for each in cases])

    def add_cases(self, cases: tuple[CaseRow, ...], seat: Seat) -> None:
        """Add further ones at the end."""
        first = self.count()
        self.beginInsertRows(QModelIndex(), first, first + len(cases) - 1)
        self.cases += cases
        self._rows += [_cells(each, seat) for each in cases]
        self.endInsertRows()


class CaseList(QObject):
    """What is listed: one of the lists, or what was searched for."""

    changed = Signal()
    """Rows came."""
    failed = Signal(object)

    def __init__(self, seat: Seat, who_waits: Callable[[], Iterable[Waiting]]) -> None:
        super().__init__()
        self._seat, self._who_waits = seat, who_waits
        self.only_waiting = False
        """Whether only those who wait are listed."""
        self.model = CaseModel()
        self.which, self.text = Filter.TODAY, ""
        self.work = ""
        """The work list that is listed; empty: `which`."""
        self._ticket = 0
        self._next: object = None
        self._fetching = False
        self.loaded = False
        self.is_of_before = False
        """Whether the rows are still those of another list or search."""

    def show(
        self, which: Filter, text: str = "", *, only_waiting: bool = False, work: str = ""
    ) -> None:
        """List something else; those who wait come with what is searched for, or alone."""
        self.which, self.text, self.only_waiting = which, text, only_waiting
        self.work, self.is_of_before = work, True
        self.refresh(sought=bool(text))

    def refresh(self, *, sought: bool = False) -> None:
        """Ask anew, as many rows as are shown; only what somebody `sought` is on record."""
        self._ticket += 1
        self._fetching = True
        limit = max(_PAGE, min(len(self.model.cases), 4 * _PAGE))
        self._ask(None, limit, partial(self._first, self._ticket), sought=sought)

    def more(self) -> None:
        """The list was scrolled near its end."""
        if self._next is not None and not self._fetching:
            self._fetching = True
            self._ask(self._next, _PAGE, partial(self._further, self._ticket))

    def is_whole(self) -> bool:
        """Whether every row is there."""
        return self._next is None

    def _ask(
        self, after: object, limit: int, done: Callable[[CasePage], None], *, sought: bool = False
    ) -> None:
        desk, clerk = self._seat.tools.counter.desk, self._seat.person
        which, text, nobody = self.which, self.text, self.only_waiting and not self.text
        counter, listed = self._seat.tools.counter, self.work

        def work() -> CasePage:
            if listed and not text:
                return _work_page(counter, listed, clerk)
            if nobody:
                return CasePage(())
            if text:
                if sought:
                    record_search(desk, clerk, text)
                return find(desk, text, after=after, limit=limit)
            page = listing(desk, which, clerk=clerk, after=after, limit=limit)
            return _told_why(desk, page) if which in _BACK else page

        self._seat.tools.background.read(work, done, self._trouble)

    def _first(self, ticket: int, page: CasePage) -> None:
        if ticket == self._ticket:
            self._fetching, self._next, self.loaded = False, page.next, True
            self.is_of_before = False
            listed = self._who_waits() if self.text or self.only_waiting else ()
            self.model.show_cases(page.rows, self._seat, matching(listed, self.text))
            self.changed.emit()

    def _further(self, ticket: int, page: CasePage) -> None:
        if ticket == self._ticket:
            self._fetching, self._next = False, page.next
            if page.rows:
                self.model.add_cases(page.rows, self._seat)
            self.changed.emit()

    def _trouble(self, error: Exception) -> None:
        self._fetching = False
        self.failed.emit(error)


def delivery_words(case: CaseRow) -> str:
    """How far a case was delivered, or what is owed of it."""
    return case.why or ("补发回执" if case.receipt_owed else case.delivery.label)


def _told_why(desk: Desk, page: CasePage) -> CasePage:
    """What of each case came back last, and why."""
    back = {each.case_id: each for each in reversed(returned(desk))}
    return replace(page, rows=tuple(_with_reason(row, back.get(row.case_id)) for row in page.rows))


def _with_reason(row: CaseRow, back: ReturnedRow | None) -> CaseRow:
    if back is None:
        return row
    return replace(row, what=title_of_kind(back.kind) or _RECEIPT, why=back.message)


def _work_page(counter: "Counter", name: str, clerk: "Clerk") -> CasePage:
    """A whole work list, each case with why it stands there."""
    found = counter.work(clerk, (name,))[name]
    why = {each.state.case_id: _until(each, name) for each in found}
    rows = rows_of_work(counter.desk, found)
    return CasePage(tuple(replace(each, why=why[each.case_id]) for each in rows))


def _until(work: "Work", name: str) -> str:
    """The day by which it is to be done; where nothing runs, or that day is not it, the reason."""
    return f"{work.due[5:]} 前" if work.due and name != "hand_over" else work.why


def _cells(case: CaseRow, seat: Seat) -> Cells:
    at = case.received_at.astimezone(CHINA)
    time = f"{at:%H:%M}" if at.date() == seat.station.today() else f"{at:%m-%d}"
    sign, words = _SIGNS[case.delivery], delivery_words(case)
    tone = glyph_token(sign) if case.delivery in _LOUD else Token.SECOND
    kind = (Cell(case.type_label, size=15), Cell(case.stage.label, size=15))
    if case.what:
        kind, words = (Cell(case.what, size=15), Cell(case.why, size=15)), case.delivery.label
    return (
        Cell(case.number, size=15, tone=Token.SECOND),
        Cell(case.name, strong=True),
        *kind,
        Cell(time, size=15, tone=Token.SECOND),
        Cell(words, glyph=sign, size=14, tone=tone),
    )
