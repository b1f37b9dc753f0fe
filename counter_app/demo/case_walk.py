"""A received case at the window, by keyboard: opened, each act begun by its key, answered, done.

Must not judge: what an act asks and whether it was done is looked up on the screen.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication

from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, press, settle, until, write
from counter_app.demo.scene import Scene
from counter_app.demo.typist import fill
from counter_app.intake.case_told import Told
from counter_app.ui.case.case_lines import ACT_KEYS, title_of
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.today.today import TodayPlace

_PIECES: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "signature": ("sign", {}),
    "consent": ("consent", {"granted": True}),
    "material": ("take-material", {}),
}
"""What lacks → the act that brings it, and what is answered."""
_MOST_PIECES = 20


class CaseWalk:
    """The clerk before one open case."""

    def __init__(self, scene: Scene, place: CasePlace) -> None:
        self._scene, self.place = scene, place

    @property
    def told(self) -> Told:
        """What the screen was told of the case."""
        return self.place.case.opened.told

    def do(self, act: str, answers: Mapping[str, object] | None = None) -> None:
        """Do an act; raises StuckError where it was refused."""
        if not self.tries(act, answers or {}):
            raise StuckError(f"“{title_of(act)}”没有办成")

    def tries(self, act: str, answers: Mapping[str, object]) -> bool:
        """Begin an act by its key, answer, and have it done; False where it was refused."""
        form = self.place.form
        press(Key(ord(ACT_KEYS[act][-1])), ALT)
        if form.act != act or form.button.isHidden():
            raise StuckError(f"现在不能“{title_of(act)}”")
        if form.rows:
            fill(answers, lambda: QApplication.focusWidget() is not form.button)
        press(Key.Key_Return, CONTROL)
        until(lambda: not form.act or form.button.isEnabled(), title_of(act))
        until(self._scene.opening.background.is_idle, "空下来")
        settle()
        return not form.act

    def complete(self, *, but: frozenset[str] = frozenset()) -> None:
        """Bring what lacks, piece by piece, but for what is left out."""
        for _ in range(_MOST_PIECES):
            lacks = [each for each in self.place.case.opened.situation.owed if each.what not in but]
            if not lacks:
                return
            self.do(*_PIECES[lacks[0].what])
        raise StuckError("材料收不齐")

    def set_street(self) -> None:
        """The first of the streets that are offered."""
        (asked,) = self.place.case.opened.asked["set-street"]
        self.do("set-street", {"street": asked.options[0][0]})

    def close(self) -> None:
        """Esc: back to what lies beneath."""
        press(Key.Key_Escape)
        settle()


def open_received(scene: Scene, page: ReceivedPlace) -> CaseWalk:
    """Ctrl+P on the page of a case just received."""
    press(Key.Key_P, CONTROL)
    until(lambda: isinstance(page.shown(), CasePlace), "打开办件")
    place = page.shown()
    assert isinstance(place, CasePlace)
    settle()
    return CaseWalk(scene, place)


def open_by_number(scene: Scene, number: str) -> CaseWalk:
    """今日, the search line, Enter."""
    press(Key.Key_0, ALT)
    home = scene.opening.window.places[0]
    assert isinstance(home, TodayPlace)
    press(Key.Key_F2)
    write(number)
    until(lambda: not home.search_is_due and _found(home, number), "查到办件")
    press(Key.Key_Return)
    until(lambda: isinstance(home.shown(), CasePlace), "打开办件")
    place = home.shown()
    assert isinstance(place, CasePlace)
    settle()
    return CaseWalk(scene, place)


def _found(home: TodayPlace, number: str) -> bool:
    model = home.list.model
    row = model.case_at(0)
    return model.count() == 1 and row is not None and row.number == number
