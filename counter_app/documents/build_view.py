"""Builds the view of a document from form and policy: figures, people, queries, hall, deadlines.

For callers that hold a document and facts of their own (number, address, clerk); they pass those
as keyword arguments. Pure: no clock, no store.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from counter_app.asking.resident_id import birth_date
from counter_app.basics.clock import CHINA
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.documents.view import Figures, Hall, PaperPerson, PaperView
from counter_app.forms.checks import judge
from counter_app.forms.household import Applicant, IdKind, Member, Relation
from counter_app.forms.housing_application import HousingApplication
from counter_app.forms.matter import signed_hash, split
from counter_app.forms.people import age
from counter_app.rules.ages import is_minor
from counter_app.rules.assess import HouseholdFigures, assess
from counter_app.rules.consent import Asked, is_separate, queries
from counter_app.rules.deadlines import due, working_days
from counter_app.rules.halls import hall_of
from counter_app.rules.policy import Policy

_NOTICE = "correction_notice"


def view_of(
    document: Mapping[str, Any],
    policy: Policy,
    today: date,
    *,
    hall_region: str = "",
    received_at: datetime | None = None,
    **facts: Any,
) -> PaperView:
    """The view of a document as it came, right or wrong.

    `hall_region` is the hall's own (else the document's region); `facts` are fields of `PaperView`
    that only the caller knows: number, short_code, revision, receipt_url, window_label, clerk,
    made_at, granted.
    """
    day = read_or_none(HousingApplication, "applied_on", document)
    on = day if isinstance(day, date) else today
    region = hall_region or text_value(document, "region")
    made_at = facts.pop("made_at", None) or received_at
    view = PaperView(
        document=document,
        figures=figures_of(assess(judge(document, today), policy).household),
        content_hash=signed_hash(split(dict(document)).content),
        hall=hall_for(policy, region, today),
        policy=policy.version,
        wording=policy.words("papers", today),
        people=people_of(document, policy, on),
        made_at=made_at,
        **facts,
    )
    return _with_deadline(view, policy, received_at)


def _with_deadline(view: PaperView, policy: Policy, received_at: datetime | None) -> PaperView:
    if received_at is None:
        return view
    start = received_at.astimezone(CHINA).date()
    days, until = working_days(policy, _NOTICE, start), due(policy, _NOTICE, start)
    if days is None or until is None:
        return replace(view, answer_days=0)
    return replace(
        view, answer_by=until.day, answer_provisional=until.provisional, answer_days=days
    )


def figures_of(household: HouseholdFigures) -> Figures:
    """The figures as papers take them."""

    def amount(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return Figures(
        household.size,
        amount(household.monthly_income),
        amount(household.monthly_income_per_person),
        amount(household.floor_area_per_person),
    )


def text_value(document: Mapping[str, Any], key: str) -> str:
    """A choice of the document as the format spells it; nothing where it is blank or wrong."""
    value = read_or_none(HousingApplication, key, document)
    return str(value) if value is not None else ""


def hall_for(policy: Policy, region: str, on: date) -> Hall:
    """The hall of a region; empty for one that policy does not know."""
    try:
        known = hall_of(policy, region, on)
    except KeyError:
        return Hall()
    return Hall(
        bureau=known.bureau,
        name=known.name,
        address=known.address,
        hours=known.hours,
        consult=(known.phone,) if known.phone else (),
        complain=known.complaint_phones,
    )


def people_of(document: Mapping[str, Any], policy: Policy, on: date) -> tuple[PaperPerson, ...]:
    """The household as the consent sheets see it; who has no age counts as an adult."""
    members = value_in(document, "household", "members")
    others = members if isinstance(members, list) else []
    kind = str(value_in(document, "details", "applicant_type") or "")
    applicant = value_in(document, "applicant")
    first = _person(Applicant, applicant, policy, on, kind)
    rest = (_person(Member, each, policy, on, kind) for each in others if isinstance(each, Mapping))
    return (first, *rest)


def _person(
    model: type[Applicant] | type[Member], block: object, policy: Policy, on: date, kind: str
) -> PaperPerson:
    born = _born(model, block)
    years = age(born, on) if born else None
    is_applicant, minor = model is Applicant, is_minor(policy, years, on)
    spouse = not is_applicant and read_or_none(model, "relation", block) is Relation.SPOUSE
    asked = queries(policy, on, Asked(kind, is_applicant, not minor, spouse))
    return PaperPerson(
        name=text_of(model, "name", block),
        id_number=str(read_or_none(model, "id_number", block) or ""),
        relation="" if is_applicant else text_of(model, "relation", block),
        is_minor=minor,
        needs_separate_consent=is_separate(years, policy, on),
        queries=asked,
    )


def _born(model: type[Applicant] | type[Member], block: object) -> date | None:
    kind = read_or_none(model, "id_kind", block) or IdKind.RESIDENT
    if kind is IdKind.RESIDENT:
        number = read_or_none(model, "id_number", block)
        return birth_date(str(number)) if number else None
    born = read_or_none(model, "birth_date", block)
    return born if isinstance(born, date) else None
