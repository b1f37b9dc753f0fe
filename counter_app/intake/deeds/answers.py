"""What a department answered by letter or in a file, entered by a person who has it before them.

It stands beside an answer by call, never over it. Must not say who may enter it.
"""

from counter_app.basics.catalogue.acts import ACT_KEYS
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.deed import Deed
from counter_app.cases.keys import new_id
from counter_app.intake.deeds.at_the_window import words
from counter_app.intake.deeds.given import Given
from counter_app.rules.department_answers import (
    OUTCOMES,
    TO_PERSON,
    is_grave,
    read_coverage,
    read_records,
)
from counter_app.rules.department_items import item_of
from counter_app.rules.items import ITEMS

CHANNELS = frozenset({"letter", "file", "paper"})


def enter_answer(given: Given) -> Deed:
    """One item of one person; what the item does not give is not kept."""
    given.need("item", "outcome", "channel")
    name = given.one_of("item", frozenset(ITEMS))
    person = given.person(given.position())
    outcome = given.one_of("outcome", OUTCOMES)
    channel = given.one_of("channel", CHANNELS)
    item = item_of(given.newest, name, given.today)
    if item is None:
        raise CounterError(ACT_KEYS, keys="item")
    try:
        coverage = read_coverage(given.keys.get("coverage"))
    except ValueError:
        raise CounterError(ACT_KEYS, keys="coverage") from None
    try:
        records = read_records(given.keys.get("records"), item)
    except ValueError:
        raise CounterError(ACT_KEYS, keys="records") from None
    if any(is_grave(each, item, given.today) for each in records):
        outcome = TO_PERSON
    facts: dict[str, Scalar] = {
        "query": new_id(),
        "item": name,
        "person": person,
        "outcome": outcome,
        "channel": channel,
    }
    if "as_of" in coverage:
        facts["as_of"] = coverage["as_of"]
    content = words(
        item=name,
        person=person,
        outcome=outcome,
        coverage=coverage or None,
        records=list(records),
        channel=channel,
        reference=given.text("reference"),
    )
    return Deed(Kind.ANSWER_ENTERED, facts, content)
