"""How far a paper is, in words: whole, and where there is less room."""

from datetime import datetime

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import LETTERS
from counter_app.documents.view import Copy
from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.rules.letter_kinds import Letter

AT = datetime(2026, 11, 24, 10, 42, tzinfo=CHINA)
NUMBER = "620702-2026-03-00006-N2"


def test_where_there_is_less_room_the_time_of_day_goes_and_the_number_stays() -> None:
    (kind,) = (each for each in Letter if "拟不通过" in LETTERS[each].title)
    item = TrayItem(LETTERS[kind], Copy.FINAL, PrintState.CONFIRMED, at=AT, letter=NUMBER)
    assert item.told == "已打印 11-24 10:42，N2"
    assert item.told_shortly == "已打印 11-24，N2"
    void = TrayItem(LETTERS[kind], Copy.FINAL, letter=NUMBER, void=True)
    assert (void.told, void.told_shortly) == ("作废，N2", "作废，N2")
