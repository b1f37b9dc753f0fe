"""今日: lists at the left, the search line always ready, the cases, what came back at the right.

Enter opens a received case to look at it and print its papers again. The search line also takes an
enrolment string: the first one, or another.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from counter_app.background.lanes import Changed
from counter_app.desk.desk import WindowIdentity
from counter_app.desk.enrol import enrol
from counter_app.desk.search import Counts, Filter, counts
from counter_app.desk.status import ReturnedRow, returned
from counter_app.documents.glyphs import in_signs
from counter_app.intake.work_lists import NOT_COPIED, NUMBER_OWED
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.today.day_list import PRINT_LIST
from counter_app.ui.today.home_lists import NAMED, HomeList
from counter_app.ui.today.search import HEIGHT, SearchLine
from counter_app.ui.today.today_list import CaseList
from counter_app.ui.today.today_panel import HAND_OVER, StartPanel
from counter_app.ui.today.waiting import Waiting
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.fields.drop_down import DropList
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.quiet_act import QuietAct
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.parts import label, named
from counter_app.ui.widgets.theme.sizes import FOOT, FULL_WAY_FROM, INSET, ROW_CASE

_MANY, _LOW_ITEM = 10, 36
"""From so many lists on each is lower, so that all are seen."""
_WEEKDAYS = "一二三四五六日"
_SEARCH_AFTER_MS = 120
_NEAR_END = 20
_LISTS = 150
_ENROLMENT_LENGTH = 120
"""An enrolment string is much longer than anything one searches for."""


class TodayPlace(Place):
    """The day's list."""

    enrolled = Signal(object)
    """The `WindowIdentity` that this counter has just become."""
    list_wanted = Signal()
    """F8: the day's list on paper."""
    taken_back = Signal()
    """Ctrl+Z: the applicant who was abandoned last is wanted again."""
    bare_keys = (("Enter", "打开选中的"), ("↑ ↓ Home End", "选办件"))

    def __init__(
        self,
        seat: Seat,
        connection: Connection,
        open_case: Callable[[str], None],
        who_waits: Callable[[], Iterable[Waiting]] = tuple,
        lists: Sequence[HomeList] = NAMED,
    ) -> None:
        """`who_waits` tells those who were put aside; the first filter of `lists` opens first."""
        super().__init__(LeftColumn("↑ ↓ 选办件    Enter 打开"))
        self.seat, self._connection, self._open_case = seat, connection, open_case
        self._counts: Counts | None = None
        self._lists = tuple(lists)
        self._here = next((each for each in lists if each.filter is Filter.TODAY), lists[0])
        self._work_counts: dict[str, int] = {}
        self._insets: list[QLayout] = []
        self._case = self._offered = ""
        self._who_waits = who_waits
        self.list = CaseList(seat, who_waits)
        self.list.changed.connect(self._show_list)
        self.list.failed.connect(self.say_trouble)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SEARCH_AFTER_MS)
        self._soon.timeout.connect(self._search)
        self._build()
        hands_over = any(each.work == HAND_OVER for each in lists)
        self.side = StartPanel(seat, hands_over=hands_over)
        self.side.chosen.connect(self._follow)
        self.show_panel(self.side)
        for each in self._lists:
            item = self.left.add("", each.words)
            if len(self._lists) >= _MANY:
                item.setFixedHeight(_LOW_ITEM)
        self.left.chosen.connect(self._choose_at)
        seat.tools.background.changed.connect(self._something_changed)
        connection.changed.connect(self._show_standing)
        self._show_standing()
        self._open(self._here)
        self._count()

    # -- what the window asks -----------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("今日")

    @property
    def search_is_due(self) -> bool:
        """Whether something was typed that is not sought yet."""
        return self._soon.isActive()

    def acts(self) -> tuple[Act, ...]:
        """Search, lists, panel."""
        return (
            Act("F2", "查找", self.to_search, bar=True),
            self.panel_act("退回"),
            Act("Esc", "清空查找", self.clear),
            Act("Ctrl+U", "现在就上传", self._connection.sync),
            Act("F8", PRINT_LIST, self.list_wanted.emit),
            *((Act("Ctrl+Z", f"取回{self._offered}", self.taken_back.emit),) * bool(self._offered)),
            *(Act(each.key, each.words, partial(self._go_to, each)) for each in self._lists),
        )

    def enter(self) -> None:
        """Ready for a name; what is told of the line is of now."""
        self.search.setFocus()
        self._connection.look()

    def leave(self) -> None:
        """What was said here was said: it is not there for the whole day."""
        self.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns and insets follow the width."""
        self.list.model.fit(self.width())
        super().resizeEvent(event)
        inset = self.table.inset()
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())

    # -- what the clerk does ------------------------------------------------------------------

    def choose(self, which: Filter) -> None:
        """Open one of the lists."""
        self._open(next((each for each in self._lists if each.filter is which), self._here))

    def to_waiting(self) -> None:
        """Those who were put aside, in a list; nobody is, where nobody is received."""
        self.uncover()
        self._open(next((each for each in self._lists if each.is_waiting), self._here))

    def to_work(self, name: str) -> None:
        """Open one of the lists of what is to be decided."""
        self._go_to(next(each for each in self._lists if each.work == name))

    def _follow(self, target: str) -> None:
        if target == HAND_OVER:
            self.to_work(target)
        else:
            self._open_case(target)

    def _choose_at(self, at: int) -> None:
        self._go_to(self._lists[at])

    def _go_to(self, wanted: HomeList) -> None:
        self.uncover()
        self._open(wanted)
        self.search.setFocus()

    def _open(self, wanted: HomeList) -> None:
        self._here = wanted
        self._soon.stop()
        self.search.put("")
        self._case = ""
        self.table.choose_row(0)
        which = wanted.filter or self.list.which
        self.list.show(which, only_waiting=wanted.is_waiting, work=wanted.work)
        self._show_filters()

    def fitted(self) -> None:
        """Where the left column has no room for words its lists are one drop-down."""
        narrow = self.width() < FULL_WAY_FROM
        self.left.setVisible(not narrow)
        self.lists.setVisible(narrow)

    def offer_back(self, name: str) -> None:
        """Somebody was abandoned and can be taken back; no name, nobody any more."""
        self._offered = name
        self.say(f"已放弃{in_signs(name)}，Ctrl+Z 取回" if name else "")
        self.acts_changed.emit()

    def to_search(self) -> None:
        """F2: search; what was typed is selected."""
        self.uncover()
        self.search.setFocus()
        self.search.selectAll()

    def clear(self) -> None:
        """Esc: close the drawer, or end the search."""
        focus = QApplication.focusWidget()
        if focus is not None and self.side.isAncestorOf(focus):
            self.leave_panel()
            return
        self._open(self._here)
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere goes to the search line."""
        if event.text() and event.text().isprintable() and not self.search.hasFocus():
            self.search.setFocus()
            self.search.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # -- inside -------------------------------------------------------------------------------

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(0)
        self.search = SearchLine()
        self.search.typed.connect(lambda _: self._soon.start())
        self.search.advance.connect(lambda _: self._enter())
        line = QHBoxLayout()
        line.setContentsMargins(INSET, 0, INSET, 0)
        self.lists = DropList()
        self.lists.setAccessibleName("列表")
        self.lists.setFixedSize(_LISTS, HEIGHT)
        self.lists.addItems([each.words for each in self._lists])
        self.lists.activated.connect(self._choose_at)
        self.lists.hide()
        line.setSpacing(8)
        line.addWidget(self.lists)
        line.addWidget(self.search)
        self._insets.append(line)
        column.addLayout(line)
        column.addSpacing(8)
        self.table = Ledger(self.list.model, ROW_CASE)
        self.table.setAccessibleName("办件")
        self.table.opened.connect(self._open_row)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._maybe_more())
        self.table.row_chosen.connect(self._row_chosen)
        self.search.moved.connect(self.table.keyPressEvent)
        column.addWidget(self.table, 1)
        self._empty, self._empty_more = label("", "value"), label("", "second")
        nothing = _inset(self._empty, self._empty_more)
        self._insets.append(nothing)
        column.addLayout(nothing)
        column.addWidget(self._foot())
        self._middle_column.addWidget(page)

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        foot.setFixedHeight(FOOT - 14)
        row = QHBoxLayout(foot)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self._told = label("", "second")
        row.addWidget(self._told)
        row.addStretch(1)
        row.addWidget(QuietAct("F8", PRINT_LIST, self.list_wanted.emit))
        return foot

    def _enter(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._search()
        elif self.table.row() >= 0:
            self._open_row(self.table.row())

    def _open_row(self, row: int) -> None:
        model = self.list.model
        if self.list.is_of_before:
            return  # who stands there now is not whom Enter means
        if 0 <= row < len(model.waiting):
            model.waiting[row].open()
        elif (case := model.case_at(row)) is not None:
            self._open_case(case.case_id)

    def _row_chosen(self, row: int) -> None:
        """Below the first row the clerk has chosen a case, and the bar stays with it."""
        case = self.list.model.case_at(row) if row > 0 else None
        self._case = case.case_id if case else ""
        if self.search.hasFocus():
            announce(self.search, self.list.model.row_words(row))
        self._maybe_more()

    def _stay(self) -> None:
        """After a refresh: the same case, else the first."""
        model = self.list.model
        if self._case and (at := model.row_of(self._case)) >= 0:
            self.table.choose_row(at)
        elif model.count() and not 0 <= self.table.row() < model.count():
            self.table.choose_row(0)

    def _search(self) -> None:
        text = self.search.text().strip()
        if len(text) >= _ENROLMENT_LENGTH:
            self._enrol(text)
            return
        self.list.show(self.list.which, text)
        self._show_filters()

    def _enrol(self, string: str) -> None:
        desk = self.seat.tools.counter.desk
        self.seat.tools.background.change(
            lambda: enrol(desk, string),
            Changed(connection=True),
            self._enrolled,
            self.say_trouble,
        )

    def _enrolled(self, window: WindowIdentity) -> None:
        self.search.put("")
        self.enrolled.emit(window)
        self.say(f"本机登记为{window.label}，可以收件了", "ok")
        self._connection.sync()

    def _maybe_more(self) -> None:
        bar = self.table.verticalScrollBar()
        if bar.value() + bar.pageStep() + _NEAR_END >= bar.maximum():
            self.list.more()

    def _something_changed(self, changed: Changed) -> None:
        if changed.cases or changed.connection:
            self._count()
        if changed.cases:
            self.list.refresh()

    def _count(self) -> None:
        counter, clerk = self.seat.tools.counter, self.seat.person
        desk, names = counter.desk, [each.work for each in self._lists if each.work]

        def work() -> _Found:
            listed = counter.work(clerk, names) if names else {}
            whys = Counter(each.why for each in listed.get(HAND_OVER, ()))
            return _Found(
                counts(desk, clerk),
                returned(desk),
                {name: len(listed[name]) for name in names},
                (whys[NOT_COPIED], whys[NUMBER_OWED]) if HAND_OVER in listed else None,
            )

        self.seat.tools.background.read(work, self._counted, self.say_trouble)

    def _counted(self, found: "_Found") -> None:
        self._counts, self._work_counts = found.counts, found.work
        self.side.show_returned(found.returned)
        if found.hand_over is not None:
            self.side.show_hand_over(*found.hand_over)
        self._show_filters()
        self._show_told()

    def _show_filters(self) -> None:
        day = self.seat.station.today()
        received = self._counts.today if self._counts else 0
        weekday = _WEEKDAYS[day.weekday()]
        self.left.about(f"{day.month} 月 {day.day} 日", f"星期{weekday}，今日已收 {received} 件")
        for each, item in zip(self._lists, self.left.items, strict=True):
            count = self._count_of(each)
            glyph = Glyph.WRONG if each.loud and count else None
            number = "" if count is None else f"{count:,}"
            told = "  ".join(filter(None, (number, each.key if each.work else "")))
            here = each is self._here and not self.list.text
            item.show_stand(Stand(glyph, told), current=here)
        self.lists.setCurrentIndex(self._lists.index(self._here))

    def _count_of(self, listed: HomeList) -> int | None:
        """How many stand on a list; None while nobody has counted."""
        if listed.work:
            return self._work_counts.get(listed.work)
        if listed.filter is None:
            return len(tuple(self._who_waits()))
        return cast(int, getattr(self._counts, listed.filter.value)) if self._counts else None

    def _show_list(self) -> None:
        rows = self.list.model.count()
        self.table.setVisible(rows > 0)
        words, more = ("", "") if rows else self._empty_words()
        _show(self._empty, words)
        _show(self._empty_more, more)
        self._stay()
        self._show_told()
        self._maybe_more()

    def _empty_words(self) -> tuple[str, str]:
        if self.list.text:
            return f"没有查到“{self.list.text}”", "换姓名、身份证后四位或编号再查，Esc 回列表"
        if self.list.only_waiting:
            return "没有搁置的申请人", "按 F3 开始"
        if self.list.work:
            return f"没有{self._here.words}的办件", ""
        empty = {
            Filter.TODAY: ("今天还没有收件", "按 F3 开始"),
            Filter.MINE: ("还没有经手的办件", "按 F3 开始"),
            Filter.QUEUED: ("都上传了", ""),
            Filter.RETURNED: ("没有退回的", ""),
            Filter.CONFLICTS: ("没有改动冲突", ""),
            Filter.RECEIPT_OWED: ("没有要补发的回执", ""),
            Filter.ALL: ("本机还没有办件", "按 F3 开始"),
        }
        return empty[self.list.which]

    def _show_told(self) -> None:
        rows = self.list.model.count()
        whole = self.list.is_whole()
        total = getattr(self._counts, self.list.which.value, 0) if self._counts else rows
        total = rows if self.list.work else total
        if self.list.text:
            words = f"查到 {rows} 件" if whole else f"查到 {rows} 件以上，再多输几个字"
        elif self.list.only_waiting:
            words = f"{rows} 位没收完，Enter 接着填"
        elif self.list.work:
            words = f"{rows:,} 件    先到期的在前"
        else:
            words = f"{max(total, rows):,} 件    最新的在前"
        self._told.setText(words if rows else "")

    def _show_standing(self) -> None:
        self.side.show_standing(self._connection.standing)


class _Found(NamedTuple):
    """What was counted; `hand_over`: not copied, and without a number."""

    counts: Counts
    returned: tuple[ReturnedRow, ...]
    work: dict[str, int]
    hand_over: tuple[int, int] | None


def _inset(*parts: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(INSET, 24, INSET, 0)
    for part in parts:
        part.hide()
        column.addWidget(part)
    column.addStretch(1)
    return column


def _show(target: QLabel, words: str) -> None:
    target.setText(words)
    target.setVisible(bool(words))
