"""Samples of the letters for an application that no desk has decided on: 样张, none of it is so.

What a person would have decided stands as a place to be filled. Must not be used for a case.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from counter_app.documents.letters.from_case import clock_of, letter_view
from counter_app.documents.letters.items import ItemWords
from counter_app.documents.letters.view import (
    AskedItem,
    DeferredItem,
    DeliveredLetter,
    Ground,
    Hearing,
    LetterView,
    MendPlace,
    Opinion,
    OwedItem,
)
from counter_app.documents.letters.words import Words, title_of
from counter_app.documents.papers import form_pages
from counter_app.documents.view import PaperView
from counter_app.forms.checks import DEFERRABLE, Judged, judge
from counter_app.rules.assess import assess
from counter_app.rules.deadlines import calendar_of, due
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.letters import find_series, letter_number, letter_part
from counter_app.rules.materials import MaterialNeed
from counter_app.rules.policy import Policy

_NOTICE = "correction_notice"
_IN_REVIEW = frozenset(
    {
        Letter.CORRECTION_GUIDE,
        Letter.REVIEW_RETURN,
        Letter.STOP,
        Letter.EXTENSION,
        Letter.REFUSAL_ANNOUNCEMENT,
        Letter.RESULT,
    }
)
_REASONED = (Letter.RETURN_LIST, Letter.ENDING)


def sample_of(letter: Letter, view: PaperView, policy: Policy, on: date) -> LetterView:
    """A letter as it would look for this application, were it decided today."""
    if not view.form_pages:
        view = replace(view, form_pages=form_pages(view))
    made = letter_view(view, policy, on)
    judged = judge(view.document, on)
    materials = assess(judged, policy).materials
    words = Words("sample", made)
    limit, code = due(policy, _NOTICE, on), _code(letter, policy, on)
    made = replace(
        made,
        number=letter_number(words.text("number"), code, 1),
        part=letter_part(code, 1),
        clock=clock_of(policy, on),
        answer_by=limit.day if limit else None,
        shared=_shared(materials),
        owed=_owed(judged, materials, words) or (_sample_item(words),),
        until=calendar_of(policy).reached(on + timedelta(days=words.number("days", _NOTICE))),
        may_prolong=True,
        accepted_on=on,
        grounds=(
            Ground(
                words.text("fact"), words.text("clause"), words.text("rule"), words.text("source")
            ),
        ),
        letters=(DeliveredLetter(title_of(Letter.CORRECTION), words.text("number")),),
        reason=words.text("reason") if letter in _REASONED else "",
    )
    if letter is Letter.INQUIRY:
        asked = AskedItem(made.applicant, words.text("asked"), on)
        return replace(made, organ=words.text("organ"), asked=(asked,))
    if letter in _IN_REVIEW:
        made = _in_review(made, words)
        return _longer(made, policy) if letter is Letter.EXTENSION else made
    if letter in (Letter.DEFERRAL_NOTICE, Letter.DEFERRAL_PROMISE):
        return replace(made, deferred=_deferred(made, words))
    return made


def samples_of(
    letter: Letter, view: PaperView, policy: Policy, on: date
) -> Iterator[tuple[str, LetterView]]:
    """Each layout of a letter, and what its file bears behind the name: results have two."""
    made = sample_of(letter, view, policy, on)
    if letter is Letter.RESULT:
        yield "", replace(made, passed=True)
        yield "-refused", made
    else:
        yield "", made


def _in_review(made: LetterView, words: Words) -> LetterView:
    """What desks and departments would have said, as places to fill."""
    place = MendPlace(words.text("mend"), words.text("office"))
    opinion = words.text("opinion")
    return replace(
        made,
        organ=words.text("organ"),
        mend=(place,),
        reason=words.text("facts"),
        days=1,
        was_due=made.clock.due_on if made.clock else None,
        stands_from=made.dated,
        opinions=(Opinion(opinion, opinion, made.dated),),
        heard=Hearing(made.dated, made.dated, words.text("heard")),
        guides=(words.text("number"),),
        passed=False,
    )


def _longer(made: LetterView, policy: Policy) -> LetterView:
    """With the days that are told, the due day is a later one than it was."""
    clock = made.clock
    if clock is None:
        return made
    later = calendar_of(policy).due(clock.due_on, made.days).day
    return replace(made, clock=replace(clock, due_on=later))


def _code(letter: Letter, policy: Policy, on: date) -> str:
    series = find_series(policy, letter, on)
    return series.code if series else ""


def _shared(materials: tuple[MaterialNeed, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(each.material.label for each in materials if each.source == "shared")
    )


def _owed(
    judged: Judged, materials: tuple[MaterialNeed, ...], words: Words
) -> tuple[OwedItem, ...]:
    items = ItemWords(words.view.wording)
    wrong = [
        items.field(error.field, f"{error.message}。")
        for error in judged.errors
        if error.code not in DEFERRABLE
    ]
    missing = [
        items.material(
            each.material.label,
            each.person_name,
            each.clause,
            shared=each.status == "paper_needed",
        )
        for each in materials
        if each.status in ("missing", "paper_needed")
    ]
    return (*wrong, *missing)


def _sample_item(words: Words) -> OwedItem:
    return OwedItem(
        words.text("item"), words.text("wrong"), words.text("how"), words.text("clause")
    )


def _deferred(view: LetterView, words: Words) -> tuple[DeferredItem, ...]:
    """What is deferred, with reasons and ways as places to fill."""
    given = view.deferred or (DeferredItem(words.text("item"), due_on=view.until),)
    return tuple(
        replace(each, why=words.text("why"), how=words.text("where"), form=words.text("form"))
        for each in given
    )
