"""Foot and word across of a .docx: page numbers are fields, the code's QR is a small picture."""

import io
import struct
import zlib

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from counter_app.documents.docx_xml import (
    LABEL_FACE,
    Element,
    cell,
    field,
    paragraph,
    row,
    run,
    table,
)
from counter_app.documents.qr import Code, code_of

_SIZE = 8
_SCALE = 12
_MIDDLE, _RIGHT, _CODE, _PICTURE = 30.0, 58.0, 44.0, 14.0
"""Columns of a foot, in millimetres: on the right a code alone, or more."""


def add_foot(
    footer: "docx.section._Footer", left: list[str], right: list[str], code: str, wide: float
) -> None:
    """Left form and policy, middle the pages, right the code and its QR; `wide` in millimetres."""
    beside = _RIGHT if len(right) > 1 else _CODE
    columns = (wide - _MIDDLE - beside - _PICTURE, _MIDDLE, beside, _PICTURE)
    picture = footer.paragraphs[0]
    picture.clear()
    picture.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    picture.add_run().add_picture(io.BytesIO(png(code_of(code))), height=Mm(10.5))
    pages = (
        run("第 ", _SIZE, LABEL_FACE),
        field("PAGE", _SIZE, LABEL_FACE),
        run(" 页　共 ", _SIZE, LABEL_FACE),
        field("NUMPAGES", _SIZE, LABEL_FACE),
        run(" 页", _SIZE, LABEL_FACE),
    )
    content = (
        paragraph(run("　".join(left), _SIZE, LABEL_FACE)),
        paragraph(*pages, align="center"),
        paragraph(run("　".join(right), _SIZE, LABEL_FACE), align="right"),
        picture._p,
    )
    cells = (cell(each, width=wide) for each, wide in zip(content, columns, strict=True))
    made = table(row(*cells, height=10.5), widths=columns, frame=0, inside=0)
    footer._element.append(made)
    footer._element.append(paragraph(line="20", lineRule="exact"))


def png(code: Code) -> bytes:
    """A code as a black and white PNG, without white around."""
    side = code["size"] * _SCALE
    lines = [bytearray(b"\xff" * ((side + 7) // 8)) for _ in range(code["size"])]
    for line, start, length in code["runs"]:
        for pixel in range(start * _SCALE, (start + length) * _SCALE):
            lines[line][pixel // 8] &= ~(0x80 >> pixel % 8) & 0xFF
    data = b"".join((b"\0" + bytes(each)) * _SCALE for each in lines)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


_ACROSS = """
<w:r {namespaces}><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="across" o:spid="_x0000_s2049" type="#_x0000_t136" filled="f" strokecolor="#8c8c8c"
 strokeweight="0.7pt" style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:200pt;
rotation:325;z-index:-251658752;mso-position-horizontal:center;
mso-position-horizontal-relative:page;mso-position-vertical:center;
mso-position-vertical-relative:page"><v:textpath style="font-family:宋体;font-size:1pt"/>
</v:shape></w:pict></w:r>
"""
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def add_word_across(header: "docx.section._Header", word: str, *beside: Element) -> None:
    """The word across each page that has this header, in outline; `beside` stands in its head."""
    made = parse_xml(_ACROSS.format(namespaces=f"{nsdecls('w')} {_NAMESPACES}"))
    for textpath in made.iter("{urn:schemas-microsoft-com:vml}textpath"):
        if textpath.get("style"):
            textpath.set("string", word)
    carrier = paragraph(line="20", lineRule="exact")  # a usual line would push the page down
    carrier.append(made)
    header._element.replace(header.paragraphs[0]._p, carrier)
    for each in beside:
        header._element.append(each)
