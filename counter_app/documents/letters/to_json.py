"""A sheet as the layout reads it. Must not choose a word or a width."""

from collections.abc import Sequence

from counter_app.documents.foot import foot_parts
from counter_app.documents.letters.sheet import (
    Block,
    Heading,
    LetterFacts,
    Paragraph,
    Rows,
    Scan,
    Sheet,
    Signs,
    Terms,
)
from counter_app.documents.pieces import Line, to_json


def sheet_json(sheet: Sheet) -> dict[str, object]:
    """Everything that `letter.typ` sets."""
    seal, delivery, foot = sheet.seal, sheet.delivery, sheet.foot
    return {
        "title": sheet.title,
        "bureau": sheet.bureau,
        "number": list(sheet.number),
        "official": sheet.official,
        "addressee": to_json(sheet.addressee),
        "again": sheet.again,
        "owner": sheet.owner,
        "width": sheet.width,
        "blocks": [_block(each) for each in sheet.blocks],
        "scan": _scan(sheet.scan) if sheet.scan else None,
        "seal": {"bureau": seal.bureau, "day": seal.day, "note": seal.note} if seal else None,
        "delivery": {
            "way": delivery.way,
            "ways": to_json(delivery.ways),
            "recipient": list(delivery.recipient),
            "time": delivery.time,
            "deliverer": list(delivery.deliverer),
            "substitute": list(delivery.substitute),
            "date": list(delivery.date_words),
            "refusal": list(delivery.refusal),
        }
        if delivery
        else None,
        "copies": sheet.copies,
        "foot": foot_parts(list(foot.left), [foot.right], foot.code, "") if foot.code else None,
        "across": sheet.across,
        "note": sheet.note,
    }


def _scan(scan: Scan) -> dict[str, object]:
    return {
        "code": scan.code,
        "caption": scan.caption,
        "short-code": scan.short_code,
        "contacts": [list(each) for each in scan.contacts],
    }


def _labelled(rows: Sequence[tuple[str, Line]]) -> list[list[object]]:
    return [[label, to_json(said)] for label, said in rows]


def _block(block: Block) -> dict[str, object]:
    match block:
        case Paragraph(line, indent):
            return {"kind": "paragraph", "line": to_json(line), "indent": indent}
        case Heading(text):
            return {"kind": "heading", "text": text}
        case LetterFacts(rows):
            return {"kind": "facts", "rows": [_labelled(row) for row in rows]}
        case Terms(rows, heights):
            return {"kind": "terms", "rows": _labelled(rows), "heights": list(heights)}
        case Signs(labels, date_words):
            return {"kind": "signs", "labels": list(labels), "date": list(date_words)}
        case Rows(columns, cells, total):
            return {
                "kind": "rows",
                "columns": [[each.title, each.width, each.align] for each in columns],
                "rows": [[to_json(cell) for cell in row] for row in cells],
                "total": [to_json(cell) for cell in total],
            }
