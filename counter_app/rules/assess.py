"""What follows from a judged form under a policy: figures, findings, materials.

Each shows as soon as its own inputs are valid. Pure: no clock, no file, no register.
"""

from dataclasses import dataclass

from counter_app.forms.checks import Judged
from counter_app.rules.eligibility import Finding, findings, overall
from counter_app.rules.facts import Facts, NotYet, rounded
from counter_app.rules.materials import MaterialNeed, needs
from counter_app.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class HouseholdFigures:
    """Figures of the household, each None until its inputs are valid; amounts as printed."""

    size: int | None = None
    monthly_income: str | None = None
    monthly_income_per_person: str | None = None
    floor_area_per_person: str | None = None
    """Only for `low_income_family`."""
    residence_floor_area: str | None = None
    """The dividend of `floor_area_per_person`, to show how it was reckoned."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is known so far; `outcome` is of the findings that are there."""

    household: HouseholdFigures
    outcome: str
    findings: tuple[Finding, ...]
    materials: tuple[MaterialNeed, ...]


def assess(judged: Judged, policy: Policy) -> Assessment:
    """Assess what was judged."""
    facts = Facts.of(judged, policy)
    found = findings(facts)
    return Assessment(_figures(facts), overall(found), found, needs(facts))


def materials_needed(judged: Judged, policy: Policy) -> tuple[MaterialNeed, ...]:
    """Of an assessment the materials alone."""
    return needs(Facts.of(judged, policy))


def _figures(facts: Facts) -> HouseholdFigures:
    try:
        size = facts.size
    except NotYet:
        return HouseholdFigures()
    return HouseholdFigures(size, *_income(facts), *_floor_area(facts, size))


def _income(facts: Facts) -> tuple[str | None, str | None]:
    try:
        return rounded(facts.income), facts.income_each
    except NotYet:
        return None, None


def _floor_area(facts: Facts, size: int) -> tuple[str | None, str | None]:
    try:
        area = facts.residence_area
    except NotYet:
        area = None
    return (None, None) if area is None else (rounded(area, size), rounded(area))
