"""What each kind of letter says of a case: the facts of its act as a LetterView.

Must not set a letter, and must not decide what is owed: a notice says what was recorded with it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from counter_app.basics.catalogue.acts import LETTER_AT_SERVER
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Action, Kind
from counter_app.cases.stages import Stage
from counter_app.documents.letters.from_case import clock_of
from counter_app.documents.letters.view import (
    DeliveredLetter,
    Ground,
    HandedPaper,
    LetterPerson,
    LetterView,
    Remedies,
)
from counter_app.documents.letters.words import title_of
from counter_app.documents.paper_text import value_in
from counter_app.intake.letters.goes_back import goes_back_by
from counter_app.intake.letters.guide_of import guide_of
from counter_app.intake.letters.inquiry_of import inquiry_of
from counter_app.intake.letters.of_review import REVIEWED
from counter_app.intake.letters.source import Source
from counter_app.needs.lacking import pieces_lacking
from counter_app.needs.timeline import read_day
from counter_app.rules.letter_kinds import Letter

_GIVING_BACK = (Stage.DECLINED, Stage.REFUSED, Stage.WITHDRAWN, Stage.ENDED)
_DEATH = "death"
_KEPT = timedelta(days=30)
"""How long what is given back waits for who does not fetch it at once."""


def letter_of(source: Source) -> LetterView:
    """The letter as it is set.

    Raises:
        CounterError: LETTER_NONE; LETTER_AT_SERVER where what it tells is not here.
    """
    if source.which.kind in _TELLING and not source.has_words:
        raise CounterError(LETTER_AT_SERVER)
    return _MAKERS[source.which.kind](source)


def _acceptance(source: Source) -> LetterView:
    state = source.then.state
    accepted = read_day(state.accepted_on)
    shared = [each.material.label for each in source.needs if each.source == "shared"]
    return replace(
        source.base,
        complete_on=accepted if state.accepted_basis == "supplement" else None,
        deemed=state.accepted_basis == "deemed",
        clock=clock_of(source.place.policy, accepted) if accepted else None,
        shared=tuple(dict.fromkeys(shared)),
    )


def _correction(source: Source) -> LetterView:
    name = source.act.action_id
    notice = next(each for each in source.file.state.notices if each.action == name)
    until = read_day(str(source.act.facts.get("until") or ""))
    words = source.words()
    return replace(
        source.base,
        owed=source.items.recorded(source.said().get("items")),
        until=until,
        may_prolong=until is not None,
        reason=words.text(f"category_{notice.category}") if notice.category else "",
    )


def _decline(source: Source) -> LetterView:
    said, reason = source.said(), str(source.act.facts.get("reason") or "")
    clause = str(said.get("clause") or source.words().text(f"clause_{reason}"))
    return replace(
        source.base,
        grounds=(Ground(str(said.get("facts") or ""), clause),),
        decided_by=source.act.staff_name,
        return_list=goes_back_by(source),
        remedies=Remedies(str(said.get("change") or ""), str(said.get("office") or "")),
    )


def _ending(source: Source) -> LetterView:
    """Nobody's verdict: the reason of the table, and the fact as it was written."""
    reason = str(source.act.facts.get("reason") or "")
    return replace(
        source.base,
        reason=source.words().text(f"reason_{reason}"),
        grounds=(Ground(str(source.said().get("facts") or ""), ""),),
        decided_by=source.act.staff_name,
        addressed=reason != _DEATH,
        return_list=goes_back_by(source),
    )


def _supplement(source: Source) -> LetterView:
    state = source.then.state
    notice = state.notices[-1]
    settled = [each for each in _since_last(source) if each.action_id in notice.settled]
    papers = source.papers(
        [each for each in settled if each.kind == Kind.MATERIAL_TAKEN],
        commitment=_last(source, settled, Kind.FORM_SIGNED),
        authorizations=[
            source.file.entry(each.action_id) for each in settled if each.kind == Kind.CONSENT_GIVEN
        ],
    )
    lacks = pieces_lacking(source.then, source.place.policy, source.day)
    return replace(
        source.base,
        papers=papers,
        owed=source.items.lacking(lacks),
        until=read_day(notice.until),
        complete_on=read_day(notice.settled_on) if notice.complete else None,
    )


def _since_last(source: Source) -> Sequence[Action]:
    """What was done since the last 补件回执 before this one: that told the rest."""
    actions = source.then.actions
    told = [
        at
        for at, each in enumerate(actions)
        if each.kind == Kind.PAPER_SENT and each.facts.get("paper") == Letter.SUPPLEMENT_RECEIPT
    ]
    return actions[told[-1] + 1 :] if told else actions


def _last(source: Source, actions: list[Action], kind: Kind) -> object:
    found = [each for each in actions if each.kind == kind]
    return source.file.entry(found[-1].action_id) if found else None


def _withdrawal(source: Source) -> LetterView:
    if source.act.kind == Kind.CONSENT_WITHDRAWN:
        return _consent_withdrawn(source)
    base, by = source.base, str(source.said().get("signed_by") or "")
    other = by and by != base.applicant.name
    person = LetterPerson(by) if other else LetterPerson()
    return replace(base, person=person, return_list=goes_back_by(source))


def _consent_withdrawn(source: Source) -> LetterView:
    """Of the person whose consent it was; the application goes on."""
    state, whose = source.then.state, str(source.act.facts["person"])
    people = (each for each in source.paper.people if state.person(each.position) == whose)
    who = next(people, None)
    person = LetterPerson(who.name, who.id_number, who.relation) if who else LetterPerson()
    items = (source.words().text("all_of", person=person.name),)
    return replace(
        source.base,
        person=person,
        withdraws_application=False,
        withdrawn_items=items,
        papers_kept=True,
    )


def _return_list(source: Source) -> LetterView:
    """What went back, and of a case that has ended what still lies here."""
    actions, state = source.then.actions, source.then.state
    returned = {
        str(each.facts["taken"]): source.file.words(each.action_id)
        for each in actions
        if each.kind == Kind.MATERIAL_RETURNED
    }
    ended = state.stage in _GIVING_BACK
    lying = state.materials if ended else ()
    papers = (
        _given_back(paper, returned.get(each.action_id, {}))
        for each in actions
        if each.action_id in returned or each.action_id in lying
        for paper in source.papers([each])
    )
    said = source.said()
    to, relation = str(said.get("to") or ""), str(said.get("relation") or "")
    other = to and to != source.base.applicant.name
    reason = str(state.stage) if ended else "returned"
    return replace(
        source.base,
        papers=tuple(papers),
        reason=source.words().text(f"reason_{reason}"),
        until=source.day + _KEPT if ended else None,
        person=LetterPerson(to, relation=relation) if other else source.base.applicant,
        authority=str(said.get("authority") or ""),
    )


def _given_back(paper: HandedPaper, said: Mapping[str, object]) -> HandedPaper:
    """With what whoever gave it back said of its condition, and nothing where nobody did."""
    intact, kept = said.get("intact") is True, said.get("kept_copy") is True
    return replace(paper, intact=intact, kept_copy=kept)


def _proof(source: Source) -> LetterView:
    known = source.file.state.letters_known
    traces = [known[number] for number in source.which.of]
    letters = tuple(
        DeliveredLetter(
            title_of(Letter(letter.paper)) if letter.paper in set(Letter) else letter.paper,
            "  ".join(filter(None, (letter.number, letter.official))),
        )
        for letter in traces
    )
    ways = {letter.way for letter in traces}
    said = source.file.words(traces[0].delivered) if len(traces) == 1 else {}
    address = value_in(source.then.document, "details", "residence_address")
    return replace(
        source.base,
        letters=letters,
        delivery_address=address if isinstance(address, str) else "",
        way=ways.pop() if len(ways) == 1 else "",
        proof=str(said.get("proof") or ""),
    )


def _as_it_is(source: Source) -> LetterView:
    return source.base


_MAKERS: Mapping[Letter, Callable[[Source], LetterView]] = {
    Letter.ACCEPTANCE: _acceptance,
    Letter.PROVISIONAL_ACCEPTANCE: _acceptance,
    Letter.CORRECTION: _correction,
    Letter.SUPPLEMENT_RECEIPT: _supplement,
    Letter.DECLINE: _decline,
    Letter.ENDING: _ending,
    Letter.WITHDRAWAL: _withdrawal,
    Letter.RETURN_LIST: _return_list,
    Letter.DEFERRAL_PROMISE: _as_it_is,
    Letter.DEFERRAL_NOTICE: _as_it_is,
    Letter.PROOF_OF_DELIVERY: _proof,
    Letter.INQUIRY: inquiry_of,
    Letter.CORRECTION_GUIDE: guide_of,
    **REVIEWED,
}
_TELLING = frozenset({Letter.DECLINE, Letter.ENDING, *REVIEWED})
"""Letters that quote what a person wrote, which never travels by pull."""
