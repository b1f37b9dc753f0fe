"""One fact as it was declared and as it was verified, each as texts, and whether they are the same.

Which fact stands against which, and by which rule, is policy (`comparison`). Must not judge.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from counter_app.asking.resident_id import birth_date
from counter_app.forms import matter
from counter_app.rules.policy import RowValues

COUNTING = frozenset({"set", "sum_area", "sum_money"})
"""Rules by which all records count together."""
_MONEY = frozenset({"money", "sum_money"})
_HUNDREDTH = Decimal("0.01")
_MOST_DIGITS = 20
"""Of a number that anybody can mean, on either side of its point."""
_MARRIED = {"IA": "married", "ICA": "married", "IB": "divorced", "ICB": "divorced"}
_OVER = frozenset({"history", "cancelled", "closed"})
"""States of a record that is of the past."""
_Same = Callable[[Sequence[str], Sequence[str]], bool]


def are_same(rule: str, declared: Sequence[str], said: Sequence[str]) -> bool:
    """Whether both say the same by a rule of policy."""
    return _SAME[rule](declared, said)


def is_small(row: RowValues, declared: Sequence[str], said: Sequence[str]) -> bool:
    """Whether more money was found, but no more than policy lets pass."""
    if row["rule"] not in _MONEY:
        return False
    most = _sum(declared) * (100 + int(row.get("tolerance_percent", 0))) / 100
    return _sum(said) <= most


def says_nothing(records: Sequence[Mapping[str, Any]]) -> bool:
    """Whether there is no record but of the past."""
    return all(each.get("state") in _OVER for each in records)


def said_values(records: Sequence[Mapping[str, Any]], fact: str, rule: str) -> tuple[str, ...]:
    """What the records say of the fact: of several that count together all, else the newest."""
    live = [each for each in records if each.get("state") not in _OVER]
    if rule == "marriage":
        newest = max(live, key=lambda each: str(each.get("op_date", "")), default={})
        word = _MARRIED.get(str(newest.get(fact, "")))
        return (word,) if word else ()
    values = [each for each in live if each.get(fact) not in (None, "")]
    if rule in COUNTING:
        if rule == "sum_area" and any(_needs_a_share(each) for each in values):
            return ()
        shared = (_shared(each, fact) if rule == "sum_area" else str(each[fact]) for each in values)
        return tuple(shared)
    return (str(values[-1][fact]),) if values else ()


def _needs_a_share(record: Mapping[str, Any]) -> bool:
    """Owned together and no share said: a person sets it, nobody guesses."""
    together = record.get("co_ownership") in ("joint", "shares", "other")
    return together and record.get("share") in (None, "")


def _shared(record: Mapping[str, Any], fact: str) -> str:
    area = _number(str(record[fact]))
    share = _fraction(str(record.get("share") or "1"))
    return f"{(area * share).quantize(_HUNDREDTH):f}"


def declared_values(form: matter.Content, position: int, path: str) -> tuple[str, ...]:
    """What the form says there; nothing where it has no such field or says nothing."""
    head, _, rest = path.partition(".")
    if head == "assets":
        category, _, key = rest.partition(".")
        return tuple(_own_values(form, position, category, key))
    block: Any = form.get("details") if head == "details" else person_block(form, position)
    if head == "region":
        value: Any = form.get("region")
    else:
        value = block.get(rest) if isinstance(block, dict) else None
    if head == "person" and rest == "birth_date" and not value:
        born = birth_date(str(person_block(form, position).get("id_number", "")))
        value = born.isoformat() if born else None
    return (str(value),) if value not in (None, "", "无") else ()


def _own_values(form: matter.Content, position: int, category: str, key: str) -> Iterator[str]:
    name = person_block(form, position).get("name")
    for item in items_of(form, category):
        if name in (item.get("owner"), item.get("person")) and item.get(key) not in (None, ""):
            if key == "floor_area":
                yield _shared(item, key)
            else:
                yield str(item[key])


def items_of(form: Mapping[str, Any], category: str) -> list[dict[str, Any]]:
    """The entries of one of the six categories."""
    assets: Any = form.get("assets")
    block = assets.get(category) if isinstance(assets, dict) else None
    items = block.get("items") if isinstance(block, dict) else None
    return [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []


def person_block(form: Mapping[str, Any], position: int) -> dict[str, Any]:
    """The applicant, or a member; empty where there is nobody."""
    household: Any = form.get("household")
    members = household.get("members") if isinstance(household, dict) else None
    found = form.get("applicant") if position == 0 else (members or [])[position - 1]
    return found if isinstance(found, dict) else {}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same_text(declared: Sequence[str], said: Sequence[str]) -> bool:
    return [_plain(each) for each in declared] == [_plain(each) for each in said]


def _same_start(length: int) -> _Same:
    return lambda declared, said: [d[:length] for d in declared] == [s[:length] for s in said]


def _same_set(declared: Sequence[str], said: Sequence[str]) -> bool:
    return {_plain(each) for each in declared} == {_plain(each) for each in said}


def _same_area(declared: Sequence[str], said: Sequence[str]) -> bool:
    return abs(_sum(declared) - _sum(said)) <= _HUNDREDTH


def _not_more(declared: Sequence[str], said: Sequence[str]) -> bool:
    """Money differs only where more was found than was declared."""
    return _sum(said) <= _sum(declared)


def _sum(values: Sequence[str]) -> Decimal:
    return sum((_number(each) for each in values), Decimal(0))


def _number(text: str) -> Decimal:
    """The number; none where it is no number, or one that cannot be reckoned with."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Decimal(0)
    sound = number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS
    return number if sound else Decimal(0)


def _fraction(text: str) -> Decimal:
    """`1/2`, `50%`, `0.5`; what is no part of a whole is the whole: nothing is made smaller."""
    above, line, below = text.partition("/")
    if line:
        whole = _number(below)
        share = _number(above) / whole if whole else Decimal(1)
    elif text.endswith("%"):
        share = _number(text[:-1]) / 100
    else:
        share = _number(text)
    return share if 0 < share <= 1 else Decimal(1)


_SAME: Mapping[str, _Same] = {
    "text": _same_text,
    "marriage": _same_text,
    "day": _same_start(10),
    "month": _same_start(7),
    "place": _same_start(6),
    "set": _same_set,
    "sum_area": _same_area,
    "sum_money": _not_more,
    "money": _not_more,
}
