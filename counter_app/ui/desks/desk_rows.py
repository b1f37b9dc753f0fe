"""A desk's list as cells: number, name, type, step, strokes, days that are left, who works at it.

Must not ask for a list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counter_app.intake.case_view.strokes import Stroke
from counter_app.intake.listed_words import (
    FREE,
    RETURNED,
    STOPPED,
    answered_words,
    claimed_words,
    left_words,
    short_number,
    step_words,
    strokes_of,
    strokes_read_out,
)
from counter_app.rules.urgency import Urgency
from counter_app.ui.widgets.glyphs import Glyph, glyph_token
from counter_app.ui.widgets.tables.cells import Cell, CellModel, Cells, Column
from counter_app.ui.widgets.theme.sizes import FULL_WAY_FROM
from counter_app.ui.widgets.theme.tokens import Token
from counter_app.wire.lists import ListRow

SIGNS = {
    Urgency.WEEK: Glyph.DUE_FIVE,
    Urgency.NEAR: Glyph.DUE_THREE,
    Urgency.LAST: Glyph.DUE_ONE,
    Urgency.OVER: Glyph.OVERDUE,
}
COLUMNS = (
    Column("编号", 168),
    Column("姓名", 46),
    Column("申请人类型"),
    Column("环节", 44),
    Column("部门", 130),
    Column("剩余 / 20 日", 112, right=True),
    Column("领取", 76),
)
NARROW_COLUMNS = (
    Column("编号", 68),
    Column("姓名", 50),
    Column("申请人类型"),
    Column("部门", 130),
    Column("剩余 / 20 日", 112, right=True),
    Column("领取", 76),
)
"""环节 goes, the number is its last five."""


@dataclass(frozen=True, slots=True)
class StrokesCell(Cell):
    """Nine strokes, and beside them how many answered."""

    strokes: tuple[Stroke, ...] = ()
    read_out: str = ""

    def words(self) -> str:
        """In words, never a picture."""
        return self.read_out


@dataclass(frozen=True, slots=True)
class LeftCell(Cell):
    """Days that are left, and at their right the sign of how near that is."""


class DeskModel(CellModel):
    """The rows of a list as far as they were fetched."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.listed: list[ListRow] = []
        self.narrow = False

    def fit(self, width: int) -> None:
        """In a narrow window columns go."""
        self.narrow = width < FULL_WAY_FROM
        if self.use_columns(NARROW_COLUMNS if self.narrow else COLUMNS):
            self.show_listed(self.listed)

    def show_listed(self, rows: Sequence[ListRow]) -> None:
        """Show these from the top."""
        self.listed = list(rows)
        self.show_rows([self._cells(each) for each in rows])

    def keep_places(self, rows: Iterable[ListRow]) -> int:
        """What is told of rows that are shown becomes new, each in its place; how many are none.

        Nothing moves under the hand: what came beside them waits until the list is asked anew.
        """
        told = {each.number: each for each in rows}
        self.show_listed([told.pop(each.number, each) for each in self.listed])
        return len(told)

    def at(self, row: int) -> ListRow | None:
        """The case of a row; None where there is none."""
        return self.listed[row] if 0 <= row < len(self.listed) else None

    def row_of(self, number: str) -> int:
        """The row of a case; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.listed) if row.number == number), -1)

    def _cells(self, row: ListRow) -> Cells:
        cells = (
            Cell(row.number, size=15, tone=Token.SECOND),
            Cell(row.name, strong=True),
            Cell(row.type, size=15),
            Cell(step_words(row), size=15),
            StrokesCell(
                answered_words(row),
                size=15,
                strokes=strokes_of(row),
                read_out=strokes_read_out(row),
            ),
            _left(row),
            _claimed(row),
        )
        if not self.narrow:
            return cells
        number, name, kind, _step, *rest = cells
        return (replace(number, text=short_number(row.number)), name, kind, *rest)


def _left(row: ListRow) -> LeftCell:
    stands = STOPPED in row.flags or RETURNED in row.flags
    glyph = Glyph.STOPPED if stands else SIGNS.get(Urgency(row.urgency))
    near = glyph is not None and not stands
    tone = glyph_token(glyph) if glyph and near else Token.TEXT
    return LeftCell(left_words(row), glyph=glyph, size=15, strong=near, tone=tone)


def _claimed(row: ListRow) -> Cell:
    words = claimed_words(row)
    quiet = Token.QUIET if words == FREE else Token.TEXT
    return Cell(words, size=15, strong=row.claimed_by_me, tone=quiet)
