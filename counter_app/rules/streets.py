"""The streets and towns of a region, from policy. Must not guess one from an address."""

from datetime import date
from typing import NamedTuple

from counter_app.rules.policy import Policy


class Street(NamedTuple):
    """`code` has nine digits (统计用区划代码)."""

    code: str
    name: str


def streets_of(policy: Policy, region: str, on: date) -> tuple[Street, ...]:
    """The region's streets on a day, in the order of policy; none for an unknown region."""
    rows = policy.rows("street", on)
    return tuple(Street(row["code"], row["name"]) for row in rows if region in row["regions"])


def find_street(policy: Policy, region: str, code: str, on: date) -> Street | None:
    """The street of this code, where it is one of the region's."""
    return next((each for each in streets_of(policy, region, on) if each.code == code), None)
