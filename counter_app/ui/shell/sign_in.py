"""Who signs in here: login and password, or one key for somebody of a trial.

Says what the server or this counter answered, in its place. Must not judge a password, and keeps
none: what was typed goes out once and stands here no more.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.basics.catalogue import people
from counter_app.basics.errors import CounterError
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.frame.top_tabs import Tab
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.fields.password import PasswordControl
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import label, named, rule
from counter_app.ui.widgets.theme.sizes import INSET, LABEL_COLUMN

if TYPE_CHECKING:
    from counter_app.desk.desk import WindowIdentity

_FIELD_WIDTH = LABEL_COLUMN + 330
_KEYS = 9
_LOGIN_LIMIT = 40
_NAME_INSTEAD = (people.OFFLINE_NOT_HERE, people.OFFLINE_OVER)
"""Whom only the server could let in: receiving goes on under a name all the same."""
_OF_NEW = (people.PASSWORD_FIRST, people.PASSWORD_WEAK)
"""The password was right; it is the new one that is asked for."""
_CAPITALS = Message("大写锁定开着", Glyph.REVIEW)


class Known(NamedTuple):
    """Somebody who may sign in by a key: `words` is what they are, `when` they last did."""

    login: str
    name: str
    words: str = ""
    when: str = ""


class Given(NamedTuple):
    """What somebody signs in with; `new` where the password is to be changed."""

    login: str
    password: str
    new: str = ""

    def __repr__(self) -> str:
        """Without what was typed."""
        return "Given()"


class SignInPlace(Place):
    """The first place of the day, where people have logins."""

    given = Signal(object)
    """The `Given` of somebody who wants in."""
    name_wanted = Signal()
    """Only a name can be given now: no server, and nobody known here."""

    def __init__(self, known: Sequence[Known], *, trial: bool) -> None:
        super().__init__(LeftColumn("试用的人，都是虚构的" if trial else "名单只存在本机"))
        self._known, self._trial = tuple(known)[:_KEYS], trial
        self._changes = self._name_helps = False
        for at, each in enumerate(self._known):
            item = self.left.add("", each.name)
            told = "  ".join(filter(None, (each.when or each.words, f"Alt+{at + 1}")))
            item.show_stand(Stand(None, told), current=False)
        if not trial:
            others = self.left.add("", "其他人")
            others.show_stand(Stand(None, "Alt+0"), current=False)
        self.left.chosen.connect(self._choose)
        self._build()
        panel = Panel()
        self._about = Section("本机")
        panel.add(self._about)
        self.show_panel(panel)
        if self._known:
            self._show_known(0)

    def about(self, window: "WindowIdentity | None", day: str) -> None:
        """Which window this is, and whom to ask."""
        hall = window.hall.name if window else ""
        self.left.about(window.label if window else "本窗口", hall, day)
        kept = Line("存储", "加密，只存在本机", glyph=Glyph.DONE)
        self._about.show_lines([kept, Line("窗口", "已登记", glyph=Glyph.DONE)])
        phones = window.hall.telephones[:1] if window else ()
        words = " ".join(("忘了口令，请管理员重设", *phones))
        self._foot.setText("" if self._trial else words)

    def tell(self, trouble: CounterError) -> None:
        """Say why nobody was let in; what was typed as a login stays."""
        entry = trouble.entry
        if entry is people.PASSWORD_FIRST:
            self._change(True)
        self._settle(keeps_password=entry in _OF_NEW)
        self._name_helps = entry in _NAME_INSTEAD
        lines = [Line(trouble.title, glyph=_sign(trouble), second=trouble.advice)]
        if self._name_helps:
            second = "只能收件、打印；按 Alt+J"
            lines.append(Line("可以先用姓名收件", glyph=Glyph.OFFLINE, second=second))
        self._said.show_lines(lines)
        self.say(trouble.title, "err")
        row = self.new if entry in _OF_NEW else self.password
        row.control.select()
        self.acts_changed.emit()

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("登录")

    def acts(self) -> tuple[Act, ...]:
        """Alt+1… choose somebody, Alt+0 nobody of them, Alt+G changes the password."""
        chosen = tuple(
            Act(f"Alt+{at + 1}", each.name, partial(self._choose, at))
            for at, each in enumerate(self._known)
        )
        if self._trial:
            return chosen
        name = (Act("Alt+J", "用姓名收件", self.name_wanted.emit, bar=True),)
        return (
            *chosen,
            Act("Alt+0", "其他人", self._somebody_else),
            Act("Alt+G", "改口令", lambda: self._change(not self._changes), bar=True),
            *(name if self._name_helps else ()),
        )

    def enter(self) -> None:
        """Where the next thing is to be typed."""
        control = self.password.control if self.login.control.value() else self.login.control
        control.select()

    # -- inside -----------------------------------------------------------------------------------

    def _build(self) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(INSET, 20, INSET, 17)
        column.setSpacing(0)
        column.addWidget(label("登录", "page"))
        said = "试用不要口令：按一个键，就是这个人；做的都印着“试用”"
        usual = "各用各的名字，收件、打印、查看都记在名下"
        column.addWidget(label(said if self._trial else usual, "second"))
        column.addSpacing(24)
        self._build_fields(column)
        self._button = ActButton("登录", "Enter", main=True, height=44)
        self._button.clicked.connect(self._go)
        row = QHBoxLayout()
        row.addSpacing(LABEL_COLUMN)
        row.addWidget(self._button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(28)
        column.addWidget(rule())
        column.addSpacing(12)
        self._said = Section("")
        column.addWidget(self._said)
        column.addStretch(1)
        self._foot = label("", "second")
        column.addWidget(self._foot)
        view = CalmScroll()
        view.setWidget(named(box, "paper"))
        self._middle_column.addWidget(view, 1)

    def _build_fields(self, column: QVBoxLayout) -> None:
        login, self._dots = LineControl(), [PasswordControl() for _ in range(3)]
        login.input.setMaxLength(_LOGIN_LIMIT)
        self.login = FieldRow("login", "工号", login)
        self.password = FieldRow("password", "口令", self._dots[0])
        self.new = FieldRow("new", "新口令", self._dots[1])
        self.again = FieldRow("again", "再写一遍", self._dots[2])
        self.new.say(Message("8 个字以上，字母、数字、符号至少两种，不含工号"))
        rows = (self.login, self.password, self.new, self.again)
        for row in rows:
            row.setFixedWidth(_FIELD_WIDTH)
            column.addWidget(row)
        for at, row in enumerate(rows):
            following = rows[at + 1] if at + 1 < len(rows) else None
            row.control.advance.connect(partial(self._advance, following))
        for row, control in zip(rows[1:], self._dots, strict=True):
            control.capitals.connect(partial(self._warn, row))
        login.edited.connect(lambda _: self._recognise())
        self._change(False)
        self.password.setVisible(not self._trial)

    def _advance(self, following: FieldRow | None, step: int) -> None:
        if step < 0:
            self.login.control.select()
        elif following is not None and not following.isHidden():
            following.control.select()
        else:
            self._go()

    def _warn(self, row: FieldRow, locked: bool) -> None:
        if locked:
            row.say(_CAPITALS)
        elif row.line.message is _CAPITALS:
            row.say(NOTHING)

    def _recognise(self) -> None:
        """Say whose login it is, where this counter knows."""
        typed = str(self.login.control.value()).strip().casefold()
        known = next((each for each in self._known if each.login == typed), None)
        words = "，".join(filter(None, (known.name, known.words))) if known else ""
        self.login.say(Message(words))
        for item, each in zip(self.left.items, self._known, strict=False):
            item.show_stand(item.stand, current=each is known)

    def _choose(self, at: int) -> None:
        if at == len(self._known):
            self._somebody_else()
            return
        self._show_known(at)
        if self._trial:
            self._go()
        else:
            self.password.control.select()

    def _show_known(self, at: int) -> None:
        self.login.control.show_value(self._known[at].login)
        self._recognise()

    def _somebody_else(self) -> None:
        self.login.control.show_value("")
        self._recognise()
        self.login.control.select()

    def _change(self, changes: bool) -> None:
        """Ask for a new password too, or no more."""
        self._changes = changes
        for row in (self.new, self.again):
            row.setVisible(changes)
        if hasattr(self, "_button"):
            self._button.setText("改口令并登录" if changes else "登录")
            self._button.updateGeometry()

    def _go(self) -> None:
        login = str(self.login.control.value()).strip()
        password, new, again = (each.password() for each in self._dots)
        if not login:
            self._ask(self.login, "写上工号")
        elif not password and not self._trial:
            self._ask(self.password, "写上口令")
        elif self._changes and not new:
            self._ask(self.new, "写上新口令")
        elif self._changes and new != again:
            self._ask(self.again, "两遍不一样，请再写一遍")
        elif self._button.isEnabled():
            self._button.setEnabled(False)
            self.say("正在核对")
            self.given.emit(Given(login, password, new if self._changes else ""))

    def _ask(self, row: FieldRow, words: str) -> None:
        row.say(Message(words, Glyph.MISSING))
        row.control.select()

    def _settle(self, *, keeps_password: bool) -> None:
        """After an answer: the button does something again, the dots are gone."""
        self._button.setEnabled(True)
        for control in self._dots[1:] if keeps_password else self._dots:
            control.forget()
        for row in (self.password, self.again):
            row.say(NOTHING)


def _sign(trouble: CounterError) -> Glyph:
    locked = (people.SIGN_IN_LOCKED, people.OFFLINE_LOCKED, people.STAFF_LOCKED)
    if trouble.entry in locked:
        return Glyph.LOCKED
    return Glyph.OFFLINE if trouble.entry in _NAME_INSTEAD else Glyph.WRONG
