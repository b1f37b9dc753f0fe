"""What all letters of a case share, from the view that its other papers are made from.

Whoever makes a letter adds what its act says. Pure: no clock, no store.
"""

from datetime import date

from counter_app.documents.letters.view import (
    Clock,
    DeferredItem,
    HandedPaper,
    LetterPerson,
    LetterView,
)
from counter_app.documents.materials_list import handed_in
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.documents.view import PaperView
from counter_app.forms.consents import Deferral, Material
from counter_app.forms.household import Applicant
from counter_app.forms.housing_application import ApplicantType, HousingApplication
from counter_app.rules.deadlines import calendar_of, due, working_days
from counter_app.rules.letters import Office, find_office
from counter_app.rules.policy import Policy

_DECISION = "decision"


def letter_view(view: PaperView, policy: Policy, on: date, *, trial: bool = False) -> LetterView:
    """The case's own facts; `on` is the day whose wording holds and that the letter is dated by."""
    applicant = value_in(view.document, "applicant")
    applied = read_or_none(HousingApplication, "applied_on", view.document)
    kind = value_in(view.document, "details", "applicant_type")
    return LetterView(
        case_number=view.number,
        short_code=view.short_code,
        address=view.receipt_url,
        applicant=LetterPerson(
            text_of(Applicant, "name", applicant), text_of(Applicant, "id_number", applicant)
        ),
        applicant_type=next((each.label for each in ApplicantType if each == kind), ""),
        household_size=view.figures.size,
        applied_on=applied if isinstance(applied, date) else None,
        received_on=on,
        dated=on,
        at=view.made_at,
        answer_by=view.answer_by,
        answer_days=view.answer_days,
        papers=papers_of(view),
        deferred=_deferred(view),
        hall=view.hall,
        office=find_office(policy, view.hall.region, on) or Office(),
        window_label=view.window_label,
        clerk=view.clerk,
        made_at=view.made_at,
        policy=view.policy,
        trial=trial,
        wording=policy.words("letters", on),
    )


def clock_of(policy: Policy, accepted_on: date) -> Clock | None:
    """The time limit that begins with an acceptance; None where policy does not say."""
    days, last = working_days(policy, _DECISION, accepted_on), due(policy, _DECISION, accepted_on)
    if days is None or last is None:
        return None
    first = calendar_of(policy).due(accepted_on, 1)
    return Clock(accepted_on, first.day, last.day, days, last.provisional)


def papers_of(view: PaperView) -> tuple[HandedPaper, ...]:
    """What was handed in, as the receipt lists it."""
    return tuple(
        HandedPaper(each.what, "", each.original, each.copy, each.count, each.pages)
        for each in handed_in(view)
    )


def _deferred(view: PaperView) -> tuple[DeferredItem, ...]:
    entries = value_in(view.document, "deferrals")
    found: list[DeferredItem] = []
    for entry in entries if isinstance(entries, list) else ():
        material = read_or_none(Deferral, "material", entry)
        due = read_or_none(Deferral, "due_on", entry)
        if isinstance(material, Material):
            found.append(
                DeferredItem(material.label, due_on=due if isinstance(due, date) else None)
            )
    return tuple(found)
