"""The grounds of a refusal: only conditions that this case fails, as what was verified was taken.

Each with its reckoning, who said the facts and as of when, and its clause. Must not judge whether
they are enough.
"""

from collections.abc import Iterator

from counter_app.cases.ways import DecidedBy
from counter_app.documents.letters.view import Ground
from counter_app.documents.letters.words import Words
from counter_app.forms import matter
from counter_app.forms.consents import Department
from counter_app.forms.display import day
from counter_app.intake.letters.kind_of_fact import kind_of, value_of
from counter_app.intake.letters.source import Source
from counter_app.needs.answers import verified
from counter_app.needs.compared import Compared, Result, compared, decisions
from counter_app.needs.findings import facts_of, findings
from counter_app.needs.timeline import read_day
from counter_app.rules.eligibility import NAMES, Outcome
from counter_app.rules.items import department_of

_WORDS = "refusal_announcement"


def grounds_of(source: Source) -> tuple[Ground, ...]:
    """Those that the act names and that fail; of a rule that no program reckons its clause."""
    named = str(source.act.facts.get("clauses") or "").split()
    policy, on = source.place.policy, source.day
    taken = {each.rule: each for each in findings(source.then, policy, on).taken}
    clauses = policy.clauses(on)
    grounds = []
    for rule in dict.fromkeys(named):
        found = taken.get(rule)
        if found is not None and found.outcome is not Outcome.FAIL:
            continue
        fact = f"{found.message}。" if found else ""
        clause = found.clause if found else clauses.get(rule, "")
        said = "；".join(_sources(source, rule))
        grounds.append(Ground(fact, clause, NAMES.get(rule, rule), said))
    return tuple(grounds)


def _sources(source: Source, rule: str) -> Iterator[str]:
    """Departments that were asked what bears on the rule; where none was, the applicant."""
    words = Words(_WORDS, source.base)
    row = source.place.newest.one("ground_source", source.day, rule=rule)
    items = tuple(row["items"]) if row else ()
    answered = [
        (item, answer.coverage.get("as_of", "") or answer.trace.coverage)
        for (_, item), answer in verified(source.then).items()
        if item in items and answer.is_usable
    ]
    if not answered:
        yield words.text("source_declared")
        return
    for item, as_of in dict(answered).items():
        yield _department(source, words, item, as_of)
    for one in compared(source.then, source.place.policy, source.day):
        if one.item in items and (said := _beside(source, words, one)):
            yield said


def _department(source: Source, words: Words, item: str, as_of: str) -> str:
    policy, department = source.place.policy, department_of(item)
    row = policy.one("query", source.day, department=str(department), item=item)
    asks, on = row["asks"] if row else item, read_day(as_of)
    label = Department(department).label
    if on is None:
        return words.text("source_answer_plain", department=label, asks=asks)
    return words.text("source_answer", department=label, asks=asks, day=day(on))


def _beside(source: Source, words: Words, one: Compared) -> str:
    """What was declared beside what is registered, where one was taken for the other."""
    decided = decisions(source.then, source.place.policy, source.day)
    is_taken = decided.get(one.difference) == DecidedBy.TAKE_VERIFIED
    if one.result is not Result.DIFFERS or not is_taken:
        return ""
    facts = facts_of(source.then, source.place.policy, source.day)
    kinds = {each.difference: kind_of(each) for each in facts}
    people = matter.concerns(source.then.declared)
    ids = [source.then.state.person(at) for at in range(len(people))]
    name = people[ids.index(one.person)].name if one.person in ids else ""
    return words.text(
        "source_differs",
        person=name,
        kind=kinds.get(one.difference, ""),
        declared=value_of(one.rule, one.declared) or words.common("none"),
        verified=value_of(one.rule, one.verified),
    )
