"""申请材料: which are needed, from whom, and how each stands. Nothing outside the list is asked."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from counter_app.forms.applicant_types.low_income_family import Circumstance, Hardship
from counter_app.forms.consents import Material
from counter_app.forms.household import Applicant, Member
from counter_app.rules.facts import Facts, NotYet, need
from counter_app.rules.policy import Row


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
    who: Who
    department: str
    clause: str
    types: frozenset[str] | None
    not_types: frozenset[str]
    of_hardship: bool


def _listed(rows: tuple[Row, ...]) -> tuple[_Listed, ...]:
    return tuple(
        _Listed(
            Material(row["key"]),
            row["source"],
            _WHO[row["whom"]],
            row.get("department", ""),
            row["clause"],
            None if row.get("types") is None else frozenset(row["types"]),
            frozenset(row.get("not_types") or ()),
            row.get("when") == "hardship",
        )
        for row in rows
    )


def needs(facts: Facts) -> tuple[MaterialNeed, ...]:
    """The materials whose inputs are valid, in the order of the list, person by person."""
    found: list[MaterialNeed] = []
    try:
        rows = facts.policy.made("material", facts.applied_on, _listed)
        taken = _taken(facts)
    except NotYet:
        return ()
    whose: dict[Who, list[Face]] = {}
    for row in rows:
        try:
            if not _applies(row, facts):
                continue
            status = _open_status(row, facts)
        except NotYet:
            continue
        if row.who not in whose:
            whose[row.who] = _faces(row.who, facts)
        found += _each(row, whose[row.who], status, taken)
    return tuple(found)


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
    entries = need(facts.application, "materials") or ()
    return frozenset((need(e, "material"), need(e, "person_id_number")) for e in entries)


def _applies(row: _Listed, facts: Facts) -> bool:
    if row.types is not None and facts.applicant_type not in row.types:
        return False
    if row.not_types and facts.applicant_type in row.not_types:
        return False
    return not row.of_hardship or bool(_hardships(facts))


def _hardships(facts: Facts) -> set[str]:
    """What a proof of hardship would prove: every tick but `other`, and 优抚."""
    ticked = {str(each) for each in facts.detail("hardships") or () if each != Hardship.OTHER}
    if facts.ticked("other_circumstances", Circumstance.PREFERENTIAL_TREATMENT):
        ticked.add(str(Circumstance.PREFERENTIAL_TREATMENT))
    return ticked


def _each(
    row: _Listed, faces: list[Face], open_status: str, taken: frozenset[tuple[str, str | None]]
) -> list[MaterialNeed]:
    material, source, _, department, clause, *_ = row
    may_be_taken = taken and source != "generated"
    found = []
    for number, name in faces:
        is_taken = may_be_taken and (material, number) in taken
        status = "obtained" if is_taken else open_status
        found.append(MaterialNeed(material, number, name, source, status, department, clause))
    return found


def _open_status(row: _Listed, facts: Facts) -> str:
    """How a material stands that nobody has brought yet."""
    if row.source == "generated":
        return "generated"
    if row.source == "own":
        return "missing"
    if row.of_hardship and _hardships(facts) - _with_source(facts):
        return "paper_needed"
    return "pending"


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
    return (person for person in facts.people if need(person, "monthly_income") > 0)


_WHO: dict[str, Who] = {
    "case": _the_case,
    "applicant": _the_applicant,
    "person": _everybody,
    "adult": _adults,
    "earner": _earners,
}
