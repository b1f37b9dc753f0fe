"""The auditor's screen by key, against a real server: who did what, whether all is there."""

from PySide6.QtCore import Qt

from counter_app.ui.application import Front
from counter_app.ui.audit.audit_place import AuditPlace
from tests.ui import counter
from tests.ui.hands import focus, press, says, until, write
from tests.ui.trial_hall import TrialHall

Key = Qt.Key
AUDITOR = "shenji"


def record(front: Front) -> AuditPlace:
    """The home, once its entries have come."""
    home = front.window.places[0]
    assert isinstance(home, AuditPlace)
    until(lambda: home.rows)
    counter.idle(front)
    return home


def test_an_auditor_reads_by_person_case_and_day_and_is_on_the_record(hall: TrialHall) -> None:
    with hall.at_the_window(AUDITOR) as front:
        home = record(front)
        assert focus() is home.table
        first = home.rows[0]
        assert (first.did, first.login) == ("viewed", AUDITOR)
        assert says(home, "查看 审计记录") or "查看 审计记录" in home.model.row_words(0)
        press(Key.Key_F2)
        write("lijing")
        press(Key.Key_Return)
        until(lambda: home.rows and {each.login for each in home.rows} == {"lijing"})
        assert says(home, "工号 lijing")
        press(Key.Key_Escape)
        until(lambda: any(each.login == AUDITOR for each in home.rows))
        press(Key.Key_D, alt=True)
        until(lambda: says(home, home.rows[0].at[:10]))


def test_whether_the_record_is_whole_is_told_in_words(hall: TrialHall) -> None:
    with hall.at_the_window(AUDITOR) as front:
        home = record(front)
        press(Key.Key_H, alt=True)
        until(lambda: says(home, "完整，没有改动"))
        assert says(front.window, "核对完了")
