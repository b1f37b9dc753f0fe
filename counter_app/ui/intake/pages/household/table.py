"""The table of members. There is always one cell with the keyboard, and only it has a box.

Moves the editors about and carries values between them and the session. Must not judge.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.intake.members import FIELDS, hint, member_key, offered, take_offered
from counter_app.intake.paste import MOST_ROWS, Around, read
from counter_app.ui.intake.message_of import message_of
from counter_app.ui.intake.pages.household import rows as reading
from counter_app.ui.intake.pages.household.cell_editors import CellKeys, make_editors
from counter_app.ui.intake.pages.household.delegate import box_of
from counter_app.ui.intake.pages.household.rows import COLUMNS
from counter_app.ui.intake.pages.household.strips import Strips
from counter_app.ui.intake.pages.household.view import MemberView
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.choices import ChoiceRow
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.drop_down import DropDown
from counter_app.ui.widgets.fields.message import NOTHING
from counter_app.ui.widgets.tables.cells import Cell
from counter_app.ui.widgets.theme.sizes import ROW_MEMBER
from counter_app.ui.widgets.when_seen import when_seen

NEW = ""
"""Stands for the member whose row is open but who is not in the draft yet."""
_SHOWN = ("household.", "applicant.", "applied_on")
"""What a row shows begins with one of these."""


class MemberTable(MemberView):
    """Applicant, members, and a new row where one is being added."""

    gone_through = Signal()
    """Enter in a new row that is still empty: there is nobody else."""
    gone_back = Signal()
    """Shift+Enter in the first cell."""
    tab_left = Signal()
    """Tab in a new row that is still empty."""
    paste_told = Signal(str)
    """What of a paste was left out or is to be looked at; nothing: it is all there."""
    edited_at = Signal(QWidget)
    """The editor stands somewhere else."""

    def __init__(self, session: DraftSession, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._seat = session, seat
        self._new = False
        self._held = False
        self._member: str | None = None
        self._field = FIELDS[0]
        self._strips = Strips(session, self)
        self._strips.passed.connect(self._pass_strip)
        self._keys = CellKeys(self)
        self._keys.moved.connect(self._move_row)
        self._keys.table_pasted.connect(self.paste)
        self.editors = make_editors(self.viewport())
        for field, control in self.editors.items():
            self._keys.watch(control)
            control.edited.connect(partial(self._edited, field))
            control.left.connect(partial(self._left, field))
            control.pasted.connect(partial(self._left, field))
            control.advance.connect(self._advance)
        session.changed.connect(self._follow)
        session.rows_changed.connect(self._follow_rows)
        self._show_seen = when_seen(self, self.show_all)
        session.reviewed.connect(self._show_seen)
        self.show_all()

    # -- what the page asks -----------------------------------------------------------------------

    def members(self) -> tuple[str, ...]:
        """The members of the draft in order."""
        return tuple(self._session.draft.rows.get(MEMBERS, ()))

    def lines(self) -> tuple[str, ...]:
        """The members, and `NEW` where a new row is open."""
        return self.members() + ((NEW,) if self._new else ())

    def member(self) -> str | None:
        """Whose cell is being edited; None: nobody's."""
        return self._member

    def key_here(self) -> str:
        """The draft key of the edited cell; empty where there is none."""
        return member_key(self._member, self._field) if self._member else ""

    def open_cell(self, member: str, field: str, *, select: bool = True) -> None:
        """Open a cell, or a field of the strip beneath it."""
        if member in self._strips and field not in FIELDS:
            self._close()
            self.edited_at.emit(self._strips.focus(member, field))
            return
        if member != NEW and self._new and self._member == NEW:
            self._drop_new()
        field = field if field in FIELDS else FIELDS[0]
        control = self.editors[field]
        if (member, field) != (self._member, self._field):
            self._close()
            self._member, self._field = member, field
            value = self._session.value(member_key(member, field)) if member else None
            control.show_value(None if value is None else str(value))
        self._place(control)
        control.show()
        if select:
            control.select()
        self.show_all()
        self.edited_at.emit(control)

    def add(self) -> None:
        """Open a new row at the end; it joins the draft with its first letter."""
        self._new = True
        self.show_all()
        self.open_cell(NEW, FIELDS[0])

    def remove(self) -> None:
        """Take away the member whose cell is being edited."""
        member = self._member or self._strips.with_focus()
        if member is None or (member == NEW and not self.members()):
            return
        at, field = self.lines().index(member), self._field
        self._close()
        if member == NEW:
            self._drop_new()
        else:
            self._session.remove_row(MEMBERS, member)
        self._field = field
        self._open_near(at)

    def paste(self, text: str) -> None:
        """Put several rows in: whole members at the end, else cells from the edited one on."""
        column = None if self._member is None else FIELDS.index(self._field)
        rows, whole, told = read(text, column, self._around())
        at = len(self.members()) if whole else self._cell()[0] - 1
        last, keys = NEW, []
        with self._session.together(), self._shown_once():
            for place, cells in enumerate(rows[:MOST_ROWS], start=at):
                last = self._line(place)
                for field, value in cells.items():
                    self._session.put(member_key(last, field), value, whole=True)
                    keys.append(member_key(last, field))
        for key in keys:
            self._session.leave(key)
        if keys:
            self._close()
            self.open_cell(last, FIELDS[0 if whole else column or 0])
        if len(rows) > MOST_ROWS:
            told += (f"一次最多粘贴 {MOST_ROWS} 行，后面 {len(rows) - MOST_ROWS} 行没有粘贴",)
        self.paste_told.emit("；".join(told))

    def _around(self) -> Around:
        text = self._session.text
        applied_on = text("applied_on")[:4]
        return Around(
            text("applicant.name"),
            text("applicant.id_number"),
            int(applied_on) if applied_on.isascii() and applied_on.isdigit() else 0,
        )

    @contextmanager
    def _shown_once(self) -> Iterator[None]:
        """Draw the table once for many changes: each drawing goes through every row."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            self.show_all()

    def ask_kind(self) -> None:
        """Open or close the strip for who has no ID card."""
        member = self._member if self._member is not None else self._strips.with_focus()
        if member == NEW:
            member = self._join()
        if member is None:
            return
        self._strips.toggle(member)
        self.show_all()
        if member in self._strips:
            self.open_cell(member, "id_kind")
        else:
            self.open_cell(member, "id_number")

    # -- values -----------------------------------------------------------------------------------

    def _edited(self, field: str, value: object) -> None:
        member = self._member
        if member is None or (member == NEW and not value):
            return
        whole = isinstance(self.editors[field], DropDown | ChoiceRow)
        if member == NEW:
            with self._session.together():
                member = self._join()
                self._session.put(member_key(member, field), value, whole=whole)
        else:
            self._session.put(member_key(member, field), value or None, whole=whole)

    def _join(self) -> str:
        """Take the new row into the draft."""
        was_edited = self._member == NEW
        if was_edited:
            self._member = None
        self._new = False
        member = self._session.add_row(MEMBERS)
        if was_edited:
            self._member = member
        return member

    def _line(self, place: int) -> str:
        members = self.members()
        return members[place] if place < len(members) else self._join()

    def _left(self, field: str) -> None:
        if self._member:
            self._session.leave(member_key(self._member, field))

    def _follow(self, keys: Iterable[str]) -> None:
        if self._member:
            key = member_key(self._member, self._field)
            if key in keys:
                self.editors[self._field].show_value(self._session.text(key) or None)
            if set(keys) == {key}:
                return
        if any(key.startswith(_SHOWN) for key in keys):
            self._show_seen()

    def _follow_rows(self, rows: str) -> None:
        if rows != MEMBERS:
            return
        member = self._member if self._member is not None else self._strips.with_focus()
        if member in (None, NEW) or member in self.members():
            self.show_all()
            return
        row = self.drawn.edited[0] - 1 if self.drawn.edited else 0
        self._close()
        self.show_all()
        self._open_near(row)

    def _open_near(self, row: int) -> None:
        """The member whose cell had the keyboard is gone: another has it, or a new row."""
        lines = self.lines()
        if lines:
            self.open_cell(lines[min(row, len(lines) - 1)], self._field)
        else:
            self.add()

    # -- moving -----------------------------------------------------------------------------------

    def _advance(self, step: int) -> None:
        """To the next cell, through a strip, into a new row after the last."""
        stops = self._stops()
        here = (self._member if self._member is not None else NEW, self._field)
        if step > 0 and (taken := take_offered(self._session, *here)):
            here = (here[0], taken)
        self._go_from(here, step, stops)

    def _go_from(self, here: tuple[str, str], step: int, stops: list[tuple[str, str]]) -> None:
        if step > 0 and here[0] == NEW and (here[1] == FIELDS[0] or here == stops[-1]):
            self._close()
            self._drop_new()
            self.gone_through.emit()
            return
        target = stops.index(here) + step if here in stops else 0
        if target < 0:
            self.gone_back.emit()
        elif target < len(stops):
            self.open_cell(*stops[target])
        else:
            self.add()

    def _stops(self) -> list[tuple[str, str]]:
        stops = []
        for line in self.lines():
            stops += [(line, field) for field in FIELDS]
            stops += [(line, field) for field in self._strips.fields(line)]
        return stops

    def _move_row(self, step: int) -> None:
        lines = self.lines()
        if self._member in lines:
            target = lines.index(self._member) + step
            if 0 <= target < len(lines):
                self.open_cell(lines[target], self._field)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell; out of an empty new row to the next widget of the page."""
        if self._member is None and self._strips.with_focus() is None:
            return super().focusNextPrevChild(forward)
        if forward and self._member == NEW and self._field == FIELDS[0]:
            self.tab_left.emit()
        elif self._member is not None:
            self._advance(1 if forward else -1)
        else:
            return super().focusNextPrevChild(forward)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the cell; beneath an ID number it opens the kinds of paper."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        line, column = index.row() - 1, max(1, index.column())
        if not index.isValid() or not 0 <= line < len(self.lines()):
            return
        member = self.lines()[line]
        self.open_cell(member, FIELDS[column - 1])
        beneath = point.y() > self.rowViewportPosition(index.row()) + ROW_MEMBER - 20
        if (
            beneath
            and FIELDS[column - 1] == "id_number"
            and not self._is_wrong(index.row(), column)
        ):
            self.ask_kind()

    def _is_wrong(self, row: int, column: int) -> bool:
        return reading.is_wrong(self.cells.cell(row, column))

    # -- showing ----------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show people, messages, strips and the editor in their places."""
        if self._held:
            return
        found = reading.rows(self._session, with_new=self._new)
        if self._member is not None:
            self._add_hint(found)
        self.cells.show_rows(found)
        if self._member is None or self._field != FIELDS[0] or not self._wider:
            self.make_room_for_names()
        self._strips.show_lines(self.lines())
        self.fit_rows()
        if self._member is not None:
            self._place(self.editors[self._field])
            self._name_editor()
            self._offer()

    def _offer(self) -> None:
        """What is offered of a child stands in the empty cell."""
        assert self._member is not None
        text = offered(self._session, self._member, self._field)
        self.editors[self._field].show_suggestion(text)

    def _add_hint(self, found: list[tuple[Cell, ...]]) -> None:
        assert self._member is not None
        row, column = self._cell()
        cell = found[row][column]
        beneath = message_of(hint(self._session, self._member, self._field))
        if cell.second == NOTHING and beneath != NOTHING:
            line = list(found[row])
            line[column] = Cell(cell.text, beneath, strong=cell.strong)
            found[row] = tuple(line)

    def _pass_strip(self, member: str, step: int) -> None:
        fields = self._strips.fields(member)
        here = (member, fields[-1] if step > 0 else fields[0])
        self._go_from(here, step, self._stops())

    def _cell(self) -> tuple[int, int]:
        assert self._member is not None
        return self.lines().index(self._member) + 1, FIELDS.index(self._field) + 1

    def _place(self, control: Control) -> None:
        row, column = self._cell()
        control.setGeometry(box_of(self.area(row, column), COLUMNS[column].right))
        if self.drawn.edited != (row, column):
            self.drawn.edited = (row, column)
            self.viewport().update()

    def _name_editor(self) -> None:
        assert self._member is not None
        row, column = self._cell()
        cell = self.cells.cell(row, column)
        name = self._session.text(member_key(self._member, "name")) or f"第 {row} 位成员"
        control = self.editors[self._field]
        control.describe(f"{name} {COLUMNS[column].title}", cell.second.text)
        control.show_state("wrong" if reading.is_wrong(cell) else "")

    def _close(self) -> None:
        """Put the editor away, what was typed in it kept and put right."""
        if self._member is None:
            return
        control, field, member = self.editors[self._field], self._field, self._member
        if control.focus_target().hasFocus():
            control.tidy_up()
        if member:
            self._session.leave(member_key(member, field))
        self._member, self.drawn.edited = None, None
        control.hide()

    def _drop_new(self) -> None:
        self._new = False
        if self._member == NEW:
            self._close()
        self.show_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move editor and strips with their columns."""
        super().resizeEvent(event)
        self._strips.place(self.lines())
        if self._member is not None:
            self._place(self.editors[self._field])
