"""What taking a verified fact for the declared one would move: findings and materials.

Must not change the form of a case: it judges a copy and forgets it.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from counter_app.forms.checks import judge
from counter_app.needs.both_sides import items_of, person_block
from counter_app.rules.assess import assess
from counter_app.rules.policy import Policy

Fact = tuple[int, str, Sequence[str]]
"""The person's position, where it was declared, and what was verified."""
Document = dict[str, Any]
_FOUND = "核验"
_MADE: Mapping[str, Callable[[str, str, str], dict[str, object]]] = {
    "real_estate": lambda name, value, region: {
        "owner": name,
        "address": _FOUND,
        "region": region,
        "use": "dwelling",
        "floor_area": value,
    },
    "vehicles": lambda name, value, _region: {
        "owner": name,
        "plate": value,
        "purpose": "personal",
    },
    "business_registration": lambda name, value, _region: {
        "person": name,
        "company": value,
        "role": _FOUND,
    },
    "housing_fund": lambda name, value, _region: {"person": name, "monthly_amount": value},
}
"""An entry of each category as it would be declared, so that the stricter rule is asked."""


def would_move(document: Mapping[str, object], policy: Policy, on: date, fact: Fact) -> bool:
    """Whether a finding or a material would be another one."""
    return _said(document, policy, on) != _said(taken(document, fact), policy, on)


def taken(document: Mapping[str, object], fact: Fact) -> Document:
    """A copy of the document in which the verified fact is declared."""
    position, path, values = fact
    changed: Document = copy.deepcopy(dict(document))
    head, _, rest = path.partition(".")
    if head == "assets":
        _take_items(changed, position, rest.partition(".")[0], values)
    elif head == "region" or not values:
        return changed
    else:
        block = changed.get("details") if head == "details" else person_block(changed, position)
        if isinstance(block, dict):
            block[rest] = values[0]
    return changed


def _take_items(changed: Document, position: int, category: str, values: Sequence[str]) -> None:
    make = _MADE.get(category)
    assets = changed.get("assets")
    if make is None or not isinstance(assets, dict):
        return
    name, region = str(person_block(changed, position).get("name")), str(changed.get("region"))
    others = [
        each
        for each in items_of(changed, category)
        if name not in (each.get("owner"), each.get("person"))
    ]
    items = others + [make(name, value, region) for value in values]
    assets[category] = {"none": not items, "items": items}


def _said(document: Mapping[str, object], policy: Policy, on: date) -> tuple[object, ...]:
    assessed = assess(judge(dict(document), on), policy)
    findings = tuple((each.rule, str(each.outcome)) for each in assessed.findings)
    materials = tuple(
        (str(each.material), each.person_id_number, each.status) for each in assessed.materials
    )
    return findings, materials
