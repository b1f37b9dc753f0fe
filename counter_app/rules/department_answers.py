"""What of a department's answer may be kept, fact by fact: what policy lists, as it is to be read.

For answers by call and by file, and for those that a person enters. ValueError for what no answer
could say. Must not know how an answer came.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from counter_app.basics.private_use import standard
from counter_app.rules.department_items import Fact, Item

OUTCOMES = frozenset(
    {"found", "none", "identity_mismatch", "ambiguous", "not_covered", "refused", "failed"}
)
"""What an answer can come to; `none`: nothing *in coverage*, never "no"."""
TO_PERSON = "to_person"
"""What it comes to where a record is grave; why, the record says."""
_MOST_RECORDS, _MOST_LINES, _LONGEST = 200, 50, 200
_LARGEST = 10**12
_COVERAGE = ("area", "system", "as_of")


def read_coverage(given: object) -> dict[str, str]:
    """Area, system, as of when; without it nobody knows what was looked through."""
    if given in (None, "", {}):
        return {}
    if not isinstance(given, Mapping):
        raise ValueError("coverage")
    found = {key: _text(given[key]) for key in _COVERAGE if given.get(key)}
    if "as_of" in found:
        found["as_of"] = date.fromisoformat(found["as_of"][:10]).isoformat()
    return found


def read_records(given: object, item: Item) -> tuple[dict[str, object], ...]:
    """The records, each with nothing but what the item gives."""
    if given in (None, ""):
        return ()
    if not isinstance(given, list) or len(given) > _MOST_RECORDS:
        raise ValueError("records")
    return tuple(_record(each, item) for each in given)


def _record(given: object, item: Item) -> dict[str, object]:
    if not isinstance(given, Mapping):
        raise ValueError("record")
    return {
        name: read_fact(fact, given[name])
        for name, fact in item.facts.items()
        if given.get(name) not in (None, "")
    }


def is_grave(record: Mapping[str, object], item: Item, on: date) -> bool:
    """Whether it says what is no difference to be decided: that somebody is dead, or barred."""
    found = (record.get(name) for name in item.to_person)
    return any(each is True or (isinstance(each, str) and each >= on.isoformat()) for each in found)


def read_fact(fact: Fact, value: Any) -> object:
    """One fact as it is kept."""
    if fact.words:
        if value not in fact.words:
            raise ValueError(fact.name)
        return value
    if fact.kind == "list":
        return _list(value)
    if fact.kind == "yes":
        return _yes(value)
    text = _text(value)
    if fact.kind == "day":
        return date.fromisoformat(text[:10]).isoformat()
    if fact.kind == "month":
        return date.fromisoformat(f"{text[:7]}-01").isoformat()[:7]
    if fact.kind in ("money", "area", "count"):
        return _amount(text, whole=fact.kind == "count")
    return text


def _yes(value: object) -> bool:
    if value in (True, 1, "1", "true"):
        return True
    if value in (False, 0, "0", "false"):
        return False
    raise ValueError("yes")


def _amount(text: str, *, whole: bool) -> str:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError("amount") from None
    # Twelve bytes can say a number that is gigabytes long when it is written out.
    if not amount.is_finite() or abs(amount.adjusted()) > _LONGEST:
        raise ValueError("amount")
    if not 0 <= amount <= _LARGEST or (whole and amount % 1):
        raise ValueError("amount")
    return f"{amount:f}"


def _list(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > _MOST_LINES:
        raise ValueError("list")
    if not all(isinstance(each, Mapping) and len(each) <= _MOST_LINES for each in value):
        raise ValueError("list")
    return [{_text(key): _text(said) for key, said in each.items()} for each in value]


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise ValueError("text")
    text = " ".join(standard(str(value)).split())  # registers pad with full-width blanks
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueError("text")
    return text
