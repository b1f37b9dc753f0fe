"""Documents for tests: small right ones of each type, and ways to bend them.

All persons are invented; numbers carry right check characters.
"""

import copy
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from counter_app.basics.exact_json import loads
from counter_app.forms.checks import Judged, judge
from counter_app.rules.assess import Assessment, assess
from counter_app.rules.policy import Policy, load_policy

TODAY = date(2026, 11, 24)
ABSENT = object()


def number(region: str = "620702", born: str = "19840315", order: str = "904") -> str:
    """An 18-character number with its check character; an odd `order` is a man's."""
    body = f"{region}{born}{order}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


MAN = number(born="19820306", order="903")
WOMAN = number()
BOY = number(born="20170502", order="901")


def applicant(**changes: Any) -> dict[str, Any]:
    """A right applicant, 42 years old."""
    right = {
        "name": "周玉兰",
        "sex": "female",
        "id_number": WOMAN,
        "employer": "张掖市滨河保洁服务有限公司",
        "phone": "13909366120",
        "registered_address": "甘肃省张掖市甘州区南街街道88号",
        "native_place": "甘肃张掖",
        "monthly_income": "3200.00",
    }
    return _changed(right, changes)


def member(**changes: Any) -> dict[str, Any]:
    """A right member: the husband."""
    right = {
        "name": "赵建军",
        "relation": "spouse",
        "id_number": MAN,
        "employer": "无",
        "monthly_income": "0",
    }
    return _changed(right, changes)


DETAILS: dict[str, dict[str, Any]] = {
    "low_income_family": {
        "applicant_type": "low_income_family",
        "residence_address": "甘州区南街街道88号",
        "residence_floor_area": "72.50",
        "residence_owner": "王某",
        "owner_relation": "房东",
        "marital_status": "married",
        "dwelling_kind": "rented",
        "hardships": [],
        "other_circumstances": [],
    },
    "new_graduate": {
        "applicant_type": "new_graduate",
        "school": "河西学院",
        "education": "bachelor",
        "graduated_on": "2025-06",
        "joined_employer_on": "2025-07",
        "employer_address": "甘州区北街1号",
        "contract_number": "HT-1",
        "employer_kind": "private",
        "marital_status": "married",
        "social_insurance": {"paid": True, "from_month": "2025-08", "to_month": None},
        "tenancy": "single",
    },
    "migrant_worker": {
        "applicant_type": "migrant_worker",
        "permit_address": "甘州区东街2号",
        "permit_number": "JZ-1",
        "started_work_on": "2019-03",
        "contract_number": "HT-2",
        "tenancy": "family",
        "social_insurance": {"paid": False},
    },
    "introduced_talent": {
        "applicant_type": "introduced_talent",
        "recognition_number": "张人才认〔2025〕1号",
        "contract_number": "HT-3",
    },
}


def consent(person: str, **changes: Any) -> dict[str, Any]:
    """A granted authorization."""
    right = {
        "person_id_number": person,
        "granted": True,
        "signed_by": "周玉兰",
        "capacity": "self",
        "signed_on": "2026-11-20",
        "departments": "all",
        "withdrawn_on": None,
    }
    return _changed(right, changes)


def document(kind: str = "low_income_family", **changes: Any) -> dict[str, Any]:
    """A right document of husband and wife."""
    right = {
        "format": 1,
        "applied_on": "2026-11-20",
        "region": "620702",
        "applicant": applicant(),
        "details": copy.deepcopy(DETAILS[kind]),
        "household": {"members": [member()]},
        "assets": {
            category: {"none": True, "items": []}
            for category in (
                "real_estate",
                "housing_fund",
                "vehicles",
                "business_registration",
                "pension_insurance",
                "other",
            )
        },
        "commitment": {"signed_by": "周玉兰", "signed_on": "2026-11-20"},
        "authorizations": [consent(WOMAN), consent(MAN)],
        "proxy": None,
        "materials": [],
        "deferrals": [],
    }
    return _changed(right, changes)


def single(kind: str = "new_graduate", **changes: Any) -> dict[str, Any]:
    """A right document of one unmarried woman."""
    alone = document(kind, household={"members": []}, authorizations=[consent(WOMAN)])
    if "marital_status" in alone["details"]:
        alone["details"]["marital_status"] = "unmarried"
    return _changed(alone, changes)


def put(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the document with a value put at a path, or taken away where it is ABSENT."""
    bent = copy.deepcopy(document)
    steps: list[Any] = [
        int(step[1:-1]) if step.startswith("[") else step
        for step in re.findall(r"\[\d+\]|[^.\[\]]+", path)
    ]
    place: Any = bent
    for step in steps[:-1]:
        place = place[step]
    if value is ABSENT:
        del place[steps[-1]]
    elif isinstance(place, list) and steps[-1] == len(place):
        place.append(value)
    else:
        place[steps[-1]] = value
    return bent


def errors(document: dict[str, Any], today: date = TODAY) -> list[tuple[str, str]]:
    """What `check` reports, as (field, code), in its order."""
    return [(problem.field, problem.code) for problem in judged(document, today).errors]


def judged(document: dict[str, Any], today: date = TODAY) -> Judged:
    """The document judged as a file of the same content would be."""
    return judge(document, today)


def assessed(document: dict[str, Any], policy: Policy | None = None) -> Assessment:
    """The document assessed; its errors, if any, are the test's business."""
    return assess(judged(document), policy or TABLES)


def outcomes(document: dict[str, Any], policy: Policy | None = None) -> dict[str, str]:
    """Rule → outcome."""
    found = assessed(document, policy).findings
    return {finding.rule: str(finding.outcome) for finding in found}


def materials(
    document: dict[str, Any], policy: Policy | None = None
) -> list[tuple[str, str, str, str]]:
    """(material, person or "", source, status), in the order of the list."""
    return [
        (str(need.material), need.person_id_number or "", need.source, need.status)
        for need in assessed(document, policy).materials
    ]


def json_number(text: str) -> Decimal:
    """A JSON number as a file has it."""
    value = loads(text)
    assert isinstance(value, Decimal)
    return value


def _changed(right: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    bent = {**right, **changes}
    return {key: value for key, value in bent.items() if value is not ABSENT}


def codes(found: Iterable[tuple[str, str]]) -> set[str]:
    """Only the codes."""
    return {code for _, code in found}


POLICY_FILE = Path(__file__).parent / "data" / "policy.toml"
TABLES = load_policy(POLICY_FILE)
"""The tables that tests bring along, whatever a bureau writes into the shipped ones."""
