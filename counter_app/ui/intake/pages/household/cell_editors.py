"""The five controls that edit members' cells, one a column, moved to where they are needed.

They know columns, not people; what was typed is told by the usual signals of a control.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.intake.members import FIELDS
from counter_app.intake.paste import is_table
from counter_app.intake.spec_of import get_spec
from counter_app.ui.intake.pages.household.delegate import BOX_HEIGHT
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.kinds import make_control
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.money import money
from counter_app.ui.widgets.theme.style import mark

_LIST_WIDEST = 180
_Key = Qt.Key


class CellKeys(QWidget):
    """Sees the keys of a cell's input first: moves between rows, pastes of several cells."""

    moved = Signal(int)
    """Up (-1) or down (+1) from a line of text."""
    table_pasted = Signal(str)

    def watch(self, control: Control) -> None:
        """Look at the keys of this control."""
        control.focus_target().installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Take a paste of several cells and the arrows; let the window have its shortcuts."""
        if not isinstance(event, QKeyEvent) or getattr(watched, "composing", False):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._leave_to_window(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        step = {_Key.Key_Up: -1, _Key.Key_Down: 1}.get(_Key(event.key()))
        if step and hasattr(watched, "composing") and not event.modifiers():
            self.moved.emit(step)
            return True
        return False

    def _leave_to_window(self, watched: object, event: QKeyEvent) -> bool:
        """Ctrl+Delete is the row's; Ctrl+Z is the window's where the line has nothing to undo."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        undo = event.matches(QKeySequence.StandardKey.Undo)
        can_undo = getattr(watched, "isUndoAvailable", lambda: False)()
        if (control and event.key() == _Key.Key_Delete) or (undo and not can_undo):
            event.ignore()
            return True
        return False

    def _paste(self) -> bool:
        text = QApplication.clipboard().text()
        if is_table(text):
            self.table_pasted.emit(text)
            return True
        return False


def make_editors(parent: QWidget) -> dict[str, Control]:
    """Field → control, hidden until they are placed."""
    found: dict[str, Control] = {}
    for field in FIELDS:
        spec = get_spec(f"{MEMBERS}.*.{field}")
        control = money(parent, "") if field == "monthly_income" else make_control(spec, parent, 0)
        _fit(control, right=field == "monthly_income")
        control.describe(spec.label, "")
        control.hide()
        found[field] = control
    return found


def _fit(control: Control, *, right: bool) -> None:
    """Make the control as low as a cell's box, its text where the cell's text was."""
    target = control.focus_target()
    target.setFixedHeight(BOX_HEIGHT)
    if isinstance(control, LineControl):
        mark(control.input, "cell", True)
        if right:
            control.input.setAlignment(Qt.AlignmentFlag.AlignRight)
    if isinstance(control, DropDown):
        metrics = QFontMetrics(target.font())
        texts = [control.list.itemText(at) for at in range(control.list.count())]
        widest = max(metrics.horizontalAdvance(text) for text in texts) + 40
        control.list.view().setMinimumWidth(min(widest, _LIST_WIDEST))
