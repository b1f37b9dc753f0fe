"""The blocks of a letter as elements of .docx. Must not know which letter they are of."""

from collections.abc import Sequence

from counter_app.documents.docx_xml import (
    LABEL_FACE,
    VALUE_FACE,
    Element,
    cell,
    indent,
    keep_with_next,
    paragraph,
    row,
    run,
    table,
    twips,
)
from counter_app.documents.letters.docx_white import White
from counter_app.documents.letters.sheet import (
    LABEL,
    Block,
    Heading,
    LetterFacts,
    Paragraph,
    Rows,
    Signs,
    Terms,
)
from counter_app.documents.pieces import Gap, Line, Note, Option, Piece, Strong, plain

_FRAME, _INSIDE = 0.9, 0.5
_BLANK_MM = 1.85
"""Width of a blank of a Chinese line at 10.5 pt."""
_SIGNATURE = "　" * 12


def line_runs(line: Line, size: float, face: str = VALUE_FACE) -> list[Element]:
    """A line as runs: what must not be overlooked is bold, boxes are letters."""
    made: list[Element] = []
    text = ""
    for piece in line:
        if isinstance(piece, (Strong, Note)):
            made += [run(text, size, face)] if text else []
            small = isinstance(piece, Note)
            made.append(run(piece.text, 8 if small else size, face, bold=not small))
            text = ""
        else:
            text += _text(piece)
    return [*made, run(text, size, face)] if text or not made else made


def _text(piece: Piece) -> str:
    match piece:
        case Gap(millimetres):
            return "\u00a0" * round(millimetres / _BLANK_MM)
        case Option(ticked, label):
            return f"{'☑' if ticked else '□'}{label}"
        case _:
            return plain((piece,))


def block(made: Block, wide: float, white: White) -> list[Element]:
    """A block as it stands in a column of so many millimetres."""
    match made:
        case Paragraph(line, indented):
            return [_prose(line, indented, white)]
        case Heading(text):
            return [paragraph(run(text, 10.5, LABEL_FACE, bold=True), before="80", after="40")]
        case LetterFacts(rows):
            return [_facts(rows, wide, white.row)]
        case Rows():
            return [_rows(made, white.row)]
        case Terms(rows, heights):
            return [_terms(rows, heights, wide, white.row)]
        case Signs(labels, date_words):
            return [_sign(label, date_words) for label in labels]


def _prose(line: Line, indented: bool, white: White) -> Element:
    around = str(white.around)
    pitch = {"line": str(white.pitch), "lineRule": "exact"}
    runs = line_runs(line, 12)
    made = paragraph(*runs, align="both", before=around, after=around, **pitch)
    return indent(made, firstLineChars="200", firstLine="480") if indented else made


def _label(text: str, width: float) -> Element:
    return cell(paragraph(run(text, 10, LABEL_FACE), align="center"), width=width)


def _value(line: Line, width: float, columns: int = 1, align: str = "left") -> Element:
    return cell(paragraph(*line_runs(line, 10.5), align=align), width=width, columns=columns)


def framed(rows: Sequence[Element], widths: tuple[float, ...]) -> Element:
    """A table with the lines that a letter's tables have."""
    return table(*rows, widths=widths, frame=_FRAME, inside=_INSIDE)


def _facts(rows: tuple[tuple[tuple[str, Line], ...], ...], wide: float, least: float) -> Element:
    value = wide / 2 - LABEL
    made = []
    for facts in rows:
        if len(facts) == 1:
            ((label, said),) = facts
            cells = [_label(label, LABEL), _value(said, wide - LABEL, columns=3)]
        else:
            cells = [
                each
                for label, said in facts
                for each in (_label(label, LABEL), _value(said, value))
            ]
        made.append(row(*cells, height=least))
    return framed(made, (LABEL, value, LABEL, value))


def _rows(made: Rows, least: float) -> Element:
    columns = made.columns
    head = row(*(_label(each.title, each.width) for each in columns), height=least, header=True)
    keep_with_next(head)
    rows = [
        row(
            *(
                _value(said, column.width, align=column.align)
                for said, column in zip(cells, columns, strict=True)
            ),
            height=least,
        )
        for cells in made.rows
    ]
    if made.total:
        rows.append(_total(made, least))
    return framed([head, *rows], tuple(each.width for each in columns))


def _total(made: Rows, least: float) -> Element:
    first, *others = made.total
    spanned = len(made.columns) - len(others)
    width = sum(each.width for each in made.columns[:spanned])
    return row(
        _value(first, width, columns=spanned, align="right"),
        *(
            _value(said, column.width, align="center")
            for said, column in zip(others, made.columns[spanned:], strict=True)
        ),
        height=least,
    )


def _terms(
    rows: tuple[tuple[str, Line], ...], heights: tuple[float, ...], wide: float, least: float
) -> Element:
    made = [
        row(
            _label(label, LABEL),
            _value(said, wide - LABEL),
            height=max(least, heights[at] if at < len(heights) else 0),
        )
        for at, (label, said) in enumerate(rows)
    ]
    return framed(made, (LABEL, wide - LABEL))


def _sign(label: str, date_words: tuple[str, ...]) -> Element:
    """A line to sign with the day and minute to be written beside it."""
    line = run(_SIGNATURE, 11)
    underline(line)
    time = "".join("　　" + word for word in date_words)
    made = paragraph(run(label, 11), line, run("　　" + time, 11), before="560")
    return indent(made, left=twips(0))


def underline(made: Element) -> None:
    """Draw a line under the run."""
    from counter_app.documents.docx_xml import decorate, element

    decorate(made, element("u", val="single"))
