"""暂停计时告知书 and 延期告知书: that the time limit stands, or is longer, why and until when."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import LetterFacts, Paragraph, Terms
from counter_app.documents.letters.words import Words, accepted_on, line
from counter_app.documents.pieces import Line, Strong
from counter_app.forms.display import day


def stopped(words: Words) -> Body:
    """From which day the clock stands, for which reason of policy, perhaps until when."""
    view = words.view
    opening = words.line(
        "body", case=words.case, accepted=accepted_on(words), basis=words.basis("stop")
    )
    rows: list[tuple[str, Line]] = [(words.text("why"), line(view.reason))]
    rows += [(words.text("said"), line(each.fact)) for each in view.grounds]
    if view.stands_from is not None:
        from_day = words.line("from_text", strong="day", day=day(view.stands_from))
        rows.append((words.text("from_day"), from_day))
    until = words.line("until_open")
    if view.until is not None:
        until = words.line("until_text", day=day(view.until))
    rows.append((words.text("until"), until))
    return Body(
        (Paragraph(opening), Terms(tuple(rows)), Paragraph(words.line("note"))),
        seal="seal_bureau",
        delivered=True,
    )


def extended(words: Words) -> Body:
    """By how many working days, from which day to which: once, and approved."""
    view, clock = words.view, words.view.clock
    opening = words.line(
        "body",
        case=words.case,
        accepted=accepted_on(words),
        reason=(view.reason or words.text("reason_plain")).rstrip("。"),
        basis=words.basis("extension"),
        n=view.days,
    )
    accepted = (words.text("accepted"), line(accepted_on(words)))
    was = (words.text("was"), line(day(view.was_due) if view.was_due else words.text("standing")))
    days = (words.text("days"), line(words.common("days", n=view.days)))
    due = words.text("standing")
    if clock is not None:
        due = words.due(clock.due_on, clock.provisional)
    return Body(
        (
            Paragraph(opening),
            LetterFacts(((accepted, was), (days, (words.text("due"), (Strong(due),))))),
            Paragraph(words.line("note")),
        ),
        seal="seal_bureau",
        delivered=True,
    )
