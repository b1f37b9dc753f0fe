"""Kind of value → how it is put right when its field is left or pasted into, in one table."""

from counter_app.asking.putting_right import amounts, days, identities, phones
from counter_app.asking.putting_right.right import PutRight, Right, compacted, name, text, whole
from counter_app.asking.putting_right.right import compact as without_blanks

NAME, OTHER_PAPER, OPEN_MONTH = "name", "other_paper", "open_month"
"""Of a person's name, of the number of a paper that is no ID card, of a month that may be open."""


def _code(typed: str) -> Right:
    return whole(without_blanks(typed))


_TABLE: dict[str, PutRight] = {
    NAME: name,
    OTHER_PAPER: identities.number,
    OPEN_MONTH: days.open_month,
    "resident_id": identities.resident,
    "id_number": identities.resident,
    "phone": phones.phone,
    "money": amounts.money,
    "area": amounts.area,
    "share": amounts.share,
    "month": days.month,
    "date": days.day,
    "region_code": _code,
    "credit_code": identities.credit_code,
    "integer": compacted,
}


def put_right(typed: str, kind: str) -> Right:
    """A text that a hand has left, as it is kept, and what was changed; other kinds are texts."""
    first = name(typed) if kind == NAME else text(typed)
    further = _TABLE.get(kind)
    if further is None or kind == NAME:
        return first
    right = first.then(further(first.text))
    return right.then(text(right.text))
