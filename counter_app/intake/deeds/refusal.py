"""审核不通过: announced, the reply heard, and decided by two persons. Must not judge."""

from counter_app.basics.catalogue.acts import ACT_KEYS
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.deed import Deed
from counter_app.intake.deeds.at_the_window import words
from counter_app.intake.deeds.decisions import letter_of, proposed
from counter_app.intake.deeds.given import Given
from counter_app.rules.letter_kinds import Letter


def announce(given: Given) -> Deed:
    """Told before it is decided, so that the applicant can reply (陈述申辩)."""
    given.need("facts")
    facts = _grounds(given) | {"letter": letter_of(given, Letter.REFUSAL_ANNOUNCEMENT)}
    return Deed(Kind.REFUSAL_ANNOUNCED, facts, words(facts=given.text("facts")))


def hear(given: Given) -> Deed:
    """What the applicant replied, as it was said."""
    given.need("words")
    facts: dict[str, Scalar] = {"on": given.day("on")}
    return Deed(Kind.HEARING_HELD, facts, words(words=given.text("words")))


def refuse(given: Given) -> Deed:
    """By clauses that this case fails; it takes two."""
    given.need("facts")
    facts = _grounds(given) | {"letter": letter_of(given, Letter.RESULT)}
    said = words(facts=given.text("facts"), change=given.text("change"))
    return proposed(Kind.REFUSED, facts, said)


def _grounds(given: Given) -> dict[str, Scalar]:
    """The conditions that fail, by name; those that were announced, where none is said again."""
    said = given.keys.get("clauses")
    announced = given.file.action(given.file.state.announced)
    if said is None and announced is not None:
        said = str(announced.facts.get("clauses") or "").split()
    if isinstance(said, str):
        said = said.split()
    if not isinstance(said, list) or not said or not all(isinstance(each, str) for each in said):
        raise CounterError(ACT_KEYS, keys="clauses")
    return {"clauses": " ".join(dict.fromkeys(said))}
