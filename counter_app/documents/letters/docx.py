"""A letter as .docx, from the same sheet as the PDF: the same words in the same order.

Faces are those of an office desktop; rows never split, heads of tables repeat, and the end stays
with the last words before it. Must not choose a word of its own.
"""

import io

import docx
from docx.shared import Mm

from counter_app.documents.docx_package import describe, empty_document, set_page
from counter_app.documents.docx_page import add_foot, add_word_across
from counter_app.documents.docx_xml import (
    LABEL_FACE,
    TITLE_FACE,
    Element,
    element,
    keep_with_next,
    paragraph,
    properties_of,
    run,
    twips,
)
from counter_app.documents.letters.docx_blocks import block, line_runs
from counter_app.documents.letters.docx_end import end
from counter_app.documents.letters.docx_white import White, white_of
from counter_app.documents.letters.frame import letter_sheet
from counter_app.documents.letters.sheet import NARROW_SIDE, SIDE, Paragraph, Sheet
from counter_app.documents.letters.view import LetterView
from counter_app.documents.view import Copy
from counter_app.rules.letter_kinds import Letter

_TOP, _BOTTOM, _HEAD = 17.0, 18.0, 8.0


def letter_docx(letter: Letter, view: LetterView, copy: Copy) -> bytes:
    """The letter as a .docx file."""
    sheet = letter_sheet(letter, view, copy)
    document = empty_document()
    set_page(document, side=NARROW_SIDE if sheet.narrow else SIDE, top=_TOP, bottom=_BOTTOM)
    body = document.element.body
    white = white_of(sheet)
    for made in (*_head(sheet), *_blocks(sheet, white), *end(document, sheet, white.sign)):
        body.insert(len(body) - 1, made)
    _around(document, sheet)
    describe(document, sheet.title, sheet.bureau, view.made_at)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _head(sheet: Sheet) -> list[Element]:
    note = paragraph(run(sheet.note, 9, LABEL_FACE), align="center", after="80")
    bureau = paragraph(run(sheet.bureau, 15, TITLE_FACE), align="center", after="200")
    title = paragraph(run(sheet.title, 22, TITLE_FACE, bold=True), align="center", after="100")
    rule = element("bottom", val="single", sz="10", space="6", color="000000")
    properties_of(title).insert(0, element("pBdr", rule))
    number = paragraph(
        run("　".join(sheet.number), 9.5, LABEL_FACE),
        element("r", element("tab")),
        run(sheet.official, 12),
        after="200",
    )
    tabs = element("tabs", element("tab", val="right", pos=twips(sheet.width)))
    properties_of(number).insert(0, tabs)
    addressed = [paragraph(*line_runs(sheet.addressee, 12), after="80")] if sheet.addressee else []
    return [*([note] if sheet.note else []), bureau, title, number, *addressed]


def _blocks(sheet: Sheet, white: White) -> list[Element]:
    """The blocks one under the other; between two tables a paragraph keeps them apart."""
    made: list[Element] = []
    last = len(sheet.blocks) - 1
    for at, each in enumerate(sheet.blocks):
        elements = block(each, sheet.width, white)
        if at and not isinstance(each, Paragraph):
            made.append(_between())
        if at == last:
            for element_ in elements:
                keep_with_next(element_)
        made += elements
    return made


def _between() -> Element:
    return paragraph(line="120", lineRule="exact")


def _around(document: "docx.document.Document", sheet: Sheet) -> None:
    """Foot, running head and word across. The first page has a head of its own: none."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(_HEAD)
    for footer in (section.first_page_footer, section.footer):
        add_foot(footer, list(sheet.foot.left), [sheet.foot.right], sheet.foot.code, sheet.width)
    running = _running(sheet)
    if sheet.across:
        add_word_across(section.first_page_header, sheet.across)
        add_word_across(section.header, sheet.across, running)
        return
    header = section.header
    header._element.replace(header.paragraphs[0]._p, running)


def _running(sheet: Sheet) -> Element:
    """What heads later pages: which letter, its number, whose."""
    made = paragraph(
        run(sheet.again, 10.5, TITLE_FACE, bold=True),
        run("　　" + "　".join(sheet.number), 8, LABEL_FACE),
        element("r", element("tab")),
        run(sheet.owner, 9.5),
    )
    rule = element("bottom", val="single", sz="4", space="2", color="000000")
    properties_of(made).insert(0, element("pBdr", rule))
    tabs = element("tabs", element("tab", val="right", pos=twips(sheet.width)))
    properties_of(made).insert(1, tabs)
    return made
