"""Applications for the papers' tests; all persons are invented."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from counter_app.basics.clock import CHINA
from counter_app.documents.build_view import view_of
from counter_app.documents.view import PaperView
from counter_app.rules.policy import Policy
from tests.families import TABLES

RECEIVED = datetime(2026, 11, 23, 10, 42, tzinfo=CHINA)
NUMBER = "620702-2026-03-00017"
ADDRESS = "https://gzf.zhangye.example/r/" + "Ab3-" * 10 + "xy"
RARE = "王䶮㛃𬱖𡚸"
DOTTED = "安·乌兰托娅"
EMPLOYER = "甘肃张掖绿洲现代农业科技发展有限责任公司甘州区分公司种苗繁育中心"
LONG_EMPLOYER = (
    "张掖祁连雪水河西走廊绿色能源综合开发股份有限公司甘州区新墩镇双堡村第二加油加气充电综合能源"
    "服务站便民商店夜班收银岗派遣部"
)
LONG_ADDRESS = (
    "甘肃省张掖市甘州区乌江镇平原村委会第十二村民小组原乌江公社平原大队老粮站家属院东侧第三排平房"
    "由北向南数第七户（新编门牌为平原路一百八十八号附七号二单元地下东户）"
)
RUN = "629900202306150000318700042615"

_INSURANCE = {"paid": True, "from_month": "2019-03", "to_month": "2020-11"}

DETAILS: dict[str, dict[str, Any]] = {
    "low_income_family": {
        "applicant_type": "low_income_family",
        "residence_address": "张掖市甘州区南街街道西来寺社区民主西街36号院4号楼2单元301室",
        "residence_floor_area": "52.4",
        "residence_owner": "李建国",
        "owner_relation": "房东",
        "marital_status": "married",
        "dwelling_kind": "rented",
        "hardships": ["near_subsistence", "low_income"],
        "other_circumstances": ["serious_illness"],
        "illness": "尿毒症",
    },
    "new_graduate": {
        "applicant_type": "new_graduate",
        "school": "河西学院",
        "education": "bachelor",
        "graduated_on": "2025-06",
        "joined_employer_on": "2025-09",
        "employer_address": "张掖市甘州区新墩镇双堡村国道312线2738公里加300米处路北",
        "contract_number": "HT-2025-0088",
        "employer_kind": "private",
        "marital_status": "unmarried",
        "social_insurance": _INSURANCE,
        "tenancy": "shared",
    },
    "migrant_worker": {
        "applicant_type": "migrant_worker",
        "permit_address": "甘州区北街街道西大街5号",
        "permit_number": "6207022025000123",
        "started_work_on": "2018-02",
        "contract_number": "甘劳合〔2024〕56号",
        "tenancy": "family",
        "social_insurance": {"paid": False},
    },
    "introduced_talent": {
        "applicant_type": "introduced_talent",
        "recognition_number": "张人才认〔2025〕17号",
        "contract_number": "HT-88",
    },
}


def member(name: str, relation: str, number: str, **more: Any) -> dict[str, Any]:
    """One member of a household."""
    return {
        "name": name,
        "relation": relation,
        "id_number": number,
        "employer": "无",
        "monthly_income": "0",
        **more,
    }


def document(kind: str = "low_income_family", **applicant: Any) -> dict[str, Any]:
    """A household of four, of any type."""
    return {
        "format": 1,
        "applied_on": "2026-11-23",
        "region": "620702",
        "applicant": {
            "name": RARE,
            "sex": "male",
            "id_number": "622201198803159017",
            "employer": EMPLOYER,
            "phone": "13900000318",
            "registered_address": "甘肃省张掖市甘州区东街街道交通巷社区青年东街218号6号楼",
            "native_place": "甘肃张掖",
            "monthly_income": "3850",
            **applicant,
        },
        "details": dict(DETAILS[kind]),
        "household": {
            "members": [
                member(
                    DOTTED,
                    "spouse",
                    "622222199007229025",
                    employer="张掖市甘州区金安家政服务中心",
                    monthly_income="2600",
                ),
                member("王珎", "child", "620702201405089048"),
                member("王堃", "child", "620702201901139067"),
            ]
        },
        "assets": {
            "real_estate": {"none": True},
            "housing_fund": {"items": [{"person": RARE, "monthly_amount": "486"}]},
            "vehicles": {"none": True},
            "business_registration": {"none": True},
            "pension_insurance": {
                "items": [
                    {"person": RARE, "kind": "employee", "from_month": "2015-08"},
                    {"person": DOTTED, "kind": "resident", "from_month": "2018-01"},
                ]
            },
            "other": {"none": True},
        },
        "commitment": {"signed_by": RARE, "signed_on": "2026-11-23"},
    }


def with_members(count: int, **more: Any) -> dict[str, Any]:
    """A household with so many members beside the applicant."""
    made = document()
    made["household"]["members"] = [
        member(f"王成员{n:02d}", "child", f"6207022014050{n:05d}", **more) for n in range(count)
    ]
    return made


def authorized(made: dict[str, Any]) -> dict[str, Any]:
    """The document with consents and papers handed in."""
    people = [made["applicant"], *made["household"]["members"]]
    made["authorizations"] = [
        {
            "person_id_number": person["id_number"],
            "granted": True,
            "signed_by": RARE,
            "capacity": "self",
            "signed_on": "2026-11-23",
            "departments": "all",
        }
        for person in people
    ]
    owner = made["applicant"]["id_number"]
    made["materials"] = [
        {"material": "income_proof", "person_id_number": owner, "obtained": "paper",
         "seen_original": True, "pages": 1},
        {"material": "marriage", "obtained": "paper", "seen_original": True, "copies": 1,
         "pages": 2},
        {"material": "vehicle", "obtained": "shared"},
    ]  # fmt: skip
    return made


@cache
def policy() -> Policy:
    """The shipped policy."""
    return TABLES


def view(made: dict[str, Any] | None = None, **facts: Any) -> PaperView:
    """A received case as its papers see it."""
    given = {
        "number": NUMBER,
        "short_code": "K7Q2M3",
        "revision": 2,
        "receipt_url": ADDRESS,
        "window_label": "12号窗口",
        "clerk": "马玉兰",
        **facts,
    }
    built = view_of(
        made if made is not None else document(),
        policy(),
        date(2026, 11, 23),
        received_at=RECEIVED,
        **given,
    )
    return replace(built, policy="620702-2026-03")
