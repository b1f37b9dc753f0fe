"""The screens of one open case, at the window and at the county's desk, by name.

Must not look at what is shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import cast

from counter_app.background.lanes import Changed
from counter_app.basics.exact_json import canonical
from counter_app.cases.actions import Kind, Scalar
from counter_app.cases.deed import Deed
from counter_app.cases.rights import HeldRole
from counter_app.desk.clerks import Clerk
from counter_app.desk.decide import do
from counter_app.desk.find_case import get_by_number
from counter_app.desk.receive import receive
from counter_app.forms.assets import Assets
from counter_app.intake.case_view.after_revision import Point, Stands, after_revision
from counter_app.intake.case_view.clock_cells import clock_of
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.opinions import Choice
from counter_app.intake.case_view.revisions import TAKEN_AND_RECKONED, Change, compare, revisions
from counter_app.intake.declared import with_value
from counter_app.intake.deeds.ask import key_again
from counter_app.intake.deeds.asked import asks
from counter_app.intake.hand_over import copy_fields
from counter_app.needs.asked import Asked
from counter_app.ui.case.case_desk import CaseDesk
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.case_shown import CasePart
from counter_app.ui.case.hand_over_place import HandOverPlace
from counter_app.ui.case.letter_before_place import LetterBeforePlace
from counter_app.ui.gallery.at_home import first_case, today, with_cases
from counter_app.ui.gallery.review_sample import told_of_review
from counter_app.ui.gallery.samples import NOW, ZHOU
from counter_app.ui.gallery.stage import Stage
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.phrases import phrases_act
from counter_app.ui.shell.seat import Seat
from counter_app.wire.work import Colleague

Open = Callable[[Stage], object]
COMPLETE: dict[str, object] = ZHOU | {
    "applicant": {
        **cast("dict[str, object]", ZHOU["applicant"]),
        "phone": "13909366121",
        "native_place": "甘肃张掖",
    },
    "assets": {name: {"none": True} for name in Assets.model_fields},
}
"""The family with all that acceptance asks of the form."""


def seat_of(stage: Stage, role: str = "clerk") -> Seat:
    """The seat of somebody who has signed in."""
    seat = stage.work.seat
    person = replace(seat.person, roles=(HeldRole(role, "620702"),))
    # Whoever took a case in does not review it.
    return replace(seat, person=person if role == "clerk" else replace(person, staff_id="2" * 32))


def _signed_in(stage: Stage, role: str = "clerk") -> CasePlace:
    """A case as somebody who has signed in has it."""
    home = with_cases(stage)
    case = first_case(home, stage)
    work = stage.work
    desk = CaseDesk(seat_of(stage, role), work.papers, stage.window, work.connection)
    desk.open_case(home, case.case_id)
    stage.until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    return place


def _act(act: str, stage: Stage) -> None:
    _signed_in(stage).begin(act)


def _letters(stage: Stage) -> CasePlace:
    """A case with a notice that is to be printed, and a consent that was withdrawn."""
    place = _signed_in(stage)
    counter, person = stage.work.counter, place.seat.person
    number = place.case.opened.told["number"]
    if not place.case.loaded.letters.all:
        counter.act("notice", number, {"until": "2026-12-09"}, person)
        counter.act("take-material", number, {"material": "income_proof"}, person)
        counter.act("sign", number, {}, person)
        revised = {"field": "applicant.monthly_income", "value": "3350.00", "reason": "单位证明"}
        counter.act("revise", number, revised, person)
        stage.work.background.changed.emit(Changed(cases=True))
        stage.settle()
    return place


def _hand_over(stage: Stage) -> None:
    """A case that is copied, half of it done; nobody accepts without a server here."""
    place = _signed_in(stage)
    opened = place.case.opened
    fields = copy_fields(opened.situation)
    done = {each.key for each in fields[:7]}
    place.cover(HandOverPlace(place.seat, opened, fields, done, place.uncover))


def _letter_act(act: str, stage: Stage) -> None:
    place = _letters(stage)
    place.begin(act)
    if act == "deliver":
        for row in place.form.rows:
            if row.key == "way":
                row.control.show_value("refused_left")
                row.control.edited.emit("refused_left")


def _part(part: CasePart, stage: Stage) -> CasePlace:
    """One part of a case; of the form the applicant's facts are open."""
    place = _letters(stage)
    place.go(part)
    if part is CasePart.FACTS:
        place.facts.rows()[0].opened.emit()
    return place


def _masked(stage: Stage) -> None:
    """The same for a desk, to which names are not shown, with the question why they should be."""
    with_cases(stage)
    place = _signed_in(stage, "county")
    place.go(CasePart.FACTS)
    place.facts.rows()[1].opened.emit()
    place.ask_to_unmask()


def _reviewed(stage: Stage, *, decided: bool = False) -> CasePlace:
    """A family's case in review at the county's desk, as the server tells it."""
    home = today(stage)
    work, person = stage.work, seat_of(stage).person
    number = receive(work.counter.desk, COMPLETE, work.clerk).number
    work.background.changed.emit(Changed(cases=True))
    home.clear()
    case_id = get_by_number(work.counter.desk, number).case_id
    if not work.counter.opened_case(case_id, person).told["accepted_on"]:
        _bring(stage, number, person)
    desk = CaseDesk(seat_of(stage, "county"), work.papers, stage.window, work.connection)
    desk.open_case(home, case_id)
    stage.until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    stage.settle()
    told = told_of_review(place.case.opened, decided=decided)
    place.server.take_told(True, told)
    return place


def _bring(stage: Stage, number: str, person: Clerk) -> None:
    """Everything that acceptance needs, then acceptance, which nobody confirms here."""
    act = stage.work.counter.act
    counter = stage.work.counter
    case_id = get_by_number(counter.desk, number).case_id
    act("set-street", number, {"street": "620702003"}, person)
    act("sign", number, {}, person)
    opened = counter.opened_case(case_id, person)
    for who, name in opened.situation.persons():
        act("consent", number, {"person": who, "granted": True, "signed_by": name}, person)
    for lack in opened.situation.owed:
        if lack.what == "material":
            keys = {"material": lack.name, "person": lack.person}
            act("take-material", number, keys, person)
    act("accept", number, {"against_finding": True}, person)


def _review(choice: Choice | None, part: CasePart, stage: Stage) -> None:
    place = _reviewed(stage, decided=choice is not None)
    if choice is None:
        row = next(iter(place.facts.differences.values()))
        row.choose("take_verified")
        return
    place.reviewing.opinion.choose(choice)
    place.reviewing.opinion.write("配偶房产登记为住宅，请核对后更正申报，并重新签字。")
    place.go(part)


def _phrases(stage: Stage) -> None:
    """Common phrases over the text of a return."""
    place = _reviewed(stage, decided=True)
    place.reviewing.choose(Choice.RETURN)
    phrases_act(place, place.seat).run()


def _taken(stage: Stage) -> None:
    """Two contents, and beside them what was taken meanwhile."""
    place = _reviewed(stage)
    counter, person = stage.work.counter, seat_of(stage).person
    number = place.case.opened.told["number"]
    if place.case.opened.situation.file.state.revision == 1:
        revised = {"field": "applicant.employer", "value": "甘州区第一小学", "reason": "换了单位"}
        added = {
            "field": "applicant.registered_address",
            "value": "甘肃省张掖市甘州区南街街道育才巷41号",
        }
        for each in (revised, added | {"reason": "本人补门牌"}):
            done = counter.act("revise", number, each, person)
            assert not done.problem, done.message
    stage.work.background.changed.emit(Changed(cases=True))
    stage.until(lambda: place.case.opened.situation.file.state.revision > 2)
    place.go(CasePart.REVISIONS)
    situation = place.case.opened.situation
    mask = Mask.of([situation.file.declared])
    older, newer = revisions(situation.file)[-2:]
    found, _ = compare(older, newer, situation.policy, mask)
    # What departments answered does not travel to a counter, and nobody decides without a server.
    pension = Change(TAKEN_AND_RECKONED, "养老金", "父亲", "1,620.50 元", "1,743.20 元", "陈志远",
                     "照核验采信，养老金 11 月调整")  # fmt: skip
    place.reviewing.revisions.show_changes(
        ("第 2 版", "没有签字"), ("第 3 版", "没有签字"), (*found, pension)
    )
    after = after_revision(older, newer, found, situation.policy, mask, {})
    asked = (
        Point("房产照不动产登记更正，写明配偶名下住宅的面积和份额，并重新签字", Stands.DONE),
        Point("收入证明公章不清，换一页", Stands.OPEN),
    )
    seen = Point("初审意见", Stands.REVIEW, "看的是第 1 版", "改动没有使它作废")
    told = replace(
        after, signed=(*after.signed, seen), returned=asked, returned_words="还差 1 项", waits=True
    )
    clock = clock_of(situation.file.state, situation.policy, situation.today)
    place.reviewing.comparing.side.show_after(told, clock)


def _left_over(stage: Stage) -> None:
    """What came after the end of a case, which the county settles by a word."""
    home = today(stage)
    work, person = stage.work, seat_of(stage).person
    act = work.counter.act
    number = receive(work.counter.desk, COMPLETE, work.clerk).number
    act("withdraw", number, {"signed_by": "周玉兰"}, person)
    for material in ("hardship_proof", "income_proof"):
        act("take-material", number, {"material": material, "copies": 1, "pages": 1}, person)
    work.background.changed.emit(Changed(cases=True))
    home.clear()
    case_id = get_by_number(work.counter.desk, number).case_id
    desk = CaseDesk(seat_of(stage, "county"), work.papers, stage.window, work.connection)
    desk.open_case(home, case_id)
    stage.until(lambda: isinstance(home.shown(), CasePlace))
    place = home.shown()
    assert isinstance(place, CasePlace)
    stage.settle()
    place.begin("settle-task")


def _hand_on(stage: Stage) -> None:
    """To whom a lead lets the work go, as the server tells them."""
    people = (("liuyang", "刘洋"), ("sunli", "孙丽"), ("zhaolei", "赵磊"))
    told = tuple(Colleague(login=login, name=name) for login, name in people)
    _reviewed(stage).handing_on.open("陈志远", told)


def _enter_answer(stage: Stage) -> None:
    """An answer by letter with two records, the second one begun."""
    place = _reviewed(stage)
    asked = asks("enter-answer", place.case.opened.situation)
    estate = next(each for each in asked if each.key.endswith("real_estate floor_area"))
    assert estate.when is not None
    said = {"answered": min(estate.when[1]), "outcome": "found", "channel": "letter"}
    more = {"as_of": "2026-11-20", estate.key: "42.60", key_again(estate.key, 2): "12.00"}
    place.doing.kept["enter-answer"] = {**said, **more}
    opened = place.case.opened
    may = [*opened.told["may"], {"act": "enter-answer", "lacking": []}]
    place.server.told |= {"may": may}
    asked_of = {**opened.asked, "enter-answer": asked}
    place.show_case(place.case._replace(opened=replace(opened, asked=asked_of)))
    place.begin("enter-answer")


def _letter_before(stage: Stage) -> None:
    """The whole letter of a return, before it is decided."""
    place = _reviewed(stage, decided=True)
    opinion = place.reviewing.opinion
    opinion.choose(Choice.RETURN)
    opinion.write("请补一页收入证明，公章要清楚。")
    assert opinion.way is not None
    place.reviewing.letter_wanted.emit(opinion.way)
    shown = place.shown()
    assert isinstance(shown, LetterBeforePlace)
    stage.until(shown.preview.count)


def _person(stage: Stage) -> None:
    place = _reviewed(stage)
    place.facts.rows()[2].opened.emit()


def _revisions(stage: Stage) -> None:
    _letters(stage).go(CasePart.REVISIONS)


def _two_contents(stage: Stage) -> None:
    """Two changes of one content, of which a person takes field by field."""
    place = _letters(stage)
    counter, person, opened = stage.work.counter, place.seat.person, place.case.opened
    state, policy = place.case.loaded.case.state, opened.situation.policy
    if not state.proposed_contents:
        received = opened.situation.file.actions[0].action_id
        other = with_value(
            opened.situation.file.declared, "applicant.employer", "甘州一中", NOW.date()
        )
        facts: dict[str, Scalar] = {"base": received, "reason": "换了单位", "on": f"{NOW:%Y-%m-%d}"}
        deed = Deed(Kind.FORM_REVISED, facts, canonical(other).encode())
        do(counter.desk, counter.sync_once, person, state.case_id, lambda _: deed, Asked(policy))
        stage.work.background.changed.emit(Changed(cases=True))
        stage.settle()
    place.begin("settle")


def _letter_shown(stage: Stage) -> None:
    place = _letters(stage)
    place.go(CasePart.LETTERS)
    stage.until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    stage.until(lambda: all(item.pages for item in screen.tray.items))


def _screens() -> Iterator[tuple[str, Open]]:
    yield "case-signed-in", _signed_in
    for act in ("consent", "accept", "notice", "take-material"):
        yield f"case-{act}", partial(_act, act)
    yield "case-letters", _letters
    for act in ("supplement", "revise", "deliver", "void-letter", "return-material"):
        yield f"case-{act}", partial(_letter_act, act)
    for shown in (CasePart.FACTS, CasePart.BESIDE, CasePart.HISTORY):
        yield f"case-{shown.name.lower()}", partial(_part, shown)
    yield "case-masked", _masked
    yield "case-two-contents", _two_contents
    yield "case-revisions", _revisions
    yield "case-hand-over", _hand_over
    yield "case-letter", _letter_shown
    yield "desk-case", partial(_review, None, CasePart.FACTS)
    yield "desk-case-person", _person
    yield "desk-case-return", partial(_review, Choice.RETURN, CasePart.FACTS)
    yield "desk-letter", _letter_before
    yield "desk-case-hand-on", _hand_on
    yield "desk-enter-answer", _enter_answer
    yield "desk-phrases", _phrases
    yield "desk-opinion", partial(_review, Choice.AGAINST, CasePart.OPINION)
    yield "desk-revisions", _taken
    yield "desk-settle-task", _left_over


CASE_SCREENS = dict(_screens())
"""In the order in which one stage can show them: later ones find what earlier ones did."""
