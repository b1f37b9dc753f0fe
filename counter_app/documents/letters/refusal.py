"""拟不通过审核告知书, and 审核结果告知书 not passed: facts, sources, clauses, ways against.

Only conditions that this case fails stand on either. Must not find a fact.
"""

from collections.abc import Iterator

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.decline import remedies
from counter_app.documents.letters.sheet import Column, Paragraph, Rows, Terms
from counter_app.documents.letters.words import (
    Words,
    accepted_on,
    day_or_blank,
    line,
    numbered,
    sentence,
)
from counter_app.documents.pieces import Line
from counter_app.forms.display import day

REFUSED = "result_refused"
"""The sentences of a result that is none of those of a filed case."""
_WIDTHS = (11.0, 17.0, 52.0, 52.0, 34.0)
_REMEDIES = "remedies"


def announcement(words: Words) -> Body:
    """What is about to be decided, so that the applicant can reply first."""
    opening = words.line(
        "body",
        case=words.case,
        accepted=accepted_on(words),
        facts=_facts(words),
        basis=words.basis("announcement"),
    )
    return Body(
        (Paragraph(opening), _grounds(words), Terms(tuple(_reply(words)))),
        narrow=True,
        seal="seal_bureau",
        delivered=True,
        may_be_refused=True,
    )


def _reply(words: Words) -> Iterator[tuple[str, Line]]:
    view = words.view
    days = words.number("days", words.section)
    yield words.text("reply"), words.line("reply_text", strong="n", n=days)
    for name in ("how", "see", "after"):
        yield words.text(name), words.line(f"{name}_text")
    if view.clock is not None:
        due = words.due(view.clock.due_on, view.clock.provisional)
        clock = words.line("clock_text", day=due) + words.line("not_decision")
        yield words.text("clock"), clock


def refused(words: Words) -> Body:
    """Not passed: each fact with where it comes from, the reply heard or not, every way against."""
    view = words.view
    opening = words.line(
        "body",
        section=REFUSED,
        applied=day_or_blank(view.applied_on),
        case=words.case,
        accepted=accepted_on(words),
        facts=_facts(words),
    )
    decision = words.line("decision", section=REFUSED, basis=words.basis("refused"))
    return Body(
        (
            Paragraph(opening),
            _grounds(words, REFUSED),
            Paragraph(decision),
            Terms(tuple(_terms(words))),
            Terms(tuple(_ways_on(words))),
        ),
        narrow=True,
        seal="seal_bureau",
        delivered=True,
        may_be_refused=True,
    )


def _terms(words: Words) -> Iterator[tuple[str, Line]]:
    view = words.view

    def said(name: str, **facts: str) -> Line:
        return words.line(name, REFUSED, "", **facts)

    def label(name: str) -> str:
        return words.text(name, section=REFUSED)

    if view.decided_by:
        yield label("decided_by"), line(view.decided_by)
    if view.opinions:
        opinions = (
            words.text(
                "opinion_text",
                section=REFUSED,
                office=each.office,
                said=each.said,
                day=day_or_blank(each.on),
            )
            for each in view.opinions
        )
        yield label("opinions"), line("；".join(opinions))
    if view.heard is not None:
        yield label("heard"), _heard(words)
    yield label("see"), said("see_text")
    returned = said("returned_plain")
    if view.return_list:
        returned = said("returned_text", number=view.return_list)
    yield label("returned"), returned


def _ways_on(words: Words) -> Iterator[tuple[str, Line]]:
    """What is still open: a new application, and every way against. Stands beside the seal."""
    again = words.line("again_text", REFUSED)
    if change := words.view.remedies.change.rstrip("。"):
        again += words.line("change", REFUSED, change=change)
    yield words.text("again", section=REFUSED), again
    yield words.text("title", section=_REMEDIES), line(remedies(words))


def _heard(words: Words) -> Line:
    heard = words.view.heard
    assert heard is not None
    announced = day_or_blank(heard.announced_on)
    if heard.heard_on is None:
        return words.line("not_heard", section=REFUSED, announced=announced)
    name = "heard_text" if heard.words else "heard_plain"
    said, on = sentence(heard.words), day(heard.heard_on)
    return words.line(name, section=REFUSED, announced=announced, day=on, words=said)


def _facts(words: Words) -> str:
    """What a person has written of it, as a sentence of the letter's own."""
    return sentence(words.view.reason)


def _grounds(words: Words, section: str = "") -> Rows:
    rows = tuple(
        numbered(each.rule, each.fact, each.source, each.clause, at=at)
        for at, each in enumerate(words.view.grounds, start=1)
    )
    titles = words.texts("columns", section=section)
    columns = tuple(
        Column(title, width, "center" if at < 2 else "left")
        for at, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True))
    )
    return Rows(columns, rows)
