"""How each of the fourteen materials stands: needed of whom, taken, promised, asked. Only reads.

What is needed is said by the rules; here it is only joined with the draft's persons and answers.
"""

from dataclasses import dataclass
from datetime import date

from counter_app.forms.consents import Department, Material
from counter_app.forms.drafts.draft import CASE
from counter_app.forms.housing_application import ApplicantType
from counter_app.intake.local import CONSENT_ITEMS
from counter_app.intake.open_draft import OpenDraft
from counter_app.rules.materials import MaterialNeed
from counter_app.rules.policy import RowValues

TYPE_NAMES = {
    ApplicantType.LOW_INCOME_FAMILY: "中低收入家庭",
    ApplicantType.NEW_GRADUATE: "新就业大学生",
    ApplicantType.MIGRANT_WORKER: "外来务工人员",
    ApplicantType.INTRODUCED_TALENT: "引进人才",
}


@dataclass(frozen=True, slots=True)
class PersonNeed:
    """One person's paper of a material, or the case's."""

    person: str
    """UUID of the draft, or `case`."""
    name: str
    obtained: bool
    deferred: bool
    granted: bool | None
    """Whether the person lets the department be asked; None: not answered yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the list."""

    material: Material
    number: int
    source: str
    """generated, shared or own."""
    department: str
    """Who is asked, in the list's words; nothing for other sources."""
    clause: str
    people: tuple[PersonNeed, ...]
    whom: str
    """case, applicant, person, adult or earner."""
    paper_needed: bool = False
    reason: str = ""
    """Why it is not required, or why it cannot be said yet."""
    known: bool = True
    """Whether it can be said yet if it is required."""

    @property
    def required(self) -> bool:
        """Whether the case needs it."""
        return bool(self.people)

    @property
    def taken(self) -> tuple[PersonNeed, ...]:
        """Whose paper was taken."""
        return tuple(each for each in self.people if each.obtained)

    @property
    def owed(self) -> tuple[PersonNeed, ...]:
        """Whose paper is neither taken nor promised."""
        return tuple(each for each in self.people if not (each.obtained or each.deferred))


def standings(opened: OpenDraft) -> tuple[Standing, ...]:
    """All fourteen, in the order of the list."""
    on = _day(opened)
    needed: dict[Material, list[MaterialNeed]] = {}
    for need in opened.review.assessment.materials:
        needed.setdefault(need.material, []).append(need)
    return tuple(
        _standing(row, number, needed.get(Material(row["key"]), []), opened)
        for number, row in enumerate(opened.policy.rows("material", on), start=1)
    )


def _day(opened: OpenDraft) -> date:
    return opened.review.applied_on or date.max


def _standing(
    row: RowValues,
    number: int,
    needs: list[MaterialNeed],
    opened: OpenDraft,
) -> Standing:
    material, department = Material(row["key"]), row.get("department", "")
    found = tuple(_person(need, row, opened) for need in needs)
    reason, known = ("", True) if needs else _reason(row, opened)
    return Standing(
        material,
        number,
        row["source"],
        Department(department).label if department else "",
        row["clause"],
        found,
        row["whom"],
        any(need.status == "paper_needed" for need in needs),
        reason,
        known,
    )


def _person(need: MaterialNeed, row: RowValues, opened: OpenDraft) -> PersonNeed:
    number = need.person_id_number
    who = None if number is None else opened.review.household.numbered(number)
    person = CASE if who is None else who.person
    asked = opened.draft.applicant_uuid if person == CASE else person
    deferred = bool(opened.text(f"deferrals.{need.material}.{person}.due_on"))
    return PersonNeed(
        person, need.person_name, need.status == "obtained", deferred,
        _granted(opened, asked, row),
    )  # fmt: skip


def _granted(opened: OpenDraft, person: str, row: RowValues) -> bool | None:
    granted = opened.value(f"consents.{person}.granted")
    if granted is not True:
        return False if granted is False else None
    named = opened.value(f"consents.{person}.departments")
    items = CONSENT_ITEMS.find(opened.draft, person)
    if isinstance(named, list) and items is not None and row.get("item"):
        return row["item"] in items
    return row.get("department", "") in named if isinstance(named, list) else True


def _reason(row: RowValues, opened: OpenDraft) -> tuple[str, bool]:
    kind = opened.text("details.applicant_type")
    types, barred = row.get("types"), row.get("not_types", ())
    if types is not None:
        left = [each for each in ApplicantType if each not in types]
        names = "、".join(TYPE_NAMES[ApplicantType(each)] for each in types)
        words = f"{TYPE_NAMES[left[0]]}不要求" if len(left) == 1 else f"限{names}"
        return words, True
    if kind and kind in barred:
        return f"{TYPE_NAMES[ApplicantType(kind)]}不要求", True
    if row.get("when") == "hardship" and opened.review.judged.valid("details"):
        return "没有申报困难或优抚", True
    if row["whom"] == "earner" and _nobody_earns(opened):
        return "没有人有收入", True
    return "前几部分填好后得出", False


def _nobody_earns(opened: OpenDraft) -> bool:
    people = opened.review.household.people
    incomes = [who.block.__dict__.get("monthly_income") for who in people]
    return bool(incomes) and all(income is not None and income == 0 for income in incomes)
