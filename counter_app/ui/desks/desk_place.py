"""A desk's home: what waits at the left, the cases, how the current one stands at the right.

Space works at a case and gives it back; its row stays where it is until the list is asked anew.
Must not judge or change a case: the server keeps who works at what.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.errors import CounterError
from counter_app.cases.rights import ROLE_WORDS
from counter_app.forms.housing_application import Region
from counter_app.intake.listed_case import CaseBeside, beside
from counter_app.intake.listed_words import with_holder
from counter_app.ui.desks.asking import Asking, Page
from counter_app.ui.desks.case_panel import CasePanel
from counter_app.ui.desks.desk_lists import LISTS, DeskList
from counter_app.ui.desks.desk_rows import DeskModel
from counter_app.ui.desks.desk_table import DeskTable
from counter_app.ui.desks.legend import Legend
from counter_app.ui.desks.take_over import TakeOver
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.drawer_button import DrawerButton
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.seated_place import SeatedPlace
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.fields.drop_down import DropList
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.parts import cut_label, label, named
from counter_app.ui.widgets.theme.sizes import FOOT, FULL_WAY_FROM, HEAD, INSET
from counter_app.ui.widgets.while_alive import while_alive
from counter_app.wire.lists import ListRow
from counter_app.wire.work import ClaimAnswer

_WEEKDAYS = "一二三四五六日"
_LOOK_AGAIN_MS = 30_000
_REST_MS = 250
"""So long the bar rests on a row before its case is asked for: looking is on the record."""
_NEAR_END = 20
_LISTS, _LISTS_HEIGHT = 190, 36
_LOW_ITEM, _MANY = 36, 11
_REFUSED = {
    "claimed": "已由{holder}领取，接办按 Alt+J",
    "not_claimed": "没有人领取",
    "wrong_role": "不归你的身份办理",
    "wrong_stage": "这一步不用领取",
    "no_reason": "接办要写理由",
    "not_theirs": "不归对方办理",
}


class DeskPlace(SeatedPlace):
    """The home of who reviews, in the role that the person sits in."""

    bare_keys = (
        ("↑ ↓ Home End", "选办件"),
        ("空格", "领取，再按放回"),
        ("Enter", "打开选中的"),
    )

    def __init__(
        self, seat: Seat, connection: Connection, open_case: Callable[[ListRow], None]
    ) -> None:
        super().__init__(seat, LeftColumn("↑ ↓ 选    空格 领取\nEnter 打开"))
        self._connection, self._open_case = connection, open_case
        self.lists = LISTS[seat.person.role]
        self._here = self.lists[0]
        self._counts: dict[str, int] = {}
        self._online: bool | None = None
        self._waiting_rows = 0
        self._told_of = ""
        self._insets: list[QLayout] = []
        self.model = DeskModel()
        self.asking = Asking(seat)
        self.asking.came.connect(self._came)
        self.asking.further.connect(self._further)
        self.asking.looked_again.connect(self._looked_again)
        self.asking.failed.connect(self.say_trouble)
        self._build()
        self.side = CasePanel()
        self.side.chosen.connect(self._open_number)
        self.show_panel(self.side)
        for each in self.lists:
            own = "" if each.key else self._key(each).removeprefix("Ctrl+")
            item = self.left.add(own or " ", each.words)
            item.setFixedHeight(_LOW_ITEM if len(self.lists) >= _MANY else _ITEM)
        self.left.chosen.connect(self._choose_at)
        self._rest = _timer(self, _REST_MS, self._ask_case)
        self._rest.setSingleShot(True)
        self._again = _timer(self, _LOOK_AGAIN_MS, self._look_again)
        self._again.start()
        seat.tools.background.changed.connect(self._something_changed)
        self._show_lists()
        self.show_list(self._here)

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("待办")

    def acts(self) -> tuple[Act, ...]:
        """Lists, panel, and the row that another works at."""
        return (
            self.panel_act("侧栏"),
            Act("Ctrl+R", "重新排列", self.ask_anew),
            Act("Alt+J", "接办别人领取的", self.ask_to_take_over),
            Act("Esc", "收起", self.put_away),
            *(
                Act(self._key(each), each.words, partial(self._go_to, each))
                for each in self.lists
                if self._key(each)
            ),
        )

    def enter(self) -> None:
        """On return the list is sorted anew; the bar stays with its case."""
        self._to_rows()
        if self._online is not None:
            self.ask_anew()
        self._connection.look()

    def leave(self) -> None:
        """What was said here was said."""
        self.say("")

    def to_search(self) -> None:
        """F2: there is one list at a time; the keyboard goes to it."""
        self.uncover()
        self._to_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns and insets follow the width."""
        row = self.table.row()
        self.model.fit(self.width())
        self.table.choose_row(row)
        super().resizeEvent(event)
        inset = self.table.inset()
        for layout in self._insets:
            margins = layout.contentsMargins()
            layout.setContentsMargins(inset, margins.top(), inset, margins.bottom())

    def fitted(self) -> None:
        """Where the left column has no room for words its lists are one drop-down."""
        narrow = self.width() < FULL_WAY_FROM
        self.left.setVisible(not narrow)
        self.drop.setVisible(narrow)
        self.title.setVisible(not narrow)
        self.drawer_button.setVisible(self.is_drawer())
        self.order.setVisible(not narrow)

    # -- what a person does -----------------------------------------------------------------------

    def show_list(self, wanted: DeskList) -> None:
        """Open one of the lists."""
        self._here, self._told_of = wanted, ""
        self.model.show_listed(())
        self.side.clear()
        self._show_lists()
        self.asking.show(wanted.name)

    def sit(self, seat: Seat) -> None:
        """The same person, with the server's word by now."""
        self.asking.seat = seat
        super().sit(seat)

    def ask_anew(self) -> None:
        """Sort the list anew; the bar stays with its case."""
        self.asking.show(self._here.name, len(self.model.listed))

    def claim(self) -> None:
        """Space: work at the case of the row; at one's own: give it back."""
        row = self._chosen()
        if row is None:
            return
        if self._online is False:
            self.say("领取要联网，联网后再按空格", "err")
            return
        counter, person = self.seat.tools.counter, self.seat.person
        release = row.claimed_by_me

        def work() -> ClaimAnswer:
            desk = counter.review_desk(person)
            return desk.release(row.number) if release else desk.claim(row.number)

        self.seat.tools.background.change(
            work, Changed(), partial(self._claimed, row.number), self.say_trouble, Lane.NETWORK
        )

    def ask_to_take_over(self) -> None:
        """Alt+J: work at what another has claimed, with a reason."""
        row = self._chosen()
        if row is None:
            return
        if not row.claimed_by or row.claimed_by_me:
            self.say("这一件没有别人领取，按空格领取")
        else:
            self.why.ask(row)

    def put_away(self) -> None:
        """Esc: what is asked, or the drawer."""
        if self.why.put_away():
            self._to_rows()
        else:
            self.leave_panel()

    def _take_over(self, number: str, reason: str) -> None:
        self.put_away()
        counter, person = self.seat.tools.counter, self.seat.person

        def work() -> ClaimAnswer:
            return counter.review_desk(person).take_over(number, reason)

        done = partial(self._claimed, number)
        self.seat.tools.background.change(work, Changed(), done, self.say_trouble, Lane.NETWORK)

    def _claimed(self, number: str, answer: ClaimAnswer) -> None:
        """The row says so where it is; nothing moves."""
        row = self._row_of(number)
        if answer.code:
            self.say(_REFUSED.get(answer.code, answer.code).format(holder=answer.holder), "err")
        elif row is not None:
            words = (
                f"已领取 {row.name}，到 {answer.until[5:]}"
                if answer.holder
                else f"已放回 {row.name}"
            )
            self.say(words)
        if row is not None:
            own = answer.staff_id == self.seat.person.staff_id
            told = with_holder(row, answer.holder, own=own and bool(answer.holder))
            self.model.keep_places([told])
            announce(self.table, self.model.row_words(self.table.row()))
        self._connection.sync()

    def _choose_at(self, at: int) -> None:
        self._go_to(self.lists[at])

    def _go_to(self, wanted: DeskList) -> None:
        self.uncover()
        self.show_list(wanted)
        self._to_rows()

    def _open_row(self, row: int) -> None:
        if (case := self.model.at(row)) is not None:
            self._open_case(case)

    def _open_number(self, number: str) -> None:
        if (case := self._row_of(number)) is not None:
            self.leave_panel()
            self._open_case(case)

    # -- what came --------------------------------------------------------------------------------

    def _to_rows(self) -> None:
        """The keyboard to the rows, or to where it says that there are none."""
        (self._nothing if self.table.isHidden() else self.table).setFocus()

    def _came(self, page: Page) -> None:
        number = self._told_of or self._number()
        self._take(page)
        self._waiting_rows = 0
        self.model.show_listed(page.rows)
        at = self.model.row_of(number)
        self.table.choose_row(max(at, 0))
        self._row_chosen()
        self._show_told()

    def _further(self, page: Page) -> None:
        self.model.show_listed([*self.model.listed, *page.rows])
        self._show_told()

    def _looked_again(self, page: Page) -> None:
        """Signs and counts change, the order never."""
        self._take(page)
        self._waiting_rows = self.model.keep_places(page.rows)
        self._show_told()

    def _take(self, page: Page) -> None:
        self._online = page.online
        if page.counts:
            self._counts = page.counts
        self._show_lists()
        self.acts_changed.emit()

    def _look_again(self) -> None:
        if self.shown() is self and self.isVisible():
            self.asking.look_again(len(self.model.listed))

    def _something_changed(self, changed: Changed) -> None:
        if changed.cases and self._online is not None:
            self._look_again()

    # -- the case of the row ----------------------------------------------------------------------

    def _chosen(self) -> ListRow | None:
        return self.model.at(self.table.row())

    def _number(self) -> str:
        row = self._chosen()
        return row.number if row else ""

    def _row_of(self, number: str) -> ListRow | None:
        return self.model.at(self.model.row_of(number))

    def _row_chosen(self) -> None:
        row = self._chosen()
        if row is None:
            self.side.clear()
            return
        if row.number != self._told_of:
            self._told_of = row.number
            self.side.show_row(row)
            self._rest.start()
        self._show_counts(row)
        bar = self.table.verticalScrollBar()
        if bar.value() + bar.pageStep() + _NEAR_END >= bar.maximum():
            self.asking.more()

    def _ask_case(self) -> None:
        row = self._chosen()
        if row is None:
            return
        counter, person, today = (
            self.seat.tools.counter,
            self.seat.person,
            self.seat.station.today(),
        )

        def work() -> CaseBeside:
            told = counter.case(row.number, person)
            return beside(told, counter.policies.in_force, today)

        show = while_alive(self, partial(self._show_case, row.number))
        self.seat.tools.background.read(work, show, self._case_not_told, Lane.NETWORK)

    def _show_case(self, number: str, case: CaseBeside) -> None:
        row = self._chosen()
        if row is not None and row.number == number:
            self.side.show_case(row, case)

    def _case_not_told(self, error: Exception) -> None:
        """What is not here and cannot be asked for is not told; the row stands all the same."""
        if not isinstance(error, CounterError):
            raise error

    # -- showing ----------------------------------------------------------------------------------

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.table = DeskTable(self.model)
        self.table.opened.connect(self._open_row)
        self.table.claim_wanted.connect(self.claim)
        self.table.row_chosen.connect(lambda _: self._row_chosen())
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._row_chosen())
        column.addWidget(self.table, 1)
        self._empty = label("", "value")
        self._nothing = QWidget()
        self._nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(INSET, 24, INSET, 0)
        nothing.addWidget(self._empty)
        nothing.addStretch(1)
        self._insets.append(nothing)
        self._nothing.hide()
        column.addWidget(self._nothing, 1)
        self.why = TakeOver()
        self.why.given.connect(self._take_over)
        column.addWidget(self.why)
        column.addWidget(self._foot())
        self._middle_column.addWidget(page)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self.title, self.order = cut_label("", "page"), label("先到期的在前", "second")
        self.drop = DropList()
        self.drop.setAccessibleName("列表")
        self.drop.setFixedSize(_LISTS, _LISTS_HEIGHT)
        self.drop.addItems([each.words for each in self.lists])
        self.drop.activated.connect(self._choose_at)
        self.drop.hide()
        self.drawer_button = DrawerButton()
        self.drawer_button.clicked.connect(self.toggle_panel)
        self.drawer_button.hide()
        row.addWidget(self.title)
        row.addWidget(self.drop)
        row.addStretch(1)
        row.addWidget(self.order)
        row.addWidget(self.drawer_button)
        return head

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        foot.setFixedHeight(FOOT - 14)
        row = QHBoxLayout(foot)
        row.setContentsMargins(INSET, 0, INSET, 0)
        self._insets.append(row)
        self._told: QLabel = cut_label("", "second")
        row.addWidget(self._told, 1)
        row.addWidget(Legend())
        return foot

    def _show_lists(self) -> None:
        station, role = self.seat.station, self.seat.person.role
        day = station.today()
        place = _region(station.region) or station.hall
        weekday = f"{day.month} 月 {day.day} 日 星期{_WEEKDAYS[day.weekday()]}"
        self.left.about(ROLE_WORDS[role], "，".join(filter(None, (place, weekday))))
        for each, item in zip(self.lists, self.left.items, strict=True):
            count = self._counts.get(each.name)
            told = "" if count is None else f"{count:,}"
            told = "  ".join(filter(None, (told, each.key)))
            glyph = each.glyph if count else None
            item.show_stand(Stand(glyph, told), current=each is self._here)
            item.setVisible(self._is_shown(each))
            self.drop.setItemText(self.lists.index(each), f"{each.words}    {told}".rstrip())
        self.drop.setCurrentIndex(self.lists.index(self._here))
        self.title.setText(self._here.words)

    def _key(self, listed: DeskList) -> str:
        """Its own, or its place among those that have none."""
        if listed.key:
            return listed.key
        place = [each for each in self.lists if not each.key].index(listed)
        return f"Ctrl+{_DIGITS[place]}" if place < len(_DIGITS) else ""

    def _is_shown(self, listed: DeskList) -> bool:
        """What the server does not count it does not have; what is rare is there when it is."""
        if listed is self._here:
            return True
        if not self._counts:
            return not listed.rare
        return listed.name in self._counts and bool(self._counts[listed.name] or not listed.rare)

    def _show_counts(self, row: ListRow) -> None:
        waiting = row.asked - row.answered
        counts = ((Glyph.DIFFERENT, f"不一致 {row.undecided}"), (Glyph.WAITING, f"等 {waiting}"))
        self.drawer_button.show_counts(counts)

    def _show_told(self) -> None:
        rows = len(self.model.listed)
        had_keyboard = self.table.hasFocus() or self._nothing.hasFocus()
        words = "" if rows else f"没有{self._here.words}的办件"
        self._empty.setText(words)
        self._nothing.setAccessibleName(words)
        self.table.setVisible(rows > 0)
        self._nothing.setVisible(not rows)
        if had_keyboard:
            self._to_rows()
        total = self._counts.get(self._here.name, rows)
        told = [f"{max(total, rows):,} 件" if self.asking.is_whole else f"1–{rows} / {total:,} 件"]
        if self._waiting_rows:
            told.append(f"又来 {self._waiting_rows} 件，Ctrl+R 排进来")
        if self._online is False:
            told = [f"{rows} 件", "未连接，只列本机有的，不能领取和决定"]
        self._told.setText("    ".join(told) if rows or self._online is False else "")


_DIGITS = "123456789"
_ITEM = 40


def _region(code: str) -> str:
    return Region(code).label if code in set(Region) else ""


def _timer(owner: QWidget, interval: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(interval)
    timer.timeout.connect(act)
    return timer
