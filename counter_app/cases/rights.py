"""What a person may be and where: roles by region and street, judged alike at both ends.

Must not know which act needs which role; that is `kinds`.
"""

from collections.abc import Collection
from enum import StrEnum

import msgspec

from counter_app.cases.actions import Role

CITY = "620700"
"""The city as a whole, and beside it the region of its own hall."""
OF_PEOPLE = (
    Role.CLERK,
    Role.COMMUNITY,
    Role.COUNTY,
    Role.COUNTY_LEAD,
    Role.MUNICIPAL,
    Role.OPERATOR,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
"""Roles that somebody can be given; in this order one of several is taken at sign-in."""
ROLE_WORDS = {
    Role.CLERK: "窗口",
    Role.COMMUNITY: "社区",
    Role.COUNTY: "县区",
    Role.COUNTY_LEAD: "县区负责人",
    Role.MUNICIPAL: "市级",
    Role.OPERATOR: "接口运维",
    Role.ADMINISTRATOR: "管理员",
    Role.AUDITOR: "审计",
}
CITY_WIDE = frozenset({Role.MUNICIPAL, Role.OPERATOR, Role.ADMINISTRATOR, Role.AUDITOR})
"""Held for the city, they hold for every region."""

SESSION_HOURS = 12
LONGEST_SESSION_HOURS = 24
"""However often it is renewed: then the password is asked for again."""
OFFLINE_DAYS = 14
"""How long somebody who has signed in at a counter may do so there without the server, and how
old the last word of the server may be under which a decision is taken (settled, rule 17)."""
TRIES = 5
LOCK_MINUTES = 15
"""So many wrong passwords within this time lock a login for as long."""


class Lack(StrEnum):
    """What somebody lacks for an act, as the wire says it."""

    ROLE = "wrong_role"
    REGION = "wrong_region"


class HeldRole(msgspec.Struct, frozen=True):
    """A role in a region; `street` where it holds for one street alone."""

    role: str
    region: str
    street: str = ""

    def covers(self, region: str, street: str) -> bool:
        """Whether it reaches there; `street` empty where the act asks for none."""
        if self.region != region and not (self.region == CITY and self.role in CITY_WIDE):
            return False
        return self.street in ("", street)


def roles_in(held: Collection[HeldRole], regions: Collection[str]) -> tuple[Role, ...]:
    """The roles that reach one of these regions, each once."""
    reaching = (each for each in held if any(each.covers(r, each.street) for r in regions))
    return tuple(dict.fromkeys(Role(each.role) for each in reaching))


def lack_of(held: Collection[HeldRole], role: str, region: str, street: str = "") -> Lack | None:
    """What is lacking to act in this role there; None where nothing is.

    A role that is bound to streets reaches no case whose street is not set.
    """
    of_role = [each for each in held if each.role == role]
    if not of_role:
        return Lack.ROLE
    return None if any(each.covers(region, street) for each in of_role) else Lack.REGION
