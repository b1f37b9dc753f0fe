"""审核结果告知书: of what passed what follows from it; of what did not, its refusal."""

from collections.abc import Iterator

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.refusal import refused
from counter_app.documents.letters.sheet import Block, Column, LetterFacts, Paragraph, Rows, Terms
from counter_app.documents.letters.words import Words, accepted_on, day_or_blank, line, numbered
from counter_app.documents.pieces import Line

_WIDTHS = (14.0, 72.0, 36.0, 36.0)
_FOLLOWS = ("report", "review", "publicity", "next", "withdraw")


def result(words: Words) -> Body:
    """Both ways of one letter."""
    return _passed(words) if words.view.passed else refused(words)


def _passed(words: Words) -> Body:
    """On the list of those who wait: since when, how long at most, what is to be told meanwhile."""
    view = words.view
    opening = words.line(
        "body",
        applied=day_or_blank(view.applied_on),
        case=words.case,
        accepted=accepted_on(words),
        day=day_or_blank(view.dated),
        basis=words.basis("passed"),
    )
    blocks: list[Block] = [Paragraph(opening), LetterFacts(_facts(words))]
    if view.opinions:
        blocks.append(_opinions(words))
    blocks.append(Terms(tuple(_follows(words))))
    return Body(tuple(blocks), seal="seal_bureau", delivered=True)


def _facts(words: Words) -> tuple[tuple[tuple[str, Line], ...], ...]:
    view = words.view
    size = words.text("size_text", n=view.household_size) if view.household_size else ""
    number = view.waiting_number or words.text("waiting_unknown")
    years = words.number("period_years", words.section)

    def fact(name: str, said: str) -> tuple[str, Line]:
        return words.text(name), line(said)

    return (
        (fact("applicant", view.applicant.name), fact("size", size)),
        (fact("type", view.applicant_type),),
        (fact("result", words.text("passed")), fact("filed", day_or_blank(view.dated))),
        (fact("waiting", number),),
        (fact("period", words.text("period_text", n=years)),),
    )


def _opinions(words: Words) -> Rows:
    rows = tuple(
        numbered(each.office, each.said, day_or_blank(each.on), at=at)
        for at, each in enumerate(words.view.opinions, start=1)
    )
    columns = tuple(
        Column(title, width, "left" if at == 1 else "center")
        for at, (title, width) in enumerate(zip(words.texts("columns"), _WIDTHS, strict=True))
    )
    return Rows(columns, rows)


def _follows(words: Words) -> Iterator[tuple[str, Line]]:
    """What is to be told, and what comes; a sentence that policy leaves empty is not printed."""
    place = words.view.hall.name or words.bureau
    days = words.number("report_days", words.section)
    for name in _FOLLOWS:
        if said := words.text(f"{name}_text", n=days, place=place):
            yield words.text(name), line(said)
