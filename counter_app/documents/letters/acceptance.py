"""受理通知书 and, where the register could not be asked, 受理待核对单."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import Block, Column, LetterFacts, Paragraph, Rows, Signs
from counter_app.documents.letters.view import Clock, HandedPaper
from counter_app.documents.letters.words import (
    COMMON,
    Words,
    counted,
    day_or_blank,
    line,
    numbered,
    totals,
)
from counter_app.documents.pieces import Line
from counter_app.forms.display import day

_WIDTHS = (14.0, 76.0, 22.0, 18.0, 14.0, 14.0)


def acceptance(words: Words) -> Body:
    """Accepted: from which day, by when it is decided, what was handed in."""
    view = words.view
    blocks: list[Block] = [Paragraph(line(_opening(words))), *_clock_facts(words)]
    if view.papers:
        blocks.append(papers_table(words, view.papers))
    sentences = [words.text("not_counted"), words.text("result")]
    if view.shared:
        sentences.insert(0, words.text("shared", items="、".join(view.shared)))
    if view.deferred:
        items = "、".join(
            words.text("deferred_item", material=each.what, day=day_or_blank(each.due_on))
            for each in view.deferred
        )
        sentences.insert(0, words.text("deferred", items=items))
    blocks.append(Paragraph(line("".join(sentences))))
    return Body(tuple(blocks), seal="seal", delivered=True)


def _opening(words: Words) -> str:
    view = words.view
    facts = {
        "applied": day_or_blank(view.applied_on),
        "received": day_or_blank(view.received_on),
        "case": words.case,
    }
    if view.deemed:
        basis = words.basis("deemed")
        return words.text("body_deemed", **facts, n=view.answer_days, basis=basis)
    basis = words.basis("acceptance")
    if view.complete_on is None:
        return words.text("body", **facts, basis=basis)
    return words.text("body_supplement", **facts, complete=day(view.complete_on), basis=basis)


def _clock_facts(words: Words) -> list[Block]:
    """Matter, days and limit; without a clock the matter alone."""
    matter = ((words.text("matter"), line(words.matter())),)
    clock = words.view.clock
    if clock is None:
        return [LetterFacts((matter,))]
    received = (words.text("received"), line(day_or_blank(words.view.received_on)))
    accepted = (words.text("accepted"), line(day(clock.accepted_on)))
    starts = (words.text("starts"), line(day(clock.starts_on)))
    limit = (words.text("limit"), line(words.common("days", n=clock.working_days)))
    return [LetterFacts((matter, (received, accepted), (starts, limit), (_due(words, clock),)))]


def _due(words: Words, clock: Clock) -> tuple[str, Line]:
    return words.text("due"), line(words.due(clock.due_on, clock.provisional))


def papers_table(
    words: Words, papers: tuple[HandedPaper, ...], columns: tuple[str, ...] = ()
) -> Rows:
    """What was taken in, in the order in which it was."""
    titles = columns or words.texts("columns", section="papers")
    rows = tuple(
        numbered(
            each.what, each.original, each.copy, counted(each.count), counted(each.pages), at=at
        )
        for at, each in enumerate(papers, start=1)
    )
    count, pages = totals(papers)
    total = tuple(map(line, (words.text("total", section="papers"), str(count), str(pages))))
    return Rows(_columns(titles), rows, total)


def _columns(titles: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(title, width, "left" if at == 1 else "center")
        for at, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True))
    )


def provisional(words: Words) -> Body:
    """Complete, but the register is still to be asked: no acceptance yet."""
    view, clock = words.view, words.view.clock
    opening = words.line(
        "body",
        applied=day_or_blank(view.applied_on),
        received=day_or_blank(view.received_on),
        case=words.case,
    )
    matter = ((words.text("matter"), line(words.matter())),)
    rows: tuple[tuple[tuple[str, Line], ...], ...] = (matter,)
    if clock is not None:
        complete = (
            words.text("complete"),
            line(day_or_blank(view.complete_on or view.received_on)),
        )
        accepted = (words.text("accepted"), line(day(clock.accepted_on)))
        starts = (words.text("starts"), line(day(clock.starts_on)))
        rows = (matter, (complete, accepted), (starts, _due(words, clock)))
    return Body(
        (
            Paragraph(opening),
            LetterFacts(rows),
            Paragraph(
                words.line("condition", strong="") + words.line("clear") + words.line("found")
            ),
            Signs(
                (words.text("sign_clerk"), words.text("sign_person")),
                words.texts("date_words", COMMON),
            ),
        )
    )
