"""The family of the pictures: six people, one number wrong, three assets, some papers taken."""

from copy import deepcopy
from typing import Any

from tests.ui.samples import ZHOU

GOOD_NUMBER = "620702195709039084"


def family(*, right: bool = False) -> dict[str, Any]:
    """The document of the pictures; `right`: with the last number put right."""
    document: dict[str, Any] = deepcopy(ZHOU)
    document["applicant"].update(phone="13909366120", native_place="甘肃张掖")
    wang = GOOD_NUMBER if right else "620702195709039086"
    people = document["household"]["members"]
    people[2:2] = [
        {"name": "赵雨泽", "relation": "child", "id_number": "620702201707189052",
         "employer": "无", "monthly_income": "0"}
    ]  # fmt: skip
    people.append(
        {"name": "王秀英", "relation": "parent", "id_number": wang,
         "employer": "无", "monthly_income": "0"}
    )  # fmt: skip
    document["assets"] = {
        "real_estate": {"items": [
            {"owner": "王秀英", "address": "高台县南华镇明珠小区 3-402", "region": "620724",
             "use": "dwelling", "floor_area": "105.00", "share": "1"}
        ]},
        "housing_fund": {"items": [{"person": "赵建军", "monthly_amount": "420.00"}]},
        "pension_insurance": {"items": [
            {"person": "周玉兰", "kind": "employee", "from_month": "2015-07"},
            {"person": "赵建军", "kind": "employee", "from_month": "2009-03"},
            {"person": "周德昌", "kind": "resident", "from_month": "2012-01"},
        ]},
        "other": {"none": True},
    }  # fmt: skip
    return document
