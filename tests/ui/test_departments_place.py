"""The operator's screen by key, against a real server: counts and what is done about them."""

from PySide6.QtCore import Qt

from counter_app.ui.departments.departments_place import PRINT_LIST, DepartmentsPlace
from counter_app.ui.papers.print import PrintPlace
from tests.documents import reading
from tests.ui import counter
from tests.ui.hands import focus, press, says, until
from tests.ui.trial_hall import TrialHall

Key = Qt.Key
OPERATOR = "guanliyuan"


def test_an_operator_stops_a_department_and_lets_it_go_on_by_key(hall: TrialHall) -> None:
    with hall.at_the_window(OPERATOR) as front:
        home = front.window.places[0]
        assert isinstance(home, DepartmentsPlace)
        until(lambda: home.departments.rows)
        counter.idle(front)
        assert focus() is home.table
        press(Key.Key_Down)
        name = home.departments.rows[home.table.row()].department
        assert name == "civil_affairs"
        press(Key.Key_S, alt=True)
        until(lambda: home.departments.rows[1].state == "paused")
        assert says(front.window, "停问了")
        assert says(home.side, "恢复")
        assert home.table.row() == 1
        press(Key.Key_S, alt=True)
        until(lambda: home.departments.rows[1].state != "paused")
        press(Key.Key_R, alt=True)
        until(lambda: says(front.window, "在重试"))
        waiting = sum(each.waiting for each in home.departments.rows)
        assert waiting > 0, "what an accepted case asks waits here"


def test_nothing_of_a_case_is_on_the_screen(hall: TrialHall) -> None:
    with hall.at_the_window(OPERATOR) as front:
        home = front.window.places[0]
        assert isinstance(home, DepartmentsPlace)
        until(lambda: home.departments.rows)
        press(Key.Key_2, control=True)
        assert focus() is home.list
        assert says(home.side, "凭什么")
        told = [home.departments.row_words(at) for at in range(home.departments.rowCount())]
        told += [home.items.row_words(at) for at in range(home.items.rowCount())]
        for number in hall.numbers:
            assert not any(number in each or "周" in each for each in told)
            assert not says(front.window, number)


def test_f8_prints_what_departments_give(hall: TrialHall) -> None:
    with hall.at_the_window(OPERATOR) as front:
        home = front.window.places[0]
        assert isinstance(home, DepartmentsPlace)
        until(lambda: home.items.rows and says(front.window, f"{PRINT_LIST} F8"))
        press(Key.Key_F8)
        until(lambda: isinstance(home.shown(), PrintPlace))
        screen = home.shown()
        assert isinstance(screen, PrintPlace)
        until(lambda: screen.preview.count() >= 1)
        said = reading.bare(reading.text(screen.tray.work(screen.tray.items[0])().pdf))
        assert "政务数据共享清单" in said
        assert all(reading.bare(each.gives) in said for each in home.items.rows)
        press(Key.Key_Escape)
        until(lambda: home.shown() is home)
