"""What the letters of review say: returns, stops, extension, announced refusal, result.

Findings are quoted as they were taken. Must not set a letter, and must not decide what is owed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from msgspec.structs import replace as changed

from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import legal_day
from counter_app.cases.stages import Stage, Step
from counter_app.documents.letters.view import Clock, Ground, Hearing, LetterView, Opinion, Remedies
from counter_app.intake.letters.goes_back import goes_back_by
from counter_app.intake.letters.grounds import grounds_of
from counter_app.intake.letters.source import Source
from counter_app.intake.letters.which import Letters, Wanted
from counter_app.needs.returned import until_from
from counter_app.needs.timeline import read_day, timeline_of
from counter_app.rules.clock import OUR_OMISSION, decision_due
from counter_app.rules.deadlines import Due
from counter_app.rules.halls import CITY, find_hall
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.streets import find_street


def _returned(source: Source) -> LetterView:
    facts = source.act.facts
    category = str(facts.get("category") or "")
    reason, on = f"category_{category}", read_day(legal_day(source.act))
    return replace(
        source.base,
        owed=source.items.remarks(source.said().get("remarks")),
        until=until_from(on, source.place.newest) if on else None,
        reason=source.words().text(reason, section="correction_notice") if category else "",
        stops_clock=category != OUR_OMISSION,
        guides=_guides(source),
    )


def _guides(source: Source) -> tuple[str, ...]:
    """The 更正指引 that go with a return."""
    letters = Letters(source.then, source.place.newest, source.day)
    return tuple(
        letters.find(Wanted(str(Letter.CORRECTION_GUIDE), (), *whose)).number
        for whose, what in letters.mending.items()
        if what.facts
    )


def _stopped(source: Source) -> LetterView:
    facts, words, said = source.act.facts, source.words(), source.said()
    stop = next((e for e in source.then.state.stops if e.action == source.act.action_id), None)
    text = str(said.get("reason") or "")
    word = words.find(f"reason_{facts.get('reason')}")
    return replace(
        source.base,
        reason=word or text,
        grounds=(Ground(text, ""),) if word and text else (),
        stands_from=read_day(stop.first) if stop else None,
        until=read_day(str(facts.get("until") or "")),
    )


def _extended(source: Source) -> LetterView:
    state, days = source.then.state, source.act.facts.get("days")
    was = _due(source, changed(state, extension=0))
    return replace(
        source.base,
        reason=str(source.said().get("reason") or ""),
        days=days if isinstance(days, int) else 0,
        was_due=was.day if was else None,
        clock=_clock(source),
    )


def _due(source: Source, state: CaseState) -> Due | None:
    timeline = timeline_of(state, source.received_on)
    return decision_due(source.place.policy, timeline) if timeline else None


def _clock(source: Source) -> Clock | None:
    """By when it is decided as the clock stood with the act; None while it stands still."""
    state = source.then.state
    accepted, due = read_day(state.accepted_on), _due(source, state)
    if accepted is None or due is None:
        return None
    return Clock(accepted, accepted, due.day, 0, due.provisional)


def _announced(source: Source) -> LetterView:
    return replace(
        source.base,
        reason=str(source.said().get("facts") or ""),
        grounds=grounds_of(source),
        clock=_clock(source),
    )


def _result(source: Source) -> LetterView:
    """Both ways: as the case stood after its act."""
    state, said = source.then.state, source.said()
    passed = state.stage is Stage.FILED
    made = replace(source.base, passed=passed, opinions=tuple(_opinions(source)))
    if passed:
        return replace(made, waiting_number=str(said.get("waiting_number") or ""))
    return replace(
        made,
        reason=str(said.get("facts") or ""),
        grounds=grounds_of(source),
        decided_by=source.act.staff_name,
        heard=_heard(source),
        return_list=goes_back_by(source),
        remedies=Remedies(str(said.get("change") or "")),
    )


def _heard(source: Source) -> Hearing | None:
    state = source.then.state
    announced = read_day(state.announced_on)
    if announced is None:
        return None
    reply = source.then.action(state.heard)
    if reply is None:
        return Hearing(announced)
    words = str(source.file.words(state.heard).get("words") or "")
    return Hearing(announced, read_day(str(reply.facts.get("on") or reply.at)), words)


def _opinions(source: Source) -> tuple[Opinion, ...]:
    """Each office with what it said and when; of a filed case the city's as well."""
    state, words = source.then.state, source.words()
    found = [
        Opinion(_office(source, Step(each.step)), words.text(f"said_{each.opinion}"), on)
        for each in state.opinions
        if not each.void and (on := read_day(each.on))
    ]
    if state.stage is Stage.FILED:
        filed = words.text("said_filed")
        found.append(Opinion(_office(source, Step.MUNICIPAL), filed, read_day(state.ended_on)))
    return tuple(found)


def _office(source: Source, step: Step) -> str:
    """Who gives the opinion of a step, by name where that is known."""
    words, newest, state = source.words(), source.place.newest, source.then.state
    if step is Step.EMPLOYER:
        return words.text("of_employer")
    if step is Step.COMMUNITY:
        street = find_street(newest, state.stream, state.street, source.day)
        return street.name if street else words.text("of_community")
    hall = find_hall(newest, CITY if step is Step.MUNICIPAL else state.stream, source.day)
    return hall.bureau if hall else words.common("bureau_plain")


REVIEWED: Mapping[Letter, Callable[[Source], LetterView]] = {
    Letter.REVIEW_RETURN: _returned,
    Letter.STOP: _stopped,
    Letter.EXTENSION: _extended,
    Letter.REFUSAL_ANNOUNCEMENT: _announced,
    Letter.RESULT: _result,
}
