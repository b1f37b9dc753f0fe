"""A received case at the window, by keyboard: opened, each act begun by its key, answered, done.

Must not judge: what an act asks and whether it was done is looked up on the screen.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.demo.hands import ALT, CONTROL, SHIFT, Key, StuckError, press, settle, until, write
from counter_app.demo.scene import DemoCase, Handed, Scene
from counter_app.demo.typist import fill
from counter_app.intake.case_told import Told
from counter_app.ui.case.act_form import ActForm
from counter_app.ui.case.act_list import ACT_KEYS, acts_of, title_of
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.frame.place import Place
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

    def __init__(self, scene: Scene, case: DemoCase, place: CasePlace) -> None:
        self._scene, self._case, self.place = scene, case, place
        scene.printer.stem = case.stem

    @property
    def told(self) -> Told:
        """What the screen was told of the case."""
        return self.place.case.opened.told

    def do(self, act: str, answers: Mapping[str, object] | None = None) -> None:
        """Do an act; raises StuckError where it was refused."""
        if not self.tries(act, answers or {}):
            raise StuckError(f"“{title_of(act)}”没有办成")

    def may(self, act: str) -> bool:
        """Whether the screen offers the act and nothing is lacking for it."""
        return dict(acts_of(self.place.case.opened)).get(act) == []

    def tries(self, act: str, answers: Mapping[str, object]) -> bool:
        """Begin an act by its key, answer, and have it done; False where it was refused."""
        form = self.place.form
        key = ACT_KEYS[act]
        press(Key(ord(key[-1])), ALT | SHIFT if "Shift" in key else ALT)
        if form.act != act or form.button.isHidden():
            raise StuckError(f"现在不能“{title_of(act)}”")
        before = self._came_back()
        if _asks(form):
            fill(answers, lambda: _asks(form))
        press(Key.Key_Return, CONTROL)
        until(lambda: not form.act or form.button.isEnabled(), title_of(act))
        until(self._scene.work.background.is_idle, "空下来")
        settle()
        return not form.act and self._came_back() <= before

    def _came_back(self) -> int:
        return len(self.place.case.loaded.case.returned)

    def complete(self, *, but: frozenset[str] = frozenset()) -> None:
        """Bring what lacks, piece by piece, but for what is left out."""
        for _ in range(_MOST_PIECES):
            lacks = [each for each in self.place.case.opened.situation.owed if each.what not in but]
            if not lacks:
                return
            self.do(*_PIECES[lacks[0].what])
        raise StuckError("材料收不齐")

    def set_street(self) -> None:
        """The first of the streets that are offered, unless one was chosen."""
        if self.told["street"]:
            return
        street, *_ = self.place.case.opened.asked["set-street"]
        self.do("set-street", {"street": street.options[0][0]})

    def print_letters(self) -> list[Handed]:
        """F8: all letters that are due, printed and seen; gives them in their order."""
        screen = self.to_papers()
        due = [item for item in screen.papers.chosen_items() if item.letter]
        self.print_chosen(screen)
        file_of, title_of = self._scene.printer.file_of, screen.tray.title_of
        handed = [Handed(each.letter, each.paper.name, file_of(title_of(each))) for each in due]
        self._case.handed += handed
        return handed

    def to_papers(self) -> PrintPlace:
        """F8, and wait until all are set."""
        press(Key.Key_F8)
        until(lambda: isinstance(self.place.shown(), PrintPlace), "文书")
        screen = self.place.shown()
        assert isinstance(screen, PrintPlace)
        until(lambda: all(item.pages for item in screen.tray.items), "文书排好")
        return screen

    def print_chosen(self, screen: PrintPlace) -> None:
        """F8, and Alt+Y once all that is ticked went to the printer; back to the case."""
        chosen = {item.key for item in screen.papers.chosen_items()}
        press(Key.Key_F8)
        until(lambda: {item.key for item in screen.tray.waiting()} >= chosen, "文书印出")
        press(Key.Key_Y, ALT)
        until(lambda: not screen.tray.waiting(), "记下已打印")
        press(Key.Key_Escape)
        until(lambda: self.place.shown() is self.place, "回到办件")
        until(self._scene.work.background.is_idle, "空下来")

    def close(self) -> None:
        """Esc: back to what lies beneath."""
        press(Key.Key_Escape)
        settle()


def open_received(scene: Scene, case: DemoCase, page: ReceivedPlace) -> CaseWalk:
    """Ctrl+P on the page of a case just received."""
    press(Key.Key_P, CONTROL)
    return _opened(scene, case, page)


def open_by_number(scene: Scene, case: DemoCase) -> CaseWalk:
    """今日, the search line, Enter."""
    home = _today(scene)
    press(Key.Key_F2)
    write(case.number)
    until(lambda: not home.search_is_due and _found(home, case.number), "查到办件")
    return _open_first(scene, case, home)


def open_from_list(
    scene: Scene,
    case: DemoCase,
    key: tuple[Key, Qt.KeyboardModifier],
    *,
    claims: bool = False,
) -> CaseWalk:
    """今日 or a desk's lists, as they are by now; Enter on the one case that stands there.

    `claims`: at a desk, where Space takes it first.
    """
    home = _home(scene)
    if isinstance(home, DeskPlace):
        press(Key.Key_R, CONTROL)
        until(scene.work.background.is_idle, "重新排列")
    press(*key)
    until(lambda: _stands_first(home, case.number), "工作清单里有这一件")
    scene.picture("today", home.asking.name if isinstance(home, DeskPlace) else home.list.work)
    if claims and isinstance(home, DeskPlace):
        claim(scene, home, case)
    press(Key.Key_Return)
    return _opened(scene, case, home)


def claim(scene: Scene, home: DeskPlace, case: DemoCase) -> None:
    """Space on the row of the case, unless it is claimed; wait until it is here."""
    if not _is_claimed(home, case.number):
        press(Key.Key_Space)
    until(lambda: _is_claimed(home, case.number), "领取")
    until(scene.work.background.is_idle, "空下来")


def _is_claimed(home: DeskPlace, number: str) -> bool:
    row = home.model.at(home.model.row_of(number))
    return row is not None and row.claimed_by_me


def _home(scene: Scene) -> TodayPlace | DeskPlace:
    press(Key.Key_0, ALT)
    home = scene.work.window.places[0]
    assert isinstance(home, TodayPlace | DeskPlace)
    return home


def _today(scene: Scene) -> TodayPlace:
    home = _home(scene)
    assert isinstance(home, TodayPlace)
    return home


def _stands_first(home: TodayPlace | DeskPlace, number: str) -> bool:
    """On a work list, alone."""
    if isinstance(home, TodayPlace):
        return bool(home.list.work) and _found(home, number)
    return [each.number for each in home.model.listed] == [number]


def _open_first(scene: Scene, case: DemoCase, home: TodayPlace) -> CaseWalk:
    press(Key.Key_Return)
    return _opened(scene, case, home)


def _opened(scene: Scene, case: DemoCase, beneath: Place) -> CaseWalk:
    until(lambda: isinstance(beneath.shown(), CasePlace), "打开办件")
    place = beneath.shown()
    assert isinstance(place, CasePlace)
    settle()
    return CaseWalk(scene, case, place)


def _found(home: TodayPlace, number: str) -> bool:
    model = home.list.model
    row = None if home.list.is_of_before else model.case_at(0)
    return model.count() == 1 and row is not None and row.number == number


def _asks(form: ActForm) -> bool:
    """Whether the keyboard is at a question of the act, not at its button."""
    return bool(form.rows) and QApplication.focusWidget() is not form.button
