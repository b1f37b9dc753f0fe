"""一次性补正告知书, and 补件回执 for what came since."""

from counter_app.documents.letters.acceptance import papers_table
from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import (
    Block,
    Column,
    Heading,
    Paragraph,
    Rows,
    Signs,
    Terms,
)
from counter_app.documents.letters.view import OwedItem
from counter_app.documents.letters.words import COMMON, Words, day_or_blank, line, minute, numbered
from counter_app.documents.pieces import Line
from counter_app.forms.display import day

_NOTICE = (14.0, 32.0, 44.0, 44.0, 32.0)
_STILL = (14.0, 56.0, 88.0)


def correction(words: Words) -> Body:
    """All that is to be supplied, at once: what, what is wrong, what to do, by which rule."""
    view = words.view
    opening = words.line(
        "body",
        applied=day_or_blank(view.applied_on),
        received=day_or_blank(view.received_on),
        case=words.case,
        count=len(view.owed),
        basis=words.basis("correction"),
    )
    return Body(
        (
            Paragraph(opening),
            Rows(item_columns(words.texts("columns")), item_rows(view.owed)),
            Terms(_terms(words)),
            Paragraph(words.line("shared")),
        ),
        narrow=True,
        seal="seal",
        delivered=True,
        caption=words.text("caption"),
    )


def item_rows(owed: tuple[OwedItem, ...]) -> tuple[tuple[Line, ...], ...]:
    """What is asked for, one row each."""
    return tuple(
        numbered(each.what, each.wrong, each.how, each.rule, at=at)
        for at, each in enumerate(owed, start=1)
    )


def item_columns(titles: tuple[str, ...]) -> tuple[Column, ...]:
    """Number, what, what is wrong, what to do, by which rule."""
    return _columns(titles, _NOTICE)


def _terms(words: Words) -> tuple[tuple[str, Line], ...]:
    view = words.view
    rows: list[tuple[str, Line]] = []
    if view.reason:
        rows.append((words.text("reason"), line(view.reason)))
    if view.until is not None:
        rows.append((words.text("until"), _until(words)))
    rows.append((words.text("where"), line(_where(words))))
    rows.append((words.text("after"), words.line("after_text")))
    rows.append((words.text("lapse"), words.line("lapse_text")))
    if view.answer_by is not None:
        answer = words.line("answer_text", n=view.answer_days, day=day(view.answer_by))
        rows.append((words.text("answer"), answer))
    return tuple(rows)


def _until(words: Words) -> Line:
    view = words.view
    until = day_or_blank(view.until)
    said = words.line("until_text", strong="day", day=until)
    return said + (words.line("prolong") if view.may_prolong else ())


def place(words: Words) -> str:
    """The window, and where and when it is found, as far as that is known."""
    hall = words.view.hall
    window = f"{hall.name}{words.view.window_label}"
    if not hall.address:
        return window
    return words.text(
        "where_text", section="correction_notice", window=window, address=hall.address,
        hours=hall.hours and f"，{hall.hours}",
    )  # fmt: skip


def _where(words: Words) -> str:
    return place(words) + words.text("where_other")


def supplement(words: Words) -> Body:
    """What came, when, and what is still owed."""
    view = words.view
    opening = words.line("body", case=words.case, at=minute(words))
    blocks: list[Block] = [Paragraph(opening)]
    if view.papers:
        blocks.append(papers_table(words, view.papers, words.texts("columns")))
    if view.owed:
        rows = tuple(
            numbered(each.what, each.how or each.wrong, at=n)
            for n, each in enumerate(view.owed, start=1)
        )
        blocks += [Heading(words.text("still")), _still(words, rows)]
        if view.until is not None:
            blocks.append(Paragraph(words.line("until", strong="day", day=day(view.until))))
    elif view.complete_on is not None:
        complete = words.line("complete", strong="day", day=day(view.complete_on))
        blocks.append(Paragraph(complete))
    blocks.append(Paragraph(words.line("not_acceptance")))
    signs = (words.text("sign_clerk"), words.text("sign_person"))
    blocks.append(Signs(signs, words.texts("date_words", COMMON)))
    return Body(tuple(blocks))


def _still(words: Words, rows: tuple[tuple[Line, ...], ...]) -> Rows:
    return Rows(_columns(words.texts("still_columns"), _STILL), rows)


def _columns(titles: tuple[str, ...], widths: tuple[float, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(title, width, "center" if at == 0 else "left")
        for at, (title, width) in enumerate(zip(titles, widths, strict=True))
    )
