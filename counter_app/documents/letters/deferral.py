"""容缺: the applicant's 承诺书, and the office's 通知书 that goes with it."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.correction import place
from counter_app.documents.letters.sheet import Block, Column, Paragraph, Rows, Signs, Terms
from counter_app.documents.letters.words import COMMON, Words, day_or_blank, line, numbered
from counter_app.documents.pieces import Line, Option

_PROMISE = (14.0, 42.0, 44.0, 36.0, 30.0)
_NOTICE = (14.0, 42.0, 34.0, 32.0, 22.0, 22.0)


def promise(words: Words) -> Body:
    """What is lacking, why, by when it comes, and that the person knows what follows."""
    view = words.view
    person = view.person if view.person.name else view.applicant
    opening = words.line("body", name=person.name, id_number=person.id_number, case=words.case)
    rows = tuple(
        numbered(each.what, each.why, day_or_blank(each.due_on), each.how, at=at)
        for at, each in enumerate(view.deferred, start=1)
    )
    sentences = words.texts("promises")
    promised: list[Block] = [
        Paragraph(line(f"{at}. {sentence}")) for at, sentence in enumerate(sentences, start=1)
    ]
    ordinary = (Option(False, words.text("ordinary")),)
    blocks = (
        Paragraph(opening),
        Rows(_columns(words.texts("columns"), _PROMISE), rows),
        Paragraph((*words.line("promise"), "：")),
        *promised,
        Paragraph(ordinary),
        Signs((words.text("sign"), words.text("sign_clerk")), words.texts("date_words", COMMON)),
    )
    return Body(blocks, addressed=False, narrow=True, copies=words.text("copies"))


def notice(words: Words) -> Body:
    """What follows later, in which form, by when, and a box for the day on which it came."""
    view = words.view
    opening = words.line(
        "body",
        applied=day_or_blank(view.applied_on),
        case=words.case,
        basis=words.basis("deferral"),
    )
    rows = tuple(
        numbered(each.what, each.form, day_or_blank(each.due_on), each.how, "", at=at)
        for at, each in enumerate(view.deferred, start=1)
    )
    terms: tuple[tuple[str, Line], ...] = (
        (words.text("where"), line(f"{place(words)}。")),
        (words.text("after"), words.line("after_text")),
        (words.text("lapse"), words.line("lapse_text")),
    )
    blocks = (
        Paragraph(opening),
        Rows(_columns(words.texts("columns"), _NOTICE), rows),
        Terms(terms),
    )
    return Body(blocks, narrow=True, seal="seal", delivered=True)


def _columns(titles: tuple[str, ...], widths: tuple[float, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(title, width, "left" if at in (1, 2) else "center")
        for at, (title, width) in enumerate(zip(titles, widths, strict=True))
    )
