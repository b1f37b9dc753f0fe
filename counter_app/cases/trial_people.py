"""The people of a trial: fixed, so that somebody alone can walk a case through every hand.

They sign in with one key each and have no password; only a server that was founded as a trial
knows them, and every paper and page of it says so. All persons are invented.
"""

from typing import NamedTuple

from counter_app.cases.actions import Role


class TrialPerson(NamedTuple):
    """One of them; `roles` hold in every region and street."""

    login: str
    name: str
    roles: tuple[Role, ...]


TRIAL_PEOPLE = (
    TrialPerson("lijing", "李静", (Role.CLERK,)),
    TrialPerson("wangmin", "王敏", (Role.COMMUNITY,)),
    TrialPerson("zhaolei", "赵磊", (Role.COUNTY,)),
    TrialPerson("zhouying", "周颖", (Role.COUNTY_LEAD,)),
    TrialPerson("chenlan", "陈岚", (Role.MUNICIPAL,)),
    TrialPerson("guanliyuan", "管理员", (Role.ADMINISTRATOR, Role.OPERATOR)),
    TrialPerson("shenji", "审计", (Role.AUDITOR,)),
)
TRIAL = "trial"
STAFF = "staff"
"""What a server says of its people (`wire.Head.people`)."""
