"""The people of a trial: fixed, so that somebody alone can walk a case through every hand.

They sign in with one key each and have no password; only a server that was founded as a trial
knows them, and every paper and page of it says so. All persons are invented.
"""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from counter_app.cases.actions import Role
from counter_app.cases.rights import CITY, CITY_WIDE, HeldRole

_TRIAL = uuid.UUID("0e1c6b52-5a0e-4c8f-9f43-3f2f9d6f7a41")


class TrialPerson(NamedTuple):
    """One of them; `roles` hold in every region and street."""

    login: str
    name: str
    roles: tuple[Role, ...]

    @property
    def staff_id(self) -> str:
        """The same at every trial, so that a counter knows it before it has heard the server."""
        return str(uuid.uuid5(_TRIAL, self.login))

    def held(self, regions: Sequence[str]) -> tuple[HeldRole, ...]:
        """The roles in each of these regions, or in the city."""
        return tuple(
            HeldRole(role, region)
            for role in self.roles
            for region in ((CITY,) if role in CITY_WIDE else regions)
        )


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
