"""The rows of the table of members, as cells. Must not read what was typed by itself."""

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.intake.members import FIELDS, bare, member_key, told
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.said import NOTHING, Said, Tone
from counter_app.intake.shown import shown_at
from counter_app.intake.who import Who
from counter_app.ui.intake.message_of import message_of
from counter_app.ui.widgets.fields.message import Message
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.tables.cells import Cell, Cells, Column
from counter_app.ui.widgets.theme.tokens import Token

COLUMNS = (
    Column("", 28),
    Column("姓名", 100),
    Column("与本人关系", 96),
    Column("身份证号", 212),
    Column("工作单位"),
    Column("月收入 (元)", 108, right=True),
)
_CHOOSE_AGAIN = "请重选"
"""The column has room for no more beside what the number tells."""
_NEW_ROW = Message("没有更多的人，按 Enter 继续")


def rows(opened: OpenDraft, *, with_new: bool) -> list[Cells]:
    """The applicant, the members, and where one is being added an empty row."""
    judged = opened.review.household
    found = [_applicant(opened, judged.find(opened.draft.applicant_uuid))]
    for place, member in enumerate(opened.draft.rows.get(MEMBERS, ()), start=1):
        found.append(_member(opened, member, place, judged.find(member)))
    if with_new:
        number = Cell(str(len(found)), tone=Token.SECOND, size=14)
        empty = (Cell(),) * (len(FIELDS) - 1)
        found.append((number, Cell(second=_NEW_ROW), *empty))
    return found


def _applicant(opened: OpenDraft, who: Who | None) -> Cells:
    def cell(field: str, second: Said = NOTHING) -> Cell:
        text = shown_at(opened, f"applicant.{field}")
        return Cell(text, message_of(second), tone=Token.SECOND)

    return (
        Cell(),
        cell("name"),
        Cell("本人", tone=Token.SECOND),
        cell("id_number", told(who)),
        cell("employer"),
        cell("monthly_income"),
    )


def _member(opened: OpenDraft, member: str, number: int, who: Who | None) -> Cells:
    cells = []
    for field in FIELDS:
        key = member_key(member, field)
        said = bare(opened.said(key), key)
        if field == "relation" and said.tone is Tone.WRONG:
            said = Said(_CHOOSE_AGAIN, Tone.WRONG)
        if said == NOTHING and field == "id_number":
            said = told(who)
        cells.append(Cell(shown_at(opened, key), message_of(said), strong=field == "name"))
    return (Cell(str(number), tone=Token.SECOND, size=14), *cells)


def is_wrong(cell: Cell) -> bool:
    """Whether the cell is told to be wrong."""
    return cell.second.glyph is Glyph.WRONG
