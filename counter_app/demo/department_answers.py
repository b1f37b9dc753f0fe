"""What departments know of a household of the demonstration: what it declares, and what not.

Made from the declared content and policy's own comparisons, so that everything agrees but for what
a case is to be about. Must not know how anybody is asked.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from counter_app.forms import matter
from counter_app.needs.both_sides import COUNTING, declared_values
from counter_app.rules.policy import Policy, RowValues

IDENTITY, ESTATE = "public_security.identity", "natural_resources.real_estate"
_MATCH = {"number": 1, "name": 1}
_MARRIED = {"married": "IA", "divorced": "IB"}
_AREA = "620700"
Answer = dict[str, Any]


class Undeclared(NamedTuple):
    """A record that somebody of the household did not declare."""

    position: int
    item: str
    record: Mapping[str, object]


DWELLING = Undeclared(
    0,
    ESTATE,
    {
        "certificate_no": "甘（2019）甘州区不动产权第0012345号",
        "location": "甘州区北街街道某小区",
        "use": "住宅",
        "floor_area": "98.60",
        "co_ownership": "sole",
        "state": "current",
    },
)
"""A dwelling of its own: too large for whoever applies."""
SMALL_SHARE = Undeclared(
    0,
    ESTATE,
    {**DWELLING.record, "floor_area": "14.20"},
)
"""A small one, with which the household is still short of room."""


def answers_of(
    document: Mapping[str, Any], policy: Policy, on: date, *undeclared: Undeclared
) -> dict[str, dict[str, Answer]]:
    """ID number → item → answer, of everybody of the household."""
    found: dict[str, dict[str, Answer]] = {}
    for position, who in enumerate(matter.concerns(document)):
        known = {IDENTITY: _answer([{"deceased": "0"}], on)}
        rows = sorted(policy.rows("comparison", on), key=_item_of)
        for item, compared in groupby(rows, _item_of):
            records = list(_records(document, position, list(compared)))
            known[item] = _answer(_with_identity(item, records), on)
        for each in undeclared:
            if each.position == position:
                known[each.item] = _answer([dict(each.record)], on)
        found[who.id_number] = known
    return found


def _item_of(row: RowValues) -> str:
    return str(row["item"])


def _with_identity(item: str, records: list[Answer]) -> list[Answer]:
    return [{"deceased": "0", **each} for each in records or [{}]] if item == IDENTITY else records


def _records(document: Mapping[str, Any], position: int, rows: list[RowValues]) -> Iterator[Answer]:
    """One with all that counts by itself, and one for each thing of which there may be several."""
    one: Answer = {}
    for row in rows:
        declared = declared_values(document, position, row["declared"])
        if row["rule"] in COUNTING:
            yield from ({row["fact"]: value} for value in declared)
        elif declared:
            one[row["fact"]] = _as_kept(row["rule"], declared[0])
    if any(one.values()):
        yield one


def _as_kept(rule: str, declared: str) -> str:
    """A marriage by its last event, a month by a day of it."""
    if rule == "marriage":
        return _MARRIED.get(declared, "")
    return f"{declared}-01" if rule == "month" else declared


def _answer(records: list[Answer], on: date) -> Answer:
    return {
        "outcome": "found" if records else "none",
        "match": _MATCH,
        "coverage": {"area": _AREA, "system": "演示", "as_of": on.isoformat()},
        "records": records,
    }
