"""An empty .docx that carries nothing of the template it is made from. Must not fill a page.

python-docx starts from a Word file of its own: with a preview picture, the program and editing
traces of the machine it was saved on, and the order to keep a preview of every page one.
"""

from datetime import UTC, datetime

import docx
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm

from counter_app.documents.docx_xml import TITLE_FACE, Element, element

_LEFTOVERS = ("/thumbnail", "/customXml", "/stylesWithEffects")
"""What these relations lead to is of no use to a paper."""
_TRACES = ("w:savePreviewPicture", "w:rsids", "w:proofState")
_SESSION = qn("w:rsid")
_DOC_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}docId"
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>counter-app</Application></Properties>"
)


def empty_document() -> "docx.document.Document":
    """A document to be filled, of which nothing tells how it began."""
    document = docx.Document()
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(_LEFTOVERS):
                del relations[name]
            elif relation.reltype.endswith("/extended-properties"):
                assert isinstance(relation.target_part, Part)
                relation.target_part._blob = _PROGRAM
    for part in (document.element, document.styles.element):
        _forget_sessions(part)
    settings = document.settings.element
    for trace in (*map(qn, _TRACES), _DOC_ID):
        for each in settings.findall(trace):
            settings.remove(each)
    languages = settings.find(qn("w:themeFontLang"))
    settings.replace(languages, element("themeFontLang", val="zh-CN", eastAsia="zh-CN"))
    return document


def _forget_sessions(part: Element) -> None:
    """Word marks what was edited together by numbers of its own."""
    for each in list(part.iter()):
        for name in [name for name in each.attrib if name.startswith(_SESSION)]:
            del each.attrib[name]
        if each.tag == _SESSION:
            each.getparent().remove(each)


def set_page(document: "docx.document.Document", side: float, top: float, bottom: float) -> None:
    """A4 upright with these margins in millimetres, in Chinese."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.footer_distance = Mm(6)
    normal = document.styles["Normal"].element
    style = normal.get_or_add_rPr()
    style.append(element("rFonts", eastAsia=TITLE_FACE))
    style.append(element("lang", val="zh-CN", eastAsia="zh-CN"))


def describe(
    document: "docx.document.Document", title: str, author: str, made_at: datetime | None
) -> None:
    """What the file says of itself: the paper and who issues it, never whom it is about."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, author, author
    core.language, core.comments = "zh-CN", ""
    if made_at is not None:
        core.created = core.modified = made_at.astimezone(UTC)  # python-docx writes a Z behind it
        return
    for time in ("created", "modified"):
        for each in core._element.findall(qn(f"dcterms:{time}")):
            core._element.remove(each)
