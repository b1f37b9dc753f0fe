"""What a department is asked once more, since the applicant was sent there to have it mended.

Only what a decision that holds says is to be mended, and what still differs: where another answer
came, or somebody decided otherwise, nothing is asked again. How long is waited and how often it is
tried is policy (`item`); once the applicant says that it is done nothing is waited for. Whom one
writes to is written to by a person. The consent is looked at by `queries`. Must not ask.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Action, Kind
from counter_app.cases.changes.change import legal_day
from counter_app.cases.stages import Stage
from counter_app.cases.ways import DecidedBy
from counter_app.needs.case_file import CaseFile
from counter_app.needs.compared import Result, compared, decisions
from counter_app.needs.findings import facts_of
from counter_app.needs.timeline import read_day
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.department_items import asked_anew, is_written_to
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy

Key = tuple[str, str]
"""Person and item."""


class Anew(NamedTuple):
    """One item of one person that is to be mended at its department."""

    decided: Action
    """The last decision that says so."""
    asked: tuple[Action, ...] = ()
    """The questions that left since, in order."""
    reported: Action | None = None
    """That the applicant has said since the last of these that it is done."""


def to_mend(file: CaseFile, policy: Policy, on: date) -> Mapping[Key, Anew]:
    """By person and item, while the case is in review."""
    if not file.is_received or file.state.stage is not Stage.IN_REVIEW or not _may_be(file):
        return {}
    decided = decisions(file, policy, on)
    acts = {each.difference: each.action for each in file.state.differences}
    order = {each.action_id: at for at, each in enumerate(file.actions)}
    last: dict[Key, int] = {}
    for one in compared(file, policy, on):
        if one.result is Result.DIFFERS and decided.get(one.difference) == DecidedBy.MEND:
            key = one.person, one.item
            last[key] = max(last.get(key, 0), order[acts[one.difference]])
    return {key: _anew(file, key, at) for key, at in last.items()}


def _anew(file: CaseFile, key: Key, at: int) -> Anew:
    asked, since, department = [], None, department_of(key[1])
    for each in file.actions[at:]:
        if _asks(each, key):
            asked.append(each)
            since = None
        elif each.kind == Kind.MEND_REPORTED and each.facts["department"] == department:
            since = each
    return Anew(file.actions[at], tuple(asked), since)


def asked_again(file: CaseFile, policy: Policy, on: date) -> Mapping[Key, tuple[Action, ...]]:
    """By person and item the questions that left after a decision to mend, whatever holds now."""
    return file.once(("asked again", policy, on), lambda: _asked_again(file, policy, on))


def _asked_again(file: CaseFile, policy: Policy, on: date) -> dict[Key, tuple[Action, ...]]:
    acts = [
        at
        for at, each in enumerate(file.actions)
        if each.kind == Kind.DIFFERENCE_SETTLED and each.facts.get("decision") == DecidedBy.MEND
    ]
    keys = {e.difference: (e.person, e.item) for e in facts_of(file, policy, on)} if acts else {}
    first: dict[Key, int] = {}
    for at in acts:
        if key := keys.get(str(file.actions[at].facts.get("difference"))):
            first.setdefault(key, at)
    return {
        key: tuple(each for each in file.actions[at:] if _asks(each, key))
        for key, at in first.items()
    }


def next_day(file: CaseFile, policy: Policy, newest: Policy, on: date, key: Key) -> date | None:
    """When a department is asked once more; None where nothing is to be mended, or no more."""
    anew = to_mend(file, policy, on).get(key)
    return asks_on(anew, key[1], newest, on) if anew else None


def asks_on(anew: Anew, item: str, newest: Policy, on: date) -> date | None:
    """From which day it is asked once more; None where policy lets it be asked no more."""
    if anew.reported and not is_written_to(newest, item, on):
        return on
    days, most = asked_anew(newest, item, on)
    if len(anew.asked) >= most:
        return None
    begun = max(filter(None, (_day_of(anew.decided), *map(_day_asked, anew.asked))), default=on)
    return calendar_of(newest).due(begun, days).day


def due_anew(file: CaseFile, policy: Policy, newest: Policy, on: date) -> frozenset[Key]:
    """What is to be asked once more by a day."""
    return frozenset(
        key
        for key, anew in to_mend(file, policy, on).items()
        if (day := asks_on(anew, key[1], newest, on)) and day <= on
    )


def _may_be(file: CaseFile) -> bool:
    return any(each.decision == DecidedBy.MEND for each in file.state.differences)


def _asks(act: Action, key: Key) -> bool:
    return act.kind == Kind.QUERY_ASKED and (act.facts["person"], act.facts["item"]) == key


def _day_of(act: Action) -> date | None:
    return read_day(legal_day(act))


def _day_asked(act: Action) -> date:
    return datetime.fromisoformat(act.at).astimezone(CHINA).date()
