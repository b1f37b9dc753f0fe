"""撤回确认书 and 材料退还清单: what ends with a withdrawal, and what goes back."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import (
    Block,
    Column,
    LetterFacts,
    Paragraph,
    Rows,
    Signs,
    Terms,
)
from counter_app.documents.letters.view import LetterPerson
from counter_app.documents.letters.words import (
    COMMON,
    Words,
    counted,
    line,
    minute,
    numbered,
    totals,
)
from counter_app.documents.pieces import Line, Note
from counter_app.forms.display import day

_RETURNED = (11.0, 41.0, 24.0, 17.0, 17.0, 12.0, 12.0, 12.0, 20.0)
_ROOM = 12.0
"""Millimetres in which somebody writes."""


def withdrawal(words: Words) -> Body:
    """Who withdraws what, and what follows from it: nothing to anybody's harm."""
    view = words.view
    person = _person(words)
    kinds = ["application"] * view.withdraws_application + ["consents"] * bool(view.withdrawn_items)
    body = "body_both" if len(kinds) == 2 else f"body_{kinds[0]}" if kinds else "body_application"
    opening = words.line(body, person=person.name, day=minute(words), case=words.case)
    what = [words.text("application")] if view.withdraws_application else []
    if view.withdrawn_items:
        what.append(words.text("consents", items="、".join(view.withdrawn_items)))
    effects = "".join(words.text(f"effect_{kind}") for kind in kinds)
    rows: list[tuple[str, Line]] = [
        (words.text("who"), line(_named(words, person))),
        (words.text("what"), line("；".join(what))),
        (words.text("effect"), line(effects)),
        (words.text("papers"), line(_papers(words))),
        (words.text("reason"), line(view.reason) or (Note(words.text("reason_hint")),)),
    ]
    heights = (0.0, 0.0, 0.0, 0.0, _ROOM)
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Terms(tuple(rows), heights),
        Paragraph(words.line("free")),
        Signs((words.text("sign_person"), words.text("sign_clerk")), _time(words)),
    )
    return Body(blocks, addressed=False, seal="seal")


def _person(words: Words) -> LetterPerson:
    """Who acts: the applicant where nobody else is named."""
    return words.view.person if words.view.person.name else words.view.applicant


def _named(words: Words, person: LetterPerson) -> str:
    if not person.relation:
        return person.name
    return words.text("who_text", person=person.name, relation=person.relation)


def _papers(words: Words) -> str:
    view = words.view
    if view.papers_kept:
        return words.text("papers_kept")
    if view.return_list:
        return words.text("papers_returned", number=view.return_list)
    return words.text("papers_plain")


def _time(words: Words) -> tuple[str, ...]:
    return words.texts("date_words", COMMON)


def return_list(words: Words) -> Body:
    """Each paper that goes back, to whom, in which condition."""
    view = words.view
    opening = words.line("body", case=words.case, name=view.applicant.name, reason=view.reason)
    yes = words.common("yes")
    rows = tuple(
        numbered(
            each.what,
            each.whose,
            each.original,
            each.copy,
            counted(each.count),
            counted(each.pages),
            yes if each.intact else "",
            yes if each.kept_copy else "",
            at=at,
        )
        for at, each in enumerate(view.papers, start=1)
    )
    columns = tuple(
        Column(title, width, "left" if at in (1, 2) else "center")
        for at, (title, width) in enumerate(zip(words.texts("columns"), _RETURNED, strict=True))
    )
    count, pages = totals(view.papers)
    total = tuple(map(line, (words.text("total"), str(count), str(pages), "", "")))
    sum_ = words.text("total_words", figure=count, words=in_words(count), pages=pages)
    kept = ""
    if view.until is not None:
        kept = words.text("kept", place=view.hall.name or words.bureau, day=day(view.until))
    person = _person(words)
    whom: tuple[tuple[tuple[str, Line], ...], ...] = (
        (
            (words.text("received_by"), line(person.name)),
            (words.text("relation"), line(person.relation)),
        ),
        (
            (words.text("id_number"), line(person.id_number)),
            (words.text("authority"), line(view.authority)),
        ),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Rows(columns, rows, total),
        Paragraph(line(sum_ + kept)),
        LetterFacts(whom),
        Signs((words.text("sign_person"), words.text("sign_clerk")), _time(words)),
    )
    return Body(blocks, addressed=False, narrow=True, copies=words.text("copies"))


_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")


def in_words(number: int) -> str:
    """A count in formal figures, up to 9,999: 12 is 壹拾贰."""
    text = ""
    for place, digit in zip(reversed(range(len(str(number)))), str(number), strict=True):
        if digit != "0":
            text += _FORMAL[int(digit)] + _PLACES[place]
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零") or _FORMAL[0]
