"""补正告知书（审核中）: all that review asks for, at once, and what that does to the clock."""

from collections.abc import Iterator

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.correction import item_columns, item_rows, place
from counter_app.documents.letters.sheet import Paragraph, Rows, Terms
from counter_app.documents.letters.words import Words, accepted_on, line
from counter_app.documents.pieces import Line
from counter_app.forms.display import day


def returned(words: Words) -> Body:
    """Remarks as items of a notice, with the 更正指引 that go with them."""
    view = words.view
    opening = words.line(
        "body",
        case=words.case,
        accepted=accepted_on(words),
        count=len(view.owed),
        basis=words.basis("review_return"),
    )
    return Body(
        (
            Paragraph(opening),
            Rows(item_columns(words.texts("columns")), item_rows(view.owed)),
            Terms(tuple(_terms(words))),
            Paragraph(words.line("objection")),
        ),
        narrow=True,
        seal="seal_bureau",
        delivered=True,
        may_be_refused=True,
        caption=words.text("caption"),
    )


def _terms(words: Words) -> Iterator[tuple[str, Line]]:
    view = words.view
    if view.reason:
        yield words.text("reason"), line(view.reason)
    if view.until is not None:
        yield words.text("until"), words.line("until_text", strong="day", day=day(view.until))
    yield words.text("where"), line(place(words) + words.text("where_other"))
    if view.guides:
        yield words.text("guides"), words.line("guides_text", numbers="、".join(view.guides))
    yield words.text("clock"), words.line("clock_text" if view.stops_clock else "clock_runs")
    for name in ("after", "lapse"):
        yield words.text(name), words.line(f"{name}_text")
