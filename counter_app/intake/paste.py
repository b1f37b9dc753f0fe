"""Several members from the clipboard: a sheet, a list from a chat → values per field.

Pure functions. A cell is kept as it was pasted: leaving its field puts it right. What is left out
is told. Who is the applicant is left out; relations to a head of the household who is somebody
else are not taken for relations to the applicant.
"""

from collections.abc import Iterator
from typing import NamedTuple

from counter_app.asking.putting_right.identities import resident
from counter_app.asking.putting_right.right import name
from counter_app.intake.members import FIELDS
from counter_app.intake.pasted_cells import Cells, cells_of, turned, words_of
from counter_app.intake.pasted_columns import (
    TO_HEAD,
    Column,
    by_content,
    by_headings,
    by_place,
    columns_of,
    is_heading,
    is_in_place,
    number_place,
)
from counter_app.intake.relations import HEAD, SELF

MOST_ROWS = 40
"""Of one paste; no household is larger, and a whole sheet would hold up the window."""
_SUMS = ("合计", "总计", "小计", "共计", "备注", "说明", "注:", "注：")
_NUMBER = FIELDS.index("id_number")
_NAMED = 4
_Row = dict[str, str]


class Around(NamedTuple):
    """What is known already: the applicant, and the year of the application."""

    name: str
    number: str
    year: int


class Pasted(NamedTuple):
    """Rows of field → cell; whether they are whole members; what is to be told of them."""

    rows: tuple[_Row, ...]
    whole: bool
    told: tuple[str, ...]


def is_table(text: str) -> bool:
    """Whether a clipboard's text is more than one cell."""
    return "\t" in text or "\n" in text.strip() or bool(words_of(text))


def read(text: str, column: int | None, around: Around) -> Pasted:
    """The members of a text; `column` is that of the cell that has the keyboard, None: no cell."""
    lines = cells_of(text)
    if len(lines) > 1 and all(is_heading(cells[0]) and len(cells) > 1 for cells in lines):
        lines = turned(lines)
    told: list[str] = []
    at = next((at for at, cells in enumerate(lines) if columns_of(cells)), None)
    if at is not None:
        told += [_not_taken(cells) for cells in lines[:at]]
        rows = tuple(_with_headings(lines[at:], told))
        return _household(rows, around, told)
    words = "\t" not in text and any(words_of(line) for line in text.split("\n"))
    if column is not None and not words and _belongs_at(lines, column):
        return _at_cell(lines, column)
    rows = tuple(_without_headings(lines, around, words, told))
    return _household(rows, around, told)


def _with_headings(lines: list[Cells], told: list[str]) -> Iterator[_Row]:
    """The rows under the headings, of which the first line is one."""
    columns: list[Column | None] = []
    for cells in lines:
        if again := columns_of(cells):
            columns = again
            if unknown := list(_unknown(cells)):
                told.append(f"没有用到的列：{_few(unknown)}")
        elif cells[0].strip().startswith(_SUMS):
            told.append(_not_taken(cells))
        else:
            row, left = by_headings(columns, cells)
            if left:
                told.append(f"没有用到：{_few(left)}")
            if row:
                yield row


def _not_taken(cells: Cells) -> str:
    first = next(cell.strip() for cell in cells if cell.strip())
    return f"“{' '.join(first.split())}”一行没有粘贴"


def _few(words: Cells) -> str:
    return "、".join(words[:_NAMED]) + (f"等 {len(words)} 格" if len(words) > _NAMED else "")


def _unknown(headings: Cells) -> Iterator[str]:
    """The headings whose columns are left out; everybody knows what a serial number is."""
    columns = columns_of(headings) or []
    for column, cell in zip(columns, headings, strict=True):
        if column is None and cell.strip() and cell.strip() not in ("序号", "编号"):
            yield " ".join(cell.split())


def _belongs_at(lines: list[Cells], column: int) -> bool:
    """Whether lines continue from a cell: they are no whole members, their numbers fit in there."""
    if any(len(cells) >= len(FIELDS) for cells in lines):
        return False
    places = {place + column for cells in lines if (place := number_place(cells)) is not None}
    return places <= {_NUMBER}


def _at_cell(lines: list[Cells], column: int) -> Pasted:
    found = [by_place(cells, column) for cells in lines]
    more = sum(bool(left) for _, left in found)
    told = (f"有 {more} 行右边的格没有粘贴",) if more else ()
    return Pasted(tuple(row for row, _ in found), False, told)


def _without_headings(
    lines: list[Cells], around: Around, words: bool, told: list[str]
) -> Iterator[_Row]:
    for cells in lines:
        if cells[0].strip().startswith(_SUMS):
            told.append(_not_taken(cells))
            continue
        row, left = by_place(cells)
        if words and len(cells) == 1:
            row, left = {}, cells
        elif words or not is_in_place(row, cells):
            row, left = by_content(cells, around.year, words=words)
        if left:
            told.append(f"没有用到：{_few(left)}")
        if row:
            yield row


def _household(rows: tuple[_Row, ...], around: Around, told: list[str]) -> Pasted:
    """The members among the rows."""
    kept = [row for row in rows if not _is_applicant(row, around)]
    if len(kept) < len(rows):
        told.append("申请人本人的一行没有粘贴")
    head_left_out = any(_is_head(row) for row in rows) and not any(_is_head(row) for row in kept)
    if not head_left_out and any(TO_HEAD in row or _is_head(row) for row in kept):
        told.append("表中是与户主的关系，不能当作与本人关系，请逐个选")
        kept = [_without_relation(row) for row in kept]
    return Pasted(tuple(_named_relation(row) for row in kept), True, tuple(dict.fromkeys(told)))


def _relation(row: _Row) -> str:
    return "".join((row.get("relation") or row.get(TO_HEAD, "")).split())


def _is_head(row: _Row) -> bool:
    return _relation(row) in HEAD


def _is_applicant(row: _Row, around: Around) -> bool:
    """By the number, where both have one, else by what the row says and the name."""
    number = resident(row.get("id_number", "")).text
    if number and around.number:
        return number == around.number
    if _relation(row) in SELF:
        return True
    return _is_head(row) and name(row.get("name", "")).text == around.name


def _without_relation(row: _Row) -> _Row:
    return {field: cell for field, cell in row.items() if field not in ("relation", TO_HEAD)}


def _named_relation(row: _Row) -> _Row:
    """With a relation to a head who is the applicant as what it then is."""
    relation = row.get("relation") or row.get(TO_HEAD)
    rest = _without_relation(row)
    return {**rest, "relation": relation} if relation else rest
