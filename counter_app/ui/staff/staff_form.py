"""Who somebody is and what they may be, asked for: to make them known, or to change it.

Must not ask the server.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.cases.actions import Role
from counter_app.cases.rights import CITY, OF_PEOPLE, ROLE_WORDS
from counter_app.forms.housing_application import Region
from counter_app.rules.streets import streets_of
from counter_app.ui.shell.seat import Station
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.fields.row import FieldRow
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.parts import label, named
from counter_app.ui.widgets.theme.sizes import INSET, LABEL_COLUMN
from counter_app.wire.staff import StaffRow

_WIDTH = LABEL_COLUMN + 330
_NONE = ("", "没有")
_MOST_NAME, _MOST_LOGIN = 60, 40


class Wanted(NamedTuple):
    """What was said."""

    login: str
    name: str
    roles: tuple[str, ...]
    regions: tuple[str, ...]
    streets: tuple[str, ...]


class StaffForm(CalmScroll):
    """Two texts and five choices."""

    given = Signal(object)

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        inner = named(QWidget(), "paper")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(INSET, 20, INSET, 16)
        self._column.setSpacing(8)
        self._title = label("", "page")
        self._column.addWidget(self._title)
        self.name, self.login = LineControl(), LineControl()
        self.name.input.setMaxLength(_MOST_NAME)
        self.login.input.setMaxLength(_MOST_LOGIN)
        roles = [(str(each), ROLE_WORDS[each]) for each in OF_PEOPLE]
        self.role, self.also = DropDown(roles), DropDown([_NONE, *roles])
        self.region = DropDown([(str(each), each.label) for each in Region])
        streets = self._streets()
        self.street, self.street_too = DropDown(streets), DropDown([_NONE, *streets])
        self.rows = {
            key: self._row(key, words, control, hint)
            for key, words, control, hint in (
                ("name", "姓名", self.name, ""),
                ("login", "工号", self.login, "2 到 40 个字，登录用"),
                ("role", "身份", self.role, ""),
                ("also", "另一身份", self.also, "一个人有两个身份时选"),
                ("region", "县区", self.region, "市级、运维、管理、审计选张掖市"),
                ("street", "街道", self.street, "只有社区人员按街道分工"),
                ("street_too", "另一街道", self.street_too, ""),
            )
        }
        self.button = ActButton("登记", "Ctrl+Enter", main=True)
        self.button.clicked.connect(self.go)
        foot = QHBoxLayout()
        foot.addSpacing(LABEL_COLUMN)
        foot.addWidget(self.button)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._column.addStretch(1)
        self.setWidget(inner)
        for control in (self.role, self.also):
            control.edited.connect(lambda _: self._show_streets())

    def open(self, row: StaffRow | None) -> None:
        """For somebody new, or for what this person may be from now on."""
        self._title.setText("登记人员" if row is None else f"换身份：{row.name}")
        self.button.setText("登记" if row is None else "换")
        self.name.show_value(row.name if row else "")
        self.login.show_value(row.login if row else "")
        held = row.roles if row else ()
        kinds = list(dict.fromkeys(each.role for each in held)) or [str(Role.CLERK)]
        streets = [each.street for each in held if each.street]
        self.role.show_value(kinds[0])
        self.also.show_value(kinds[1] if len(kinds) > 1 else "")
        self.region.show_value(held[0].region if held else self._station.region or CITY)
        self.street.show_value(streets[0] if streets else "")
        self.street_too.show_value(streets[1] if len(streets) > 1 else "")
        for key in ("name", "login"):
            self.rows[key].setEnabled(row is None)
        self.rows["role"].say(Message("以前的身份、县区、街道全部取消，以这里为准" if row else ""))
        self._show_streets()
        (self.role if row else self.name).select()

    def go(self) -> None:
        """Ctrl+Enter: what lacks is asked for in its place."""
        wanted = self.said()
        lacking = [
            key for key, value in (("name", wanted.name), ("login", wanted.login)) if not value
        ]
        if Role.COMMUNITY in wanted.roles and not wanted.streets:
            lacking.append("street")
        for key in lacking:
            self.rows[key].say(Message("还没有写", Glyph.MISSING))
        if lacking:
            self.rows[lacking[0]].control.select()
        else:
            self.given.emit(wanted)

    def said(self) -> Wanted:
        """What stands there now."""
        roles = _values(self.role, self.also)
        streets = _values(self.street, self.street_too) if Role.COMMUNITY in roles else ()
        name, login = (str(each.value()).strip() for each in (self.name, self.login))
        return Wanted(login, name, roles, _values(self.region), streets)

    def _streets(self) -> list[tuple[str, str]]:
        """Of every region, each with where it lies."""
        policy, today = self._station.policy, self._station.today()
        found = {
            each.code: f"{each.name}（{region.label}）"
            for region in Region
            if region != CITY
            for each in streets_of(policy, region, today)
        }
        return list(found.items())

    def _show_streets(self) -> None:
        community = Role.COMMUNITY in _values(self.role, self.also)
        for key in ("street", "street_too"):
            self.rows[key].setVisible(community)

    def _row(self, key: str, words: str, control: Control, hint: str) -> FieldRow:
        row = FieldRow(key, words, control)
        row.setFixedWidth(_WIDTH)
        row.say(Message(hint))
        control.advance.connect(lambda step, key=key: self._walk(key, step))
        self._column.addWidget(row)
        return row

    def _walk(self, key: str, step: int) -> None:
        shown = [each for each, row in self.rows.items() if not row.isHidden() and row.isEnabled()]
        at = shown.index(key) + step
        if at >= len(shown):
            self.button.setFocus()
        elif at >= 0:
            self.rows[shown[at]].control.select()


def _values(*controls: Control) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(each.value()) for each in controls if each.value()))


def roles_told(row: StaffRow) -> Sequence[str]:
    """Each role with where it holds, once."""
    places: dict[str, list[str]] = {}
    for held in row.roles:
        region = Region(held.region).label if held.region in set(Region) else held.region
        places.setdefault(held.role, []).append(held.street or region)
    return [f"{ROLE_WORDS[Role(role)]} {'、'.join(dict.fromkeys(where))}"
            for role, where in places.items()]  # fmt: skip
