"""The end of a letter as elements of .docx: QR and whom to ask, seal, 送达 block, copies."""

import io

import docx
from docx.shared import Mm

from counter_app.documents.docx_page import png
from counter_app.documents.docx_xml import (
    LABEL_FACE,
    Element,
    cell,
    keep_with_next,
    paragraph,
    row,
    run,
    table,
)
from counter_app.documents.letters.docx_blocks import framed, line_runs
from counter_app.documents.letters.sheet import Delivery, Scan, Seal, Sheet
from counter_app.documents.pieces import Gap, Line, Option

_QR = 29.6
_LEFT = 42.0
_QUARTERS = (22.0, 55.0, 26.0)


def end(document: "docx.document.Document", sheet: Sheet, sign: float) -> list[Element]:
    """What stands under the last block, held together with it.

    `sign`: least height of a row in which somebody signs, in millimetres.
    """
    made: list[Element] = []
    if sheet.scan or sheet.seal:
        made += [_apart(), _scan_and_seal(document, sheet)]
    if sheet.delivery:
        made += [_apart(), _delivery(sheet.delivery, sheet.width, sign)]
    for each in made:
        keep_with_next(each)
    return [*made, paragraph(run(sheet.copies, 8, LABEL_FACE), before="100")]


def _apart() -> Element:
    return paragraph(line="120", lineRule="exact")


def _scan_and_seal(document: "docx.document.Document", sheet: Sheet) -> Element:
    left = _scan(document, sheet.scan) if sheet.scan else [paragraph()]
    right = [
        *(_contacts(sheet.scan) if sheet.scan else ()),
        *(_seal(sheet.seal) if sheet.seal else ()),
    ]
    widths = (_LEFT, sheet.width - _LEFT)
    cells = (
        cell(*left, width=widths[0]),
        cell(*(right or [paragraph()]), width=widths[1]),
    )
    return table(row(*cells, height=40), widths=widths, frame=0, inside=0)


def _scan(document: "docx.document.Document", scan: Scan) -> list[Element]:
    picture = document.add_paragraph()
    picture.add_run().add_picture(io.BytesIO(png(scan.code)), width=Mm(_QR))
    holder = picture._p
    holder.getparent().remove(holder)
    carrier = paragraph(align="center", line="240", lineRule="auto", after="200")
    for each in list(holder):
        if each.tag.endswith("}r"):
            carrier.append(each)
    caption = paragraph(run(scan.caption, 9, LABEL_FACE), align="center")
    code = paragraph(run(scan.short_code, 14, LABEL_FACE, bold=True), align="center")
    return [carrier, caption, *([code] if scan.short_code else [])]


def _contacts(scan: Scan) -> list[Element]:
    return [
        paragraph(run(f"{label}　{said}", 10, LABEL_FACE), after="60")
        for label, said in scan.contacts
    ]


def _seal(seal: Seal) -> list[Element]:
    """Bureau and day one under the other, to the right; the seal is put over both."""
    return [
        paragraph(run(seal.bureau, 12), align="right", before="480", after="120"),
        paragraph(run(f"{seal.day}　　", 12), align="right", after="120"),
        paragraph(run(f"{seal.note}　　　", 8, LABEL_FACE), align="right"),
    ]


def _delivery(block: Delivery, wide: float, sign: float) -> Element:
    widths = (*_QUARTERS, wide - sum(_QUARTERS))
    pieces: list[Option | Gap] = []
    for way in block.ways:
        pieces += [way, Gap(5)]
    ways: Line = tuple(pieces[:-1])
    time = "".join("　 " + word for word in block.date_words)
    rows = [
        row(
            _label((block.way,), widths[0]),
            cell(paragraph(*line_runs(ways, 10)), width=sum(widths[1:]), columns=3),
            height=7,
        ),
        _pair(block.recipient, (block.time,), widths, sign, time),
        _pair(block.deliverer, block.substitute, widths, sign),
    ]
    if block.refusal:
        reason, witness = block.refusal
        rows.append(_pair((reason,), (witness,), widths, sign))
    return framed(rows, widths)


def _pair(
    left: tuple[str, ...],
    right: tuple[str, ...],
    widths: tuple[float, ...],
    sign: float,
    time: str = "",
) -> Element:
    return row(
        _label(left, widths[0]),
        cell(width=widths[1]),
        _label(right, widths[2]),
        cell(paragraph(run(time, 10), align="right"), width=widths[3]),
        height=sign,
    )


def _label(lines: tuple[str, ...], width: float) -> Element:
    made = (paragraph(run(line, 10, LABEL_FACE), align="center") for line in lines)
    return cell(*made, width=width, bare=True)
