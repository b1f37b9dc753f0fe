"""Declared beside verified, fact by fact: agrees, differs, unknown, not asked. A pure function.

"Nothing found" is never "no": without coverage it is unknown, and for a marriage always. What
differs is decisive where taking it would change a finding or a material; decisive ones come first.
Must not decide: a person does, one by one.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from counter_app.forms import matter
from counter_app.needs.answers import Verified, led_before, verified
from counter_app.needs.both_sides import (
    COUNTING,
    are_same,
    declared_values,
    is_small,
    said_values,
    says_nothing,
)
from counter_app.needs.case_file import CaseFile
from counter_app.needs.queries import wanted
from counter_app.needs.taken import would_move
from counter_app.rules.policy import Policy, RowValues


class Result(StrEnum):
    """How a declared fact stands beside what was verified."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


class Compared(NamedTuple):
    """One fact of one person."""

    difference: str
    """Its id: the same whenever the same fact of the same person is compared."""
    person: str
    item: str
    fact: str
    declared: str
    verified: str
    result: Result
    rule: str
    """By which rule of policy they were compared."""
    decisive: bool = False
    was: str = ""
    """What an earlier answer said, where it said something else."""


def compared(file: CaseFile, policy: Policy, on: date) -> tuple[Compared, ...]:
    """Every fact that policy compares, of everybody whom it concerns; decisive ones first."""
    if not file.is_received or not file.declared:
        return ()
    return file.once(("compared", policy, on), lambda: _compared(file, policy, on))


def _compared(file: CaseFile, policy: Policy, on: date) -> tuple[Compared, ...]:
    found = [
        one
        for position in range(len(file.people))
        for one in _of_person(file, policy, on, position)
    ]
    return tuple(sorted(found, key=lambda one: (one.result != Result.DIFFERS, not one.decisive)))


def decisions(file: CaseFile, policy: Policy, on: date) -> Mapping[str, str]:
    """Difference → how it was decided of what holds.

    Another content is decided anew, and so is a fact of which a department says something else now
    than when it was decided.
    """
    return file.once(("decisions", policy, on), lambda: _decisions(file, policy, on))


def _decisions(file: CaseFile, policy: Policy, on: date) -> dict[str, str]:
    state, found = file.state, {}
    traces = {e.difference: e for e in state.differences if e.content == state.content}
    known, rows = verified(file), policy.rows("comparison", on)
    for position in range(matter.person_count(file.declared) if traces else 0):
        person = state.person(position)
        for row in rows:
            trace = traces.get(difference_of(person, row["item"], row["fact"]))
            if trace is not None:
                answer = known.get((person, row["item"]))
                then = led_before(file, person, row["item"], trace.action)
                if _said(answer, row) == _said(then, row):
                    found[trace.difference] = trace.decision
    return found


def _said(answer: Verified | None, row: RowValues) -> tuple[str, ...]:
    return said_values(answer.records, row["fact"], row["rule"]) if answer else ()


def difference_of(person: str, item: str, fact: str) -> str:
    """The id by which a difference is decided."""
    return str(uuid.uuid5(uuid.UUID(person), f"{item}/{fact}"))


def _of_person(file: CaseFile, policy: Policy, on: date, position: int) -> Iterator[Compared]:
    person, known = file.state.person(position), verified(file)
    asked = frozenset(wanted(file, policy, position))
    for row in policy.rows("comparison", on):
        item = row["item"]
        answer = known.get((person, item))
        if item in asked or answer is not None:
            yield _compare(file, policy, on, position, row, answer)


def _compare(
    file: CaseFile, policy: Policy, on: date, position: int, row: RowValues, answer: Verified | None
) -> Compared:
    person, rule, fact = file.state.person(position), row["rule"], row["fact"]
    declared = declared_values(file.declared, position, row["declared"])
    said = _said(answer, row)
    one = Compared(
        difference=difference_of(person, row["item"], fact),
        person=person,
        item=row["item"],
        fact=fact,
        declared="、".join(declared),
        verified="、".join(said),
        result=_result(row, declared, said, answer),
        rule=rule,
        was=_was(answer, said, fact, rule),
    )
    if one.result is not Result.DIFFERS:
        return one
    decisive = would_move(file, policy, on, (position, row["declared"], said))
    if not decisive and is_small(row, declared, said):
        return one._replace(result=Result.AGREES)
    return one._replace(decisive=decisive)


def _result(
    row: RowValues, declared: Sequence[str], said: Sequence[str], answer: Verified | None
) -> Result:
    if answer is None:
        return Result.NOT_ASKED
    if not answer.is_usable:
        return Result.UNKNOWN
    if not said:
        # Nothing in what was looked through: it confirms that there is none, and denies nothing.
        nothing = row["rule"] in COUNTING and not declared and says_nothing(answer.records)
        return Result.AGREES if nothing else Result.UNKNOWN
    return Result.AGREES if are_same(row["rule"], declared, said) else Result.DIFFERS


def _was(answer: Verified | None, said: Sequence[str], fact: str, rule: str) -> str:
    before = said_values(answer.before, fact, rule) if answer else ()
    return "、".join(before) if before and list(before) != list(said) else ""
