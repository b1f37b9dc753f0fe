"""申请材料: which are needed, from whom, and how each stands. Nothing outside the list is asked."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from counter_app.forms.applicant_types.low_income_family import Circumstance, Hardship
from counter_app.forms.consents import Material
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import ApplicantType
from counter_app.rules.facts import Facts, NotYet, need
from counter_app.rules.policy import RowValues


class MaterialNeed(msgspec.Struct, frozen=True, gc=False):
    """One material of one person, or the case's where `person_id_number` is None."""

    material: Material
    person_id_number: str | None
    person_name: str
    source: str
    """generated, shared or own."""
    status: str
    """generated, obtained, pending, missing or paper_needed."""
    department: str
    """Who answers for a shared one; nothing where nobody does."""
    clause: str


Face = tuple[str | None, str]
"""Number and name; of the case there is neither."""
Who = Callable[[Facts], Iterator[Applicant | Member | None]]


class _Listed(NamedTuple):
    """A row of the list, ready for use."""

    material: Material
    source: str
    status: str
    """How it stands while nobody has brought it; a proof of hardship may stand otherwise."""
    who: Who
    department: str
    clause: str
    of_hardship: bool


_Lists = Mapping[ApplicantType | None, tuple[_Listed, ...]]
"""The list of each type; None: what is asked whatever the type may be."""


def _lists(rows: tuple[RowValues, ...]) -> _Lists:
    return {
        kind: tuple(_listed(row) for row in rows if _concerns(row, kind))
        for kind in (None, *ApplicantType)
    }


def _concerns(row: RowValues, kind: ApplicantType | None) -> bool:
    types, not_types = row.get("types"), row.get("not_types")
    if kind is None:
        return types is None and not not_types
    return (types is None or kind in types) and kind not in (not_types or ())


def _listed(row: RowValues) -> _Listed:
    return _Listed(
        Material(row["key"]),
        row["source"],
        _STATUSES.get(row["source"], "pending"),
        _WHO[row["whom"]],
        row.get("department", ""),
        row["clause"],
        row.get("when") == "hardship",
    )


_STATUSES = {"generated": "generated", "own": "missing"}


def needs(facts: Facts) -> tuple[MaterialNeed, ...]:
    """The materials whose inputs are valid, in the order of the list, person by person."""
    found: list[MaterialNeed] = []
    try:
        lists = facts.policy.made("material", facts.applied_on, _lists)
        taken = _taken(facts)
    except NotYet:
        return ()
    whose: dict[Who, list[Face]] = {}
    for row in lists[_type(facts)]:
        status = _hardship_status(row, facts) if row.of_hardship else row.status
        if status is None:
            continue
        who = row.who
        faces = whose.get(who)
        if faces is None:
            faces = whose[who] = _faces(who, facts)
        found += _each(row, faces, status, taken)
    return tuple(found)


def _type(facts: Facts) -> ApplicantType | None:
    try:
        return facts.applicant_type
    except NotYet:
        return None


def _faces(who: Who, facts: Facts) -> list[Face]:
    """Number and name of those concerned, as far as it is valid whom it concerns."""
    faces: list[Face] = []
    try:
        for person in who(facts):
            faces.append((None, "") if person is None else facts.face(person))
    except NotYet:
        pass
    return faces


def _taken(facts: Facts) -> frozenset[tuple[str, str | None]]:
    entries = need(facts.application, "materials")
    if not entries:
        return frozenset()
    return frozenset((need(e, "material"), need(e, "person_id_number")) for e in entries)


def _hardships(facts: Facts) -> set[str]:
    """What a proof of hardship would prove: every tick but `other`, and 优抚."""
    ticked = {str(each) for each in facts.detail("hardships") or () if each != Hardship.OTHER}
    if facts.ticked("other_circumstances", Circumstance.PREFERENTIAL_TREATMENT):
        ticked.add(str(Circumstance.PREFERENTIAL_TREATMENT))
    return ticked


def _each(
    row: _Listed, faces: list[Face], usual: str, taken: frozenset[tuple[str, str | None]]
) -> list[MaterialNeed]:
    material, source, _, _, department, clause, _ = row
    may_be_taken = taken and source != "generated"
    found = []
    for number, name in faces:
        status = "obtained" if may_be_taken and (material, number) in taken else usual
        found.append(MaterialNeed(material, number, name, source, status, department, clause))
    return found


def _hardship_status(row: _Listed, facts: Facts) -> str | None:
    """How a proof of hardship stands that nobody has brought yet; None where none is asked."""
    try:
        hardships = _hardships(facts)
    except NotYet:
        return None
    if not hardships:
        return None
    if row.status == "pending" and hardships - _with_source(facts):
        return "paper_needed"
    return row.status


def _with_source(facts: Facts) -> set[str]:
    """What a department proves; or may prove, where this program does not know its name."""
    rows = facts.policy.holding("hardship_source", facts.applied_on)
    return {row.values["hardship"] for row in rows if row.off or row.values["department"]}


def _the_case(facts: Facts) -> Iterator[None]:
    yield None


def _the_applicant(facts: Facts) -> Iterator[Applicant | Member]:
    yield facts.applicant


def _everybody(facts: Facts) -> Iterator[Applicant | Member]:
    yield from facts.people


def _adults(facts: Facts) -> Iterator[Applicant | Member]:
    return (person for person in facts.people if facts.is_adult(person))


def _earners(facts: Facts) -> Iterator[Applicant | Member]:
    return (person for person in facts.people if need(person, "monthly_income"))


_WHO: dict[str, Who] = {
    "case": _the_case,
    "applicant": _the_applicant,
    "person": _everybody,
    "adult": _adults,
    "earner": _earners,
}
