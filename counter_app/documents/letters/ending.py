"""终止办理告知书: that a case ends by nobody's verdict, by which fact, and what may be done."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.decline import remedies
from counter_app.documents.letters.sheet import Paragraph, Terms
from counter_app.documents.letters.words import Words, day_or_blank, line
from counter_app.documents.pieces import Line

_REMEDIES = "remedies"


def ending(words: Words) -> Body:
    """Ended. Nobody is addressed who has died: the letter then goes to the household."""
    view = words.view
    opening = words.line(
        "body" if view.addressed else "body_household",
        name=view.applicant.name,
        applied=day_or_blank(view.applied_on),
        received=day_or_blank(view.received_on),
        case=words.case,
        matter=words.matter(),
    )
    decision = words.line("decision", reason=view.reason, basis=words.basis("ending"))
    return Body(
        (Paragraph(opening), Paragraph(decision), Terms(_terms(words))),
        addressed=view.addressed,
        seal="seal_bureau",
        delivered=True,
        may_be_refused=True,
    )


def _terms(words: Words) -> tuple[tuple[str, Line], ...]:
    view = words.view
    rows = [(words.text("fact"), line(each.fact)) for each in view.grounds]
    rows += [(words.text("decided_by"), line(view.decided_by))] * bool(view.decided_by)
    returned = words.line("returned_plain")
    if view.return_list:
        returned = words.line("returned_text", number=view.return_list)
    rows.append((words.text("returned"), returned))
    rows.append((words.text("again"), words.line("again_text")))
    rows.append((words.text("title", section=_REMEDIES), line(remedies(words))))
    return tuple(rows)
