"""The fields of one item, edited in its line. Values go to the session as they are typed.

Enter in the last field keeps, Esc restores what stood there before. Must not judge.
"""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.forms.assets import RealEstate
from counter_app.intake import shares
from counter_app.intake.household_names import names
from counter_app.intake.item_words import judged_item
from counter_app.intake.own_area import per_person, reckoned
from counter_app.intake.regions import place_name
from counter_app.intake.spec_of import get_spec
from counter_app.ui.intake.pages.assets.region_pick import RegionPick
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.fields.choices import ChoiceRow
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.kinds import make_control
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.message import NOTHING, Message, MessageLine
from counter_app.ui.widgets.fields.name_pick import NamePick
from counter_app.ui.widgets.fields.under_field import UNDER_FIELD, UnderField
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.quiet_act import QuietAct
from counter_app.ui.widgets.theme.parts import label
from counter_app.ui.widgets.theme.style import mark
from counter_app.ui.widgets.when_seen import when_seen

WHO_COLUMN = 112
"""Where the second text of a line begins, counted from the first."""
OUT = 9
"""How far a field's box stands before the text that it replaces."""
_GAP = 8
_ROW = UNDER_FIELD + 6
_BUTTON = 32
_LEAST = 90
"""Of a field that takes what is left."""
_CODE = "region_code"
_WHO = WHO_COLUMN - _GAP
FIELDS: dict[str, tuple[tuple[tuple[str, int], ...], ...]] = {
    "real_estate": (
        (("owner", _WHO), ("address", 0)),
        (("region", 128), ("use", 102), ("floor_area", 132), ("share", 0)),
        ((_CODE, 128),),
    ),
    "housing_fund": ((("person", _WHO), ("monthly_amount", 148)),),
    "vehicles": ((("owner", _WHO), ("plate", 148), ("purpose", 116)),),
    "business_registration": (
        (("person", _WHO), ("company", 0)),
        (("credit_code", 232), ("role", 0)),
    ),
    "pension_insurance": (
        (("person", _WHO), ("kind", 136), ("from_month", 100), ("to_month", 100)),
    ),
    "other": ((("description", 0),),),
}
"""Category → rows of fields with their widths; 0 takes what is left."""
_WHOSE = ("owner", "person")
_INITIALS = "键入拼音首字母，↑ ↓ 换人"
_STRANGER = Message("不是本户的人，请核对", Glyph.REVIEW)
_HINTS = {"address": "照不动产证写到门牌", "share": "如 1/2", "credit_code": "没有可不填"}
_LABELS = {"address": "坐落", "region": "县区", "share": "份额", "credit_code": "信用代码"}


class ItemEditor(QWidget):
    """One open item."""

    kept = Signal()
    restored = Signal()
    removed = Signal()
    another = Signal()
    height_changed = Signal()

    def __init__(
        self, session: DraftSession, seat: Seat, category: str, row: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._seat = session, seat
        self.category, self.row = category, row
        self._prefix = f"assets.{category}.items.{row}"
        self._before = self._values()
        self.fields: dict[str, UnderField] = {}
        self._code_shown = False
        for line in FIELDS[category]:
            for field, _ in line:
                self.fields[field] = self._make(field)
        self._line = MessageLine(self)
        self._figure = label("", "strong", parent=self)
        self._how = label("", "second", parent=self)
        self._acts = self._make_acts()
        session.changed.connect(self._show_values)
        session.reviewed.connect(when_seen(self, self._show_messages))
        self._show_values(f"{self._prefix}.{field}" for field in self.fields)
        self._show_messages()

    # -- what the page asks -----------------------------------------------------------------------

    def focus(self, field: str = "") -> None:
        """Give a field the keyboard, the first by default."""
        names = self._open()
        self.fields[field if field in names else names[0]].control.select()

    def restore(self) -> None:
        """Put back what stood here when the item was opened."""
        now = self._values()
        with self._session.together():
            for field in now.keys() | self._before.keys():
                value = self._before.get(field)
                self._session.put(f"{self._prefix}.{field}", value, whole=True)

    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(str(value).strip() for value in self._values().values())

    def tidy_up(self) -> None:
        """Put the field with the keyboard right before the editor closes."""
        for field in self._open():
            if self.fields[field].control.focus_target().hasFocus():
                self.fields[field].control.tidy_up()
            self._session.leave(f"{self._prefix}.{field}")

    # -- building ---------------------------------------------------------------------------------

    def _make(self, field: str) -> UnderField:
        control = self._control(field)
        key = f"{self._prefix}.{field}"
        name = "外地区划代码" if field == _CODE else _LABELS.get(field) or get_spec(key).label
        whole = isinstance(control, DropDown | ChoiceRow | RegionPick)
        target = f"{self._prefix}.region" if field == _CODE else key
        if isinstance(control, LineControl):
            mark(control.input, "cell", True)
        control.edited.connect(partial(self._edited, target, whole))
        control.left.connect(partial(self._session.leave, target))
        control.pasted.connect(partial(self._session.leave, target))
        control.advance.connect(partial(self._advance, field))
        return UnderField(target, name, control, self)

    def _control(self, field: str) -> Control:
        if field == "region":
            return RegionPick(self)
        if field == "share":
            return LineControl(self, kept=shares.kept, shown=shares.shown)
        if field in _WHOSE:
            return NamePick(partial(names, self._session), self)
        spec = get_spec(f"{self._prefix}.{'region' if field == _CODE else field}")
        return make_control(spec, self, 0)

    def _make_acts(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        keep = ActButton("记下", "Enter", height=_BUTTON)
        keep.clicked.connect(self.kept)
        row.addWidget(keep)
        for key, name, told in (
            ("Esc", "还原", self.restored),
            ("Ctrl+Delete", "删去", self.removed),
            ("Insert", "再加", self.another),
        ):
            row.addWidget(QuietAct(key, name, told.emit))
        row.addStretch(1)
        return holder

    # -- values -----------------------------------------------------------------------------------

    def _values(self) -> dict[str, object]:
        start = self._prefix + "."
        values = self._session.draft.values
        return {key[len(start) :]: value for key, value in values.items() if key.startswith(start)}

    def _edited(self, key: str, whole: bool, value: object) -> None:
        self._session.put(key, value or None, whole=whole)
        if key.endswith(".region"):
            self._show_code()

    def _advance(self, field: str, step: int) -> None:
        self._session.leave(self.fields[field].key)
        names = self._open()
        target = names.index(field) + step
        if 0 <= target < len(names):
            self.fields[names[target]].control.select()
        elif step > 0:
            self.kept.emit()

    def _open(self) -> list[str]:
        return [each for each in self.fields if each != _CODE or self._code_shown]

    # -- showing ----------------------------------------------------------------------------------

    def _show_values(self, keys: Iterable[str]) -> None:
        changed = set(keys)
        for field in self.fields.values():
            if field.key in changed:
                field.control.show_value(self._session.text(field.key) or None)
        if "region" in self.fields:
            self._show_code()

    def _show_code(self) -> None:
        pick = self.fields["region"].control
        assert isinstance(pick, RegionPick)
        shown = pick.is_elsewhere()
        if shown != self._code_shown:
            self._code_shown = shown
            self._arrange()
            self.height_changed.emit()

    def _show_messages(self) -> None:
        for name, field in self.fields.items():
            message = NOTHING
            if name != "region" or not self._code_shown:
                message = self._session.message(field.key)
            if message == NOTHING:
                message = self._of_whom(field.control) or Message(self._hint(name))
            message = Message(message.text.removeprefix(get_spec(field.key).name), message.glyph)
            field.say(message)
        self._say_rest()

    def _of_whom(self, control: Control) -> Message | None:
        """Whom the letters mean, or that the name is nobody's of the household."""
        if not isinstance(control, NamePick):
            return None
        if meant := control.meant():
            return Message(f"{meant}，Enter 采用")
        text = str(control.value() or "").strip()
        if not text:
            return Message(_INITIALS)
        strange = not control.is_known() and not control.input.hasFocus()
        return _STRANGER if strange else NOTHING

    def _hint(self, name: str) -> str:
        if name == _CODE:
            return place_name(self._session.text(self.fields[name].key))
        spec = get_spec(self.fields[name].key)
        return _HINTS.get(name, spec.help)

    def _say_rest(self) -> None:
        """The line beneath the fields: an error that had no room, else what counts and how."""
        rests = [(field.label, field.rest()) for field in self.fields.values()]
        wrong = [Message(f"{name}{rest.text}", rest.glyph) for name, rest in rests if rest.glyph]
        hints = [Message(f"{name}：{rest.text}") for name, rest in rests if rest.text]
        value, how = ("", "") if wrong else self._reckoning()
        told = Message("计入自有住房" if value else how)
        self._line.say(next(iter((*wrong, *((told,) if told.text else hints))), told))
        self._figure.setText(f"{value} m²" if value else "")
        self._how.setText(how if value else "")
        self._place_figure()

    def _reckoning(self) -> tuple[str, str]:
        estate = judged_item(self._session, self.category, self.row)
        if not isinstance(estate, RealEstate):
            return "", ""
        share = shares.shown(self._session.text(f"{self._prefix}.share"))
        value, how = reckoned(estate, share)
        if not value:
            return "", "外地的房不相加，另行核对" if self._code_shown else ""
        words = per_person(self._session, self._session.policy)
        return value, f"{how}，{words}" if words else how

    # -- placing ----------------------------------------------------------------------------------

    def needed_height(self) -> int:
        """Fields, the line, the acts."""
        return len(self._rows()) * _ROW + 22 + 8 + _BUTTON + 10

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        self._arrange()

    def _rows(self) -> list[tuple[tuple[str, int], ...]]:
        return [line for line in FIELDS[self.category] if line[0][0] != _CODE or self._code_shown]

    def _arrange(self) -> None:
        y = 0
        for line in FIELDS[self.category]:
            shown = line in self._rows()
            x = 0
            for (field, _), width in zip(line, self._widths(line), strict=True):
                self.fields[field].setVisible(shown)
                self.fields[field].setGeometry(x, y, width, UNDER_FIELD)
                x += width + _GAP
            y += _ROW if shown else 0
        self._line.setGeometry(OUT, y, self.width() - OUT, 20)
        self._acts.setGeometry(OUT, y + 30, self.width() - OUT, _BUTTON)
        self._place_figure()

    def _widths(self, line: tuple[tuple[str, int], ...]) -> list[int]:
        """The fields' widths; all of them give way where there is no room."""
        room = self.width() - _GAP * (len(line) - 1)
        wanted = [width or _LEAST for _, width in line]
        spare = room - sum(wanted)
        if spare < 0:
            ends = [sum(wanted[: at + 1]) * room // sum(wanted) for at in range(len(wanted))]
            return [end - start for start, end in zip((0, *ends), ends, strict=False)]
        return [width or _LEAST + spare for _, width in line]

    def _place_figure(self) -> None:
        y = self._line.y()
        x = OUT + self.fontMetrics().horizontalAdvance("计入自有住房") + 8
        room = self.width() - x - self._figure.sizeHint().width() - 10
        if self._how.sizeHint().width() > room and "，" in self._how.text():
            self._how.setText(self._how.text().partition("，")[2])
        for part in (self._figure, self._how):
            width = part.sizeHint().width()
            part.setGeometry(x, y, width, 20)
            x += width + 10
