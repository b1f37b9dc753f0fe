"""The household of one judgement: each person's position, UUID, ID number and block together.

The one place where these names of a person meet. A draft knows persons by UUID, a document by ID
number, a judgement by position. Made with each judgement, so that what was changed since does not
move anybody. Must not judge.
"""

from collections.abc import Sequence
from typing import NamedTuple

from counter_app.forms.checks import Judged
from counter_app.forms.household import Applicant, Household, Member
from counter_app.forms.people import age, born
from counter_app.rules.ages import adult_age
from counter_app.rules.policy import Policy


class Who(NamedTuple):
    """One person of the household."""

    position: int
    """0 the applicant, then the members in order."""
    person: str
    """UUID of the draft."""
    number: str
    """ID number as judged; empty where it is not valid, as it is with all but the first of those
    who have the same."""
    block: Applicant | Member
    """What was judged of the person, valid or not in its parts."""
    age: int | None
    """Full years on the day of application; None without a valid number or birth date."""
    minor: bool
    """Whether somebody else answers for the person; an unknown age is an adult's."""


class Everybody:
    """The people of a household, the applicant first."""

    def __init__(self, people: Sequence[Who] = ()) -> None:
        self.people = tuple(people)
        self._of = {who.person: who for who in self.people}
        self._numbered = {who.number: who for who in reversed(self.people) if who.number}

    def find(self, person: str) -> Who | None:
        """Whom a UUID names; None for somebody who was not judged yet."""
        return self._of.get(person)

    def numbered(self, number: str) -> Who | None:
        """Whom an ID number names; None for nobody's."""
        return self._numbered.get(number)

    def is_minor(self, person: str) -> bool:
        """Whether somebody else answers for a person; not for one who was not judged yet."""
        who = self._of.get(person)
        return who is not None and who.minor


def everybody(judged: Judged, persons: Sequence[str], policy: Policy) -> Everybody:
    """The household that was judged; `persons` are the UUIDs by position."""
    application = judged.application.__dict__
    household, on = application.get("household"), application.get("applied_on")
    members = household.__dict__.get("members", ()) if isinstance(household, Household) else ()
    blocks = (application.get("applicant"), *members)
    of_age = adult_age(policy, on) if on is not None else 0
    found = []
    for position, (person, block) in enumerate(zip(persons, blocks, strict=False)):
        if isinstance(block, Applicant | Member):
            number, birth = block.__dict__.get("id_number"), born(block)
            years = age(birth, on) if birth is not None and on is not None else None
            minor = years is not None and years < of_age
            found.append(Who(position, person, str(number or ""), block, years, minor))
    return Everybody(found)
