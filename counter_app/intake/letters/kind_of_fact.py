"""What sort of thing a fact is, and a value of it, in the form's words. Must not judge either."""

from decimal import Decimal, InvalidOperation

from counter_app.forms.applicant_types.shared import MaritalStatus
from counter_app.forms.display import amount, place_of
from counter_app.needs.findings import FactOf

_BETWEEN, _AND = " · ", "、"
_UNITS = {"sum_area": " m²", "money": " 元", "sum_money": " 元"}


def kind_of(fact: FactOf) -> str:
    """`工作单位`, `房产`, `婚姻状况`, of whomever."""
    head, _, rest = fact.declared.partition(".")
    path = f"applicant.{rest}" if head == "person" else fact.declared
    return place_of(path).rpartition(_BETWEEN)[2]


def value_of(rule: str, text: str) -> str:
    """Values as they were compared by a rule of policy, as people read them, with their unit."""
    return _AND.join(_one(rule, each) for each in text.split(_AND) if each)


def _one(rule: str, text: str) -> str:
    if rule == "marriage":
        return next((each.label for each in MaritalStatus if each == text), text)
    unit = _UNITS.get(rule, "")
    try:
        return f"{amount(Decimal(text))}{unit}" if unit else text
    except InvalidOperation:
        return text
