"""The few elements of WordprocessingML that the form needs, built without a template.

`table.cell()` of python-docx is slow on a grid of 36 columns; rows are made as they stand.
Must not know the form.
"""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from counter_app.documents.estimate import LINE

Element = BaseOxmlElement
TWIPS_A_MM = 1440 / 25.4

VALUE_FACE, LABEL_FACE, TITLE_FACE, LATIN_FACE = "仿宋", "黑体", "宋体", "Times New Roman"


_MARGINS = (("top", 0.4), ("left", 1.4), ("bottom", 0.4), ("right", 1.4))
"""Of every cell, in millimetres, in the order that the schema wants."""


def twips(millimetres: float) -> str:
    """Millimetres as Word counts them."""
    return str(round(millimetres * TWIPS_A_MM))


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """An element in Word's namespace; attribute names too, `_` standing for nothing else."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), value)
    for child in children:
        made.append(child)
    return made


def run(
    text: str, size: float, face: str = VALUE_FACE, *, bold: bool = False, latin: str = LATIN_FACE
) -> Element:
    """A run of text in one face; Chinese faces are named for east Asian text.

    `latin` is the face of letters and digits; one for both keeps □ and ☑ of one size.
    """
    fonts = element("rFonts", ascii=latin, hAnsi=latin, eastAsia=face, hint="eastAsia")
    weight = (element("b"),) if bold else ()
    half_points = str(round(size * 2))
    properties = element(
        "rPr",
        fonts,
        *weight,
        element("sz", val=half_points),
        element("szCs", val=half_points),
        element("lang", val="zh-CN", eastAsia="zh-CN"),
    )
    return element("r", properties, words(text))


def _size(runs: tuple[Element, ...]) -> float:
    """The largest size of the runs, in points."""
    sizes = (size.get(qn("w:val")) for made in runs for size in made.iter(qn("w:sz")))
    return max((int(size) / 2 for size in sizes if size), default=9)


def decorate(made: Element, decoration: Element) -> Element:
    """The run with an underline or border, at the place that the schema wants it."""
    properties = made[0]
    properties.insert(len(properties) - 1, decoration)
    return made


def indent(made: Element, **by: str) -> Element:
    """The paragraph with an indent, at the place that the schema wants it."""
    properties = properties_of(made)
    properties.insert(len(properties) - 1, element("ind", **by))
    return made


def words(text: str) -> Element:
    """A text whose white is kept."""
    made = element("t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def bookmark(made: Element, name: str) -> Element:
    """The paragraph as a place that a field can name."""
    made.insert(1, element("bookmarkStart", id="0", name=name))
    made.append(element("bookmarkEnd", id="0"))
    return made


def field(code: str, size: float, face: str, shown: str = "1") -> Element:
    """A simple field, such as PAGE; `shown` until the office reckons it."""
    made = element("fldSimple", run(shown, size, face))
    made.set(qn("w:instr"), code)
    return made


def paragraph(*runs: Element, align: str = "left", **spacing: str) -> Element:
    """A paragraph; `spacing` as w:spacing has it, in twentieths of a point."""
    exact = {"line": str(round(20 * LINE * _size(runs))), "lineRule": "exact"}
    given = {"before": "0", "after": "0", **exact, **spacing}
    properties = element("pPr", *_no_white(), element("spacing", **given), element("jc", val=align))
    return element("p", properties, *runs)


def _no_white() -> tuple[Element, ...]:
    """No white between Chinese and digits: a day is as narrow as in the PDF."""
    return element("autoSpaceDE", val="0"), element("autoSpaceDN", val="0")


def keep_with_next(made: Element) -> None:
    """Every paragraph of a cell stays on one page with what follows."""
    for properties in made.iter(qn("w:pPr")):
        properties.insert(0, element("keepNext"))


def properties_of(made: Element) -> Element:
    """The properties of a paragraph that `paragraph` made."""
    found: Element | None = made.find(qn("w:pPr"))
    assert found is not None
    return found


def cell(
    *content: Element,
    width: float,
    columns: int = 1,
    merge: str = "",
    bare: bool = False,
    open_side: str = "",
) -> Element:
    """A table cell, `width` in millimetres; `merge` is restart or continue of a vertical span.

    A `bare` cell has hardly a margin: its label fills it. An `open_side` (top, bottom) has no line.
    """
    properties = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    if columns > 1:
        properties.append(element("gridSpan", val=str(columns)))
    if merge:
        properties.append(element("vMerge", val=merge))
    if open_side:
        properties.append(element("tcBorders", element(open_side, val="nil")))
    if bare:
        sides = (element(side, w=twips(0.3), type="dxa") for side in ("left", "right"))
        properties.append(element("tcMar", *sides))
    properties.append(element("vAlign", val="center"))
    return element("tc", properties, *(content or (paragraph(),)))


def row(*cells: Element, height: float, header: bool = False) -> Element:
    """A table row of at least so many millimetres that never splits over pages."""
    properties = element("trPr", element("cantSplit"))
    properties.append(element("trHeight", val=twips(height), hRule="atLeast"))
    if header:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def table(
    *rows: Element,
    widths: tuple[float, ...],
    frame: float,
    inside: float,
    ends: tuple[float, float] | None = None,
) -> Element:
    """A table of fixed columns; lines in points, `ends` the frame's top and bottom."""

    def line(side: str, points: float) -> Element:
        if not points:
            return element(side, val="nil")
        return element(side, val="single", sz=str(round(points * 8)), space="0", color="000000")

    top, bottom = ends or (frame, frame)
    frames = {"top": top, "left": frame, "bottom": bottom, "right": frame}
    sides = [line(side, points) for side, points in frames.items()]
    borders = element("tblBorders", *sides, line("insideH", inside), line("insideV", inside))
    margins = element(
        "tblCellMar",
        *(element(side, w=twips(wide), type="dxa") for side, wide in _MARGINS),
    )
    properties = element(
        "tblPr",
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("jc", val="center"),
        borders,
        element("tblLayout", type="fixed"),
        margins,
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", properties, grid, *rows)
