"""A desk's home: what waits at the left, the cases, how the current one stands at the right.

Space works at a case and gives it back; its row stays where it is until the list is asked anew.
F2 seeks one that is on none of the lists. Resting on a row looks at no case: the bar says what the
row says, F5 asks for the rest, which is on the record. Must not judge or change a case.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent

from counter_app.background.lanes import Changed, Lane
from counter_app.basics.clock import CHINA
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role
from counter_app.intake.listed_case import CaseBeside, beside
from counter_app.intake.listed_words import with_holder
from counter_app.ui.desks.asking import Asking, ListedPage
from counter_app.ui.desks.case_panel import CasePanel
from counter_app.ui.desks.claims import Claims, claim_words
from counter_app.ui.desks.desk_lists import LISTS, PRINT_LIST, DeskList, ToPrint
from counter_app.ui.desks.desk_page import NEWEST_FIRST, ORDER, DeskPage
from counter_app.ui.desks.desk_rows import DeskModel
from counter_app.ui.desks.finding import ANOTHER_WAY, MORE, NONE, Finding
from counter_app.ui.desks.shown_lists import ShownLists
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.phrases import phrases_act
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.seated_place import SeatedPlace
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.sizes import FULL_WAY_FROM
from counter_app.ui.widgets.while_alive import while_alive
from counter_app.wire.lists import FindAnswer, ListRow
from counter_app.wire.work import ClaimAnswer, Colleague

_LOOK_AGAIN_MS = 30_000
_NEAR_END = 20
_SOUGHT, _SOUGHT_WHY = "姓名、身份证后四位或编号，Enter 写理由", "记录在案，Enter 查，Esc 回到列表"


class DeskPlace(SeatedPlace):
    """The home of who reviews, in the role that the person sits in."""

    bare_keys = (
        ("↑ ↓ Home End", "选办件"),
        ("空格", "领取，再按放回"),
        ("Enter", "打开选中的"),
    )

    print_wanted = Signal(object)
    """A `ToPrint`."""

    def __init__(
        self, seat: Seat, connection: Connection, open_case: Callable[[ListRow], None]
    ) -> None:
        super().__init__(seat, LeftColumn("↑ ↓ 选    空格 领取\nEnter 打开"))
        self._connection, self._open_case = connection, open_case
        self._here = LISTS[seat.person.role][0]
        self._online: bool | None = None
        self._waiting_rows = 0
        self._as_of = ""
        """When the server told the list; empty: it did not, or has not yet."""
        self._told: ListRow | None = None
        self._looked_at = ""
        self._asked_of = ""
        """The case of which a line beneath the list asks."""
        self._may_take: tuple[Colleague, ...] = ()
        """To whom that case may be handed on, as far as the server has told."""
        self.found: FindAnswer | None = None
        """What a search found, while it is shown in place of the list."""
        self.model = DeskModel()
        self.page = DeskPage(self.model)
        self.table = self.page.table
        self._middle_column.addWidget(self.page)
        self.lists = ShownLists(LISTS[seat.person.role], self.left, self.page.drop)
        self.side = CasePanel()
        self.show_panel(self.side)
        self.asking, self.claims, self.finding = Asking(seat), Claims(seat), Finding(seat)
        self._listen()
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()
        self._show_lists()
        self.show_list(self._here)

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("待办")

    def acts(self) -> tuple[Act, ...]:
        """Lists, panel, the search, and the row that another works at."""
        lead = self.seat.person.role == Role.COUNTY_LEAD
        hand_on = (Act("Alt+G", "改派或收回领取的", self.ask_to_hand_on),) if lead else ()
        return (
            Act("F2", "查找", self.to_search, bar=True),
            self.panel_act("侧栏"),
            *((Act("F8", PRINT_LIST, self.print, bar=True),) if self.model.listed else ()),
            Act("Ctrl+R", "重新排列", self.sort_anew),
            Act("Alt+J", "接办别人领取的", self.ask_to_take_over),
            *hand_on,
            phrases_act(self, self.seat),
            Act("Esc", "回到列表" if self.found else "收起", self.put_away),
            *(
                Act(key, each.words, partial(self._go_to, each))
                for key, each in self.lists.with_keys()
            ),
        )

    def enter(self) -> None:
        """On return the list is sorted anew; the bar stays with its case."""
        self.page.to_rows()
        if self._online is not None:
            self.ask_anew()
        self._connection.look()

    def print(self) -> None:
        """F8: the rows as they stand here."""
        page = self.page
        title, rows = page.title.text(), tuple(self.model.listed)
        total = len(rows) if self.found else self.lists.counts.get(self._here.name, len(rows))
        order = NEWEST_FIRST if self.found else ORDER
        self.print_wanted.emit(ToPrint(title, order, rows, max(total, len(rows))))

    def say_to_stay(self, words: str) -> None:
        """Above the rows until Esc, or until somebody works at a case here again."""
        self.page.standing.say(f"{words}    Esc 收起")

    def leave(self) -> None:
        """What was said here was said."""
        self.say("")

    def to_search(self) -> None:
        """F2: seek a case, whether on a list or not."""
        self.uncover()
        self._put_lines_away()
        if self.page.sought.isHidden():
            self.page.sought.ask(_SOUGHT, _SOUGHT_WHY)
        else:
            self.page.sought.ask_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns and insets follow the width."""
        row = self.table.row()
        self.model.fit(self.width())
        self.table.choose_row(row)
        super().resizeEvent(event)
        self.page.fit(self.table.inset())

    def fitted(self) -> None:
        """Where the left column has no room for words its lists are one drop-down."""
        narrow, page = self.width() < FULL_WAY_FROM, self.page
        self.left.setVisible(not narrow)
        self._show_head()
        page.drawer_button.setVisible(self.is_drawer())
        page.order.setVisible(not narrow)

    def _show_head(self) -> None:
        """What was found is on none of the lists of the drop-down."""
        by_drop = self.width() < FULL_WAY_FROM and self.found is None
        self.page.drop.setVisible(by_drop)
        self.page.title.setVisible(not by_drop)

    # -- what a person does -----------------------------------------------------------------------

    def show_list(self, wanted: DeskList) -> None:
        """Open one of the lists."""
        self._end_search()
        self._here, self._told = wanted, None
        self.model.show_listed(())
        self.side.clear()
        self._show_lists()
        self.asking.show(wanted.name)

    def sit(self, seat: Seat) -> None:
        """The same person, with the server's word by now."""
        for each in (self.asking, self.claims, self.finding):
            each.seat = seat
        super().sit(seat)

    def ask_anew(self) -> None:
        """Sort the list anew; the bar stays with its case. What was found stands as it is."""
        if self.found is None:
            self.asking.show(self._here.name, len(self.model.listed))

    def sort_anew(self) -> None:
        """Ctrl+R: also from what was found back to the list."""
        self._end_search()
        self.ask_anew()

    def claim(self) -> None:
        """Space: work at the case of the row; at one's own: give it back."""
        row = self._chosen()
        if row is None:
            return
        if self._online is False:
            self.say("领取要联网，联网后再按空格", "err")
        else:
            self.claims.take_or_release(row)

    def ask_to_take_over(self) -> None:
        """Alt+J: work at what another has claimed, with a reason."""
        row = self._chosen()
        if row is None:
            return
        if not row.claimed_by or row.claimed_by_me:
            self.say("这一件没有别人领取，按空格领取")
            return
        self._put_lines_away()
        self._asked_of = row.number
        words = f"{row.name} 由{row.claimed_by}在办；理由记录在案，Enter 接办，Esc 不接"
        self.page.why.ask(words)

    def ask_to_hand_on(self) -> None:
        """Alt+G: as a lead give what somebody has claimed to another, or take it back."""
        row = self._chosen()
        if row is None:
            return
        if not row.claimed_by:
            self.say("这一件没有人领取，不用改派")
            return
        self._put_lines_away()
        self._asked_of = row.number
        self._may_take = ()
        words = f"{row.name} 由{row.claimed_by}在办；写姓名或工号，空着是收回"
        self.page.hand_on.ask(words, "记录在案，Enter 改派，Esc 不改")
        self.claims.ask_who_may_take(row.number)

    def _tell_who_may_take(self, number: str, people: Sequence[Colleague]) -> None:
        """Beneath what is typed, while it is asked of that case."""
        if people and number == self._asked_of and not self.page.hand_on.isHidden():
            self._may_take = tuple(people)
            named = "、".join(f"{each.name} {each.login}" for each in people)
            self.page.hand_on.say(f"空着是收回；可以是 {named}")

    def put_away(self) -> None:
        """Esc: what is asked, a word that was read, what was found, or the drawer."""
        if self._put_lines_away() or self.page.standing.put_away():
            self.page.to_rows()
        elif self._end_search():
            self.ask_anew()
            self.page.to_rows()
        else:
            self.leave_panel()

    def toggle_panel(self) -> None:
        """F5: look at the case of the row, into what is told of it, and back."""
        row = self._chosen()
        if row is None or self._looked_at == row.number:
            super().toggle_panel()
        else:
            self._look_at(row)

    def _put_lines_away(self) -> bool:
        return any([self.page.why.put_away(), self.page.hand_on.put_away()])

    def _take_over(self, typed: tuple[str, ...]) -> None:
        self.put_away()
        self.claims.take_over(self._asked_of, *typed)

    def _hand_on(self, typed: tuple[str, ...]) -> None:
        to, reason = typed
        named = [each.login for each in self._may_take if to in (each.name, each.login)]
        if len(named) > 1:
            self.page.hand_on.say(f"有 {len(named)} 位{to}，写工号", Glyph.MISSING)
            return
        self.put_away()
        self.claims.hand_on(self._asked_of, named[0] if named else to, reason)

    def _claimed(self, number: str, answer: ClaimAnswer) -> None:
        """The row says so where it is and nothing moves; what waits is counted anew."""
        row = self.model.at(self.model.row_of(number))
        own = bool(answer.holder) and answer.staff_id == self.seat.person.staff_id
        if words := claim_words(row, answer, own=own):
            self.say(words, "err" if answer.code else "second")
        if own:
            self.page.standing.put_away()
        if row is not None:
            self.model.keep_places([with_holder(row, answer.holder, own=own)])
            announce(self.table, self.model.row_words(self.table.row()))
        self._look_again()
        self._connection.sync()

    def _choose_at(self, at: int) -> None:
        self._go_to(self.lists.lists[at])

    def _go_to(self, wanted: DeskList) -> None:
        self.uncover()
        self.show_list(wanted)
        self.page.to_rows()

    def _open_row(self, row: int) -> None:
        if (case := self.model.at(row)) is not None:
            self._open_case(case)

    def _open_number(self, number: str) -> None:
        self.leave_panel()
        self._open_row(self.model.row_of(number))

    # -- the search -------------------------------------------------------------------------------

    def _seek(self, typed: tuple[str, ...]) -> None:
        self.page.sought.say("正在查")
        self.finding.seek(*typed)

    def _show_found(self, answer: FindAnswer) -> None:
        """In place of the list until Esc; where there is nothing, what was typed is at hand."""
        self.found, self._told = answer, None
        self.asking.give_up()
        self._waiting_rows, self._online = 0, True
        self.page.sought.say("" if answer.rows else ANOTHER_WAY)
        self.model.show_listed(answer.rows)
        self.table.choose_row(0)
        self._show_lists()
        self._show_told()
        self._row_chosen()
        self.acts_changed.emit()
        announce(self.table, f"查到 {len(answer.rows)} 件" if answer.rows else NONE)
        if answer.rows:
            self.page.to_rows()

    def _not_found(self, words: str) -> None:
        """What was typed stands there still."""
        self.page.sought.say(words, Glyph.WRONG)

    def _end_search(self) -> bool:
        """Back to the list that was there; whether there was a search."""
        was = self.page.sought.put_away() or self.found is not None
        self.finding.give_up()
        if self.found is not None:
            self.found, self._told = None, None
            self.model.show_listed(())
            self._show_lists()
            self.acts_changed.emit()
        return was

    # -- what came --------------------------------------------------------------------------------

    def _came(self, page: ListedPage) -> None:
        number = self._told.number if self._told else self._number()
        self._take(page)
        self._waiting_rows = 0
        self.model.show_listed(page.rows)
        self.table.choose_row(max(self.model.row_of(number), 0))
        self._row_chosen()
        self._show_told()
        self.acts_changed.emit()

    def _further(self, page: ListedPage) -> None:
        self.model.show_listed([*self.model.listed, *page.rows])
        self._show_told()

    def _looked_again(self, page: ListedPage) -> None:
        """Signs and counts change, the order never."""
        self._take(page)
        self._waiting_rows = self.model.keep_places(page.rows)
        self._row_chosen()
        self._show_told()

    def _take(self, page: ListedPage) -> None:
        self._online = page.online
        now = self.seat.tools.counter.desk.now()
        self._as_of = f"{now.astimezone(CHINA):%H:%M} 更新" if page.online else ""
        if page.counts:
            self.lists.counts = page.counts
        self._show_lists()
        self.acts_changed.emit()

    def _look_again(self) -> None:
        if self.found is None and self.shown() is self and self.isVisible():
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

    def _row_chosen(self) -> None:
        """The bar says what the row says, unless somebody has looked at its case."""
        row = self._chosen()
        if row is None:
            self.side.clear()
            return
        if row.number != self._looked_at:
            self._looked_at = ""
            if row != self._told:
                self.side.show_row(row)
        self._told = row
        waiting = row.asked - row.answered
        counts = ((Glyph.DIFFERENT, f"不一致 {row.undecided}"), (Glyph.WAITING, f"等 {waiting}"))
        self.page.drawer_button.show_counts(counts)
        bar = self.table.verticalScrollBar()
        if self.found is None and bar.value() + bar.pageStep() + _NEAR_END >= bar.maximum():
            self.asking.more()

    def _look_at(self, row: ListRow) -> None:
        """Ask for the case: that is looking at it, and on the record."""
        tools, person, today = self.seat.tools, self.seat.person, self.seat.station.today()

        def work() -> CaseBeside:
            told = tools.counter.case(row.number, person)
            return beside(told, tools.counter.policies.in_force, today)

        show = while_alive(self, partial(self._show_case, row.number))
        tools.background.read(work, show, self._case_not_told, Lane.NETWORK)

    def _show_case(self, number: str, case: CaseBeside) -> None:
        row = self._chosen()
        if row is not None and row.number == number:
            self._looked_at = number
            self.side.show_case(row, case)
            super().toggle_panel()

    def _case_not_told(self, error: Exception) -> None:
        """What is not here and cannot be asked for is not told; what the row says stands."""
        if not isinstance(error, CounterError):
            raise error
        super().toggle_panel()
        self.say_trouble(error)

    # -- showing ----------------------------------------------------------------------------------

    def _listen(self) -> None:
        asking, claims, page = self.asking, self.claims, self.page
        asking.came.connect(self._came)
        asking.further.connect(self._further)
        asking.looked_again.connect(self._looked_again)
        asking.failed.connect(self.say_trouble)
        claims.answered.connect(self._claimed)
        claims.failed.connect(self.say_trouble)
        claims.may_take.connect(self._tell_who_may_take)
        self.finding.found.connect(self._show_found)
        self.finding.failed.connect(self._not_found)
        page.sought.given.connect(self._seek)
        page.why.given.connect(self._take_over)
        page.hand_on.given.connect(self._hand_on)
        page.drop.activated.connect(self._choose_at)
        page.drawer_button.clicked.connect(self.toggle_panel)
        table = self.table
        table.opened.connect(self._open_row)
        table.claim_wanted.connect(self.claim)
        table.row_chosen.connect(lambda _: self._row_chosen())
        table.verticalScrollBar().valueChanged.connect(lambda _: self._row_chosen())
        self.left.chosen.connect(self._choose_at)
        self.side.chosen.connect(self._open_number)
        self.seat.tools.background.changed.connect(self._something_changed)

    def _show_lists(self) -> None:
        found = self.found is not None
        self.lists.show(self.seat, None if found else self._here)
        self.page.title.setText("查到的办件" if found else self._here.words)
        order = NEWEST_FIRST if found else ORDER
        self.page.order.setText("    ".join(filter(None, ("" if found else self._as_of, order))))
        self._show_head()

    def _show_told(self) -> None:
        rows = len(self.model.listed)
        if self.found is not None:
            more = MORE if self.found.more else "Esc 回到列表"
            self.page.tell(f"{rows} 件    {more}" if rows else "Esc 回到列表", _none(rows, NONE))
            return
        total = self.lists.counts.get(self._here.name, rows)
        told = [f"{max(total, rows):,} 件" if self.asking.is_whole else f"1–{rows} / {total:,} 件"]
        if self._waiting_rows:
            told.append(f"又来 {self._waiting_rows} 件，Ctrl+R 排进来")
        if self._online is False:
            told = [f"{rows} 件", "未连接，只列本机有的，不能领取和决定"]
        words = "    ".join(told) if rows or self._online is False else ""
        self.page.tell(words, _none(rows, f"没有{self._here.words}的办件"))


def _none(rows: int, words: str) -> str:
    """What stands in place of rows where there are none."""
    return "" if rows else words
