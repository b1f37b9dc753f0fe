"""The operator's home: departments in rows, the 共享清单 beneath from the same data.

It refreshes by itself and the bar stays where it is. Counts, never a case. Must not decide when a
department is asked.
"""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from counter_app.background.lanes import Lane
from counter_app.basics.clock import CHINA
from counter_app.basics.errors import CounterError
from counter_app.forms.consents import Department
from counter_app.intake.departments_told import (
    PAUSED,
    connected,
    shared_items,
    totals,
)
from counter_app.intake.listed_words import department_words
from counter_app.ui.departments.department_panel import (
    GO_ON,
    PAUSE,
    PAUSE_KEY,
    RETRY,
    RETRY_KEY,
    DepartmentPanel,
)
from counter_app.ui.departments.tables import (
    ROW_DEPARTMENT,
    ROW_ITEM,
    DepartmentModel,
    ItemModel,
)
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.seated_place import SeatedPlace
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import (
    HEAD,
    INSET,
    LOW_HEAD,
    THREE_COLUMNS_FROM,
)
from counter_app.wire.departments import DepartmentCounts, DepartmentsAnswer

_LISTS = ("部门连接", "共享清单")
PRINT_LIST = "打印"
_REFRESH_MS = 10_000
_BOTH_FROM = 640
"""In a lower window one of the two tables is shown at a time."""
_UNBOUNDED = 16_777_215
_DONE = {"retry": "在重试，等着的马上再问", "pause": "停问了，等着的都留着", "go-on": "恢复了"}


class DepartmentsPlace(SeatedPlace):
    """Rows of departments; beneath them what each of them gives."""

    bare_keys = (("↑ ↓ Home End", "选部门、选事项"),)

    print_wanted = Signal(object)
    """The items of the 共享清单, in their order."""

    def __init__(self, seat: Seat, connection: Connection) -> None:
        super().__init__(seat, LeftColumn("↑ ↓ 选部门\nAlt+R 重试  Alt+S 停问"))
        self._connection = connection
        self.departments, self.items = DepartmentModel(), ItemModel()
        self._asking = False
        self._of_items = False
        """Whether the keyboard is among the items."""
        self._insets: list[QLayout] = []
        self._build()
        self.side = DepartmentPanel()
        self.side.retry_wanted.connect(self.retry)
        self.side.pause_wanted.connect(self.pause)
        self.show_panel(self.side)
        for at, words in enumerate(_LISTS, start=1):
            self.left.add(str(at), words)
        self.left.chosen.connect(self.go)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._look_again)
        self._timer.start()
        self._show_left()
        self._ask()

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("部门核验")

    def acts(self) -> tuple[Act, ...]:
        """Retry, pause, the two tables."""
        row = self._chosen_row()
        going_on = row is not None and row.state == PAUSED
        return (
            Act(RETRY_KEY, RETRY, self.retry, bar=True),
            Act(PAUSE_KEY, GO_ON if going_on else PAUSE, self.pause, bar=True),
            self.panel_act("侧栏"),
            *((Act("F8", PRINT_LIST, self.print, bar=True),) if self.items.rows else ()),
            Act("Esc", "收起", self.leave_panel),
            Act("Ctrl+R", "现在刷新", self.ask_anew),
            *(
                Act(f"Ctrl+{at}", words, partial(self.go, at - 1))
                for at, words in enumerate(_LISTS, start=1)
            ),
        )

    def print(self) -> None:
        """F8: the 共享清单 as it stands here."""
        self.print_wanted.emit(self.items.rows)

    def enter(self) -> None:
        """The keyboard goes to the departments."""
        self.go(int(self._of_items))
        self._connection.look()

    def ask_anew(self) -> None:
        """Everything as it is now."""
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns and insets follow the size."""
        narrow = self.width() < THREE_COLUMNS_FROM
        at = self.table.row(), self.list.row()
        self.departments.fit(narrow=narrow)
        self.items.fit(narrow=narrow)
        for view, row in zip((self.table, self.list), at, strict=True):
            view.choose_row(row)
        super().resizeEvent(event)
        inset = self.table.inset()
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())

    def fitted(self) -> None:
        """In a low window one table at a time."""
        self.totals.setVisible(not self.left.is_rail())
        self._head.setFixedHeight(LOW_HEAD if self.height() < _BOTH_FROM else HEAD)
        self._show_tables()

    # -- what the operator does -------------------------------------------------------------------

    def go(self, at: int) -> None:
        """To one of the two tables."""
        self._of_items = bool(at)
        self._show_tables()
        (self.list if at else self.table).setFocus()
        self._show_side()
        self._show_left()

    def retry(self) -> None:
        """Alt+R: what waits for the department is asked again at once."""
        self._do("retry")

    def pause(self) -> None:
        """Alt+S: nothing is asked of it from now on; again: what waits may leave."""
        row = self._chosen_row()
        if row is not None:
            self._do("go-on" if row.state == PAUSED else "pause")

    def _do(self, act: str) -> None:
        row = self._chosen_row()
        if row is None:
            self.say("先选一个部门", "err")
            return
        name = department_words(Department(row.department))
        self._ask(act, row.department, f"{name}：{_DONE[act]}")

    # -- what came --------------------------------------------------------------------------------

    def _look_again(self) -> None:
        if self.isVisible() and not self._asking:
            self._ask()

    def _ask(self, act: str = "", department: str = "", told: str = "") -> None:
        self._asking = True
        counter, person = self.seat.tools.counter, self.seat.person

        def work() -> DepartmentsAnswer:
            return counter.office(person).departments(act, department)

        done = partial(self._came, told)
        self.seat.tools.background.read(work, done, self._not_told, Lane.NETWORK)

    def _came(self, told: str, answer: DepartmentsAnswer) -> None:
        self._asking = False
        self.show_answer(answer)
        if told:
            self.say(told, "ok")

    def show_answer(self, answer: DepartmentsAnswer) -> None:
        """Everything in its place; the bar does not move."""
        now, policy = self._now(), self.seat.tools.counter.policies.in_force
        rows = connected(answer)
        self.departments.show_departments(rows, now)
        self.items.show_items(tuple(shared_items(answer.items, policy, now.date())))
        for view in (self.table, self.list):
            if view.row() < 0:
                view.choose_row(0)
        self._show_sums(rows)
        self._show_side()
        self._show_left()
        self._show_tables()
        self.acts_changed.emit()

    def _not_told(self, error: Exception) -> None:
        self._asking = False
        if isinstance(error, CounterError):
            self.updated.setText("没有更新")
        self.say_trouble(error)

    # -- showing ----------------------------------------------------------------------------------

    def _chosen_row(self) -> DepartmentCounts | None:
        at = self.table.row()
        here = not self._of_items and 0 <= at < len(self.departments.rows)
        return self.departments.rows[at] if here else None

    def _now(self) -> datetime:
        return self.seat.station.clock().astimezone(CHINA)

    def _show_side(self) -> None:
        row, at = self._chosen_row(), self.list.row()
        if row is not None:
            self.side.show_department(row, self._now())
        elif self._of_items and 0 <= at < len(self.items.rows):
            self.side.show_item(self.items.rows[at])
        self.acts_changed.emit()

    def _show_sums(self, rows: tuple[DepartmentCounts, ...]) -> None:
        sums = totals(rows)
        self.totals.setText(
            f"今日已答 {sums.answered:,}    在等 {sums.waiting:,}    未成 {sums.failed:,}"
        )
        well = f"{sums.in_order} 家正常"
        told = f"{well}，{sums.troubled} 家要看" if sums.troubled else well
        self.updated.setText(f"{told}    {self._now():%H:%M} 更新")

    def _show_left(self) -> None:
        self.left.about("部门核验", "只看次数，看不到办件")
        counts = (len(self.departments.rows), len(self.items.rows))
        troubled = any(each.state != "ok" for each in self.departments.rows)
        bad_item = any(each.is_troubled for each in self.items.rows)
        signs = (troubled, bad_item)
        for at, item in enumerate(self.left.items):
            glyph = Glyph.REVIEW if signs[at] else None
            current = self._of_items == bool(at)
            item.show_stand(Stand(glyph, str(counts[at]) if counts[at] else ""), current=current)

    def _show_tables(self) -> None:
        low = self.height() < _BOTH_FROM
        if low:
            self.table.setMinimumHeight(0)
            self.table.setMaximumHeight(_UNBOUNDED)
        else:
            self.table.fit_rows()
        self._above.setVisible(not low or not self._of_items)
        self._beneath.setVisible(not low or self._of_items)
        self.title.setText(_LISTS[1] if low and self._of_items else _LISTS[0])

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self._head = self._make_head()
        column.addWidget(self._head)
        self.table, self.list = (
            Ledger(self.departments, ROW_DEPARTMENT),
            Ledger(self.items, ROW_ITEM),
        )
        self.table.setAccessibleName("部门连接")
        self.list.setAccessibleName("共享清单")
        for at, view in enumerate((self.table, self.list)):
            view.row_chosen.connect(lambda _, at=at: self._chosen(at))
        self._above, self._beneath = QWidget(), QWidget()
        above, beneath = QVBoxLayout(self._above), QVBoxLayout(self._beneath)
        for layout in (above, beneath):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        above.addWidget(self.table)
        beneath.addWidget(self._list_head())
        beneath.addWidget(self.list, 1)
        column.addWidget(self._above)
        column.addWidget(self._beneath, 1)
        column.addStretch(0)
        self._middle_column.addWidget(page)

    def _chosen(self, at: int) -> None:
        if (self.list if at else self.table).hasFocus():
            self._of_items = bool(at)
        self._show_side()
        self._show_left()

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self.title, self.totals = cut_label("", "page"), label("", "text")
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.totals)
        return head

    def _list_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(44)
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 8, INSET, 0)
        self._insets.append(row)
        self.updated = label("", "second")
        row.addWidget(label("政务数据共享清单", "heading"))
        row.addStretch(1)
        row.addWidget(self.updated)
        return head
