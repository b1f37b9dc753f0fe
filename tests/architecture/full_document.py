"""A document with a value of its own in every field that the form declares."""

from collections.abc import Iterator
from typing import Any

from benchmarks.samples import resident_id
from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication


def _value(spec: FieldSpec, number: int) -> object:
    if spec.choices is not None and spec.kind == "choice":
        return str(list(spec.choices)[-1])
    if spec.choices is not None and spec.kind == "choices":
        return [str(each) for each in spec.choices]
    values: dict[str, object] = {
        "resident_id": resident_id(number),
        "id_number": resident_id(number),
        "phone": f"139{number:08d}",
        "money": f"{1000 + number}.37",
        "area": f"{100 + number}.29",
        "share": "0.25",
        "month": f"20{10 + number % 10}-0{1 + number % 9}",
        "date": f"2026-0{1 + number % 9}-11",
        "boolean": True,
        "integer": number,
        "format": 1,
        "region_code": "620724",
        "credit_code": "91620702MA72XU4N8H",
        "departments": "all",
        "sha256": f"{number:064x}",
    }
    return values.get(spec.kind, f"字段{number}号")


def _filled(model: type[Form], kind: ApplicantType, numbers: Iterator[int]) -> dict[str, Any]:
    block: dict[str, Any] = {}
    for spec in fields_of(model):
        if spec.kind == "details":
            block[spec.key] = _filled(BLOCKS[kind], kind, numbers)
        elif spec.kind == "type":
            block[spec.key] = str(kind)
        elif spec.kind == "objects" and spec.model:
            block[spec.key] = [_filled(spec.model, kind, numbers)]
        elif spec.model:
            block[spec.key] = _filled(spec.model, kind, numbers)
        else:
            block[spec.key] = _value(spec, next(numbers))
    return block


def full_document(kind: ApplicantType) -> dict[str, Any]:
    """The document of one applicant type, right in kind though not in sense."""
    document = _filled(HousingApplication, kind, iter(range(11, 500)))
    document["region"] = "620702"
    for category in document["assets"].values():
        category["none"] = False
    for entry in ("authorizations", "materials", "deferrals"):
        document[entry][0]["person_id_number"] = document["applicant"]["id_number"]
    return document


def paths_of(value: object, path: str = "") -> Iterator[str]:
    """The path of every value in it; of a list of objects the first one's."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths_of(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from paths_of(value[0], f"{path}[0]")
    elif not path.endswith(".none"):
        yield path
