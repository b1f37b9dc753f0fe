"""Which questions of a case are still without an answer: what the county waits for.

Only what the consents that hold let be asked is waited for; a waived department is not. Must not
know a queue: of a question that was not sent yet nothing is on the record.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from counter_app.forms import matter
from counter_app.needs.answers import ANSWERED
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import leave_of, wanted
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy


class Waiting(NamedTuple):
    """One item of one person that nobody has answered. `person`: its id."""

    item: str
    person: str


def waits_for(file: CaseFile, policy: Policy, on: date) -> Iterator[Waiting]:
    """In the order of persons and departments."""
    state = file.state
    answered = {(each.person, each.item) for each in state.queries if each.state == ANSWERED}
    for position in range(matter.person_count(file.declared)):
        person = state.person(position)
        leave = leave_of(file, position, lambda _version: policy, on)
        for item in wanted(file, policy, position):
            waived = department_of(item) in state.waived
            if item in leave.items and not waived and (person, item) not in answered:
                yield Waiting(item, person)
