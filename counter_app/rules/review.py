"""The way of a case through review, from policy: who gives the first opinion, what each looks at.

Must not know a case: where it stands, and what was changed, its owner says.
"""

from datetime import date

from counter_app.rules.policy import Policy

_USUAL = ("community",)
"""Where policy gives no route: `employer` only where it says so."""


def first_steps(policy: Policy, region: str, applicant_type: str, on: date) -> tuple[str, ...]:
    """Who may give the first opinion, the usual one first."""
    row = policy.limit("route", on, region, applicant_type)
    named = () if row is None or row.off else tuple(map(str, row.values["first"]))
    return named or _USUAL


def basis_of(policy: Policy, step: str, on: date) -> tuple[str, ...]:
    """The declared fields that an opinion of this step rests on; nothing where policy is silent."""
    row = policy.one("opinion_basis", on, step=step)
    return () if row is None else tuple(map(str, row["fields"]))
