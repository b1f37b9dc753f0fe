"""Builds the view of a document from form and policy: figures, people, queries, hall, deadlines.

For callers that hold a document and facts of their own (number, address, clerk). Pure: no clock, no
store.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from counter_app.asking.resident_id import birth_date
from counter_app.basics.clock import CHINA
from counter_app.documents.paper_text import read_or_none, text_of, value_in
from counter_app.documents.view import PaperPerson, PaperView
from counter_app.forms.checks import Judged, judge
from counter_app.forms.household import Applicant, IdKind, Member, Relation
from counter_app.forms.housing_application import HousingApplication
from counter_app.forms.matter import signed_hash, split
from counter_app.forms.people import age
from counter_app.rules.ages import is_minor
from counter_app.rules.assess import Assessment, assess
from counter_app.rules.consent import Asked, is_separate, queries
from counter_app.rules.deadlines import due, working_days
from counter_app.rules.halls import Hall, find_hall
from counter_app.rules.policy import Policy

_NOTICE = "correction_notice"
_NOBODY: Mapping[int, frozenset[str]] = {}


def view_of(
    document: Mapping[str, object],
    policy: Policy,
    today: date,
    *,
    judged: Judged | None = None,
    assessment: Assessment | None = None,
    hall_region: str = "",
    received_at: datetime | None = None,
    made_at: datetime | None = None,
    number: str = "",
    short_code: str = "",
    revision: int = 1,
    receipt_url: str = "",
    window_label: str = "",
    clerk: str = "",
    granted: Mapping[int, frozenset[str]] = _NOBODY,
    trial: bool = False,
) -> PaperView:
    """The view of a document as it came, right or wrong.

    `judged` and `assessment` are of this document under this policy, where the caller has them;
    without them it is judged here. `hall_region` is the hall's own (else the document's region);
    `made_at` is what the papers are dated by (else `received_at`). The others stand in the view as
    they are given: what only the caller can know.
    """
    if assessment is None:
        assessment = assess(judged or judge(document, today), policy)
    day = read_or_none(HousingApplication, "applied_on", document)
    region = hall_region or text_value(document, "region")
    view = PaperView(
        document=document,
        figures=assessment.household,
        number=number,
        short_code=short_code,
        revision=revision,
        content_hash=signed_hash(split(document).content),
        receipt_url=receipt_url,
        hall=find_hall(policy, region, today) or Hall(),
        window_label=window_label,
        clerk=clerk,
        made_at=made_at or received_at,
        policy=policy.version,
        people=people_of(document, policy, day if isinstance(day, date) else today),
        granted=granted,
        wording=policy.words("papers", today),
        trial=trial,
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


def text_value(document: Mapping[str, object], key: str) -> str:
    """A choice of the document as the format spells it; nothing where it is blank or wrong."""
    value = read_or_none(HousingApplication, key, document)
    return str(value) if value is not None else ""


def people_of(document: Mapping[str, object], policy: Policy, on: date) -> tuple[PaperPerson, ...]:
    """The household as the consent sheets see it; who has no age counts as an adult."""
    members = value_in(document, "household", "members")
    others = members if isinstance(members, list) else []
    kind = str(value_in(document, "details", "applicant_type") or "")
    applicant = value_in(document, "applicant")
    first = _person(Applicant, applicant, policy, on, kind)
    rest = (
        replace(_person(Member, each, policy, on, kind), position=position)
        for position, each in enumerate(others, start=1)
        if isinstance(each, Mapping)
    )
    return (first, *rest)


def _person(
    model: type[Applicant] | type[Member], block: object, policy: Policy, on: date, kind: str
) -> PaperPerson:
    born = _born(model, block)
    years = age(born, on) if born else None
    is_applicant, minor = model is Applicant, is_minor(policy, years, on)
    spouse = not is_applicant and read_or_none(model, "relation", block) is Relation.SPOUSE
    asked = queries(policy, on, Asked(kind, is_applicant, not minor, spouse, years))
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
