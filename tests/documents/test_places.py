"""Every field of the form stands on some paper: change it, and some paper changes.

What has no cell on the 审核表 by its own rule (papers.md, "What has no cell") is listed here.
"""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec, fields_of
from counter_app.documents.application_form import form_data
from counter_app.documents.authorization import authorization_data
from counter_app.documents.receipt import receipt_data
from counter_app.documents.view import Copy
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication
from tests.documents import samples

NO_PLACE = {
    "format": "the file's, not the form's",
    "applied_on": "附件 1 has no cell; the receipt has its own time",
    "applicant.id_kind": "the number stands in 身份证号 whatever its kind",
    "applicant.birth_date": "附件 1 has no cell",
    "household.members.id_kind": "as the applicant's",
    "household.members.birth_date": "as the applicant's",
    "household.members.sex": "附件 1 asks it of the applicant only",
    "proxy.relation": "note 4 asks name and number only",
    "proxy.reason": "note 4 asks name and number only",
    "proxy.document": "note 4 asks name and number only",
    "authorizations.withdrawn_on": "a withdrawal is a paper of its own",
    "materials.files.sha256": "a file is no paper",
    "materials.files.name": "a file is no paper",
    "materials.files.media_type": "a file is no paper",
    "deferrals.promised_by": "stands on the 容缺受理承诺书",
}
OTHER = {
    "text": "甲乙丙丁",
    "id_number": "622201199001019999",
    "resident_id": "622201199001019999",
    "person": "622222199007229025",
    "phone": "13700000001",
    "money": "9123.45",
    "area": "77.77",
    "share": "0.25",
    "month": "2001-02",
    "date": "2001-02-03",
    "integer": 9,
    "region_code": "620999",
    "sha256": "1" * 64,
    "credit_code": "91620702MA71234567",
    "departments": ["taxation"],
}


def full() -> dict[str, Any]:
    """A document in which every list has an item and every object is there."""
    made = samples.authorized(samples.document())
    made["proxy"] = {"role": "fills_in", "name": "李四", "id_number": "620702198001010011"}
    owner = samples.RARE
    made["assets"] = {
        "real_estate": {"items": [{"owner": owner, "address": "西街", "region": "620702",
                                   "use": "dwelling", "floor_area": "80", "share": "0.5"}]},
        "housing_fund": {"items": [{"person": owner, "monthly_amount": "486"}]},
        "vehicles": {"items": [{"owner": owner, "plate": "甘G12345", "purpose": "commercial"}]},
        "business_registration": {"items": [{"person": owner, "company": "商行", "role": "股东"}]},
        "pension_insurance": {"items": [{"person": owner, "kind": "employee",
                                         "from_month": "2015-08"}]},
        "other": {"items": [{"description": "存款"}]},
    }  # fmt: skip
    made["deferrals"] = [{"material": "education", "promised_by": "王", "due_on": "2026-12-23"}]
    return made


def leaves(model: type[Form], path: str = "") -> Iterator[tuple[str, FieldSpec]]:
    """Every field that holds a value, with its path; items of lists without their number."""
    for spec in fields_of(model):
        here = f"{path}{spec.key}"
        if spec.kind == "details":
            for kind, block in BLOCKS.items():
                yield from leaves(block, f"{here}({kind}).")
        elif spec.model is not None:
            yield from leaves(spec.model, f"{here}.")
        else:
            yield here, spec


FIELDS = [leaf for leaf in leaves(HousingApplication) if leaf[1].kind != "type"]


def changed(path: str, spec: FieldSpec) -> tuple[dict[str, Any], dict[str, Any]]:
    """A document, and the same with another value in one field."""
    before = full()
    before["materials"][0]["files"] = [
        {"sha256": "0" * 64, "name": "一", "media_type": "image/png"}
    ]
    kind = next((each for each in ApplicantType if f"({each})" in path), None)
    if kind is not None:
        before["details"] = copy.deepcopy(samples.DETAILS[kind])
    elif path == "applicant.monthly_income":
        before["details"] = copy.deepcopy(samples.DETAILS["migrant_worker"])
    if "social_insurance." in path:
        before["details"]["social_insurance"] = {"paid": True, "from_month": "2019-03"}
    after = copy.deepcopy(before)
    *way, key = path.replace(f"({kind})", "").split(".")
    block: Any = after
    for step in way:
        block = block[step]
        block = block[0] if isinstance(block, list) and block else block
    if key == "none":
        block["items"] = []
        block["none"] = True
    else:
        block[key] = another(spec, block.get(key))
    return before, after


def another(spec: FieldSpec, old: object) -> object:
    """A value of the field that differs from the old one."""
    if spec.kind == "boolean":
        return not old
    if spec.kind == "format":
        return 1
    if spec.choices is not None and spec.kind in ("choice", "choices"):
        value = next(str(each) for each in spec.choices if str(each) not in (old or ""))
        return [value] if spec.kind == "choices" else value
    return OTHER[spec.kind]


def on_paper(made: dict[str, Any]) -> list[dict[str, object]]:
    """All papers as they are set, without the hash that every change moves."""
    view = replace(samples.view(made), content_hash="0" * 64)
    return [make(view, Copy.FINAL) for make in (form_data, receipt_data, authorization_data)]


@pytest.mark.parametrize(("path", "spec"), FIELDS, ids=[path for path, _ in FIELDS])
def test_every_field_has_its_place(path: str, spec: FieldSpec) -> None:
    before, after = changed(path, spec)
    if path in NO_PLACE:
        assert on_paper(before)[0] == on_paper(after)[0]
    else:
        assert on_paper(before) != on_paper(after)


def test_the_exceptions_are_fields_of_the_form() -> None:
    assert set(NO_PLACE) <= {path for path, _ in FIELDS}
