"""Which shared materials departments have brought, and for which paper is taken instead.

A material that comes by sharing is there once its item has a usable answer (附件3); nobody is asked
for it because sharing failed, but a paper may be taken in its place. Must not ask for one.
"""

from collections.abc import Mapping
from datetime import date

from counter_app.forms import matter
from counter_app.needs.answers import Verified, verified
from counter_app.needs.case_file import CaseFile
from counter_app.rules.materials import MaterialNeed
from counter_app.rules.policy import Policy

OBTAINED, PAPER = "obtained", "paper_needed"
_PENDING, _FAILED = "pending", "failed"


def status_of(file: CaseFile, policy: Policy, on: date, need: MaterialNeed) -> str:
    """How a material stands when what departments said of its person is looked at too."""
    if need.status != _PENDING:
        return need.status
    said = _answer(file, policy, on, need)
    if said is None:
        return need.status
    if said.is_usable:
        return OBTAINED
    return PAPER if said.trace.state == _FAILED else need.status


def person_of(file: CaseFile, need: MaterialNeed) -> str | None:
    """The id of the person whose it is; None where it is the case's, or nobody's."""
    number = need.person_id_number or ""
    at = matter.whose(file.declared).position(number, need.material) if number else None
    return file.state.person(at) if at is not None else None


def _answer(file: CaseFile, policy: Policy, on: date, need: MaterialNeed) -> Verified | None:
    person = person_of(file, need)
    items = policy.made("material", on, _items)
    return verified(file).get((person or "", items.get(str(need.material), "")))


def _items(rows: tuple[Mapping[str, str], ...]) -> dict[str, str]:
    return {row["key"]: row["item"] for row in rows if row.get("item")}
