"""What is found of a case: as it was declared, and as it was taken, after what persons decided.

A verified fact that a person took counts on the content that it was taken on; a changed form is
compared and decided anew. Must not decide.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from counter_app.cases.ways import DecidedBy
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.needs.answers import Verified, verified
from counter_app.needs.both_sides import said_values
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import decisions, difference_of
from counter_app.needs.taken import Document, taken
from counter_app.rules.assess import assess
from counter_app.rules.eligibility import Finding
from counter_app.rules.policy import Policy


class Findings(NamedTuple):
    """Both sides; letters quote `taken`, a desk is shown both."""

    declared: tuple[Finding, ...]
    taken: tuple[Finding, ...]


class FactOf(NamedTuple):
    """What a difference is about."""

    difference: str
    position: int
    person: str
    item: str
    fact: str
    declared: str
    """The path of what was declared, as policy writes it."""
    rule: str


def findings(file: CaseFile, policy: Policy, on: date) -> Findings:
    """Under the case's own policy, on a day."""

    def of(document: Document) -> tuple[Finding, ...]:
        return assess(judge(document, on), policy).findings

    declared, changed = file.document, as_taken(file, policy, on)
    found = of(declared)
    return Findings(found, found if changed == declared else of(changed))


def as_taken(file: CaseFile, policy: Policy, on: date) -> Document:
    """The document with every verified fact that a person took for the declared one.

    One whose answer is not here stays as it was declared.
    """
    document, known = dict(file.document), verified(file)
    decided = {
        name for name, how in decisions(file, policy, on).items() if how == DecidedBy.TAKE_VERIFIED
    }
    for fact in facts_of(file, policy, on) if decided else ():
        answer = known.get((fact.person, fact.item))
        if fact.difference in decided and answer is not None:
            said = _said(answer, fact)
            if said is not None:
                document = taken(document, (fact.position, fact.declared, said))
    return document


def facts_of(file: CaseFile, policy: Policy, on: date) -> Iterator[FactOf]:
    """Every fact of everybody that policy compares, whether it was asked or not."""
    rows = policy.rows("comparison", on)
    for position in range(matter.person_count(file.declared)):
        person = file.state.person(position)
        for row in rows:
            name = difference_of(person, row["item"], row["fact"])
            yield FactOf(
                name, position, person, row["item"], row["fact"], row["declared"], row["rule"]
            )


def _said(answer: Verified, fact: FactOf) -> Sequence[str] | None:
    """What was verified; None where the answer says nothing, or is not here."""
    if not answer.is_usable:
        return None
    if not answer.records and answer.trace.outcome == "found":
        return None
    return said_values(answer.records, fact.fact, fact.rule)
