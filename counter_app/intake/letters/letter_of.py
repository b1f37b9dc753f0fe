"""What each kind of letter says of a case: the facts of its act as a LetterView.

Must not set a letter, and must not decide what is owed: a notice says what was recorded with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from counter_app.cases.actions import Action, Kind
from counter_app.cases.stages import Stage
from counter_app.documents.letters.from_case import clock_of
from counter_app.documents.letters.view import DeliveredLetter, Ground, LetterView, Person, Remedies
from counter_app.documents.letters.words import title_of
from counter_app.documents.paper_text import value_in
from counter_app.intake.letters.source import Source
from counter_app.needs.lacking import pieces_lacking
from counter_app.needs.timeline import read_day
from counter_app.rules.letter_kinds import Letter

_GIVING_BACK = (Stage.DECLINED, Stage.REFUSED, Stage.WITHDRAWN, Stage.ENDED)
_KEPT = timedelta(days=30)
"""How long what is given back waits for who does not fetch it at once."""


def letter_of(source: Source) -> LetterView:
    """The letter as it is set."""
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
    number = source.which.number
    notice = next(each for each in source.file.state.notices if each.letter == number)
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
        remedies=Remedies(str(said.get("change") or ""), str(said.get("office") or "")),
    )


def _supplement(source: Source) -> LetterView:
    state = source.then.state
    notice = state.notices[-1]
    settled = [each for each in source.then.actions if each.action_id in notice.settled]
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


def _last(source: Source, actions: list[Action], kind: Kind) -> object:
    found = [each for each in actions if each.kind == kind]
    return source.file.entry(found[-1].action_id) if found else None


def _withdrawal(source: Source) -> LetterView:
    if source.act.kind == Kind.CONSENT_WITHDRAWN:
        return _consent_withdrawn(source)
    base, by = source.base, str(source.said().get("signed_by") or "")
    other = by and by != base.applicant.name
    return replace(base, person=Person(by) if other else Person())


def _consent_withdrawn(source: Source) -> LetterView:
    """Of the person whose consent it was; the application goes on."""
    state, whose = source.then.state, str(source.act.facts["person"])
    people = (each for each in source.paper.people if state.person(each.position) == whose)
    who = next(people, None)
    person = Person(who.name, who.id_number, who.relation) if who else Person()
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
    names = [str(each.facts["taken"]) for each in actions if each.kind == Kind.MATERIAL_RETURNED]
    ended = state.stage in _GIVING_BACK
    names += state.materials if ended else ()
    taken = [each for each in actions if each.action_id in names]
    reason = str(state.stage) if ended else "returned"
    to = str(source.said().get("to") or "")
    other = to and to != source.base.applicant.name
    return replace(
        source.base,
        papers=source.papers(taken),
        reason=source.words().text(f"reason_{reason}"),
        until=source.day + _KEPT if ended else None,
        person=Person(to) if other else source.base.applicant,
    )


def _proof(source: Source) -> LetterView:
    known = source.file.state.letters_known
    letters = tuple(
        DeliveredLetter(
            title_of(Letter(letter.paper)) if letter.paper in set(Letter) else letter.paper,
            "  ".join(filter(None, (letter.number, letter.official))),
        )
        for letter in (known[number] for number in source.which.of)
    )
    address = value_in(source.then.document, "details", "residence_address")
    return replace(
        source.base,
        letters=letters,
        delivery_address=address if isinstance(address, str) else "",
    )


def _as_it_is(source: Source) -> LetterView:
    return source.base


_MAKERS: Mapping[Letter, Callable[[Source], LetterView]] = {
    Letter.ACCEPTANCE: _acceptance,
    Letter.PROVISIONAL_ACCEPTANCE: _acceptance,
    Letter.CORRECTION: _correction,
    Letter.SUPPLEMENT_RECEIPT: _supplement,
    Letter.DECLINE: _decline,
    Letter.WITHDRAWAL: _withdrawal,
    Letter.RETURN_LIST: _return_list,
    Letter.DEFERRAL_PROMISE: _as_it_is,
    Letter.DEFERRAL_NOTICE: _as_it_is,
    Letter.PROOF_OF_DELIVERY: _proof,
}
