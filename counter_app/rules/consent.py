"""Which items are asked of whom, what two answers let be asked, and what a consent covers.

Items of one department and one sensitivity are one line: on the sheet, on the screen, in a consent.
Two questions a person: 联审联查, and what is sensitive. A consent covers the items of the policy
version whose sheet was signed, never those of the policy in force. Must not record.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from counter_app.forms.consents import Department
from counter_app.rules.ages import separate_under
from counter_app.rules.items import department_of, items_of
from counter_app.rules.policy import Policy, RowValues

ALL = "all"
ASKED, ITEMS = "asked", "items"
"""Keys of a consent's `more`: the items on the sheet, and those of them that were granted."""


class Query(NamedTuple):
    """What one department is asked of a person, and why."""

    department: Department
    asks: str
    why: str
    sensitive: bool
    items: tuple[str, ...]


class Asked(NamedTuple):
    """Of whom it is asked."""

    applicant_type: str = ""
    is_applicant: bool = False
    is_adult: bool = True
    is_spouse: bool = False
    years: int | None = None
    """Full years; of whom nobody knows them it is asked as of everybody."""


def queries(policy: Policy, on: date, who: Asked) -> tuple[Query, ...]:
    """The queries about a person, in the order of the departments."""
    return policy.once(("queries", on, who), lambda: _queries(policy, on, who))


def _queries(policy: Policy, on: date, who: Asked) -> tuple[Query, ...]:
    lines: dict[tuple[str, bool], list[tuple[RowValues, tuple[str, ...]]]] = {}
    for row, items in _rows(policy, on):
        if _concerns(row, who):
            line = (row["department"], row.get("sensitive", True))
            lines.setdefault(line, []).append((row, items))
    return tuple(_line(Department(name), sensitive, of) for (name, sensitive), of in lines.items())


def needs_second_question(
    asked: tuple[Query, ...], age: int | None, policy: Policy, on: date
) -> bool:
    """Whether the person is asked about sensitive information too."""
    return any(query.sensitive for query in asked) or is_separate(age, policy, on)


def is_separate(age: int | None, policy: Policy, on: date) -> bool:
    """Whether everything about the person needs a guardian's separate consent."""
    return age is not None and age < separate_under(policy, on)


def granted_items(asked: Iterable[Query], sensitive: bool | None) -> tuple[str, ...]:
    """The items that two answers grant; `sensitive` None: not asked."""
    return tuple(
        item for query in asked if sensitive is not False or not query.sensitive
        for item in query.items
    )  # fmt: skip


def departments(asked: Iterable[Query], items: Iterable[str]) -> tuple[Department, ...]:
    """The departments that may be asked something; which items of theirs, say the items."""
    granted = frozenset(items)
    some = (query.department for query in asked if not granted.isdisjoint(query.items))
    return tuple(dict.fromkeys(some))


def items_granted(
    entry: Mapping[str, object], more: Mapping[str, object], policy: Policy
) -> frozenset[str]:
    """What a consent lets be asked: the gate of every query. `policy`: whose sheet was signed.

    An entry without items is as it came: `all` are the items of that version, a list those of its
    departments.
    """
    if entry.get("granted") is not True or entry.get("withdrawn_on"):
        return frozenset()
    known = _items_of(policy, entry)
    if isinstance(named := more.get(ITEMS), str):
        return known & frozenset(named.split())
    departments = entry.get("departments")
    if departments == ALL:
        return known
    named_ones = departments if isinstance(departments, (list, tuple)) else ()
    return frozenset(item for item in known if department_of(item) in named_ones)


def _items_of(policy: Policy, entry: Mapping[str, object]) -> frozenset[str]:
    """All items that the version asks of anybody on the day of signing."""
    try:
        on = date.fromisoformat(str(entry.get("signed_on")))
    except ValueError:
        on = date.max
    return policy.once(("items", on), lambda: _asked_of_anybody(policy, on))


def _asked_of_anybody(policy: Policy, on: date) -> frozenset[str]:
    return frozenset(
        item for row, items in _rows(policy, on) if row.get("ask", True) for item in items
    )


def _rows(policy: Policy, on: date) -> list[tuple[RowValues, tuple[str, ...]]]:
    """The rows with the items of which each is the latest to speak.

    A row that names no item speaks of all of its department's.
    """
    rows = policy.holding("query", on)
    last: dict[str, int] = {}
    for at in sorted(range(len(rows)), key=lambda place: (rows[place].begins, rows[place].at)):
        last.update(dict.fromkeys(_speaks_of(rows[at].values), at))
    found = [
        (row.values, tuple(item for item in _speaks_of(row.values) if last[item] == at))
        for at, row in enumerate(rows)
        if not row.off
    ]
    return [(row, items) for row, items in found if items]


def _speaks_of(row: RowValues) -> tuple[str, ...]:
    item = row.get("item")
    return (item,) if item else items_of(row["department"])


def _line(
    department: Department, sensitive: bool, rows: list[tuple[RowValues, tuple[str, ...]]]
) -> Query:
    return Query(
        department,
        _one_after_another(row["asks"] for row, _ in rows),
        _one_after_another(row["why"] for row, _ in rows),
        sensitive,
        tuple(item for _, items in rows for item in items),
    )


def _one_after_another(texts: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(texts))


def _concerns(row: RowValues, who: Asked) -> bool:
    if not row.get("ask", True):
        return False
    if row["whom"] == "applicant" and not who.is_applicant:
        return False
    if row["whom"] == "couple" and not (who.is_applicant or who.is_spouse):
        return False
    if row["whom"] == "adult" and not who.is_adult:
        return False
    if who.years is not None and who.years < row.get("from_age", 0):
        return False
    types = row.get("types")
    return types is None or who.applicant_type in types
