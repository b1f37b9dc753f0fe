"""Cases through the three desks by keyboard: found on the list, claimed, opened, decided on.

Must not judge: what differs, and whether it was decided, is looked up on the screen.
"""

from collections.abc import Sequence
from functools import partial

from counter_app.cases.stages import Step
from counter_app.demo.case_walk import claim
from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, press, settle, until, write
from counter_app.demo.scene import DemoCase, Scene
from counter_app.demo.window import COMMUNITY, COUNTY, MUNICIPAL
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.desks.desk_place import DeskPlace

_DESKS = (
    (Step.COMMUNITY, COMMUNITY, "入户走访，所报属实，同意上报"),
    (Step.COUNTY, COUNTY, "核验相符，符合条件，同意"),
    (Step.MUNICIPAL, MUNICIPAL, "同意备案"),
)
_REASON = "以登记机构的记录为准"


def filed_at_desks(scene: Scene, cases: Sequence[DemoCase]) -> None:
    """Whoever has to decide works through all of them, one after the other."""
    for step, login, words in _DESKS:
        with scene.at_desk(login):
            for case in cases:
                place = opened_at_desk(scene, case, f"desk-{step}")
                if step is Step.COUNTY:
                    decide_differences(scene, place)
                gives_opinion(scene, case, place, words, f"desk-{step}")
                press(Key.Key_Escape)
                until(scene.work.background.is_idle, "回到清单")
            scene.picture("today", f"desk-{step}-done")
        scene.log.say(f"{step.label}：{len(cases)} 件都已出具意见")


def gives_opinion(
    scene: Scene, case: DemoCase, place: CasePlace, words: str, picture: str = ""
) -> None:
    """Alt+T, what there is to say, Ctrl+Enter."""
    press(Key.Key_T, ALT)
    write(words)
    until(place.foot.button.isEnabled, "部门都已答复")
    if picture:
        scene.picture(case.stem, picture)
    press(Key.Key_Return, CONTROL)
    until(lambda: place.reviewing.opinion.is_empty() or place.reviewing.opinion.trouble, "意见")
    if place.reviewing.opinion.trouble:
        raise StuckError(f"{case.number}：{place.reviewing.opinion.trouble}")
    until(scene.work.background.is_idle, "空下来")
    said, tone = place.note()
    if tone == "err":
        raise StuckError(f"{case.number}：{said}")


def opened_at_desk(scene: Scene, case: DemoCase, picture: str = "") -> CasePlace:
    """The case, claimed on the first list of this desk unless it is, and opened from there."""
    home = scene.work.window.places[0]
    if not isinstance(home, DeskPlace):
        raise StuckError("这里没有待办清单")
    press(Key.Key_1, CONTROL)
    until(lambda: home.model.row_of(case.number) >= 0, "清单里有这一件")
    press(Key.Key_Home)
    for _ in range(home.model.row_of(case.number)):
        press(Key.Key_Down)
    claim(scene, home, case)
    if picture:
        scene.picture("today", picture)
    press(Key.Key_Return)
    until(lambda: isinstance(home.shown(), CasePlace), "打开办件")
    place = home.shown()
    assert isinstance(place, CasePlace)
    until(lambda: bool(place.reviewing.opinion.ways), "可以出具意见")
    until(scene.work.background.is_idle, "空下来")
    settle()
    return place


def decide_differences(scene: Scene, place: CasePlace) -> None:
    """Each by its row: what was verified is taken."""
    if not place.reviewing.may_decide or not place.facts.differences:
        return
    press(Key.Key_2, CONTROL)
    for name in tuple(place.facts.differences):
        place.facts.differences[name].setFocus()
        press(Key.Key_3)
        write(_REASON)
        press(Key.Key_Return)
        until(partial(_is_decided, place, name), "定下来")
        until(scene.work.background.is_idle, "空下来")


def _is_decided(place: CasePlace, name: str) -> bool:
    return bool(place.facts.differences[name].told.decision)
