"""Warnings: what is right by the rules and still worth a second look. They hold nothing up."""

from collections.abc import Iterator
from datetime import date

from counter_app.forms.consents import Authorization
from counter_app.forms.household import Applicant, IdKind, Member, Relation
from counter_app.forms.housing_application import HousingApplication
from counter_app.forms.people import age, born
from counter_app.forms.problem import Problem

_OLD = 105
_PROVINCES = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72))
    for code in range(*codes)
)
_ABROAD = ("81", "82", "83", "9")

Person = Applicant | Member


def hints(application: HousingApplication) -> tuple[Problem, ...]:
    """All warnings, in the order of the form."""
    values = application.__dict__
    people = _people(application)
    applied_on = values.get("applied_on")
    found = [each for path, person in people for each in _of_person(path, person, applied_on)]
    if people and people[0][0] == "applicant":
        found += _of_generations(people)
    found += _of_strangers(people, values.get("authorizations") or [])
    return tuple(found)


def _people(application: HousingApplication) -> list[tuple[str, Person]]:
    values = application.__dict__
    people: list[tuple[str, Person]] = []
    if "applicant" in values:
        people.append(("applicant", values["applicant"]))
    members = values["household"].__dict__.get("members", []) if "household" in values else []
    people += [(f"household.members[{place}]", each) for place, each in enumerate(members)]
    return people


def _of_person(path: str, person: Person, applied_on: date | None) -> Iterator[Problem]:
    values = person.__dict__
    number, field = values.get("id_number"), f"{path}.id_number"
    if number is not None and values.get("id_kind", number) in (None, IdKind.RESIDENT):
        if number.startswith(_ABROAD):
            yield Problem(field, "id_uncommon", "居住证或永居证号，有的部门查不到，请留意")
        elif number[:2] not in _PROVINCES:
            yield Problem(field, "id_region", "身份证号前两位不是已知省份，请对照证件")
    birth = born(person)
    if birth is not None and applied_on is not None and age(birth, applied_on) > _OLD:
        yield Problem(field, "age_unusual", f"年龄超过 {_OLD} 岁，请对照证件")


def _of_generations(people: list[tuple[str, Person]]) -> Iterator[Problem]:
    own = born(people[0][1])
    for path, member in people[1:]:
        theirs, relation = born(member), member.__dict__.get("relation")
        if own is None or theirs is None:
            continue
        if relation in (Relation.CHILD, Relation.GRANDCHILD) and theirs <= own:
            yield Problem(f"{path}.relation", "age_unusual", "晚辈比申请人年长，请核对与本人关系")
        if relation in (Relation.PARENT, Relation.GRANDPARENT) and theirs >= own:
            yield Problem(f"{path}.relation", "age_unusual", "长辈比申请人年轻，请核对与本人关系")


def _of_strangers(
    people: list[tuple[str, Person]], entries: list[Authorization]
) -> Iterator[Problem]:
    numbers = {person.__dict__.get("id_number") for _, person in people}
    if None in numbers:
        return
    for place, entry in enumerate(entries):
        number = entry.__dict__.get("person_id_number")
        if number is not None and number not in numbers:
            field = f"authorizations[{place}].person_id_number"
            yield Problem(field, "authorization_stranger", "授权人不在家庭成员中，不计，请核对")
