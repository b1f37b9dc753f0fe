"""What taking a verified fact for the declared one would move: findings and materials.

Must not change the form of a case: it judges a copy and forgets it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from counter_app.forms.checks import judge
from counter_app.needs.both_sides import items_of, person_block
from counter_app.needs.case_file import CaseFile
from counter_app.rules.assess import Assessment, assess
from counter_app.rules.policy import Policy

Fact = tuple[int, str, Sequence[str]]
"""The person's position, where it was declared, and what was verified."""
Document = dict[str, Any]
_FOUND, _APPLICANT = "核验", "applicant"
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


def would_move(file: CaseFile, policy: Policy, on: date, fact: Fact) -> bool:
    """Whether a finding or a material would be another one."""
    return _said(as_declared(file, policy, on)) != _said(with_fact(file, policy, on, fact))


def as_declared(file: CaseFile, policy: Policy, on: date) -> Assessment:
    """What is found of what was declared; judged once."""
    return file.once(("as declared", policy, on), lambda: assessed(file.document, policy, on))


def with_fact(file: CaseFile, policy: Policy, on: date, fact: Fact) -> Assessment:
    """What would be found with one verified fact in the place of what was declared; judged once."""
    key = ("with fact", policy, on, fact[0], fact[1], tuple(fact[2]))
    return file.once(key, lambda: assessed(taken(file.document, fact), policy, on))


def assessed(document: Mapping[str, object], policy: Policy, on: date) -> Assessment:
    """What is found of a document."""
    return assess(judge(dict(document), on), policy)


def taken(document: Mapping[str, object], fact: Fact) -> Document:
    """A copy of the document in which the verified fact is declared."""
    position, path, values = fact
    changed: Document = dict(document)
    head, _, rest = path.partition(".")
    if head == "assets":
        _take_items(changed, position, rest.partition(".")[0], values)
    elif head != "region" and values:
        block = _copied(changed, "details" if head == "details" else _APPLICANT, position)
        if isinstance(block, dict):
            block[rest] = values[0]
    return changed


def _copied(changed: Document, name: str, position: int) -> object:
    """The block that is changed, in place of the one that other copies share."""
    if name == _APPLICANT and position:
        household = changed["household"] = dict(changed["household"])
        members = household["members"] = list(household["members"])
        members[position - 1] = dict(members[position - 1])
        return members[position - 1]
    block = changed.get(name)
    if isinstance(block, dict):
        changed[name] = dict(block)
    return changed.get(name)


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
    changed["assets"] = {**assets, category: {"none": not items, "items": items}}


def _said(found: Assessment) -> tuple[object, ...]:
    findings = tuple((each.rule, str(each.outcome)) for each in found.findings)
    materials = tuple(
        (str(each.material), each.person_id_number, each.status) for each in found.materials
    )
    return findings, materials
