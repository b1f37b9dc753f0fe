"""核查函: what a department is asked about whom, who agreed to it, what an answer has to say."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import Column, Paragraph, Rows, Terms
from counter_app.documents.letters.words import Words, day_or_blank, line, numbered

_WIDTHS = (11.0, 32.0, 46.0, 45.0, 32.0)


def inquiry(words: Words) -> Body:
    """To a department, about as few people and things as it has to answer for."""
    view = words.view
    opening = words.line("body", case=words.case, basis=words.basis("inquiry"))
    rows = tuple(
        numbered(
            each.person.name,
            each.person.id_number,
            each.what,
            day_or_blank(each.agreed_on),
            at=at,
        )
        for at, each in enumerate(view.asked, start=1)
    )
    columns = tuple(
        Column(title, width, "center" if at in (0, 4) else "left")
        for at, (title, width) in enumerate(zip(words.texts("columns"), _WIDTHS, strict=True))
    )
    terms = tuple(
        (words.text(name), line(words.text(f"{name}_text"))) for name in ("says", "purpose", "back")
    )
    return Body(
        (
            Paragraph(line(words.text("to", organ=view.organ)), indent=False),
            Paragraph(opening),
            Rows(columns, rows),
            Terms(terms),
        ),
        addressed=False,
        narrow=True,
        seal="seal_bureau",
        scanned=False,
        copies=words.text("copies"),
    )
