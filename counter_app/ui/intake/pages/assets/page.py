"""The page of the six assets: moves the keyboard between lines, opens and closes items."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.asking.fields import fields_of
from counter_app.forms.assets import Assets
from counter_app.intake.steps import Part
from counter_app.ui.intake.page import Page
from counter_app.ui.intake.pages.assets.category import CategoryLine
from counter_app.ui.intake.pages.assets.editor import ItemEditor
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.theme.insets import inset_of
from counter_app.ui.widgets.theme.parts import rule
from counter_app.ui.widgets.when_seen import when_seen


class AssetsPage(Page):
    """六项资产情况."""

    part = Part.ASSETS
    title = "六项资产情况"
    hint = "备注 3：没有的在首行填“无”，不得为空"
    bleeds = True
    wide = True

    def body(self) -> QWidget:
        """The six lines."""
        self._editing: CategoryLine | None = None
        self._fresh, self._was_none = "", False
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.addWidget(rule("edge"))
        column.addLayout(self._top)
        self.lines: dict[str, CategoryLine] = {}
        for spec in fields_of(Assets):
            line = CategoryLine(self.session, spec.key, spec.label)
            line.entered.connect(self._enter_line)
            line.clicked_item.connect(self.edit)
            line.act_clicked.connect(self._click_act)
            line.stepped.connect(self._step)
            line.passed.connect(self._go_on)
            self.lines[spec.key] = line
            column.addWidget(line)
        self.session.changed.connect(self._follow)
        self.session.rows_changed.connect(self._follow_rows)
        self.session.reviewed.connect(when_seen(self, self._show_all))
        return whole

    def acts(self) -> tuple[Act, ...]:
        """Bare keys while no field is open; while one is, what is done with its item."""
        if self._editing is not None:
            return (
                Act("Esc", "还原", self._restore),
                Act("Ctrl+Delete", "删去这一条", self._remove),
                Act("Insert", "再加一条", self._another),
            )
        return (
            Act("0", "填“无”", self._say_none),
            Act("+", "加一条", self._add),
            Act("Space", "修改这一条", self._edit_chosen),
            Act("Ctrl+Delete", "删去这一条", self._remove),
        )

    def asked(self) -> tuple[str, ...]:
        """Every category, every field of every item."""
        keys = [f"assets.{key}" for key in self.lines]
        start = tuple(f"{key}." for key in keys)
        missing = [key for key in self.session.review.missing if key.startswith(start)]
        typed = [key for key in self.session.draft.values if key.startswith(start)]
        return (*keys, *missing, *typed)

    def focus_first(self) -> None:
        """The first line that is not filled, else the first."""
        missing = self.session.review.missing
        lines = list(self.lines.values())
        wanting = (line for line in lines if f"assets.{line.key}" in missing)
        next(wanting, lines[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_key(self, key: str) -> bool:
        """Focus a category, or open the item and field of a draft key."""
        words = key.split(".")
        line = self.lines.get(words[1]) if len(words) > 1 else None
        if line is None:
            return False
        if len(words) > 3 and words[3] in line.rows():
            self.edit(line.key, line.rows().index(words[3]), words[4] if len(words) > 4 else "")
        else:
            self._close()
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def key_here(self) -> str:
        """That of an open item's field, else of the category."""
        here = next((line.key for line in self.lines.values() if line.hasFocus()), "")
        return super().key_here() or (f"assets.{here}" if here else "")

    def main_words(self) -> tuple[str, str]:
        """While an item is open, Enter belongs to its fields."""
        words, key = super().main_words()
        return words, "Ctrl+Enter" if self._editing is not None else key

    def proceed(self) -> None:
        """Keep what is open, then go on."""
        self._close()
        super().proceed()

    def fitted(self, *, narrow: bool) -> None:
        """The rule begins and ends with the text."""
        self._top.setContentsMargins(inset_of(self), 0, inset_of(self), 0)

    # -- items ------------------------------------------------------------------------------------

    def edit(self, key: str, at: int, field: str = "") -> None:
        """Open an item in its line."""
        line = self.lines[key]
        if self._editing is line and line.item == at and line.editor is not None:
            line.editor.focus(field)
            return
        row = line.rows()[at]
        self._close()
        if row not in line.rows():
            return
        line.item = line.rows().index(row)
        editor = ItemEditor(self.session, self.seat, key, row, line)
        editor.kept.connect(self._keep)
        editor.restored.connect(self._restore)
        editor.removed.connect(self._remove)
        editor.another.connect(self._another)
        self._editing = line
        line.open_item(editor)
        self._changed_mode()
        editor.focus(field)
        self.reveal(line)

    def _add(self, line: CategoryLine | None = None) -> None:
        line = line or self._line_of_focus()
        if line is None:
            return
        was_none = line.is_none()
        with self.session.together():
            if was_none:
                self.session.put(f"assets.{line.key}.none", None, whole=True)
            fresh = self.session.add_row(f"assets.{line.key}.items")
        self.edit(line.key, len(line.rows()) - 1)
        self._fresh, self._was_none = fresh, was_none

    def _keep(self) -> None:
        line = self._editing
        self._close()
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        line = self._editing
        if line is None or line.editor is None:
            return
        row = line.editor.row
        if row == self._fresh:
            self._take_fresh_back(line, row)
        else:
            line.editor.restore()
            self._take_editor_away()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_fresh_back(self, line: CategoryLine, row: str) -> None:
        """As if `+` had not been pressed: what said 无 says so again."""
        was_none = self._was_none
        self._take_editor_away()
        with self.session.together():
            self.session.remove_row(f"assets.{line.key}.items", row)
            if was_none:
                self.session.put(f"assets.{line.key}.none", True, whole=True)

    def _remove(self) -> None:
        line = self._editing or self._line_of_focus()
        if line is None or not line.rows():
            return
        row = line.rows()[line.item]
        self._take_editor_away()
        self.session.remove_row(f"assets.{line.key}.items", row)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _another(self) -> None:
        line = self._editing
        self._close()
        self._add(line)

    def _close(self) -> None:
        """Keep the open item; one in which nothing was typed goes."""
        line = self._editing
        if line is None or line.editor is None:
            return
        editor = line.editor
        editor.tidy_up()
        blank, fresh = editor.is_blank(), editor.row == self._fresh
        if blank and fresh:
            self._take_fresh_back(line, editor.row)
            return
        self._take_editor_away()
        if blank:
            self.session.remove_row(f"assets.{line.key}.items", editor.row)

    def _take_editor_away(self) -> None:
        line, self._editing, self._fresh, self._was_none = self._editing, None, "", False
        if line is not None:
            line.open_item(None)
            self._changed_mode()

    def _changed_mode(self) -> None:
        self.name_main_button()
        self.acts_changed.emit()

    # -- keys -------------------------------------------------------------------------------------

    def _step(self, key: str, step: int) -> None:
        """One item up or down, then the next line."""
        line = self.lines[key]
        if 0 <= line.item + step < len(line.rows()):
            line.item += step
            line.update()
            return
        target = self._neighbour(line, step)
        if target is not None:
            target.item = 0 if step > 0 else max(0, len(target.rows()) - 1)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, key: str, step: int) -> None:
        line = self.lines[key]
        target = self._neighbour(line, step)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step > 0:
            self.proceed()
        else:
            self.back()

    def _neighbour(self, line: CategoryLine, step: int) -> CategoryLine | None:
        lines = list(self.lines.values())
        at = lines.index(line) + step
        return lines[at] if 0 <= at < len(lines) else None

    def _say_none(self, line: CategoryLine | None = None) -> None:
        line = line or self._line_of_focus()
        if line is None or line.rows():
            return
        self.session.put(f"assets.{line.key}.none", True, whole=True)
        target = self._neighbour(line, 1)
        (target or self.main_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_chosen(self) -> None:
        line = self._line_of_focus()
        if line is not None and line.rows():
            self.edit(line.key, line.item)

    def _click_act(self, key: str, act: str) -> None:
        line = self.lines[key]
        runs = {
            "0": partial(self._say_none, line),
            "+": partial(self._add, line),
            "Space": partial(self.edit, key, line.item),
        }
        runs[act]()

    def _line_of_focus(self) -> CategoryLine | None:
        return next((line for line in self.lines.values() if line.hasFocus()), None)

    # -- following --------------------------------------------------------------------------------

    def _enter_line(self, key: str) -> None:
        if self._editing is not None:
            self._close()
        self.reveal(self.lines[key])

    def _follow(self, keys: frozenset[str]) -> None:
        for line in self.lines.values():
            if any(key.startswith(f"assets.{line.key}") for key in keys):
                line.show_session()

    def _follow_rows(self, rows: str) -> None:
        line = self.lines.get(rows.split(".")[1]) if rows.startswith("assets.") else None
        if line is None:
            return
        if line.editor is not None and line.editor.row not in line.rows():
            self._take_editor_away()
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.show_session()

    def _show_all(self) -> None:
        for line in self.lines.values():
            line.show_session()
