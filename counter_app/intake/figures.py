"""The derived figures of a household, each with how it was reckoned, in texts."""

from decimal import Decimal
from typing import NamedTuple

from counter_app.forms.applicant_types.low_income_family import LowIncomeFamily
from counter_app.forms.checks import Judged
from counter_app.forms.display import amount
from counter_app.rules.assess import Assessment, HouseholdFigures
from counter_app.rules.facts import Facts, NotYet, rounded
from counter_app.rules.policy import Policy

_NOT_YET = "—"
_NONE = "0.00"


class Figure(NamedTuple):
    """Name, value, unit, reckoning."""

    name: str
    value: str
    unit: str
    how: str


def two_figures(judged: Judged, assessment: Assessment, policy: Policy) -> tuple[Figure, Figure]:
    """Area a person and income a person; what cannot be reckoned yet is a dash.

    The area is that of the home where the type asks for it, and of what they own (第二十一条) where
    it does not or as soon as something is declared.
    """
    household = assessment.household
    total, each = _own_area(judged, policy) or (None, None)
    details = judged.application.__dict__.get("details")
    asks_for_home = details is None or isinstance(details, LowIncomeFamily)
    if asks_for_home and total in (None, _NONE):
        area = area_figure(household)
    else:
        area = _figure("人均自有住房", each, total, household.size, "m²")
    return area, income_figure(household)


def area_figure(household: HouseholdFigures) -> Figure:
    """人均住房面积, of the type that asks for it."""
    return _figure(
        "人均住房面积",
        household.floor_area_per_person,
        household.residence_floor_area,
        household.size,
        "m²",
    )


def income_figure(household: HouseholdFigures) -> Figure:
    """家庭人均月收入."""
    return _figure(
        "家庭人均月收入",
        household.monthly_income_per_person,
        household.monthly_income,
        household.size,
        "元",
    )


def _own_area(judged: Judged, policy: Policy) -> tuple[str, str] | None:
    """The household's own area, whole and a person; None while it is not known."""
    facts = Facts.of(judged, policy)
    try:
        return rounded(facts.own_area), rounded(facts.own_area, facts.size)
    except NotYet:
        return None


def _figure(name: str, value: str | None, total: str | None, size: int | None, unit: str) -> Figure:
    if value is None or total is None or size is None:
        return Figure(name, _NOT_YET, "", "")
    return Figure(name, _grouped(value), unit, f"{_grouped(total)} ÷ {size} 人")


def _grouped(figure: str) -> str:
    return amount(Decimal(figure))
