"""申报与核验: what differs first, then the persons; Enter opens the facts of one.

What was shown keeps its place when answers come late. Must not know a store or who looks.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.intake.case_view.both_sides import (
    BothSides,
    Compared,
    PersonSides,
    in_known_order,
)
from counter_app.intake.case_view.declared_parts import DeclaredPart, Told
from counter_app.intake.case_view.strokes import Stroke, words
from counter_app.intake.declared import SEPARATOR
from counter_app.ui.case.pages.difference_row import DifferenceRow
from counter_app.ui.case.pages.table_rows import (
    FACT_ROW,
    HEADING_ROW,
    INDENT,
    PERSON_ROW,
    PlainRow,
    TableRow,
    Words,
    columns,
    result_words,
)
from counter_app.ui.widgets.announce import announce
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.strokes import HEIGHT, WIDTH, paint_strokes
from counter_app.ui.widgets.theme.calm_scroll import CalmScroll
from counter_app.ui.widgets.theme.painted import paint_words
from counter_app.ui.widgets.theme.parts import cut_label, named
from counter_app.ui.widgets.theme.sizes import INSET
from counter_app.ui.widgets.theme.tokens import Token, colour

_SHOWN_WITH = 24
"""So much beyond a row is seen too, when the keyboard comes to it."""
_LATE, _STROKE_GAP = 28, 14
_RECORD = "答复写明"
_HOLDS = 2
"""So many counts have room in the last column: what agrees gives way."""
_HEADINGS = ("事项", "申报", "部门核验", "来源", "结果")
_RESULTS = {
    "agrees": (Glyph.DONE, "一致"),
    "differs": (Glyph.DIFFERENT, "不一致"),
    "unknown": (Glyph.REVIEW, "没有定论"),
    "not_asked": (Glyph.NOT_REQUIRED, "没有查询"),
    "waiting": (Glyph.WAITING, "未答复"),
}


class FactsPage(QWidget):
    """The table: only its rows scroll."""

    decided = Signal(str, str, str)
    """Difference, decision, reason."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "paper")
        self._late = cut_label("", "second")
        self._late.setFixedHeight(_LATE)
        self._late.setContentsMargins(INSET, 0, INSET, 0)
        self._late.hide()
        self._heading = _Heading()
        self._view = CalmScroll()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = named(QWidget(), "paper")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._view.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._late, self._heading, self._view):
            column.addWidget(part)
        self._parts: tuple[DeclaredPart, ...] = ()
        self._both = BothSides()
        self._rows: dict[str, TableRow] = {}
        self._facts: dict[str, list[TableRow]] = {}
        """Which part → the rows of its facts, while it is open."""
        self.differences: dict[str, DifferenceRow] = {}
        self._shown_before = False

    # -- showing ----------------------------------------------------------------------------------

    def show_both(
        self, parts: Sequence[DeclaredPart], both: BothSides, *, may_decide: bool
    ) -> None:
        """Show the form beside what was verified; what was opened stays open."""
        both = in_known_order(both, self.differences)
        self._show_differences(both.differences, may_decide=may_decide)
        if (tuple(parts), both.persons) != (self._parts, self._both.persons):
            self._show_parts(tuple(parts), both)
        self._both = both
        self._heading.setVisible(both.is_verified)
        self._shown_before = self._shown_before or both.is_verified

    def say_late(self, told: str) -> None:
        """Answers came while the case was open: one line, and nothing moves for it."""
        self._late.setText(told)
        self._late.setVisible(bool(told))
        if told:
            announce(self, told)

    def _show_differences(self, found: Iterable[Compared], *, may_decide: bool) -> None:
        found = tuple(found)
        for gone in self.differences.keys() - {each.name for each in found}:
            self._remove(self.differences.pop(gone))
        for each in found:
            row = self.differences.get(each.name)
            if row is not None:
                row.show_told(each, may_decide=may_decide)
                continue
            small = bool(each.decision) and not each.anew and not self._shown_before
            row = DifferenceRow(each, may_decide=may_decide, small=small)
            self._add(row, len(self.differences))
            self.differences[each.name] = row
            row.decided.connect(self.decided)
            row.opened.connect(partial(self._open_whom, each.person))

    def _show_parts(self, parts: tuple[DeclaredPart, ...], both: BothSides) -> None:
        at, opened = self.current(), list(self._facts)
        for row in self.rows():
            if not isinstance(row, DifferenceRow):
                self._remove(row)
        self._rows, self._facts, self._parts, self._both = {}, {}, parts, both
        sides = {each.part.key: each for each in both.persons}
        for part in parts:
            row = self._rows[part.key] = _part_row(part, sides.get(part.key))
            self._add(row)
            row.opened.connect(partial(self.toggle, part.key))
        for key in opened:
            if key in self._rows:
                self.toggle(key)
        if at in self._rows:
            self._rows[at].setFocus()

    # -- walking ----------------------------------------------------------------------------------

    def toggle(self, key: str) -> None:
        """Open the facts of one part, or put them away."""
        row = self._rows[key]
        shown = self._facts.pop(key, None)
        if shown is not None:
            for each in shown:
                self._remove(each)
        else:
            self._facts[key] = self._open(key, self._column.indexOf(row) + 1)
        row.setFocus()

    def show_fact(self, key: str, label: str) -> bool:
        """The keyboard to a fact of a part, which is opened for it; False: there is none."""
        if key not in self._rows:
            return False
        if key not in self._facts:
            self.toggle(key)
        said = (label, label.split(SEPARATOR)[-1])
        rows = (each for each in self._facts[key] if isinstance(each, PlainRow))
        found = next((each for each in rows if each.title in said), None)
        (found or self._rows[key]).setFocus(Qt.FocusReason.TabFocusReason)
        return found is not None

    def show_difference(self, name: str) -> bool:
        """The keyboard to a difference; False: there is none of that name."""
        row = self.differences.get(name)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)
        return row is not None

    def current(self) -> str:
        """The part that has the keyboard; empty where none has."""
        return next((key for key, row in self._rows.items() if row.hasFocus()), "")

    def current_difference(self) -> DifferenceRow | None:
        """The difference that has the keyboard, or whose decision is being taken."""
        rows = self.differences.values()
        return next((row for row in rows if row.hasFocus() or row.reason.hasFocus()), None)

    def current_compared(self) -> Compared | None:
        """What is compared in the row that has the keyboard."""
        for row in self.rows():
            if isinstance(row, DifferenceRow | _FactRow) and row.hasFocus():
                return row.told
        return None

    def current_declared(self) -> tuple[DeclaredPart, Told] | None:
        """What was declared in the row that has the keyboard, and of which part it is."""
        rows = (row for row in self.rows() if isinstance(row, _DeclaredRow) and row.hasFocus())
        return next(((row.part, row.fact) for row in rows if row.fact.path), None)

    def focus_first(self) -> bool:
        """The keyboard to the first open difference, else the first row; False: there is none."""
        rows = self.rows()
        open_ones = [row for row in self.differences.values() if not row.told.decision]
        for row in (*open_ones[:1], *rows[:1]):
            row.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def focus_next_open(self, after: str) -> None:
        """The keyboard to the next difference that nobody has decided, else to the same row."""
        names = list(self.differences)
        at = names.index(after)
        for name in (*names[at + 1 :], *names[: at + 1]):
            if not self.differences[name].told.decision:
                self.differences[name].setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.differences[after].setFocus(Qt.FocusReason.TabFocusReason)

    def rows(self) -> list[TableRow]:
        """As they stand beneath each other."""
        found = (self._column.itemAt(at).widget() for at in range(self._column.count()))
        return [each for each in found if isinstance(each, TableRow)]

    # -- inside -----------------------------------------------------------------------------------

    def _open(self, key: str, at: int) -> list[TableRow]:
        part = next(each for each in self._parts if each.key == key)
        sides = next((each for each in self._both.persons if each.part.key == key), None)
        made: list[TableRow] = []
        for each in sides.facts if sides and sides.was_asked else ():
            made.append(_FactRow(each))
            made += map(_record_row, each.more)
        for fact in part.facts:
            made.append(_DeclaredRow(part, fact))
        for place, row in enumerate(made):
            self._add(row, at + place)
        return made

    def _open_whom(self, person: str) -> None:
        """Enter on a difference: the facts of its person."""
        if person in self._rows:
            if person not in self._facts:
                self.toggle(person)
            self._rows[person].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, row: TableRow, at: int = -1) -> None:
        self._column.insertWidget(self._column.count() - 1 if at < 0 else at, row)
        row.walked.connect(partial(self._walk, row))
        row.came.connect(partial(self._view.ensureWidgetVisible, row, 0, _SHOWN_WITH))
        row.show()

    def _remove(self, row: TableRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _walk(self, row: TableRow, step: int) -> None:
        rows = self.rows()
        to = rows.index(row) + step
        if 0 <= to < len(rows):
            rows[to].setFocus(Qt.FocusReason.TabFocusReason)


class _Heading(QWidget):
    """What stands in the five columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEADING_ROW)
        self.setAccessibleName("，".join(_HEADINGS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them over a dark hairline."""
        painter = QPainter(self)
        for area, text in zip(columns(self), _HEADINGS, strict=True):
            paint_words(painter, area, text, 14, Token.SECOND)
        inset = INSET
        line = QRect(inset, self.height() - 1, self.width() - 2 * inset, 1)
        painter.fillRect(line, colour(Token.EDGE))
        painter.end()


def _part_row(part: DeclaredPart, sides: PersonSides | None) -> PlainRow:
    told = f"{len(part.facts)} 项" if part.facts else "没有填"
    names = (Words(part.title, strong=True), Words(part.number, Token.SECOND))
    if sides is None or not sides.was_asked:
        return PlainRow(PERSON_ROW, (*names, Words(told, Token.SECOND, size=14)), aside=part.aside)
    waits = f"等{'、'.join(sides.waits_for)}" if sides.waits_for else ""
    cells = (*names, Words(waits, Token.SECOND, size=14), Words(), _stand(sides))
    return PlainRow(
        PERSON_ROW,
        cells,
        aside=part.aside,
        picture=partial(_draw_strokes, sides.strokes),
        said=words(sides.strokes),
    )


def _record_row(said: str) -> PlainRow:
    """What else one record of an answer says, in the whole width."""
    cells = (Words(_RECORD, Token.SECOND, size=14), Words(said, Token.SECOND, size=14))
    return PlainRow(FACT_ROW, cells, indent=INDENT)


def _draw_strokes(shown: Sequence[Stroke], painter: QPainter, area: QRect) -> int:
    paint_strokes(painter, area.x(), area.center().y() - HEIGHT / 2 + 1, shown)
    return WIDTH + _STROKE_GAP


def _stand(sides: PersonSides) -> Words:
    told = [f"不一致 {sides.differs}"] if sides.differs else []
    told += [f"已定 {sides.decided}"] if sides.decided else []
    told += [f"未答复 {sides.waiting}"] if sides.waiting else []
    if sides.agrees and len(told) < _HOLDS:
        told.insert(0, f"一致 {sides.agrees}")
    glyph = Glyph.WAITING if sides.waiting else Glyph.DIFFERENT if sides.differs else Glyph.DONE
    return Words("，".join(told) or "没有可比的", glyph=glyph)


class _FactRow(PlainRow):
    """One fact on both sides."""

    def __init__(self, told: Compared) -> None:
        self.told = told
        glyph, word = _RESULTS.get(told.result, (Glyph.REVIEW, told.result))
        cells = (
            Words(told.title),
            Words(told.declared),
            Words(told.verified),
            Words(f"{told.source} {told.answered}".strip(), Token.SECOND, size=14),
            result_words(glyph, word),
        )
        super().__init__(FACT_ROW, cells, indent=INDENT)


class _DeclaredRow(PlainRow):
    """One fact as it was declared."""

    def __init__(self, part: DeclaredPart, fact: Told) -> None:
        self.part, self.fact = part, fact
        super().__init__(FACT_ROW, (Words(fact.label), Words(fact.text)), indent=INDENT)
