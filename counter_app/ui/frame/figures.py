"""The two derived figures of the panel, each with how it was reckoned."""

from typing import NamedTuple

from counter_app.rules.assess import HouseholdFigures

_NOT_YET = "—"


class Figure(NamedTuple):
    """Name, value, unit, reckoning: four texts."""

    name: str
    value: str
    unit: str
    how: str


def area_figure(household: HouseholdFigures) -> Figure:
    """人均住房面积, of the types that ask for it."""
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


def _figure(name: str, value: str | None, total: str | None, size: int | None, unit: str) -> Figure:
    if value is None or total is None or size is None:
        return Figure(name, _NOT_YET, "", "")
    return Figure(name, grouped(value), unit, f"{grouped(total)} ÷ {size} 人")


def grouped(amount: str) -> str:
    """`1445.08` → `1,445.08`."""
    whole, _, decimals = amount.partition(".")
    return f"{int(whole):,}.{decimals}"
