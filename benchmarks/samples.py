"""Applications without an error, as many and as large as a benchmark asks for."""

from datetime import date, timedelta

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = "10X98765432"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗"
_GIVEN = "建国秀英丽娟志强晓燕海涛雪梅文博玉兰天宇"
_ASSETS = (
    "real_estate",
    "housing_fund",
    "vehicles",
    "business_registration",
    "pension_insurance",
    "other",
)

DETAILS: dict[str, dict[str, object]] = {
    "low_income_family": {
        "residence_address": "甘州区西街街道甘泉社区 12 号楼 3 单元 402",
        "residence_floor_area": "44",
        "residence_owner": "张建国",
        "owner_relation": "父子",
        "marital_status": "married",
        "dwelling_kind": "rented",
        "hardships": ["low_income"],
        "other_circumstances": [],
    },
    "new_graduate": {
        "school": "河西学院",
        "education": "bachelor",
        "graduated_on": "2025-06",
        "joined_employer_on": "2025-08",
        "employer_address": "张掖市甘州区南环路",
        "contract_number": "HT-2025-081",
        "employer_kind": "private",
        "marital_status": "unmarried",
        "social_insurance": {"paid": True, "from_month": "2025-09", "to_month": None},
        "tenancy": "single",
    },
    "migrant_worker": {
        "permit_address": "甘州区东街街道 5 号",
        "permit_number": "JZZ6207020017",
        "started_work_on": "2021-03",
        "contract_number": "HT-2021-7",
        "tenancy": "family",
        "social_insurance": {"paid": False},
    },
    "introduced_talent": {"recognition_number": "张人才认〔2025〕17号", "contract_number": "HT-88"},
}
"""A filled block of each of the four types."""


def resident_id(number: int, female: bool = False) -> str:
    """A valid ID number of somebody between 20 and 55, another for each number."""
    born = date(1971, 1, 1) + timedelta(days=number * 37 % 12_700)
    order = 2 * (number * 37 // 12_700 % 499) + (2 if female else 1)
    body = f"620702{born:%Y%m%d}{order:03d}"
    return body + _SIGNS[sum(w * int(d) for w, d in zip(_WEIGHTS, body, strict=True)) % 11]


def application(
    number: int, kind: str = "low_income_family", members: int = 2
) -> dict[str, object]:
    """The application of one household; everybody in it has consented, nobody owns anything."""
    people = [_person(number * 20 + index) for index in range(members + 1)]
    applicant = people[0] | {
        "phone": f"139{number % 100_000_000:08d}",
        "registered_address": "甘肃省张掖市甘州区西街街道甘泉社区 12 号楼 3 单元 402",
        "native_place": "甘肃张掖",
    }
    relations = ["spouse"] + ["child"] * members
    return {
        "format": 1,
        "applied_on": "2026-11-20",
        "region": "620702",
        "applicant": applicant,
        "details": {"applicant_type": kind, **DETAILS[kind]},
        "household": {
            "members": [
                person | {"relation": relation}
                for person, relation in zip(people[1:], relations, strict=False)
            ]
        },
        "assets": {category: {"none": True, "items": []} for category in _ASSETS},
        "commitment": {"signed_by": applicant["name"], "signed_on": "2026-11-20"},
        "authorizations": [_consent(person) for person in people],
    }


def _person(number: int) -> dict[str, object]:
    female = number % 2 == 1
    given = _GIVEN[number % len(_GIVEN)] + _GIVEN[number * 7 % len(_GIVEN)]
    return {
        "name": _SURNAMES[number % len(_SURNAMES)] + given,
        "sex": "female" if female else "male",
        "id_number": resident_id(number, female),
        "employer": "张掖市甘州区环卫站",
        "monthly_income": "1800.00",
    }


def _consent(person: dict[str, object]) -> dict[str, object]:
    return {
        "person_id_number": person["id_number"],
        "granted": True,
        "signed_by": person["name"],
        "capacity": "self",
        "signed_on": "2026-11-20",
        "departments": "all",
    }
