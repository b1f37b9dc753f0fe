"""不予受理通知书: which fact, which clause, who decided, and every way against it."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import Block, Column, Paragraph, Rows, Terms
from counter_app.documents.letters.words import Words, day_or_blank, line, numbered
from counter_app.documents.pieces import Line

_WIDTHS = (14.0, 92.0, 60.0)
_REMEDIES = "remedies"


def decline(words: Words) -> Body:
    """Not accepted. Never without a fact and its clause."""
    view = words.view
    opening = words.line(
        "body",
        applied=day_or_blank(view.applied_on),
        received=day_or_blank(view.received_on),
        case=words.case,
        matter=words.matter(),
    )
    rows = tuple(
        numbered(each.fact, each.clause, at=at) for at, each in enumerate(view.grounds, start=1)
    )
    columns = tuple(
        Column(title, width, "center" if at == 0 else "left")
        for at, (title, width) in enumerate(zip(words.texts("columns"), _WIDTHS, strict=True))
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Rows(columns, rows),
        Paragraph(words.line("decision", basis=words.basis("decline"))),
        Terms(_terms(words)),
    )
    return Body(blocks, narrow=True, seal="seal_bureau", delivered=True, may_be_refused=True)


def _terms(words: Words) -> tuple[tuple[str, Line], ...]:
    view = words.view
    rows = [(words.text("decided_by"), line(view.decided_by))] if view.decided_by else []
    returned = words.line("returned_plain")
    if view.return_list:
        returned = words.line("returned_text", number=view.return_list)
    rows.append((words.text("returned"), returned))
    rows.append((words.text("again"), line(_again(words))))
    rows.append((words.text("title", section=_REMEDIES), line(remedies(words))))
    return tuple(rows)


def _again(words: Words) -> str:
    said = words.view.remedies
    sentences = [words.text("again_text")]
    if said.change:
        sentences.append(words.text("change", change=said.change))
    if said.other_office:
        sentences.append(words.text("other_office", office=said.other_office))
    return "".join(sentences)


def remedies(words: Words) -> str:
    """复核 with the bureau, 行政复议, 行政诉讼, and from when their periods run."""
    office = words.view.office

    def said(name: str, **facts: object) -> str:
        return words.text(name, section=_REMEDIES, **facts)

    title = words.title

    government = office.government or said("government_plain")
    if office.government_address:
        government = said("government_at", government=government, address=office.government_address)
    order = "first" if words.number("before_court", _REMEDIES) else "either"
    court = office.court or said("court_plain")
    return (
        said("review", n=words.number("review_days", _REMEDIES))
        + said(order, title=title, government=government, court=court)
        + said("from_delivery", title=title)
    )
