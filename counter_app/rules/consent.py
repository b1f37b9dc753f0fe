"""Which departments are asked about a person, and what two answers let be asked.

Two questions a person: 联审联查, and what is sensitive. Sensitive not granted means the departments
without those; a minor under 14 without the guardian's separate consent the same. Must not record.
"""

from datetime import date
from typing import Literal, NamedTuple

from counter_app.forms.consents import Department
from counter_app.rules.policy import Policy, Row


class Query(NamedTuple):
    """What one department is asked of a person, and why."""

    department: Department
    asks: str
    why: str
    sensitive: bool


def queries(
    policy: Policy,
    on: date,
    applicant_type: str = "",
    *,
    is_applicant: bool = False,
    is_adult: bool = True,
) -> tuple[Query, ...]:
    """The queries about a person, in the order of the departments."""
    return tuple(
        Query(Department(row["department"]), row["asks"], row["why"], row["sensitive"])
        for row in policy.rows("query", on)
        if _concerns(row, applicant_type, is_applicant, is_adult)
    )


def _concerns(row: Row, applicant_type: str, is_applicant: bool, is_adult: bool) -> bool:
    if not row["ask"] or (row["whom"] == "applicant" and not is_applicant):
        return False
    if row["whom"] == "adult" and not is_adult:
        return False
    types = row.get("types")
    return types is None or applicant_type in types


def needs_second_question(asked: tuple[Query, ...], age: int | None, policy: Policy) -> bool:
    """Whether the person is asked about sensitive information too."""
    if any(query.sensitive for query in asked):
        return True
    return age is not None and age < int(policy.table("consent")[-1]["separate_under"])


def departments(
    asked: tuple[Query, ...], sensitive: bool | None
) -> Literal["all"] | tuple[Department, ...]:
    """What `departments` of a granted authorization is; `sensitive` None: not asked."""
    if sensitive is not False:
        return "all"
    return tuple(query.department for query in asked if not query.sensitive)
