"""At which age a person is of age, may marry, or is asked through a guardian: policy says it.

The one place for ages. Must not know how old anybody is.
"""

from collections.abc import Mapping
from datetime import date

from counter_app.rules.policy import Policy

ADULT = 18
"""民法典第十七条: what holds where policy does not say it."""
SEPARATE = 14
"""个人信息保护法第三十一条: under this age all of a person's information is sensitive."""


def age_limits(policy: Policy, on: date) -> Mapping[str, int]:
    """`adult`, `marriage_male`, `marriage_female`; nothing where policy does not say it."""
    return policy.one("age_limit", on) or {}


def adult_age(policy: Policy, on: date) -> int:
    """From which age a person signs and is asked for themselves."""
    return age_limits(policy, on).get("adult", ADULT)


def is_minor(policy: Policy, age: int | None, on: date) -> bool:
    """Whether somebody else answers for the person; an unknown age is an adult's."""
    return age is not None and age < adult_age(policy, on)


def separate_under(policy: Policy, on: date) -> int:
    """Under which age a guardian consents to everything apart."""
    row = policy.one("consent", on)
    return SEPARATE if row is None else int(row["separate_under"])
