"""What is decided in review: differences, opinions, returns, stops, extensions, filing, tasks.

What somebody writes of a person, and why, is content and stays at desks. Must not judge.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from counter_app.basics.catalogue.acts import ACT_KEYS, ACT_OTHER_REVISION
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.deed import Deed
from counter_app.cases.kinds.facts import CATEGORIES
from counter_app.cases.left_over import ways
from counter_app.cases.stages import Step
from counter_app.cases.ways import TAKEN, DecidedBy
from counter_app.intake.deeds.at_the_window import words
from counter_app.intake.deeds.decisions import letter_of, proposed, send_proposal_back
from counter_app.intake.deeds.given import Given
from counter_app.intake.deeds.refusal import refuse
from counter_app.needs.compared import decisions
from counter_app.needs.findings import facts_of
from counter_app.needs.mending import mending
from counter_app.needs.tasks import settled_by_word
from counter_app.rules.department_items import fact_label
from counter_app.rules.items import department_of
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import Policy

AGREE, DISAGREE, FILE, REFUSE = "agree", "disagree", "file", "refuse"
_ASKED: Mapping[str, str] = {
    DecidedBy.CORRECT: "{department}部门核验的{label}与申报不一致，请更正申报内容并重新签字",
    DecidedBy.MEND: "{department}部门登记的{label}与申报不一致，请按更正指引到{department}部门更正",
}
_LISTED = "reason_"
_REMARK_OF = ("field", "material", "difference")
OTHER = "other"
"""A stop whose reason policy does not list."""
_KEYS = (*_REMARK_OF, "person", "words")


def decide_difference(given: Given) -> Deed:
    """One of four ways, by a person; what is taken needs a reason."""
    given.need("difference", "decision")
    decision = given.one_of("decision", frozenset(DecidedBy))
    if decision in TAKEN:
        given.need("reason")
    named = given.text("difference")
    known = {each.difference for each in facts_of(given.file, given.policy, given.today)}
    if named not in known:
        raise CounterError(ACT_KEYS, keys="difference")
    facts: dict[str, Scalar] = {"difference": named, "decision": decision}
    said = words(reason=given.text("reason"), evidence=given.text("evidence"))
    return Deed(Kind.DIFFERENCE_SETTLED, facts, said)


def waive(given: Given) -> Deed:
    """A department's answer is not waited for; why stays in the history."""
    given.need("department", "reason")
    facts: dict[str, Scalar] = {"department": given.text("department")}
    return Deed(Kind.WAIVED, facts, words(reason=given.text("reason")))


def report_mended(given: Given) -> Deed:
    """The applicant says that it is done: the department is asked anew at once."""
    sent = mending(given.file, given.policy, given.today).items()
    open_ = frozenset(whose.department for whose, what in sent if what.facts)
    department = given.one_of("department", open_)
    facts: dict[str, Scalar] = {"department": department, "on": given.day("on")}
    return Deed(Kind.MEND_REPORTED, facts)


def give_back(given: Given) -> Deed:
    """Returned for all remarks at once; what was to be mended or corrected comes with them."""
    remarks = list(_remarks(given))
    facts: dict[str, Scalar] = {
        "letter": letter_of(given, Letter.REVIEW_RETURN),
        "items": len(remarks),
    }
    before = any(each.paper == Letter.REVIEW_RETURN for each in given.file.state.letters)
    if before or given.text("category"):
        facts["category"] = given.one_of("category", CATEGORIES)
    # A first one whose reason is one of a repeated one takes two as well.
    act = proposed if "category" in facts else Deed
    return act(Kind.RETURNED, facts, words(remarks=remarks))


def _remarks(given: Given) -> Iterator[dict[str, str]]:
    """Each with its words; raises ACT_KEYS where there is none, or one says nothing."""
    said = given.keys.get("remarks", [])
    decided = list(_decided(given))
    if not isinstance(said, list) or not (said or decided):
        raise CounterError(ACT_KEYS, keys="remarks")
    named = {each.get("difference") for each in said if isinstance(each, dict)}
    yield from (each for each in decided if each["difference"] not in named)
    for each in said:
        texts = isinstance(each, dict) and all(isinstance(value, str) for value in each.values())
        if not texts or not str(each.get("words") or "").strip() or set(each) - set(_KEYS):
            raise CounterError(ACT_KEYS, keys="remarks")
        yield {key: each[key].strip() for key in _KEYS if each.get(key)}


def _decided(given: Given) -> Iterator[dict[str, str]]:
    """What desks have decided to be corrected or mended, and has not been yet."""
    decided = decisions(given.file, given.policy, given.today)
    for fact in facts_of(given.file, given.policy, given.today) if decided else ():
        asked = _ASKED.get(decided.get(fact.difference, ""))
        if asked is not None:
            label = fact_label(given.newest, fact.item, fact.fact, given.today)
            said = asked.format(department=department_of(fact.item).label, label=label)
            yield {"difference": fact.difference, "person": fact.person, "words": said}


def opine(given: Given) -> Deed:
    """The word of the step at which the case is; at the city it files, at the county it may refuse.

    An employer's is the transcription of a sealed paper.
    """
    step = given.file.state.step
    said = given.one_of("opinion", _open_words(step))
    if said == FILE:
        return file(given)
    if said == REFUSE:
        return refuse(given)
    given.need("text")
    facts: dict[str, Scalar] = {"step": str(step or ""), "opinion": said}
    if step is Step.EMPLOYER:
        facts["transcribed"] = True
    if "revision" in given.keys and not _is_held(given):
        raise CounterError(ACT_OTHER_REVISION)
    return Deed(Kind.OPINION_GIVEN, facts, words(text=given.text("text")))


def _is_held(given: Given) -> bool:
    """Whether the content that was seen is the one that holds: by its number, or by its id."""
    state, said = given.file.state, given.keys["revision"]
    return str(said) in (state.content, str(state.revision))


def _open_words(step: Step | None) -> frozenset[str]:
    """A county that does not agree refuses, after it was announced; a city files."""
    if step is Step.MUNICIPAL:
        return frozenset({FILE})
    return frozenset({AGREE, REFUSE} if step is Step.COUNTY else {AGREE, DISAGREE})


def extend(given: Given) -> Deed:
    """Working days more, once; it takes two."""
    given.need("days", "reason")
    facts: dict[str, Scalar] = {
        "days": given.number("days"),
        "letter": letter_of(given, Letter.EXTENSION),
    }
    return proposed(Kind.EXTENDED, facts, words(reason=given.text("reason")))


def stop(given: Given) -> Deed:
    """The clock stands, for a reason of policy's list or another in words; it takes two."""
    given.need("reason")
    said = given.text("reason")
    listed = said in stop_reasons(given.newest, given.today)
    facts: dict[str, Scalar] = {
        "reason": said if listed else OTHER,
        "letter": letter_of(given, Letter.STOP),
    }
    if "until" in given.keys:
        facts["until"] = given.day("until")
    return proposed(Kind.CLOCK_STOPPED, facts, words(reason="" if listed else said))


def resume(given: Given) -> Deed:
    """The clock goes on the next working day; it takes two."""
    facts: dict[str, Scalar] = {"stop": given.text("stop")} if given.text("stop") else {}
    return proposed(Kind.CLOCK_RESUMED, facts, words())


def stop_reasons(policy: Policy, on: date) -> dict[str, str]:
    """Policy's reasons for which the clock may stand, each with its words."""
    said = policy.words("letters", on).get(Letter.STOP)
    listed = said if isinstance(said, Mapping) else {}
    return {
        name.removeprefix(_LISTED): str(value)
        for name, value in listed.items()
        if name.startswith(_LISTED)
    }


def file(given: Given) -> Deed:
    """备案: on the list of those who wait."""
    facts: dict[str, Scalar] = {"letter": letter_of(given, Letter.RESULT)}
    return Deed(Kind.FILED, facts, words(text=given.text("text")))


def settle_task(given: Given) -> Deed:
    """What came late, or of whom it might not: what was done about it, and why that is enough."""
    given.need("way", "reason")
    state = given.file.state
    left = {each.of: each for each in settled_by_word(state)}
    of = given.text("of", next(iter(left)) if len(left) == 1 else "")
    if of not in left:
        raise CounterError(ACT_KEYS, keys="of")
    way = given.one_of("way", frozenset(ways(left[of].why, state.stage)))
    return Deed(Kind.TASK_SETTLED, {"of": of, "way": way}, words(reason=given.text("reason")))


def send_back(given: Given) -> Deed:
    """To who proposed it; without a proposal from the city to the county."""
    state = given.file.state
    is_proposed = state.open_proposal is not None or given.text("proposal")
    if is_proposed or state.step is not Step.MUNICIPAL:
        return send_proposal_back(given)
    given.need("words")
    return Deed(Kind.SENT_BACK, {}, words(words=given.text("words")))
