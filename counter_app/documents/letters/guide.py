"""数据更正指引: where a person mends what a department keeps; by kind of fact, never its value."""

from collections.abc import Iterator

from counter_app.documents.letters.body import Body
from counter_app.documents.letters.sheet import Block, Heading, Paragraph, Terms
from counter_app.documents.letters.view import MendPlace
from counter_app.documents.letters.words import Words, line
from counter_app.documents.pieces import Line
from counter_app.forms.display import day

_OPTIONAL = ("address", "phone", "hours", "bring", "application", "takes", "online", "fee")


def guide(words: Words) -> Body:
    """An enclosure of a return: nothing of it is delivered by itself, and it accuses nobody."""
    view = words.view
    blocks: list[Block] = [
        Paragraph(
            words.line(
                "body",
                case=words.case,
                person=_person(words),
                organ=view.organ,
                basis=words.basis("guide"),
            )
        )
    ]
    for at, place in enumerate(view.mend, start=1):
        blocks += [Heading(f"{at}. {place.facts}"), Terms(tuple(_place(words, place)))]
    blocks += [Heading(words.text("rest")), Terms(tuple(_terms(words)))]
    return Body(tuple(blocks), copies=words.text("copies"), caption=words.text("caption"))


def _person(words: Words) -> str:
    person = words.view.person if words.view.person.name else words.view.applicant
    if not person.relation:
        return person.name
    return words.text("of_person", name=person.name, relation=person.relation)


def _place(words: Words, place: MendPlace) -> Iterator[tuple[str, Line]]:
    if place.looked_on is not None:
        yield words.text("looked"), line(day(place.looked_on))
    yield words.text("office"), line(place.office)
    if not (place.address or place.phone):
        yield words.text("phone"), line(words.text("unknown"))
    values = (
        place.address, place.phone, place.hours, place.bring, place.form, place.takes,
        place.online, place.fee,
    )  # fmt: skip
    for name, value in zip(_OPTIONAL, values, strict=True):
        if value:
            yield words.text(name), line(value)
    yield words.text("after"), _after(words, place)


def _after(words: Words, place: MendPlace) -> Line:
    """Whether the department is asked anew by itself, or once somebody has said that it is done."""
    if not place.again_days:
        return words.line("after_text")
    return words.line("after_again_text", days=place.again_days, most=place.again_most)


def _terms(words: Words) -> Iterator[tuple[str, Line]]:
    if words.view.until is not None:
        until = words.line("until_text", strong="day", day=day(words.view.until))
        yield words.text("until"), until
    for name in ("declared", "clock"):
        yield words.text(name), words.line(f"{name}_text")
