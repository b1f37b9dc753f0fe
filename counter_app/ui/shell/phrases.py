"""Ctrl+T: common phrases for the text that has the keyboard, where it is one of review.

Policy has them, by kind of text. Must not write anything that was not chosen.
"""

from PySide6.QtWidgets import QApplication, QWidget

from counter_app.rules.phrases import PhraseOf, phrases
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.control import Control
from counter_app.ui.widgets.fields.phrase_list import PhraseList, Writable
from counter_app.ui.widgets.keys import Act

KEY, NAME = "Ctrl+T", "常用语"
HINT = f"{KEY} {NAME}"
_PROPERTY = "phrases"


def takes_phrases(text: QWidget, of: PhraseOf | None) -> None:
    """Let phrases of this kind be offered for a text from now on; None: no more."""
    target = text.focus_target() if isinstance(text, Control) else text
    target.setProperty(_PROPERTY, str(of or ""))


def phrases_act(place: Place, seat: Seat) -> Act:
    """The act of a place that has such texts."""
    return Act(KEY, NAME, lambda: _offer(place, seat))


def _offer(place: Place, seat: Seat) -> None:
    text = QApplication.focusWidget()
    of = str(text.property(_PROPERTY) or "") if text is not None else ""
    if text is None or not of or not isinstance(text, Writable):
        place.say("光标放在意见或理由里，再按 Ctrl+T")
        return
    policy, today = seat.tools.counter.policies.in_force, seat.station.today()
    found = phrases(policy, PhraseOf(of), today)
    if not found:
        place.say("政策里没有这里的常用语")
        return
    window = place.window()
    shown = window.findChild(PhraseList) or PhraseList(window)
    shown.offer(text, found)
