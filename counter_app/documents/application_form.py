"""The 审核表 as data for its layout: rows, foot, mark, 承诺书. Must not know Typst's syntax."""

from datetime import date

from counter_app.asking.fields import field_of
from counter_app.documents import cells as table
from counter_app.documents import form_words as words
from counter_app.documents.cells import CellKind
from counter_app.documents.foot import foot_of
from counter_app.documents.form_sheet import FilledCell, FilledRow, form_sheet
from counter_app.documents.glyphs import drawable
from counter_app.documents.labels import label_lines
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.documents.pieces import Line, Word, clean_line, line_of, plain, to_json
from counter_app.documents.view import Copy, FormOpinion, PaperView
from counter_app.documents.wording import Wording
from counter_app.forms.consents import Commitment, Proxy, ProxyRole
from counter_app.forms.display import day
from counter_app.forms.household import Applicant


def form_data(view: PaperView, copy: Copy) -> dict[str, object]:
    """Everything that `application_form.typ` sets."""
    sheet = form_sheet(view, copy)
    back = (sheet.members_head, *sheet.member_rows, *sheet.rest)
    wording = Wording(view.wording)
    applicant = value_in(view.document, "applicant")
    owner = "" if copy is Copy.BLANK else clean_line(text_of(Applicant, "name", applicant))
    return {
        "title": words.TITLE,
        "number": _number(view, copy),
        "mark": _mark(wording) if copy is Copy.SIGNING else None,
        "across": wording.over(copy, trial=view.trial),
        "foot": foot_of(view, copy, words.FORM_VERSION, owner=owner),
        "front": [_row(row, view, copy) for row in sheet.front],
        "back": [_row(row, view, copy) for row in back],
        "members-head": _row(sheet.members_head, view, copy),
        "two-pages": sheet.members <= table.MEMBER_ROWS,
        "household": {
            "label": list(label_lines(table.HOUSEHOLD)),
            "again": words.CONTINUED,
            "boxes": [{"on": box.ticked, "label": box.label} for box in sheet.household_boxes],
        },
        "notes": {"heading": words.NOTES_HEADING, "items": list(words.NOTES)},
    }


def number_parts(view: PaperView, copy: Copy) -> tuple[str, str]:
    """Year and number of 编号（…）…号; both empty before there is one."""
    if copy is not Copy.FINAL or not view.number:
        return "", ""
    return view.number.split("-")[1], view.number


def _number(view: PaperView, copy: Copy) -> dict[str, str]:
    year, rest = number_parts(view, copy)
    return {
        "before": words.NUMBER_BEFORE,
        "year": year,
        "rest": rest,
        "after": words.NUMBER_AFTER,
    }


def _mark(wording: Wording) -> dict[str, object]:
    return {
        "word": wording.text("signing", "mark"),
        "first": list(wording.texts("signing", "first_page")),
        "later": list(wording.texts("signing", "later_pages")),
    }


def _row(row: FilledRow, view: PaperView, copy: Copy) -> dict[str, object]:
    said = iter(view.opinions)
    return {
        "kind": row.row.kind,
        "height": row.row.height,
        "tight": row.row.tight,
        "keep": row.row.keep,
        "first": True,
        "start": table.COLUMNS - sum(cell.span for cell in row.row.cells),
        "cells": [
            _opinion(cell, next(said, None))
            if cell.cell.kind is CellKind.OPINION
            else _cell(cell, view, copy)
            for cell in row.cells
        ],
    }


def _opinion(filled: FilledCell, said: FormOpinion | None) -> dict[str, object]:
    """Opinion above, official and day at the foot; an empty cell is written in by hand."""
    foot = []
    if said is not None and said.by:
        foot.append(f"{words.BY}{said.by}")
    if said is not None and said.on is not None:
        foot.append(day(said.on))
    return {
        "kind": CellKind.OPINION,
        "span": filled.cell.span,
        "align": filled.align,
        "text": clean_line(said.text) if said is not None else "",
        "foot": [clean_line(line) for line in foot],
    }


def _cell(filled: FilledCell, view: PaperView, copy: Copy) -> dict[str, object]:
    cell = filled.cell
    common: dict[str, object] = {"kind": cell.kind, "span": cell.span, "align": filled.align}
    match cell.kind:
        case CellKind.LABEL:
            return common | {"lines": [plain(line) for line in filled.lines], "align": "center"}
        case CellKind.BAND:
            return common | {"text": cell.words, "align": "center"}
        case CellKind.COMMITMENT:
            return common | _commitment(view, copy)
        case CellKind.OPTIONS:
            return common | {
                "lines": [to_json(line) for line in filled.lines],
                "plain": not filled.has_text,
            }
        case _:
            return common | {"kind": CellKind.VALUE, "sizes": list(filled.sizes)} | _lines(filled)


def _lines(filled: FilledCell) -> dict[str, object]:
    text = filled.one_line
    if text is not None:
        return {"plain": True, "numbered": False, "lines": [[text]] if text else []}
    whole = filled.cell.whole
    lines = [_whole(line) if whole else line for line in filled.lines]
    return {
        "plain": False,
        "numbered": filled.numbered,
        "lines": [to_json(line) for line in lines],
    }


def _whole(line: Line) -> Line:
    """An ID number is one word: made smaller before it is broken."""
    return (Word(plain(line)),) if len(line) == 1 and not isinstance(line[0], str) else line


def _commitment(view: PaperView, copy: Copy) -> dict[str, object]:
    name, year, month, day = commitment_parts(view, copy)
    year_word, month_word, day_word = words.DATE_WORDS
    return {
        "heading": words.COMMITMENT_HEADING,
        "text": words.COMMITMENT,
        "by": field_of(Commitment, "signed_by").label + words.COLON,
        "name": [to_json(name)],
        "date": [
            {"wide": 12, "text": year, "word": year_word},
            {"wide": 9, "text": month, "word": month_word},
            {"wide": 9, "text": day, "word": day_word},
        ],
        "strip": copy is Copy.SIGNING,
        "notes": [to_json(line) for line in proxy_lines(view, copy)],
    }


def commitment_parts(view: PaperView, copy: Copy) -> tuple[Line, str, str, str]:
    """Who signed, and year, month and day; empty on what is yet to be signed."""
    if copy in (Copy.BLANK, Copy.SIGNING):
        return (), "", "", ""
    block = value_in(view.document, "commitment")
    signed_on = read_or_none(Commitment, "signed_on", block)
    parts = (signed_on.year, signed_on.month, signed_on.day) if isinstance(signed_on, date) else ()
    year, month, day = (str(part) for part in parts or ("", "", ""))
    name = line_of(text_of(Commitment, "signed_by", block), drawable, words.GLYPH_REMARK)
    return name, year, month, day


def proxy_lines(view: PaperView, copy: Copy) -> tuple[Line, ...]:
    """Note 4: one line on who filled in or acts, only where there is somebody."""
    proxy = value_in(view.document, "proxy")
    if not proxy or copy is Copy.BLANK:
        return ()
    acts = value_in(proxy, "role") == ProxyRole.ACTS
    who = words.PROXY_ACTS if acts else words.PROXY_FILLS_IN
    name, number = text_of(Proxy, "name", proxy), text_of(Proxy, "id_number", proxy)
    label = field_of(Proxy, "id_number").label
    text = f"{who}{words.COLON}{name}　　{label}{words.COLON}{number}"
    return (line_of(text, drawable, words.GLYPH_REMARK),)
