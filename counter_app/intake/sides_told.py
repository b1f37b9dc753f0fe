"""Declared beside verified as it is told: what differs, what it would move, and each department.

Values of answers are only there where the file has them: at the server, for somebody with a
session. Must not know a store, nor decide.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from counter_app.cases.actions import Kind
from counter_app.cases.ways import DecidedBy
from counter_app.forms.consents import Department
from counter_app.intake.answer_words import record_words
from counter_app.needs.anew import asked_again, next_day
from counter_app.needs.answers import ANSWERED, Verified, verified
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Compared, Result, compared, decisions
from counter_app.needs.findings import findings
from counter_app.needs.moves import moves
from counter_app.needs.queries import questions
from counter_app.rules.department_items import item_of
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy

Told = dict[str, Any]
NINE = tuple(Department)[:9]
"""The departments as they are always told; the last two are room for later."""
WAITING, UNREACHABLE, UNKNOWN = "waiting", "unreachable", "unknown"
_GRAVEST = (Result.DIFFERS, UNREACHABLE, WAITING, UNKNOWN, Result.AGREES, Result.NOT_ASKED)
_OF_TRACE = {"asked": WAITING, "failed": UNREACHABLE}


class _Item(NamedTuple):
    """How one question of one person stands; `since`: when that began, where it waits."""

    department: Department
    state: str
    since: str = ""


@dataclass(frozen=True)
class Sides:
    """Of one case on a day."""

    file: CaseFile
    policy: Policy
    today: date
    troubles: Mapping[str, str] = field(default_factory=dict)
    """Department or item → since when it is out of reach, as far as that is known here."""

    def told(self) -> Told:
        """What of it stands in `case`."""
        found, decided = self._compared, self._decided
        open_ = [e for e in found if e.result is Result.DIFFERS or e.difference in decided]
        rest = [e for e in found if e.result is not Result.DIFFERS and e.difference not in decided]
        return {
            "differences": [self._row(each, decided) for each in open_],
            "other_facts": [self._row(each, decided) for each in rest],
            "compared": self._counts(),
            "departments": [self._department(each) for each in NINE],
        }

    def findings(self) -> Told:
        """Rule → outcome, as declared and as taken; nothing is taken before anything was asked."""
        both = findings(self.file, self.policy, self.today)
        asked = bool(self.file.state.queries)
        return {
            "declared": {each.rule: str(each.outcome) for each in both.declared},
            "taken": {each.rule: str(each.outcome) for each in both.taken} if asked else None,
            # A desk has no answers to reckon with: what was found is told it in words.
            "said": {each.rule: each.message for each in both.taken} if asked else None,
        }

    def _row(self, one: Compared, decided: Mapping[str, str]) -> Told:
        row: Told = {
            "difference": one.difference,
            "person": one.person,
            "item": one.item,
            "fact": one.fact,
            "rule": one.rule,
            "declared": one.declared,
            "verified": one.verified,
            "result": str(one.result),
            "decisive": one.decisive,
            "decision": decided.get(one.difference),
            "was": one.was or None,
            **self._anew(one, decided.get(one.difference)),
            **self._looked_up(one),
        }
        if one.result is Result.DIFFERS:
            row["moves"] = moves(self.file, self.policy, self.today, one)
        return row

    def _anew(self, one: Compared, decision: str | None) -> Told:
        """Of what was to be mended: when its department was asked anew, and when it will be."""
        key = one.person, one.item
        asked = asked_again(self.file, self.policy, self.today).get(key)
        if asked is None:
            return {}
        traces = {each.query: each for each in self.file.state.queries}
        # Of the tables that hang on today a case has the newest.
        on = next_day(self.file, self.policy, self.policy, self.today, key)
        return {
            "asked_anew": [
                {"at": each.at, "state": traces[str(each.facts["query"])].state} for each in asked
            ],
            "asks_on": on.isoformat() if on and decision == DecidedBy.MEND else None,
        }

    def _looked_up(self, one: Compared) -> Told:
        """When it was asked or answered, by which way, how far was looked, what else was said.

        Nothing of what no question is about. `more` is told of what differs alone, and nobody is
        named there.
        """
        said = verified(self.file).get((one.person, one.item))
        if said is None:
            return {}
        if said.trace.state != ANSWERED:
            return {"at": self._times.get(said.trace.query), "outcome": ""}
        act = self.file.action(said.trace.answer)
        return {
            "at": act.at if act else None,
            "channel": str(act.facts.get("channel") or "") if act else "",
            "outcome": said.trace.outcome,
            "area": said.coverage.get("area", ""),
            "as_of": said.coverage.get("as_of", "") or said.trace.coverage,
            "more": list(self._records(said, one)),
        }

    def _records(self, said: Verified, one: Compared) -> Iterator[str]:
        item = item_of(self.policy, one.item, self.today)
        if item is None or one.result is not Result.DIFFERS:
            return
        for record in said.records:
            if words := record_words(item, record, one.fact):
                yield words

    def _counts(self) -> Told:
        """How many facts agree, differ and so on: of all, and person by person."""
        persons: dict[str, Counter[str]] = {}
        for each in self._compared:
            persons.setdefault(each.person, Counter())[str(each.result)] += 1
        total: Counter[str] = sum(persons.values(), Counter())
        return {
            **_of_results(total),
            "persons": [{"person": who, **_of_results(own)} for who, own in persons.items()],
        }

    def _department(self, department: Department) -> Told:
        items = [each for each in self._items if each.department == department]
        states = [each.state for each in items]
        since = sorted(each.since for each in items if each.since)
        return {
            "department": str(department),
            "state": min(states, key=_GRAVEST.index, default=str(Result.NOT_ASKED)),
            "answered": sum(state not in (WAITING, UNREACHABLE) for state in states),
            "asked": len(items),
            "since": since[0] if since else None,
            "waived": department in self.file.state.waived,
        }

    @cached_property
    def _compared(self) -> Sequence[Compared]:
        return compared(self.file, self.policy, self.today)

    @property
    def _decided(self) -> Mapping[str, str]:
        return decisions(self.file, self.policy, self.today)

    @cached_property
    def _items(self) -> tuple[_Item, ...]:
        return tuple(self._each_item())

    def _each_item(self) -> Iterator[_Item]:
        """Of each question that was asked, then of each that is still to be."""
        known = verified(self.file)
        counted = set()
        for (person, item), said in known.items():
            if said.trace.state == ANSWERED:
                counted.add((person, item))
                yield _Item(department_of(item), self._answered(person, item, said.is_usable))
            elif said.trace.state in _OF_TRACE:
                counted.add((person, item))
                yield self._unanswered(item, _OF_TRACE[said.trace.state], said.trace.query)
        for each in questions(self.file, self.policy, lambda _version: self.policy, self.today):
            if (each.person, each.item) not in counted:
                yield self._unanswered(each.item, WAITING, "")

    def _answered(self, person: str, item: str, is_usable: bool) -> str:
        """The gravest of its facts; what was decided stands for itself no more."""
        results = {
            str(each.result)
            for each in self._compared
            if (each.person, each.item) == (person, item) and each.difference not in self._decided
        }
        # An item that stands against nothing of the form is told as it came.
        usual = str(Result.AGREES) if is_usable else UNKNOWN
        return min(results, key=_GRAVEST.index, default=usual)

    def _unanswered(self, item: str, state: str, query: str) -> _Item:
        department = department_of(item)
        if since := self.troubles.get(department) or self.troubles.get(item):
            return _Item(department, UNREACHABLE, since)
        return _Item(department, state, self._times.get(query, ""))

    @cached_property
    def _times(self) -> Mapping[str, str]:
        """Query → when it was asked, or failed."""
        kinds = (Kind.QUERY_ASKED, Kind.QUERY_FAILED)
        return {
            str(each.facts.get("query")): each.at
            for each in self.file.actions
            if each.kind in kinds
        }


def _of_results(found: Mapping[str, int]) -> dict[str, int]:
    return {str(result): found.get(str(result), 0) for result in Result}
