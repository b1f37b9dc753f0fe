"""受理条件: one finding for each rule, with its clause. Findings, not a verdict on the person.

No finding prevents receiving. The rules that need the register are not here.
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

import msgspec

from counter_app.asking.amounts import EXACT
from counter_app.forms.applicant_types.low_income_family import Circumstance, DwellingKind, Hardship
from counter_app.forms.applicant_types.shared import MaritalStatus
from counter_app.forms.assets import VehiclePurpose
from counter_app.forms.household import Applicant, Member, Relation, Sex
from counter_app.forms.housing_application import ApplicantType
from counter_app.rules.facts import Facts, NotYet, Unruled, need, rounded

NONE = "无"
_UNRULED = "政策没有给出标准，或写法本机不认识，请核定"


class Outcome(StrEnum):
    """What a rule finds."""

    PASS = "pass"
    REVIEW = "review"
    FAIL = "fail"


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What one rule finds of one form."""

    rule: str
    outcome: Outcome
    clause: str
    message: str


Answer = tuple[Outcome, str]

_PASS, _REVIEW, _FAIL = Outcome
_SPOUSE, _MARRIED, _MALE = Relation.SPOUSE, MaritalStatus.MARRIED, Sex.MALE
_OWNED, _PERSONAL = DwellingKind.OWNED, VehiclePurpose.PERSONAL
"""Found once: Python 3.11 looks a member up by a function, for each person and rule."""
_SETTLED = _FAMILY, _TALENT = (ApplicantType.LOW_INCOME_FAMILY, ApplicantType.INTRODUCED_TALENT)


def findings(facts: Facts) -> tuple[Finding, ...]:
    """The findings whose inputs are valid, in the order of the rules."""
    found = []
    try:
        clauses = facts.policy.clauses(facts.applied_on)
    except NotYet:
        return ()
    for rule, ask in RULES.items():
        try:
            outcome, message = _answer(ask, facts)
        except NotYet:
            continue
        found.append(Finding(rule, outcome, clauses.get(rule, ""), message))
    return tuple(found)


def _answer(ask: Callable[[Facts], Answer], facts: Facts) -> Answer:
    try:
        return ask(facts)
    except Unruled:
        return _REVIEW, _UNRULED


def overall(found: tuple[Finding, ...]) -> str:
    """`ineligible` with any fail, else `needs_review` with any review, else `eligible`."""
    outcomes = {finding.outcome for finding in found}
    if _FAIL in outcomes:
        return "ineligible"
    return "needs_review" if _REVIEW in outcomes else "eligible"


def _either(is_good: bool, good: str, bad: str, otherwise: Outcome = _REVIEW) -> Answer:
    return (_PASS, good) if is_good else (otherwise, bad)


def _identity(facts: Facts) -> Answer:
    others = facts.foreign_numbers
    return _either(
        not others,
        f"{facts.size} 人均为居民身份证",
        f"{others} 人不是居民身份证，请人工核验",
    )


def _age(facts: Facts) -> Answer:
    age, limit = facts.age(facts.applicant), facts.age_limit("adult")
    return _either(age >= limit, f"{age} 岁，满 {limit} 岁", f"{age} 岁，不满 {limit} 岁", _FAIL)


def _authorization(facts: Facts) -> Answer:
    standing = {
        need(entry, "person_id_number"): entry
        for entry in need(facts.application, "authorizations") or ()
    }
    absent = refused = 0
    for number in facts.numbers:
        entry = standing.get(number)
        if entry is None:
            absent += 1
        elif need(entry, "granted") is False or need(entry, "withdrawn_on") is not None:
            refused += 1
    told = [f"{refused} 人拒绝或撤回授权"] if refused else []
    told += [f"{absent} 人尚未授权"] if absent else []
    return _either(
        not told, f"{facts.size} 人均同意查询", "，".join(told) + "，其信息不能查询，可不予受理"
    )


def _household(facts: Facts) -> Answer:
    relations = [need(each, "relation") for each in facts.members]
    spouses = [each for each, how in zip(facts.members, relations, strict=True) if how is _SPOUSE]
    told = [*_marriage(facts, len(spouses)), *_spouse_ages(facts, spouses)]
    told += _further(facts, relations)
    if facts.age(facts.applicant) < facts.age_limit("adult"):
        told.append("申请人未成年")
    return _either(not told, f"家庭 {facts.size} 人，关系清楚", "；".join(told))


def _further(facts: Facts, relations: list[Relation]) -> list[str]:
    """What policy has looked into where such a relation lives along, each sentence once."""
    told: dict[str, None] = {}
    for row in facts.policy.holding("household_review", facts.applied_on):
        if row.values["relation"] in relations:
            if row.off:
                raise Unruled
            told[row.values["text"]] = None
    return list(told)


def _marriage(facts: Facts, spouses: int) -> list[str]:
    status = facts.detail("marital_status")
    told = []
    if status is _MARRIED and not spouses:
        told.append("已婚但成员中没有配偶")
    if status not in (None, _MARRIED) and spouses:
        told.append(f"婚姻状况为{status.label}但成员中有配偶")
    if spouses > 1:
        told.append(f"有 {spouses} 名配偶")
    return told


def _spouse_ages(facts: Facts, spouses: list[Member]) -> list[str]:
    if not spouses:
        return []
    told = ["配偶未到法定婚龄"] if any(_is_too_young(facts, each) for each in spouses) else []
    return told + (["申请人未到法定婚龄"] if _is_too_young(facts, facts.applicant) else [])


def _is_too_young(facts: Facts, person: Applicant | Member) -> bool:
    key = "marriage_male" if facts.sex(person) is _MALE else "marriage_female"
    return facts.age(person) < facts.age_limit(key)


def _housing(facts: Facts) -> Answer:
    own, kind = facts.own_area, facts.applicant_type
    limit = facts.policy.floor_area_threshold(facts.region(), kind, facts.size, facts.applied_on)
    outcome, told = _own_housing(own, facts.size, limit, kind in _SETTLED)
    if outcome is not _PASS:
        return outcome, told
    doubts = []
    if facts.has_dwelling_elsewhere:
        doubts.append("市外另有住宅")
    if facts.detail("dwelling_kind") is _OWNED and not facts.dwellings:
        doubts.append("住房为自有产权但房产未列住宅")
    return _either(not doubts, told, "；".join(doubts) + "，请核实")


def _own_housing(own: Decimal, size: int, limit: Decimal | None, settled: bool) -> Answer:
    """The finding on own housing alone; `settled`: a threshold applies rather than none at all."""
    share = f"人均自有 {rounded(own, size)} m²"
    if limit is None:
        return _either(not own, share, f"{share}，当日没有面积标准，请核定")
    if not own and not settled:
        return _PASS, f"{share}，本地无住房"
    if own < EXACT.multiply(limit, Decimal(size)):
        below = f"{share}，低于 {limit:f}"
        return (_PASS, below) if settled else (_REVIEW, f"{below}，但非无房，请核定")
    return _FAIL, f"{share}，不低于 {limit:f}"


def _income(facts: Facts) -> Answer:
    kind = facts.applicant_type
    if kind is _TALENT:
        return _PASS, "引进人才不受收入限制"
    total, size = facts.income, facts.size
    limit = facts.policy.income_limit(facts.region(), kind, size, facts.applied_on)
    share = f"人均月收入 {facts.income_each} 元"
    if limit is None:
        row = facts.policy.limit("income_limit", facts.applied_on, facts.region(), kind, size)
        return _REVIEW, _UNRULED if row else "当地未公布收入限额，待核"
    if total <= EXACT.multiply(limit, Decimal(size)):
        return _PASS, f"{share}，不超过 {limit:f} 元"
    lifted = facts.ticked(
        "other_circumstances", Circumstance.MODEL_WORKER, Circumstance.PREFERENTIAL_TREATMENT
    )
    over = f"{share}，超过 {limit:f} 元"
    return (_REVIEW, f"{over}，或不受收入限制，待核") if lifted else (_FAIL, over)


def _work(facts: Facts) -> Answer:
    if facts.applicant_type is _FAMILY:
        return _means(facts)
    given = need(facts.applicant, "employer") != NONE and facts.detail("contract_number") != NONE
    return _either(given, "有工作单位和劳动合同", "工作单位或劳动合同编号为“无”，请核实")


def _means(facts: Facts) -> Answer:
    if facts.ticked("hardships", Hardship.SUBSISTENCE_ALLOWANCE, Hardship.DESTITUTE):
        return _PASS, "低保或特困家庭"
    return _either(facts.income > 0, "家庭有月收入", "家庭没有月收入，也不是低保、特困，请核实")


def _commitment(facts: Facts) -> Answer:
    vehicles = _items(facts, "vehicles")
    personal = any(need(each, "purpose") is _PERSONAL for each in vehicles)
    told = ["有消费性车辆"] if personal else []
    told += ["有工商注册"] if _items(facts, "business_registration") else []
    return _either(not told, "无消费性车辆和企业", "、".join(told) + "，与承诺书不符，请核实")


def _items(facts: Facts, category: str) -> list[Member]:
    block = need(need(facts.application, "assets"), category)
    need(block, "none")
    return need(block, "items") or []


RULES: dict[str, Callable[[Facts], Answer]] = {
    "identity": _identity,
    "age": _age,
    "authorization": _authorization,
    "household": _household,
    "housing": _housing,
    "income": _income,
    "work": _work,
    "commitment": _commitment,
}
NAMES = {
    "identity": "身份",
    "age": "年龄",
    "authorization": "授权",
    "household": "家庭",
    "housing": "住房",
    "income": "收入",
    "work": "工作",
    "commitment": "承诺",
    "single_application": "一户一申请",
    "five_year_bar": "五年限制",
}
"""A finding's name in a word."""
