"""The administrator's screen by key, against a real server: who there is, and one more of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.ui.application import Front
from counter_app.ui.departments.departments_place import DepartmentsPlace
from counter_app.ui.staff.staff_place import StaffPlace
from tests.ui import counter
from tests.ui.hands import focus, press, says, until, write
from tests.ui.test_sign_in import OWN, shown
from tests.unit.server.running_server import RunningServer

Key = Qt.Key
ADMIN = "admin"


@pytest.fixture
def front(look: QApplication, tmp_path: Path) -> Iterator[Front]:
    """The window of somebody who is administrator and operator."""
    server = RunningServer(tmp_path / "server")
    roles = ("--role", "administrator", "--role", "operator", "--region", "620700")
    first = server.command("add-staff", "管理", "--sign-in", ADMIN, *roles).splitlines()[-1]
    string = server.add_window("03", "620702", "--url", server.address)

    def prepare(opened: Counter) -> None:
        opened.sign_in(ADMIN, first, OWN)

    with shown(tmp_path, system_clock, string, prepare) as front:
        press(Key.Key_0, alt=True)
        write(ADMIN)
        press(Key.Key_Return)
        write(OWN)
        press(Key.Key_Return)
        until(lambda: front.opening)
        counter.idle(front)
        yield front
    server.close()


def people(front: Front) -> StaffPlace:
    """The home of the administrator, reached by changing roles."""
    home = front.window.places[0]
    if not isinstance(home, StaffPlace):
        assert isinstance(home, DepartmentsPlace)
        press(Key.Key_J, control=True)
        home = front.window.places[0]
    assert isinstance(home, StaffPlace)
    until(lambda: home.rows)
    counter.idle(front)
    return home


def test_somebody_is_made_known_by_key_and_the_password_is_shown_once(front: Front) -> None:
    home = people(front)
    assert [each.login for each in home.rows] == [ADMIN]
    press(Key.Key_J, alt=True)
    write("李静")
    press(Key.Key_Return)
    write("620702-0317")
    press(Key.Key_Return, control=True)
    until(lambda: home.password)
    assert says(home, home.password)
    assert says(home, "只显示这一次")
    password = home.password
    assert focus() is home.table
    press(Key.Key_T, alt=True)
    assert says(home, "停用：李静？")
    assert not says(home, password)
    press(Key.Key_Y, alt=True)
    until(lambda: any(each.locked_at for each in home.rows))
    press(Key.Key_P, alt=True)
    press(Key.Key_Y, alt=True)
    until(lambda: home.password and home.password != password)
    assert not any(each.locked_at for each in home.rows)


def test_a_role_is_changed_by_key_and_one_s_own_never(front: Front) -> None:
    home = people(front)
    press(Key.Key_T, alt=True)
    press(Key.Key_Y, alt=True)
    until(lambda: says(front.window, "自己"))
    assert not any(each.locked_at for each in home.rows)


def test_who_has_two_roles_changes_by_one_key(front: Front) -> None:
    home = people(front)
    press(Key.Key_J, control=True)
    until(lambda: isinstance(front.window.places[0], DepartmentsPlace))
    assert front.window.places[0] is not home
    press(Key.Key_J, control=True)
    until(lambda: isinstance(front.window.places[0], StaffPlace))
    assert says(front.window, "现在以管理员的身份办理")
