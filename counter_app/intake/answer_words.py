"""What a department's records say, in the words of the hall. Must not compare, nor ask."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from counter_app.forms.display import amount
from counter_app.rules.department_items import Fact, Item

CHOICE_WORDS = {
    "male": "男", "female": "女", "unknown": "未说明", "family": "家庭户", "collective": "集体户",
    "normal": "正常", "moved": "已迁出", "cancelled": "已注销", "valid": "有效", "expired": "过期",
    "subsistence": "低保", "destitute": "特困", "borderline": "低保边缘", "low_income": "低收入",
    "on": "享受中", "stopped": "停发", "paying": "正常缴费", "paused": "暂停缴费", "ended": "终止",
    "employee": "职工", "civil_servant": "公务员", "resident": "居民", "sole": "单独所有",
    "joint": "共同共有", "shares": "按份共有", "other": "其他", "current": "现势",
    "history": "历史", "public_rental": "公租房", "low_rent": "廉租房", "subsidy": "租赁补贴",
    "affordable": "经济适用房", "waiting": "轮候", "renting": "承租", "left": "已退出",
    "breach": "违约", "wages": "工资薪金", "services": "劳务报酬", "business": "经营所得",
    "open": "正常", "sealed": "封存", "closed": "销户", "legal": "法定代表人",
    "shareholder": "股东", "self_employed": "个体工商户", "manager": "负责人", "live": "存续",
    "revoked": "吊销",
}  # fmt: skip
"""Of the facts that are a choice; a word of another policy is shown as it is."""
YES_OR_NO = {"1": "是", "0": "否"}
OUTCOME_WORDS = {
    "found": "查到",
    "none": "查无记录",
    "not_covered": "查不了这一项",
    "identity_mismatch": "身份不符",
    "ambiguous": "查到不止一人",
    "refused": "部门不答复",
}
_FIRST = ("area", "share", "money")
"""What is counted stands before where it is and of what kind."""
_UNITS = {"area": " m²", "money": " 元"}
_OF_A_PERSON = ("number", "name", "no")
"""How facts end by which somebody is named or found: at a desk nobody has given a reason."""
_CURRENT = ("current", "normal", "live", "open")
"""States of which nothing is to be said."""


def record_words(item: Item, record: Mapping[str, Any], but: str) -> str:
    """What else a record says beside the fact `but`, by the item's own facts; nobody by name.

    A fact that is counted by shares is told here whole: `42.60 m²，份额 1/2，高台县南华镇`.
    """
    facts = [fact for fact in item.facts.values() if _is_told(fact, record, but)]
    facts.sort(key=lambda fact: fact.kind not in _FIRST)
    return "，".join(_fact_words(fact, str(record[fact.name])) for fact in facts)


def _is_told(fact: Fact, record: Mapping[str, Any], but: str) -> bool:
    said = record.get(fact.name)
    if said in (None, "") or fact.kind == "list" or str(said) in _CURRENT:
        return False
    if fact.name == but and not record.get("share"):
        return False
    return fact.name.split("_")[-1] not in _OF_A_PERSON


def _fact_words(fact: Fact, said: str) -> str:
    if fact.words:
        return CHOICE_WORDS.get(said, said)
    if fact.kind == "yes":
        return f"{fact.label} {YES_OR_NO.get(said, said)}"
    if unit := _UNITS.get(fact.kind):
        try:
            number = f"{amount(Decimal(said))}{unit}"
        except InvalidOperation:
            number = said
        return number if fact.kind == "area" else f"{fact.label} {number}"
    # Where and of what kind it is says itself what it is.
    return said if fact.kind == "text" else f"{fact.label} {said}"
