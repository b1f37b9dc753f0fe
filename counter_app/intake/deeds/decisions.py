"""What is decided before review: street, notice, acceptance, decline; approvals of proposals."""

from collections.abc import Mapping

from counter_app.basics import exact_json
from counter_app.basics.catalogue.acts import ACT_KEYS, ACT_NOTHING_WAITS
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.deed import Deed
from counter_app.cases.kinds import KINDS
from counter_app.cases.kinds.facts import CATEGORIES, DECIDED, DECLINES, ENDINGS, FIRST_STEPS
from counter_app.cases.traces import ProposalTrace
from counter_app.forms import matter
from counter_app.intake.deeds.at_the_window import words
from counter_app.intake.deeds.given import Given
from counter_app.needs.day import acceptance
from counter_app.needs.lacking import Lack, pieces_lacking
from counter_app.needs.letters import next_letter
from counter_app.needs.timeline import deemed_on
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_series

ACCEPTANCE = "acceptance"
"""What a corrected day is of, where it is not an act's whose day was doubted."""
_PROPOSAL = ("act", "proposal")


def set_street(given: Given) -> Deed:
    """Whose community reviews; with what it replaces, so that two desks see each other."""
    given.need("street")
    facts: dict[str, Scalar] = {"street": given.text("street")}
    if "step" in given.keys:
        facts["step"] = given.one_of("step", FIRST_STEPS)
    if given.file.state.street:
        facts["replaces"] = given.file.state.street
    return Deed(Kind.STREET_SET, facts)


def notice(given: Given) -> Deed:
    """Everything that is missing, told once; again only with a reason and a second person."""
    lacks = pieces_lacking(given.file, given.policy, given.today)
    also = given.keys.get("also")
    items = [_item(each) for each in lacks]
    items += [each for each in also if isinstance(each, dict)] if isinstance(also, list) else []
    facts: dict[str, Scalar] = {
        "letter": letter_of(given, "correction_notice"),
        "items": len(items),
    }
    if "until" in given.keys:
        facts["until"] = given.day("until")
    content = words(items=items)
    if not given.file.state.notices:
        return Deed(Kind.NOTICE_GIVEN, facts, content)
    facts["category"] = given.one_of("category", CATEGORIES)
    return proposed(Kind.NOTICE_GIVEN, facts, content)


def accept(given: Given) -> Deed:
    """From the day on which all was there, or by lapse; the server computes the same day."""
    state = given.file.state
    lapse = deemed_on(state, given.policy, given.today)
    found = acceptance(given.file, given.policy, given.today) if lapse is None else None
    day, basis = (lapse.since.isoformat(), "deemed") if lapse else found or ("", "ordinary")
    facts: dict[str, Scalar] = {
        "day": day or given.today.isoformat(),
        "basis": basis,
        "letter": letter_of(given, "acceptance_notice"),
    }
    if given.truth("against_finding"):
        facts["against_finding"] = True
    return Deed(Kind.ACCEPTED, facts)


def decline(given: Given) -> Deed:
    """不予受理, by a reason of the closed list; it takes two."""
    given.need("facts")
    facts = {"reason": given.one_of("reason", DECLINES.words)}
    letter = letter_of(given, "decline_notice")
    said = {name: given.text(name) for name in ("facts", "clause", "change", "office")}
    return proposed(Kind.DECLINED, {**facts, "letter": letter}, words(**said))


def prolong(given: Given) -> Deed:
    """More time for the last notice, at the applicant's request; it takes two."""
    given.need("until", "reason")
    last = given.file.state.notices[-1].action if given.file.state.notices else ""
    facts = {"notice": last, "until": given.day("until")}
    return proposed(Kind.NOTICE_PROLONGED, facts, words(reason=given.text("reason")))


def end(given: Given) -> Deed:
    """An end that is nobody's verdict; it takes two. An older policy has no letter of it."""
    given.need("facts")
    facts: dict[str, Scalar] = {"reason": given.one_of("reason", ENDINGS.words)}
    if find_series(given.newest, Letter.ENDING, given.today) is not None:
        facts["letter"] = letter_of(given, Letter.ENDING)
    return proposed(Kind.ENDED, facts, words(facts=given.text("facts")))


def settle_register(given: Given) -> Deed:
    """Whether this one of two cases of a household goes on; it takes two."""
    given.need("goes_on", "reason")
    facts = {"goes_on": given.truth("goes_on")}
    return proposed(Kind.REGISTER_SETTLED, facts, words(reason=given.text("reason")))


def correct_day(given: Given) -> Deed:
    """The day that holds: of the acceptance, or of an act whose day was doubted; it takes two."""
    given.need("day", "reason")
    facts: dict[str, Scalar] = {"day": given.day("day")}
    if given.text("of", ACCEPTANCE) != ACCEPTANCE:
        facts["of"] = given.text("of")
    return proposed(Kind.DAY_CORRECTED, facts, words(reason=given.text("reason")))


def correct_identity(given: Given) -> Deed:
    """Who somebody of the household truly is, by the content that holds now; it takes two.

    That was changed and signed before; with the approval the register knows the right person too.
    """
    given.need("person", "reason", "evidence")
    facts = {"person": given.person(given.position()), "revision": given.file.state.content}
    said = words(reason=given.text("reason"), evidence=given.text("evidence"))
    return proposed(Kind.IDENTITY_CORRECTED, facts, said)


def settle(given: Given) -> Deed:
    """Two changes of one content made one: fields of the other are taken; it is signed anew."""
    file, waiting = given.file, given.file.state.proposed_contents
    other = given.text("other", waiting[0] if len(waiting) == 1 else "")
    theirs = matter.split(file.words(other)).content
    fields, said = matter.differing(file.declared, theirs), given.keys.get("take", [])
    take = [each for each in said if each in fields] if isinstance(said, list) else []
    if other not in waiting or take != said:
        raise CounterError(ACT_KEYS, keys="、".join(("other", "take", *fields)))
    made = matter.taken(file.declared, theirs, take)
    facts: dict[str, Scalar] = {"other": other}
    act = file.action(other)
    if act and any(each.startswith("household") for each in take):
        facts["persons"] = act.facts.get("persons") or ""
    return Deed(Kind.CONTENT_SETTLED, facts, exact_json.canonical(made).encode())


def void_letter(given: Given) -> Deed:
    """A letter is void, its number is never used again; another may be issued in its place."""
    given.need("letter", "reason")
    number = given.text("letter")
    facts: dict[str, Scalar] = {"letter": number, "reason": given.text("reason")[:40]}
    letter = given.file.state.letters_known.get(number)
    if letter is not None and given.truth("reissue"):
        facts["instead"] = letter_of(given, letter.paper)
    return Deed(Kind.LETTER_VOIDED, facts)


def approve(given: Given) -> Deed:
    """The second person's word: the act with the facts that were proposed."""
    waiting = _waiting(given)
    proposal = given.file.action(waiting.action)
    act = KINDS[waiting.act]
    proposed = proposal.facts if proposal else {}
    facts = {
        name: value for name, value in proposed.items() if name in act.facts and name not in DECIDED
    }
    named = dict(zip(_PROPOSAL, (waiting.act, waiting.action), strict=True))
    return Deed(Kind.APPROVED, {**facts, **named})


def send_proposal_back(given: Given) -> Deed:
    """Not approved, with words for who proposed it."""
    given.need("words")
    facts = {"proposal": _waiting(given).action}
    return Deed(Kind.PROPOSAL_SENT_BACK, facts, words(words=given.text("words")))


def proposed(act: Kind, facts: Mapping[str, Scalar], content: bytes) -> Deed:
    """What takes two, as the first of them says it."""
    return Deed(Kind.PROPOSED, {**facts, "act": act}, content)


def _waiting(given: Given) -> ProposalTrace:
    """What waits for a second person; raises ACT_NOTHING_WAITS."""
    waiting = given.file.state.open_proposal
    named = given.text("proposal")
    if waiting is None or named not in ("", waiting.action):
        raise CounterError(ACT_NOTHING_WAITS)
    return waiting


def letter_of(given: Given, paper: str) -> str:
    """The number of the letter that the act makes; raises ACT_LETTER_OFF."""
    state: CaseState = given.file.state
    return next_letter(state, paper, given.newest, given.today)


def _item(lack: Lack) -> dict[str, str]:
    """One item of a notice: where, whose, in words."""
    found = {"what": lack.what, "name": lack.name, "person": lack.person, "words": lack.words}
    return {key: value for key, value in found.items() if value}
