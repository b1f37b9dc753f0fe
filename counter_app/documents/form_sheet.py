"""The 审核表 with its values: every cell of the table filled, ready for Typst and for .docx.

Prints what was typed, right or wrong; blanks stay blank. Must not know fonts or pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from counter_app.documents import cells as table
from counter_app.documents import form_words as words
from counter_app.documents.asset_lines import asset_lines
from counter_app.documents.cells import Cell, CellKind, SheetRow
from counter_app.documents.form_options import option_lines
from counter_app.documents.glyphs import drawable
from counter_app.documents.labels import label_lines
from counter_app.documents.one_line import on_one_line
from counter_app.documents.paper_text import text_of, value_in
from counter_app.documents.pieces import Field, Line, Option, line_of, plain
from counter_app.documents.view import Copy, PaperView
from counter_app.forms.display import amount
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import BLOCKS, ApplicantType

SIZES = (10.5, 10.0, 9.5, 9.0)
MEMBER_SIZES = {
    "employer": (*SIZES, 8.5),
    "id_number": SIZES[1:],
    "monthly_income": (*SIZES, 8.5, 8.0, 7.5, 7.0),
}

_LINES_A_ROW = 40
"""Asset lines after which a row goes on in a second one, so that no row outgrows a page."""
_LINE_EMS = 20
_COUNTED = 3
"""Items beyond which their number stands above them."""
_KEPT = 1
"""Members that stay with the next: the label of their table needs its head and two of them."""
_PADDING = {"left": 4.0, "center": 2.0, "right": 2.0}
"""Millimetres that a value's cell leaves free at both sides together, and a little more."""
_UNITS = {"figures.floor_area_per_person": " m²"}


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell with what stands in it: `lines` of pieces, in order."""

    cell: Cell
    lines: tuple[Line, ...] = ()
    sizes: tuple[float, ...] = SIZES
    numbered: bool = False
    """Each line is an item that begins with its number: the rest of it hangs behind that."""

    @property
    def align(self) -> str:
        """Where its lines begin; ／ stands in the middle of any cell."""
        return "center" if self.lines == ((words.OTHER_BLOCK,),) else self.cell.align

    @property
    def one_line(self) -> str | None:
        """Its text, where that surely stands on one line at the largest size; else None.

        Such a line is lower than any row, so that no layout has to measure it.
        """
        (line, *more) = self.lines or ((),)
        if more:
            return None
        room = self.cell.span * table.COLUMN_MM - _PADDING[self.align]
        return on_one_line(line, self.sizes[0], room)

    @property
    def has_text(self) -> bool:
        """Whether something typed stands between its boxes."""
        return any(
            isinstance(piece, Field) and bool(piece.content)
            for line in self.lines
            for piece in line
        )


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of filled cells."""

    row: SheetRow
    cells: tuple[FilledCell, ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The whole form, in order; `members` counts those of the household without the applicant."""

    front: tuple[FilledRow, ...]
    members_head: FilledRow
    member_rows: tuple[FilledRow, ...]
    rest: tuple[FilledRow, ...]
    household_boxes: tuple[Option, ...]
    members: int


def form_sheet(view: PaperView, copy: Copy) -> FormSheet:
    """Fill the table from a view; the blank copy has no value at all."""
    return _Filler(PaperView({}) if copy is Copy.BLANK else view, copy).sheet()


@cache
def _label(cell: Cell) -> FilledCell:
    """A label is the same on every form."""
    return FilledCell(cell, tuple((line,) for line in label_lines(cell)))


class _Filler:
    def __init__(self, view: PaperView, copy: Copy) -> None:
        self._view = view
        self._blank, self._signing = copy is Copy.BLANK, copy is Copy.SIGNING
        self._details = value_in(view.document, "details")
        self._type = value_in(self._details, "applicant_type")

    def sheet(self) -> FormSheet:
        members = value_in(self._view.document, "household", "members")
        people = (
            [each for each in members if isinstance(each, Mapping)]
            if isinstance(members, list)
            else []
        )
        return FormSheet(
            front=tuple(self._row(row) for row in table.FRONT),
            members_head=self._row(table.MEMBERS_HEAD),
            member_rows=self._members(people),
            rest=tuple(
                filled
                for row in (table.INCOME, *table.ASSETS, table.COMMITMENT, *table.OPINIONS)
                for filled in _in_parts(self._row(row))
            ),
            household_boxes=self._size_boxes(),
            members=len(people),
        )

    def _row(self, row: SheetRow) -> FilledRow:
        return FilledRow(row, tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> FilledCell:
        match cell.kind:
            case CellKind.LABEL:
                return _label(cell)
            case CellKind.BAND:
                return FilledCell(cell, ((cell.words,),))
            case CellKind.OPTIONS:
                return FilledCell(cell, option_lines(cell, self._own(cell), self._line))
            case CellKind.ITEMS:
                return self._items(cell)
            case CellKind.VALUE:
                return self._value(cell)
            case _:
                return FilledCell(cell)

    def _items(self, cell: Cell) -> FilledCell:
        """The items of a category, numbered where there are several."""
        category = cell.field.rpartition(".")[2]
        block = value_in(self._view.document, "assets", category)
        lines = tuple(map(self._line, asset_lines(category, block)))
        if not lines:
            return FilledCell(cell, self._unanswered())
        count = len(lines)
        if count <= 1:
            return FilledCell(cell, lines)
        items = tuple((words.ITEM.format(number=n), *line) for n, line in enumerate(lines, start=1))
        head: tuple[Line, ...] = ((words.ITEM_COUNT.format(count=count),),)
        return FilledCell(cell, (*(head if count > _COUNTED else ()), *items), numbered=True)

    def _own(self, cell: Cell) -> object:
        """The details, unless the cell belongs to another type's block."""
        return self._details if cell.block in (None, self._type) else None

    def _value(self, cell: Cell) -> FilledCell:
        if cell.block is not None and self._type != cell.block:
            other = self._type in tuple(ApplicantType) and not self._blank
            return FilledCell(cell, ((words.OTHER_BLOCK,),) if other else ())
        line = self._line(self._text(cell))
        return FilledCell(cell, (line,) if line else self._unanswered())

    def _unanswered(self) -> tuple[Line, ...]:
        """What stands where nothing was said: on what is to be signed no cell may be filled in."""
        return ((words.UNANSWERED,),) if self._signing else ()

    def _text(self, cell: Cell) -> str:
        part, _, key = cell.field.partition(".")
        if part == "figures":
            figure = getattr(self._view.figures, key)
            unit = " m²" if cell.field in _UNITS else " 元"
            return amount(Decimal(figure)) + unit if isinstance(figure, str) else ""
        if part == "applicant":
            return text_of(Applicant, key, value_in(self._view.document, part))
        assert cell.block is not None
        return text_of(BLOCKS[cell.block], key, self._details)

    def _line(self, text: str) -> Line:
        return line_of(text, drawable, words.GLYPH_REMARK)

    def _members(self, people: list[Mapping[str, object]]) -> tuple[FilledRow, ...]:
        rows = [self._member(person) for person in people]
        rows = [_kept(row) if n < _KEPT else row for n, row in enumerate(rows)]
        first_unused = () if self._blank else ((words.REST_BLANK,),)
        while len(rows) < table.MEMBER_ROWS:
            name, *others = table.MEMBER.cells
            used = rows and rows[-1].cells[0].lines != first_unused
            mark = first_unused if len(rows) == len(people) and (used or not rows) else ()
            rows.append(FilledRow(table.MEMBER, (FilledCell(name, mark), *map(FilledCell, others))))
        return tuple(rows)

    def _member(self, person: Mapping[str, object]) -> FilledRow:
        return FilledRow(
            table.MEMBER, tuple(self._of_member(cell, person) for cell in table.MEMBER.cells)
        )

    def _of_member(self, cell: Cell, person: Mapping[str, object]) -> FilledCell:
        key = cell.field.rpartition(".")[2]
        line = self._line(text_of(Member, key, person, unit=False))
        lines = (line,) if line else self._unanswered()
        return FilledCell(cell, lines, MEMBER_SIZES.get(key, SIZES))

    def _size_boxes(self) -> tuple[Option, ...]:
        size = self._view.figures.size
        return tuple(
            Option(size is not None and min(size, 3) == number, label)
            for number, label in enumerate(words.HOUSEHOLD_SIZES, start=1)
        )


def _kept(row: FilledRow) -> FilledRow:
    return replace(row, row=replace(row.row, keep=True))


def _in_parts(row: FilledRow) -> tuple[FilledRow, ...]:
    """The row, or several where its assets would outgrow a page; none of its lines is lost."""
    items = [each for each in row.cells if each.cell.kind is CellKind.ITEMS]
    if all(_height(each.lines) <= _LINES_A_ROW for each in items):
        return (row,)
    parts = [_chunks(each) for each in row.cells]
    count = max(map(len, parts))
    return tuple(
        FilledRow(
            row.row,
            tuple(
                part[min(n, len(part) - 1)] if n < len(part) else _empty(part[0], n)
                for part in parts
            ),
        )
        for n in range(count)
    )


def _empty(first: FilledCell, number: int) -> FilledCell:
    if first.cell.kind is CellKind.LABEL:
        return replace(first, lines=(*first.lines, (words.CONTINUED,)))
    return replace(first, lines=())


def _chunks(cell: FilledCell) -> list[FilledCell]:
    if cell.cell.kind is not CellKind.ITEMS:
        return [cell]
    chunks: list[list[Line]] = [[]]
    for line in cell.lines:
        if chunks[-1] and _height((*chunks[-1], line)) > _LINES_A_ROW:
            chunks.append([])
        chunks[-1].append(line)
    return [replace(cell, lines=tuple(chunk)) for chunk in chunks]


def _height(lines: tuple[Line, ...]) -> int:
    return sum(1 + len(plain(line)) // _LINE_EMS for line in lines)
