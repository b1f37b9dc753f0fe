"""Warnings: what is right by the rules and still worth a second look. They hold nothing up."""

from collections.abc import Iterator
from datetime import date

from counter_app.asking.problem import Problem
from counter_app.forms.consents import Authorization
from counter_app.forms.household import RESIDENT_KINDS, Applicant, Member, Relation
from counter_app.forms.housing_application import HousingApplication
from counter_app.forms.people import age, born

_OLD = 105
_PROVINCES = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72))
    for code in range(*codes)
)
_YOUNGER = (Relation.CHILD, Relation.GRANDCHILD)
_OLDER = (Relation.PARENT, Relation.GRANDPARENT)
_CUT = "000"
"""What a sheet makes of the last digits of a number that it keeps as an amount."""
_ABROAD = ("81", "82", "83", "9")

Person = Applicant | Member
Known = tuple[str, Person, date | None]
"""Path, person and day of birth."""


def hints(application: HousingApplication) -> tuple[Problem, ...]:
    """All warnings, in the order of the form."""
    values = application.__dict__
    people = _people(application)
    applied_on = values.get("applied_on")
    found: list[Problem] = []
    for path, person, birth in people:
        found += _of_number(path, person)
        if birth is not None and applied_on is not None and _is_old(birth, applied_on):
            words = f"年龄超过 {_OLD} 岁，请对照证件"
            found.append(Problem(f"{path}.id_number", "age_unusual", words))
    if people and people[0][0] == "applicant":
        found += _of_generations(people)
    found += _of_one_person_twice(people)
    found += _of_strangers(people, values.get("authorizations") or [])
    return tuple(found)


def _is_old(birth: date, on: date) -> bool:
    return on.year - birth.year > _OLD and age(birth, on) > _OLD


def _people(application: HousingApplication) -> list[Known]:
    values = application.__dict__
    people: list[Known] = []
    if "applicant" in values:
        people.append(("applicant", values["applicant"], born(values["applicant"])))
    members = values["household"].__dict__.get("members", []) if "household" in values else []
    for place, each in enumerate(members):
        people.append((f"household.members[{place}]", each, born(each)))
    return people


def _of_number(path: str, person: Person) -> tuple[Problem, ...]:
    values = person.__dict__
    number = values.get("id_number")
    if number is None or values.get("id_kind", number) not in RESIDENT_KINDS:
        return ()
    if number.endswith(_CUT):
        words = "身份证号末三位是 000，如是从表格抄来，请对照证件"
        return (Problem(f"{path}.id_number", "id_cut", words),)
    if number[:2] in _PROVINCES:
        return ()
    if number.startswith(_ABROAD):
        words = "居住证或永居证号，有的部门查不到，请留意"
        return (Problem(f"{path}.id_number", "id_uncommon", words),)
    words = "身份证号前两位不是已知省份，请对照证件"
    return (Problem(f"{path}.id_number", "id_region", words),)


def _of_generations(people: list[Known]) -> Iterator[Problem]:
    own = people[0][2]
    if own is None:
        return
    for path, member, theirs in people[1:]:
        relation = member.__dict__.get("relation")
        if theirs is None:
            continue
        if relation in _YOUNGER and theirs <= own:
            yield Problem(f"{path}.relation", "age_unusual", "晚辈比申请人年长，请核对与本人关系")
        if relation in _OLDER and theirs >= own:
            yield Problem(f"{path}.relation", "age_unusual", "长辈比申请人年轻，请核对与本人关系")


def _of_one_person_twice(people: list[Known]) -> Iterator[Problem]:
    """Who has the name and the birthday of somebody before, by the number of another paper."""
    before: set[tuple[str, date]] = set()
    for path, person, birth in people:
        name = person.__dict__.get("name")
        if name is None or birth is None:
            continue
        if (name, birth) in before:
            words = "与前面的人同名同日出生，像是同一人的另一种证件，请核对"
            yield Problem(f"{path}.id_number", "person_twice", words)
        before.add((name, birth))


def _of_strangers(people: list[Known], entries: list[Authorization]) -> Iterator[Problem]:
    numbers = {person.__dict__.get("id_number") for _, person, _ in people}
    if None in numbers:
        return
    for place, entry in enumerate(entries):
        number = entry.__dict__.get("person_id_number")
        if number is not None and number not in numbers:
            field = f"authorizations[{place}].person_id_number"
            yield Problem(field, "authorization_stranger", "授权人不在家庭成员中，不计，请核对")
