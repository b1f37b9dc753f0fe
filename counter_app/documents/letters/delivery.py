"""送达回证: that letters were handed over, to whom, how and when; one for any number of letters."""

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import Block, Column, LetterFacts, Rows, Terms
from counter_app.documents.letters.view import WAYS
from counter_app.documents.letters.words import COMMON, Words, line, numbered
from counter_app.documents.pieces import Gap, Line, Note, Option

_ONE = "1"
"""Of each letter's two copies one is delivered; the other lies in the file."""
_WIDTHS = (14.0, 46.0, 84.0, 14.0)
_LINE, _BOX = 15.0, 21.0
"""Least heights of what is filled in by hand: a signature with its minute; several facts."""
_BEFORE = 62.0
"""Millimetres left for a signature before its date."""


def proof_of_delivery(words: Words) -> Body:
    """Rows for the letters, boxes for the way, room for whoever signs, refuses or witnesses."""
    view = words.view
    facts = (
        ((words.text("organ"), line(words.bureau)),),
        ((words.text("case"), line(words.case)),),
        ((words.text("recipient"), line(view.person.name or view.applicant.name)),),
        ((words.text("address"), line(view.delivery_address)),),
        ((words.text("place"), ()),),
    )
    rows = tuple(
        numbered(each.title, each.number, _ONE, at=at)
        for at, each in enumerate(view.letters, start=1)
    )
    columns = tuple(
        Column(title, width, "left" if at in (1, 2) else "center")
        for at, (title, width) in enumerate(zip(words.texts("columns"), _WIDTHS, strict=True))
    )
    blocks: tuple[Block, ...] = (LetterFacts(facts), Rows(columns, rows), _filled_in(words))
    return Body(
        blocks,
        addressed=False,
        scanned=False,
        copies=words.text("copies", basis=words.basis("delivery")),
    )


def _filled_in(words: Words) -> Terms:
    when = _when(words)
    rows: tuple[tuple[str, Line, float], ...] = (
        (words.text("way"), _ways(words), 0.0),
        (words.text("proof"), line(words.view.proof) or _hint(words, "proof_hint"), _LINE),
        (words.text("received"), when, _LINE),
        (words.text("substitute"), _hint(words, "substitute_hint"), _BOX),
        (words.text("refused"), _hint(words, "refused_hint"), _BOX),
        (words.text("deliverers"), when, _LINE),
        (words.text("remarks"), (), _LINE),
    )
    return Terms(
        tuple((label, said) for label, said, _ in rows), tuple(height for *_, height in rows)
    )


def _ways(words: Words) -> Line:
    pieces: list[Option | Gap] = []
    for way in words.ways(WAYS):
        pieces += [way, Gap(4)]
    return tuple(pieces[:-1])


def _hint(words: Words, name: str) -> Line:
    return (Note(words.text(name)),)


def _when(words: Words) -> Line:
    """Room for a signature, then year, month, day, hour and minute to be written."""
    pieces: list[Gap | str] = [Gap(_BEFORE)]
    for word in words.texts("date_words", COMMON):
        pieces += [word, Gap(8)]
    return tuple(pieces[:-1])
