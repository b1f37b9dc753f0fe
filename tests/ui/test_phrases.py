"""Common phrases by key: offered where a reviewer writes, put where the caret is."""

from PySide6.QtCore import Qt

from counter_app.rules.phrases import PhraseOf, phrases
from counter_app.ui.case.case_place import CasePlace
from counter_app.ui.desks.desk_place import DeskPlace
from counter_app.ui.widgets.fields.phrase_list import PhraseList
from tests.ui import counter
from tests.ui.hands import focus, press, says, until, write
from tests.ui.trial_hall import TrialHall

Key = Qt.Key


def test_a_phrase_is_chosen_by_key_for_each_kind_of_text(hall: TrialHall) -> None:
    with hall.at_the_window("wangmin") as front:
        home = front.window.places[0]
        assert isinstance(home, DeskPlace)
        until(lambda: home.model.listed)
        counter.idle(front)
        policy, today = home.seat.tools.counter.policies.in_force, home.seat.station.today()
        look = phrases(policy, PhraseOf.LOOK, today)
        press(Key.Key_T, control=True)
        assert says(front.window, "光标放在意见或理由里")
        press(Key.Key_F2)
        press(Key.Key_T, control=True)
        assert says(front.window, "光标放在意见或理由里")
        write("周玉兰")
        press(Key.Key_Return)
        press(Key.Key_T, control=True)
        assert isinstance(focus(), PhraseList)
        press(Key.Key_Escape)
        assert home.page.sought.isVisible()
        press(Key.Key_T, control=True)
        press(Key.Key_2)
        assert home.page.sought.typed() == ("周玉兰", look[1])
        press(Key.Key_Escape)
        press(Key.Key_Return)
        until(lambda: isinstance(home.shown(), CasePlace))
        counter.idle(front)
        place = home.shown()
        assert isinstance(place, CasePlace)
        press(Key.Key_T, alt=True)
        write("前文，后文")
        for _ in "后文":
            press(Key.Key_Left)
        press(Key.Key_T, control=True)
        press(Key.Key_Down)
        press(Key.Key_Return)
        chosen = phrases(policy, PhraseOf.OPINION, today)[1]
        assert place.reviewing.opinion.text == f"前文，{chosen}后文"
        press(Key.Key_B, alt=True)
        press(Key.Key_T, control=True)
        front.window.resize(front.window.size())
        front.window.grab()
        assert isinstance(focus(), PhraseList), "a size that it had already is none"
        press(Key.Key_1)
        assert place.reviewing.opinion.text == phrases(policy, PhraseOf.REMARK, today)[0]
