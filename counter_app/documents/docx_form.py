"""The 审核表 as .docx, from the same cell table and the same values as the PDF.

Word lays out pages itself: rows have least heights, never split, and the head of the member table
repeats; so that table ends with its members, and what follows has tables of its own. Faces are
those of an office desktop (仿宋, 黑体, 宋体). Must not fill a value of its own.
"""

import io
from dataclasses import replace

from docx.shared import Mm

from counter_app.asking.fields import field_of
from counter_app.documents import form_words as words
from counter_app.documents.application_form import (
    commitment_parts,
    number_parts,
    proxy_lines,
)
from counter_app.documents.cells import (
    COLUMN_MM,
    COLUMNS,
    HOUSEHOLD,
    MEMBER_ROWS,
    CellKind,
)
from counter_app.documents.docx_package import describe, empty_document, set_page
from counter_app.documents.docx_page import add_foot, add_word_across
from counter_app.documents.docx_xml import (
    LABEL_FACE,
    TITLE_FACE,
    VALUE_FACE,
    Element,
    bookmark,
    cell,
    decorate,
    element,
    field,
    indent,
    keep_with_next,
    paragraph,
    properties_of,
    row,
    run,
    table,
    twips,
)
from counter_app.documents.estimate import fitting_size, least_height, tightness
from counter_app.documents.foot import foot_texts
from counter_app.documents.form_sheet import FilledCell, FilledRow, FormSheet, form_sheet
from counter_app.documents.labels import label_lines
from counter_app.documents.pieces import Field, Gap, Line, Option, Piece, plain
from counter_app.documents.view import Copy, PaperView
from counter_app.documents.wording import Wording
from counter_app.forms.consents import Commitment

_FRAME, _INSIDE = 1.25, 0.5
_SIGNED_HERE = "commitment"
_FRONT_ROOM = 246
"""Millimetres that title and foot leave for the rows of the front."""
_BACK_ROOM, _MARK_ROOM = 230, 10
"""Of the back, what the notes leave; on the 签字稿 the sentence over the rows takes some of it."""
_HOUSEHOLD_LABEL = label_lines(HOUSEHOLD)
_NUMBER = "285"
"""Twips that a note's number takes at 9.5 pt."""
_ONE_DIGIT = 9
_BLANK_MM = 0.9
"""Width of a blank at 10 pt."""


def form_docx(view: PaperView, copy: Copy) -> bytes:
    """The form as a .docx file."""
    sheet = form_sheet(view, copy)
    document = empty_document()
    set_page(document, side=18, top=14, bottom=20)
    body = document.element.body
    for made in _content(sheet, view, copy):
        body.insert(len(body) - 1, made)
    section = document.sections[0]
    left, right, code = foot_texts(view, copy, words.FORM_VERSION)
    add_foot(section.footer, left, right, code, COLUMNS * COLUMN_MM)
    if across := Wording(view.wording).over(copy, trial=view.trial):
        section.header_distance = Mm(0)
        add_word_across(section.header, across)
    describe(document, words.TITLE, view.hall.bureau, view.made_at)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _content(sheet: FormSheet, view: PaperView, copy: Copy) -> list[Element]:
    many = sheet.members > MEMBER_ROWS
    sheet, tight_back = _fitting_back(sheet, copy)
    fitting = tightness(sheet.front, _FRONT_ROOM)
    tight = 1.0 if many or fitting is None else fitting
    title = paragraph(run(words.TITLE, 20, TITLE_FACE, bold=True), align="center", after="100")
    between = paragraph(line="20", lineRule="exact")
    if not many and fitting is not None:
        properties_of(between).insert(0, element("pageBreakBefore"))
    later = [paragraph(*_mark(view, "later_pages"), after="80")] if copy is Copy.SIGNING else []
    return [
        title,
        _under_title(view, copy),
        _table([_row(filled, tight) for filled in sheet.front]),
        between,
        *later,
        *_one_under_the_other(_members(sheet, tight_back), *_rest(sheet, tight_back, view, copy)),
        *_notes(),
    ]


def _fitting_back(sheet: FormSheet, copy: Copy) -> tuple[FormSheet, float]:
    """The sheet with as many unused rows for members as one page has room for, and how tight."""
    room = _BACK_ROOM - (_MARK_ROOM if copy is Copy.SIGNING else 0)
    used = tuple(each for each in sheet.member_rows if any(cell.lines for cell in each.cells))
    for count in range(len(sheet.member_rows), len(used) - 1, -1):
        kept = sheet.member_rows[:count]
        fitting = tightness((sheet.members_head, *kept, *sheet.rest), room)
        if fitting is not None:
            return replace(sheet, member_rows=kept), fitting
    blank = copy is Copy.BLANK
    return replace(sheet, member_rows=sheet.member_rows if blank else used), 1.0


def _rest(sheet: FormSheet, tight: float, view: PaperView, copy: Copy) -> tuple[list[Element], ...]:
    """What stands under the members, in parts: figures and assets, 承诺书, opinions."""
    promise = next(n for n, row in enumerate(sheet.rest) if _is_promise(row))
    return (
        [_row(each, tight) for each in sheet.rest[:promise]],
        [_promise(sheet.rest[promise], view, copy)],
        [_row(each, tight) for each in sheet.rest[promise + 1 :]],
    )


def _one_under_the_other(*parts: list[Element]) -> list[Element]:
    """Tables that look like one. Without a paragraph between them Word takes them for one."""
    last = len(parts) - 1
    tables = [
        _table(rows, (0 if n else _FRAME, _FRAME if n == last else _INSIDE))
        for n, rows in enumerate(parts)
    ]
    between = [_seam() for _ in parts[1:]]
    keep_with_next(between[-1])
    return [tables[0], *(each for pair in zip(between, tables[1:], strict=True) for each in pair)]


def _seam() -> Element:
    """A paragraph as low as they go, with the frame at its sides."""
    made = paragraph(line="20", lineRule="exact")
    points = str(round(_FRAME * 8))
    sides = (
        element(side, val="single", sz=points, space="0", color="000000")
        for side in ("left", "right")
    )
    properties_of(made).insert(0, element("pBdr", *sides))
    return made


def _table(rows: list[Element], ends: tuple[float, float] | None = None) -> Element:
    widths = (COLUMN_MM,) * COLUMNS
    return table(*rows, widths=widths, frame=_FRAME, inside=_INSIDE, ends=ends)


def _mark(view: PaperView, sentence: str) -> list[Element]:
    wording = Wording(view.wording)
    border = element("bdr", val="single", sz="12", space="0", color="000000")
    mark = decorate(run(wording.text("signing", "mark"), 13, LABEL_FACE, bold=True), border)
    before, page, after = "".join(wording.texts("signing", sentence)).partition("{page}")
    number = [field(f"PAGEREF {_SIGNED_HERE}", 9, LABEL_FACE, "2")] if page else []
    return [mark, run("　" + before, 9, LABEL_FACE), *number, run(after, 9, LABEL_FACE)]


def _under_title(view: PaperView, copy: Copy) -> Element:
    """The mark of the 签字稿 on the left, 编号 on the right."""
    year, rest = number_parts(view, copy)
    text = f" ({year or ' ' * 10}) {rest or ' ' * 24} "
    mark = _mark(view, "first_page") if copy is Copy.SIGNING else []
    made = paragraph(
        *mark,
        element("r", element("tab")),
        run(words.NUMBER_BEFORE, 10, LABEL_FACE),
        run(text, 10.5),
        run(words.NUMBER_AFTER, 10, LABEL_FACE),
        after="60",
    )
    tabs = element("tabs", element("tab", val="right", pos=twips(COLUMNS * COLUMN_MM)))
    properties_of(made).insert(0, tabs)
    return made


def _row(filled: FilledRow, tight: float = 0) -> Element:
    height = least_height(filled, tight)
    cells = [_cell(each, filled.row.height) for each in filled.cells]
    return row(*cells, height=height, header=filled.row.kind == "members")


def _cell(filled: FilledCell, height: float) -> Element:
    span, is_label = filled.cell.span, filled.cell.kind is CellKind.LABEL
    made = cell(*_paragraphs(filled, height), width=span * COLUMN_MM, columns=span, bare=is_label)
    if filled.cell.kind is CellKind.BAND:
        keep_with_next(made)
    return made


def _paragraphs(filled: FilledCell, height: float) -> list[Element]:
    match filled.cell.kind:
        case CellKind.LABEL | CellKind.BAND:
            bold = filled.cell.kind is CellKind.BAND
            size = 10.5 if bold else 10
            texts = (run(plain(line), size, LABEL_FACE, bold=bold) for line in filled.lines)
            return [paragraph(each, align="center") for each in texts]
        case CellKind.OPTIONS:
            texts = (run(_spaced(line), 10, latin=VALUE_FACE) for line in filled.lines)
            return [paragraph(each) for each in texts]
        case _:
            size = fitting_size(filled, height)
            align = filled.align
            made = [paragraph(run(plain(line), size), align=align) for line in filled.lines]
            if filled.numbered:
                behind = str(round(20 * size * (1.5 if len(made) > _ONE_DIGIT else 1.2)))
                made = [indent(each, left=behind, hanging=behind) for each in made]
            return made


def _spaced(line: Line) -> str:
    """An options line with blanks for its gaps and empty fields."""
    return "".join(_spaced_piece(piece) for piece in line)


def _spaced_piece(piece: Piece) -> str:
    match piece:
        case Gap(millimetres):
            return " " * max(1, round(millimetres / _BLANK_MM))
        case Field(millimetres, content):
            return plain(content).center(round(millimetres / _BLANK_MM))
        case _:
            return plain((piece,))


def _members(sheet: FormSheet, tight: float) -> list[Element]:
    rows = [_row(sheet.members_head, tight), *(_row(each, tight) for each in sheet.member_rows)]
    for number, made in enumerate(rows):
        made.insert(1, _beside_members(number, sheet.household_boxes))
    return rows


def _beside_members(number: int, boxes: tuple[Option, ...]) -> Element:
    """In the head, which repeats, the label; under it the boxes, in one cell down the rows."""
    width, columns = HOUSEHOLD.span * COLUMN_MM, HOUSEHOLD.span
    if number == 0:
        label = (paragraph(run(line, 9, LABEL_FACE), align="center") for line in _HOUSEHOLD_LABEL)
        return cell(*label, width=width, columns=columns, bare=True, open_side="bottom")
    if number > 1:
        return cell(width=width, columns=columns, merge="continue", open_side="top")
    made = (paragraph(run(plain((box,)), 9, LABEL_FACE)) for box in boxes)
    return cell(*made, width=width, columns=columns, merge="restart", open_side="top")


def _is_promise(row: FilledRow) -> bool:
    return row.cells[0].cell.kind is CellKind.COMMITMENT


def _promise(filled: FilledRow, view: PaperView, copy: Copy) -> Element:
    """承诺书 is made of paragraphs; it stands on one page with the opinions."""
    content = cell(*_commitment(view, copy), width=COLUMNS * COLUMN_MM, columns=COLUMNS)
    keep_with_next(content)
    return row(content, height=filled.row.height)


def _commitment(view: PaperView, copy: Copy) -> list[Element]:
    name, year, month, day = commitment_parts(view, copy)
    heading = run(" ".join(words.COMMITMENT_HEADING), 10.5, LABEL_FACE, bold=True)
    text = paragraph(run(words.COMMITMENT, 10.5, TITLE_FACE), align="both", after="160")
    indent(text, firstLineChars="200", firstLine="420")
    by = field_of(Commitment, "signed_by").label + words.COLON
    date = "".join(
        f"{part:^7}{word}" for part, word in zip((year, month, day), words.DATE_WORDS, strict=True)
    )
    signed = decorate(
        run(f" {plain(name).center(48 - len(plain(name)))} ", 10.5), element("u", val="single")
    )
    sign = paragraph(run(by, 10.5), signed, run("　" + date, 10.5), **_to_sign(copy))
    properties = properties_of(sign)
    if copy is Copy.SIGNING:
        bar = element("left", val="single", sz="18", space="4", color="000000")
        properties.insert(0, element("pBdr", bar))
        properties.insert(1, element("shd", val="clear", color="auto", fill="EBEBEB"))
    indent(sign, left=twips(52))
    notes = [paragraph(run(plain(line), 9.5)) for line in proxy_lines(view, copy)]
    headed = bookmark(paragraph(heading, align="center", after="60"), _SIGNED_HERE)
    return [headed, text, sign, *notes]


def _to_sign(copy: Copy) -> dict[str, str]:
    """Room above the line for a signature; on the 签字稿 within the grey."""
    if copy is Copy.SIGNING:
        return {"line": "640", "lineRule": "exact", "after": "60"}
    return {"before": "300", "after": "60"}


def _notes() -> list[Element]:
    heading = paragraph(run(words.NOTES_HEADING, 10, LABEL_FACE, bold=True), before="160")
    notes = []
    for number, note in enumerate(words.NOTES, start=1):
        made = paragraph(run(f"{number}、{note}", 9.5, TITLE_FACE), align="both")
        notes.append(indent(made, left=_NUMBER, hanging=_NUMBER))
    for made in (heading, *notes[:-1]):
        keep_with_next(made)
    return [heading, *notes]
