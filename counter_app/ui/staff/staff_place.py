"""The administrator's home: who there is; to make known, shut out, give another password, change.

A first password is shown once, until the next key. Must not decide who may be what.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.background.lanes import Lane
from counter_app.cases.actions import Role
from counter_app.cases.rights import ROLE_WORDS
from counter_app.ui.shell.connection import Connection
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.seated_place import SeatedPlace
from counter_app.ui.staff.staff_form import StaffForm, Wanted, roles_told
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.question_in_place import AskedInPlace
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Column
from counter_app.ui.widgets.tables.ledger import Ledger
from counter_app.ui.widgets.theme.parts import label, named
from counter_app.ui.widgets.theme.sizes import HEAD, INSET, ROW_CASE
from counter_app.ui.widgets.theme.tokens import Token
from counter_app.wire.staff import StaffAct, StaffAnswer, StaffRow

COLUMNS = (
    Column("工号", 150),
    Column("姓名", 130),
    Column("身份"),
    Column("状态", 130),
)
_LOCK, _RESET = "停用", "重设口令"


class StaffPlace(SeatedPlace):
    """People in rows."""

    bare_keys = (("↑ ↓ Home End", "选人"), ("Enter", "换身份"))

    def __init__(self, seat: Seat, connection: Connection) -> None:
        super().__init__(seat, LeftColumn("↑ ↓ 选人    Enter 换身份\nAlt+J 登记"))
        self._connection = connection
        self.rows: tuple[StaffRow, ...] = ()
        self.password = ""
        self._changing = False
        self._asked_of: Callable[[], None] | None = None
        self.model = CellModel(COLUMNS)
        self.form = StaffForm(seat.station)
        self.form.given.connect(self._given)
        self._build()
        self._side = Panel()
        self._person, self._given_out = Section("没有选中"), Section("初始口令")
        self.question = AskedInPlace(("做", self._yes), ("不做", self._no), "立即生效")
        self._side.add(self._person)
        self._side.add(self.question, ruled=False)
        self._side.add(self._given_out)
        self.question.hide()
        self.show_panel(self._side)
        self.left.about("人员", "谁能做什么，不见办件")
        self.show_password("", "")
        self.ask_anew()

    # -- what the window asks ---------------------------------------------------------------------

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("人员")

    def acts(self) -> tuple[Act, ...]:
        """What can be done about people; in the form, what ends it."""
        if self._stack.currentIndex():
            return (
                Act("Ctrl+Return", "办", self.form.go, bar=True),
                Act("Esc", "回名单", self.to_list, bar=True),
            )
        return (
            Act("Alt+J", "登记", self.add, bar=True),
            Act("Alt+G", "换身份", self.change),
            Act("Alt+T", _LOCK, self.lock),
            Act("Alt+P", _RESET, self.reset),
            Act("Ctrl+R", "现在刷新", self.ask_anew),
            self.panel_act("侧栏"),
            Act("Esc", "收起", self._no),
            *self.question.acts(),
        )

    def enter(self) -> None:
        """The keyboard goes to the people."""
        self.table.setFocus()

    def leave(self) -> None:
        """A password that was given out is not there for the whole day."""
        self.show_password("", "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head follows the width."""
        super().resizeEvent(event)
        inset = self.table.inset()
        self._head.setContentsMargins(inset, 0, inset, 0)

    # -- what the administrator does --------------------------------------------------------------

    def ask_anew(self) -> None:
        """Who there is."""
        self._do(StaffAct.LOOK)

    def add(self) -> None:
        """Alt+J: somebody new."""
        self._open_form(None)

    def change(self) -> None:
        """Alt+G: what the person may be from now on."""
        if (row := self._current()) is not None:
            self._open_form(row)

    def lock(self) -> None:
        """Alt+T: shut somebody out, once that is said twice."""
        self._ask(_LOCK, partial(self._do, StaffAct.LOCK))

    def reset(self) -> None:
        """Alt+P: another first password, which unlocks as well."""
        self._ask(_RESET, partial(self._do, StaffAct.RESET))

    def to_list(self) -> None:
        """Esc in the form."""
        self._stack.setCurrentIndex(0)
        self.table.setFocus()
        self.acts_changed.emit()

    def _open_form(self, row: StaffRow | None) -> None:
        self._changing = row is not None
        self.show_password("", "")
        self._stack.setCurrentIndex(1)
        self.form.open(row)
        self.acts_changed.emit()

    def _given(self, wanted: Wanted) -> None:
        act = StaffAct.CHANGE if self._changing else StaffAct.ADD
        self._do(
            act,
            login=wanted.login,
            name=wanted.name,
            roles=wanted.roles,
            regions=wanted.regions,
            streets=wanted.streets,
        )

    def _ask(self, words: str, then: Callable[..., None]) -> None:
        row = self._current()
        if row is None:
            return
        self.show_password("", "")
        self._asked_of = partial(then, login=row.login)
        self.question.ask(f"{words}：{row.name}？")
        self.acts_changed.emit()

    def _yes(self) -> None:
        then, self._asked_of = self._asked_of, None
        self.question.ask("")
        self.acts_changed.emit()
        if then is not None:
            then()

    def _no(self) -> None:
        self._asked_of = None
        self.question.ask("")
        self.leave_panel()
        self.acts_changed.emit()

    def _do(
        self,
        act: StaffAct,
        *,
        login: str = "",
        name: str = "",
        roles: tuple[str, ...] = (),
        regions: tuple[str, ...] = (),
        streets: tuple[str, ...] = (),
    ) -> None:
        counter, person = self.seat.tools.counter, self.seat.person

        def work() -> StaffAnswer:
            return counter.office(person).staff(
                act, login=login, name=name, roles=roles, regions=regions, streets=streets
            )

        done = partial(self._came, act, login)
        self.seat.tools.background.read(work, done, self.say_trouble, Lane.NETWORK)

    def _came(self, act: StaffAct, login: str, answer: StaffAnswer) -> None:
        self.show_answer(answer)
        if act is StaffAct.LOOK:
            return
        self.to_list()
        at = next((at for at, each in enumerate(self.rows) if each.login == login.lower()), -1)
        self.table.choose_row(at)
        if answer.password:
            self.show_password(login, answer.password)
        self.say(_DONE[act], "ok")

    def show_answer(self, answer: StaffAnswer) -> None:
        """Who there is."""
        self.rows = answer.staff
        self.model.show_rows([_cells(each) for each in self.rows])
        if self.rows and self.table.row() < 0:
            self.table.choose_row(0)
        self._told.setText(f"{len(self.rows)} 人")
        self._show_person()

    # -- showing ----------------------------------------------------------------------------------

    def _current(self) -> StaffRow | None:
        at = self.table.row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _show_person(self) -> None:
        row = self._current()
        if row is None:
            return
        self._person.say(row.login, title=row.name)
        lines = [Line(each, glyph=Glyph.DONE) for each in roles_told(row)]
        lines.append(Line("登记于", right=row.added_at[:10]))
        if row.first:
            lines.append(Line("初始口令还没有改", glyph=Glyph.WAITING))
        if row.locked_at:
            lines.append(Line("已停用", row.locked_why, right=row.locked_at[:10],
                              glyph=Glyph.LOCKED))  # fmt: skip
        lines += [
            Line("换身份", right="Alt+G"),
            Line("恢复并重设口令" if row.locked_at else _RESET, right="Alt+P"),
        ]
        if not row.locked_at:
            lines.append(Line(_LOCK, right="Alt+T"))
        self._person.show_lines(lines)

    def show_password(self, login: str, password: str) -> None:
        """Shown once: it is nowhere else, and goes with the next thing that is done."""
        self.password = password
        self._given_out.setVisible(bool(password))
        self._given_out.say(login)
        lines = [Line(password, second="只显示这一次，请抄下当面转交；第一次登录要改")]
        self._given_out.show_lines(lines if password else [])

    def _build(self) -> None:
        page = named(QWidget(), "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(HEAD)
        self._head = QHBoxLayout(head)
        self._head.setContentsMargins(INSET, 0, INSET, 0)
        self._told = label("", "second")
        self._head.addWidget(label("人员", "page"))
        self._head.addStretch(1)
        self._head.addWidget(self._told)
        column.addWidget(head)
        self.table = Ledger(self.model, ROW_CASE)
        self.table.setAccessibleName("人员")
        self.table.row_chosen.connect(lambda _: self._show_person())
        self.table.opened.connect(lambda _: self.change())
        column.addWidget(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.form)
        self._middle_column.addWidget(self._stack)


_DONE = {
    StaffAct.ADD: "已登记，初始口令在右边，只显示这一次",
    StaffAct.CHANGE: "已换",
    StaffAct.LOCK: "已停用，立即生效",
    StaffAct.RESET: "已重设，初始口令在右边，只显示这一次",
}


def _cells(row: StaffRow) -> tuple[Cell, ...]:
    roles = "、".join(dict.fromkeys(ROLE_WORDS[Role(each.role)] for each in row.roles))
    state = "已停用" if row.locked_at else "初始口令未改" if row.first else "在用"
    glyph = Glyph.LOCKED if row.locked_at else Glyph.WAITING if row.first else Glyph.DONE
    return (
        Cell(row.login, size=15, tone=Token.SECOND),
        Cell(row.name, strong=True),
        Cell(roles, size=15),
        Cell(state, glyph=glyph, size=15, tone=Token.SECOND),
    )
