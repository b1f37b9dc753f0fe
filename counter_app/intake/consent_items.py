"""Which items are asked about a person of a draft, and which of them the answer grants.

What the consent page shows, the sheet prints and a signature covers. Must not write an answer.
"""

from collections.abc import Iterable
from datetime import date

from counter_app.forms.drafts.draft import MEMBERS, Draft
from counter_app.forms.household import Relation
from counter_app.intake.local import CONSENT_ITEMS
from counter_app.intake.open_draft import OpenDraft
from counter_app.rules.consent import ALL, Asked, Query, queries


def asked_of(opened: OpenDraft, person: str, on: date) -> tuple[Query, ...]:
    """What is asked about a person of the household."""
    draft, policy = opened.draft, opened.policy
    known = opened.review.household.find(person)
    who = Asked(
        opened.text("details.applicant_type"),
        is_applicant=person == draft.applicant_uuid,
        is_adult=not opened.review.household.is_minor(person),
        is_spouse=draft.text(f"{MEMBERS}.{person}.relation") == Relation.SPOUSE,
        years=known.age if known else None,
    )
    return queries(policy, on, who)


def single_items(opened: OpenDraft) -> dict[int, frozenset[str]]:
    """Position → the items granted, of those who did not answer to all in one word."""
    found = {}
    for who in opened.review.household.people:
        items = CONSENT_ITEMS.find(opened.draft, who.person)
        if items is not None:
            found[who.position] = frozenset(map(str, items))
    return found


def items_of_answer(draft: Draft, person: str, asked: Iterable[Query]) -> frozenset[str] | None:
    """The items that the answer lets be asked; None while it is not decided."""
    named = draft.values.get(f"consents.{person}.departments")
    kept = CONSENT_ITEMS.find(draft, person)
    if isinstance(named, list) and kept is not None:
        return frozenset(map(str, kept))
    if named == ALL or isinstance(named, list):
        mine = (each for each in asked if named == ALL or each.department in named)
        return frozenset(item for each in mine for item in each.items)
    return None
