"""A refusal by keyboard: announced and heard at the county's desk, proposed, approved by its lead.

What goes to the applicant is printed and delivered at the window. Must not judge: which conditions
fail is looked up on the screen.
"""

from functools import partial

from counter_app.demo.case_walk import CaseWalk, open_by_number
from counter_app.demo.desk_walk import decide_differences, gives_opinion, opened_at_desk
from counter_app.demo.fates import approved, send
from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, focus, press, until, write
from counter_app.demo.scene import DemoCase, Scene
from counter_app.demo.window import COMMUNITY, COUNTY
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.letter_before_place import LetterBeforePlace

_GROUNDS = "名下另有住房，人均面积超过标准"
_HEARD = "申请人说明住房由亲属居住，未提交证据"
_FAILS = "不符"
_MOST_CONDITIONS = 20


def refused_by_key(scene: Scene, case: DemoCase) -> tuple[str, str]:
    """From the first opinion to the result in the applicant's hands; gives both letters."""
    with scene.at_desk(COMMUNITY):
        place = opened_at_desk(scene, case)
        gives_opinion(scene, case, place, "走访时住房情况待核，请县区核定")
        _back(scene)
    with scene.at_desk(COUNTY):
        place = opened_at_desk(scene, case)
        decide_differences(scene, place)
        _decides_by_letter(scene, case, place, "announced")
        _back(scene)
    announced = _handed_out(scene, case)
    with scene.at_desk(COUNTY):
        place = opened_at_desk(scene, case)
        CaseWalk(scene, case, place).do("hear", {"words": _HEARD})
        _decides_by_letter(scene, case, place, "refused")
        _back(scene)
    approved(scene, case)
    return announced, _handed_out(scene, case)


def _decides_by_letter(scene: Scene, case: DemoCase, place: CasePlace, picture: str) -> None:
    """Alt+N, the reason, what fails is ticked, the letter is read, then it is decided."""
    press(Key.Key_N, ALT)
    write(_GROUNDS)
    press(Key.Key_4, CONTROL)
    _tick_what_fails()
    scene.picture(case.stem, f"desk-{picture}")
    press(Key.Key_Return, CONTROL)
    until(partial(_is_set, place), "告知书排好")
    scene.picture(case.stem, f"desk-{picture}-letter")
    press(Key.Key_Return, CONTROL)
    until(lambda: place.shown() is place, "告知书定下来")
    until(scene.work.background.is_idle, "空下来")


def _tick_what_fails() -> None:
    """Each condition that fails by Space; Enter goes on, at last to the reason."""
    ticked = False
    for _ in range(_MOST_CONDITIONS):
        name = focus().accessibleName()
        if name.startswith(_FAILS) and "没有选" in name:
            press(Key.Key_Space)
            ticked = True
        press(Key.Key_Down)
        if focus().accessibleName() == name:
            break
    if not ticked:
        raise StuckError("没有不符合的条件")


def _is_set(place: CasePlace) -> bool:
    letter = place.shown()
    return isinstance(letter, LetterBeforePlace) and letter.foot.button.isEnabled()


def _handed_out(scene: Scene, case: DemoCase) -> str:
    """The letter that is due, printed and delivered at the window."""
    send(scene)
    walk = open_by_number(scene, case)
    letter = walk.print_letters()[0]
    walk.do("deliver")
    walk.close()
    return letter.number


def _back(scene: Scene) -> None:
    press(Key.Key_Escape)
    until(scene.work.background.is_idle, "回到清单")
