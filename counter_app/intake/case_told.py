"""One received case as it is told: what stands, what is owed, the clock, letters, history, acts.

The same for the command `case` and a screen. Persons are named by id; names and numbers only where
the caller says so. Must not know a store.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counter_app.cases.actions import Action, Role
from counter_app.cases.case_state import CaseState
from counter_app.cases.left_over import Left
from counter_app.cases.traces import OpinionTrace
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.intake.history_words import WHOSE, HistoryWords
from counter_app.intake.may import may
from counter_app.intake.sides_told import Sides
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import Lack, pieces_lacking
from counter_app.needs.shared import person_of, status_of
from counter_app.needs.tasks import WORDS, Task, tasks_of
from counter_app.needs.timeline import deemed_on, timeline_of
from counter_app.rules.assess import assess
from counter_app.rules.clock import Timeline, next_due, reading, stops
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.policy import Policy

Told = dict[str, Any]


@dataclass(frozen=True)
class Teller:
    """Tells one case on a day, to somebody in some roles."""

    file: CaseFile
    policy: Policy
    today: date
    roles: Collection[Role] = ()
    server_at: Mapping[str, str] | None = None
    """Action → when the server took it in, as far as it is known here."""
    troubles: Mapping[str, str] = field(default_factory=dict)
    """Department or item → since when it is out of reach; only the server knows."""
    staff_id: str = ""
    """Who asks; empty where nobody in particular does."""

    def told(self) -> Told:
        """Everything, in the order in which it is read."""
        state = self.file.state
        lapse = deemed_on(state, self.policy, self.today)
        words = HistoryWords(self.file, self.policy, self.today)
        left = tasks_of(state)
        sides = Sides(self.file, self.policy, self.today, self.troubles)
        return {
            "number": state.number,
            "stage": str(state.stage),
            "step": str(state.step) if state.step else None,
            "flags": flags_of(state),
            "region": state.stream,
            "street": state.street or None,
            "received_on": state.received_at[:10],
            "accepted_on": state.accepted_on or None,
            "accepted_basis": state.accepted_basis or None,
            **self._clock(state),
            "deemed": lapse.since.isoformat() if lapse else None,
            "owed": [_owed(each) for each in self._owed(state)],
            "findings": sides.findings(),
            "materials": self._materials(),
            "queries": [
                _fields(each, "item", "person", "state", "outcome", "coverage")
                for each in state.queries
            ],
            **sides.told(),
            "opinions": [self._opinion(each) for each in state.opinions],
            "tasks": [self._task(each, words) for each in left],
            "letters": [
                {
                    "paper": letter.paper,
                    "number": letter.number,
                    "official": letter.official or None,
                    "void": letter.void or None,
                    "delivered": bool(letter.delivered),
                    "delivered_on": letter.delivered_on or None,
                }
                for letter in state.letters
            ],
            "proposals": [
                {"proposal": each.action, "act": each.act, "at": each.at}
                for each in state.proposals
                if each.outcome == "open"
            ],
            "two_contents": [
                {"other": each, "differs": list(self._differing(each))}
                for each in state.proposed_contents
            ],
            "doubted": [
                {"of": each, "day": state.days[each], **self._said(each)}
                for each in state.doubted
                if each not in state.settled
            ],
            "authors": [
                {"of": each, "why": why, "words": f"按{WHOSE.get(why, '')}所办", **self._said(each)}
                for each, why in state.authors.items()
                if each not in state.settled
            ],
            "contested": self._facts_of(state.contested),
            "hand_over": _fields(state.hand_over, "state", "external_number")
            if state.hand_over
            else None,
            "history": [self._line(each, words) for each in self.file.actions],
            "may": list(
                may(
                    self.file,
                    self.policy,
                    self.today,
                    self.roles,
                    self.staff_id,
                    deemed=lapse is not None,
                )
            ),
        }

    def _task(self, task: Task, words: HistoryWords) -> Told:
        """What is left, with the action that brought it and what that was."""
        told = {**_fields(task, "kind", "person", "item"), "words": WORDS[task.kind]}
        act = self.file.action(task.answer)
        if task.kind not in set(Left):
            return told
        return {**told, "of": task.answer, "about": words.say(act) if act else ""}

    def _clock(self, state: CaseState) -> Told:
        timeline = None if state.stage.is_end else timeline_of(state)
        shown = reading(self.policy, timeline, self.today) if timeline else None
        due = next_due(self.policy, timeline, self.today) if timeline else None
        return {
            "due_on": due.day.isoformat() if due else None,
            "days_used": shown.used if shown else None,
            "days_left": self._left(due.day) if due else None,
            "provisional_calendar": due.provisional if due else None,
            "days_stopped": self._stopped(timeline) if timeline else None,
            "stops": [_fields(each, "reason", "first", "last") for each in state.stops],
        }

    def _stopped(self, timeline: Timeline) -> int | None:
        """Working days that did not count since acceptance; overlapping stops count once."""
        if timeline.accepted_on is None:
            return None
        calendar, begun = calendar_of(self.policy), timeline.accepted_on
        whole = calendar.used(begun, self.today)
        return whole - calendar.used(begun, self.today, stops(timeline))

    def _left(self, due: date) -> int:
        """Working days until the day, it among them; negative behind it."""
        calendar = calendar_of(self.policy)
        if self.today > due:
            return -calendar.used(due, self.today)
        return calendar.used(self.today, due)

    def _owed(self, state: CaseState) -> tuple[Lack, ...]:
        if state.stage.is_end or not self.file.declared:
            return ()
        return pieces_lacking(self.file, self.policy, self.today)

    def _materials(self) -> list[Told]:
        file, policy, today = self.file, self.policy, self.today
        return [
            {
                "material": str(need.material),
                "person": person_of(file, need),
                "source": need.source,
                "status": status_of(file, policy, today, need),
            }
            for need in assess(judge(file.document, today), policy).materials
        ]

    def _opinion(self, opinion: OpinionTrace) -> Told:
        """With who gave it and, where it may be seen, its text as it is printed."""
        given = self.file.action(opinion.action)
        return {
            **_fields(opinion, "step", "opinion", "on", "void"),
            "by": given.staff_name if given else None,
            "at": given.at if given else None,
            "revision": self.file.revision(opinion.content),
            "text": self.file.words(given.action_id).get("text") if given else None,
        }

    def _line(self, action: Action, words: HistoryWords) -> Told:
        return {
            "at": action.at,
            "server_at": (self.server_at or {}).get(action.action_id),
            "who": action.staff_name,
            "role": action.role,
            "kind": action.kind,
            "words": words.say(action),
        }

    def _differing(self, other: str) -> tuple[str, ...]:
        """In which fields the other content says something else; never what."""
        theirs = matter.split(self.file.words(other)).content
        return matter.differing(self.file.declared, theirs) if theirs else ()

    def _facts_of(self, name: str) -> Told | None:
        """What an action says; None where it is not one of the case."""
        act = self.file.action(name)
        return dict(act.facts) if act else None

    def _said(self, name: str) -> Told:
        """What an act said of its day."""
        act = self.file.action(name)
        return {"kind": act.kind, "said": act.facts.get("on")} if act else {}


def flags_of(state: CaseState) -> list[str]:
    """What of a case stands out beside its stage."""
    found = {
        "returned": state.returned,
        "stopped": state.is_stopped,
        "contested": state.contested,
        "two_contents": state.proposed_contents,
        "questioned": state.questions,
        "day_doubted": [each for each in state.doubted if each not in state.settled],
        "author_doubted": state.authors.keys() - state.settled.keys(),
        "late": [each for each in state.late if each not in state.settled],
    }
    return [name for name, holds in found.items() if holds]


def _owed(lack: Lack) -> Told:
    named = "material" if lack.what == "material" else "field"
    return {"what": lack.words, named: lack.name or lack.what, "person": lack.person or None}


def _fields(trace: object, *names: str) -> Told:
    return {name: getattr(trace, name) for name in names}
