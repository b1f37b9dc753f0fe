"""What the rules need to know of a judged form, each fact reckoned once and exactly.

Only from what is valid: a fact whose inputs are not valid yet raises `NotYet`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from counter_app.asking.amounts import EXACT
from counter_app.asking.base import Form
from counter_app.basics.once import once
from counter_app.forms.applicant_types.low_income_family import LowIncomeFamily
from counter_app.forms.assets import RealEstateUse
from counter_app.forms.checks import Judged
from counter_app.forms.household import Applicant, IdKind, Member, Sex
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication
from counter_app.forms.people import age, born, sex_of
from counter_app.rules.ages import adult_age, age_limits
from counter_app.rules.policy import Policy

CITY = "6207"
"""First digits of every region code of the city."""


_KINDS = {block: kind for kind, block in BLOCKS.items()}


class NotYet(Exception):  # noqa: N818 - not an error: the form is not that far
    """An input of a rule is not valid yet."""


class Unruled(Exception):  # noqa: N818 - not an error: a person decides
    """Policy does not say what a rule needs, or in words that this program does not know."""


def need(block: Form, key: str) -> Any:
    """A valid value of a block, None for an absent optional one; `NotYet` where it is not valid."""
    try:
        return block.__dict__[key]
    except KeyError:
        raise NotYet(key) from None


@dataclass(frozen=True)
class Facts:
    """The facts of one form under one policy."""

    application: HousingApplication
    policy: Policy

    @classmethod
    def of(cls, judged: Judged, policy: Policy) -> "Facts":
        """The facts of what was judged."""
        return cls(judged.application, policy)

    @once
    def applied_on(self) -> date:
        """The day by which policy and ages are taken."""
        day: date = need(self.application, "applied_on")
        return day

    @once
    def applicant(self) -> Applicant:
        """The applicant, valid or not in its parts."""
        applicant: Applicant = need(self.application, "applicant")
        return applicant

    @once
    def members(self) -> Sequence[Member]:
        """The members, valid or not in their parts."""
        members: Sequence[Member] = need(need(self.application, "household"), "members")
        return members

    @once
    def people(self) -> tuple[Applicant | Member, ...]:
        """The applicant, then the members."""
        return (self.applicant, *self.members)

    @property
    def size(self) -> int:
        """How many people the household has, the applicant included."""
        return len(self.members) + 1

    @once
    def details(self) -> Form:
        """The block of the applicant's type."""
        block: Form = need(self.application, "details")
        return block

    @once
    def applicant_type(self) -> ApplicantType:
        """Which of the four."""
        return _KINDS[type(self.details)]

    def detail(self, key: str) -> Any:
        """A value of the type's block; None where the type does not ask it."""
        block = self.details
        return need(block, key) if key in block.__pydantic_fields__ else None

    def ticked(self, key: str, *choices: str) -> bool:
        """Whether one of the choices is ticked in a set of the type's block."""
        return any(each in choices for each in self.detail(key) or ())

    @once
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all."""
        return tuple([need(person, "id_number") for person in self.people])

    def face(self, person: Applicant | Member) -> tuple[str, str]:
        """A person's number and name, if any, for a list."""
        values = person.__dict__
        if "id_number" not in values:
            raise NotYet("id_number")
        return values["id_number"], values.get("name", "")

    @property
    def foreign_numbers(self) -> int:
        """How many of the numbers are no resident's."""
        kinds = [need(person, "id_kind") for person in self.people]
        return len(self.numbers) - kinds.count(None) - kinds.count(IdKind.RESIDENT)

    def age(self, person: Applicant | Member) -> int:
        """Full years on the day of application."""
        known = self._ages.get(id(person))
        if known is None:
            birth = born(person)
            if birth is None:
                raise NotYet("birth_date")
            known = self._ages[id(person)] = age(birth, self.applied_on)
        return known

    @once
    def _ages(self) -> dict[int, int]:
        """Of those asked for so far; nearly every rule and material asks again."""
        return {}

    def sex(self, person: Applicant | Member) -> Sex:
        """A person's sex, from the number or as declared."""
        sex = sex_of(person)
        if sex is None:
            raise NotYet("sex")
        return sex

    def age_limit(self, key: str) -> int:
        """An age that the law names: `adult`, `marriage_male`, `marriage_female`."""
        limit = self._limits.get(key)
        if limit is None:
            raise Unruled
        return limit

    @once
    def _limits(self) -> Mapping[str, int]:
        return age_limits(self.policy, self.applied_on)

    @once
    def _adult_age(self) -> int:
        return adult_age(self.policy, self.applied_on)

    def is_adult(self, person: Applicant | Member) -> bool:
        """Whether the person is of age on the day of application."""
        return self.age(person) >= self._adult_age

    @once
    def income(self) -> Decimal:
        """The household's monthly income in yuan."""
        total = Decimal(0)
        for person in self.people:
            total = EXACT.add(total, need(person, "monthly_income"))
        return total

    @once
    def income_each(self) -> str:
        """The household's monthly income for each of its people, as printed."""
        return rounded(self.income, self.size)

    @once
    def dwellings(self) -> tuple[Form, ...]:
        """The declared dwellings, wherever they lie."""
        category = need(need(self.application, "assets"), "real_estate")
        need(category, "none")
        items = need(category, "items") or ()
        return tuple(each for each in items if need(each, "use") is RealEstateUse.DWELLING)

    @once
    def own_area(self) -> Decimal:
        """m² of dwellings in the city that the household owns, by its shares."""
        total = Decimal(0)
        for dwelling in self.dwellings:
            if need(dwelling, "region").startswith(CITY):
                share = need(dwelling, "share")
                area = need(dwelling, "floor_area")
                own = area if share is None else EXACT.multiply(area, share)
                total = EXACT.add(total, own)
        return total

    @property
    def has_dwelling_elsewhere(self) -> bool:
        """Whether a declared dwelling lies outside the city."""
        return any(not need(each, "region").startswith(CITY) for each in self.dwellings)

    @property
    def residence_area(self) -> Decimal | None:
        """m² of the home lived in; None where the type does not ask it."""
        if not isinstance(self.details, LowIncomeFamily):
            return None
        area: Decimal = need(self.details, "residence_floor_area")
        return area

    def region(self) -> str:
        """The region's code."""
        return str(need(self.application, "region"))


def rounded(total: Decimal, parts: int = 1) -> str:
    """A total shared among parts, half-up to two decimals, in plain digits; for print only."""
    numerator, denominator = total.as_integer_ratio()
    halves = 2 * denominator * parts
    cents = (200 * numerator + denominator * parts) // halves
    return f"{cents // 100}.{cents % 100:02d}"
