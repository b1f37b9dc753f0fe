"""The derived figures of a household, each with how it was reckoned, in texts."""

from decimal import Decimal
from typing import NamedTuple

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

    Once something of their own is declared, the area is that of what they own (第二十一条).
    """
    household = assessment.household
    own = _own_area(judged, policy)
    area = area_figure(household)
    if own is not None and household.size and (own[0] != _NONE or area.value == _NOT_YET):
        area = _figure("人均自有住房", own[1], own[0], household.size, "m²")
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
    return amount("money", Decimal(figure))
