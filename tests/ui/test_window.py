"""The frame: tabs, keys, help, drawer."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from counter_app.intake.steps import Part
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.shell.frame.panel_lines import PanelLine
from counter_app.ui.shell.frame.top_tabs import _TabButton
from counter_app.ui.shell.window import Window
from counter_app.ui.shell.workplace import Offer, Who, Workplace
from tests.ui.hands import button, focus, gone, press, seen, settle, write
from tests.ui.samples import Home


def test_f3_opens_a_new_applicant_and_alt_digits_change_between_them(window: Window) -> None:
    assert len(window.places) == 2
    press(Qt.Key.Key_F3)
    settle()
    assert len(window.places) == 3
    write("马天佑")
    settle()
    assert window.place().tab().name == "马天佑"
    press(Qt.Key.Key_1, alt=True)
    assert window.place().tab().name == "周玉兰"
    press(Qt.Key.Key_2, alt=True)
    assert window.place().tab().name == "马天佑"
    press(Qt.Key.Key_0, alt=True)
    assert window.place() is window.places[0]


def test_a_key_that_is_held_down_does_its_act_once(window: Window) -> None:
    target = focus()
    for repeat in (False, True, True, True):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "", repeat, 1)
            QApplication.sendEvent(target, event)
    settle()
    assert len(window.places) == 3


def test_every_key_of_the_bar_is_told_by_help_and_works(window: Window) -> None:
    acts = {act.key: act for act in window.keyboard.acts()}
    assert {"F1", "F3", "F4", "F5", "Ctrl+1", "Ctrl+8", "Ctrl+Return", "Ctrl+Z"} <= acts.keys()
    assert not {"F6", "F7", "F10", "F11", "F12"} & acts.keys(), "what is not there has no key"
    before = focus()
    press(Qt.Key.Key_F1)
    assert focus() is not before
    told = seen(focus())
    assert told[told.index("重做") - 1] == "Ctrl+Shift+Z、Ctrl+Y", "what two keys do is told once"
    press(Qt.Key.Key_F1)
    assert focus() is before


def test_a_key_over_the_help_only_closes_it(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    before = focus()
    for key, modified in ((Qt.Key.Key_3, True), (Qt.Key.Key_F3, False), (Qt.Key.Key_Escape, False)):
        press(Qt.Key.Key_F1)
        sheet = focus()
        assert sheet is not before
        press(key, control=modified)
        settle()
        assert not sheet.isVisible()
        assert focus() is before
        assert place.part is Part.APPLICANT
        assert len(window.places) == 2


def test_ctrl_z_is_the_windows_where_the_line_has_nothing_to_undo(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.session.put("applicant.sex", "male", whole=True)
    place.show_key("applicant.employer")
    settle()
    press(Qt.Key.Key_Z, control=True)
    settle()
    assert place.session.value("applicant.sex") == "female"
    place.show_key("applicant.employer")
    write("甲")
    press(Qt.Key.Key_Z, control=True)
    settle()
    assert place.session.text("applicant.employer") == "张掖市滨河保洁服务有限公司"


def test_ctrl_digits_and_page_keys_go_about_the_way(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    press(Qt.Key.Key_2, control=True)
    assert place.part is Part.TYPE
    press(Qt.Key.Key_PageUp, control=True)
    assert place.part is Part.APPLICANT


def test_below_1280_the_panel_is_a_drawer(window: Window) -> None:
    window.resize(911, 512)
    settle()
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    assert place.is_drawer()
    assert place.page().drawer_button.isVisible()
    before = focus()
    press(Qt.Key.Key_F5)
    assert isinstance(focus(), PanelLine)
    press(Qt.Key.Key_Escape)
    assert focus() is before
    window.resize(1366, 768)
    settle()
    assert not place.is_drawer()
    assert not place.page().drawer_button.isVisible()


def test_the_parts_stand_where_the_picture_has_them(window: Window) -> None:
    """Measured on `intake.png` at 1366×768."""
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    form = place.page().form

    def at(key: str) -> tuple[int, int, int, int]:
        target = form.fields[key].control
        corner = target.mapTo(window, target.rect().topLeft())
        return corner.x(), corner.y(), target.width(), target.height()

    assert at("applicant.name") == (353, 120, 266, 36)
    assert at("applicant.id_number") == (755, 120, 266, 36)
    assert at("applicant.sex") == (353, 184, 266, 36)
    assert at("applicant.registered_address") == (353, 312, 668, 36)
    assert at("applied_on") == (353, 456, 266, 36)
    item = place.left.items[0]
    assert item.mapTo(window, item.rect().topLeft()).y() == 164
    assert item.height() == 44
    assert window.tabs.height() == 48
    assert window.bar.height() == 44


def test_at_1920_the_form_is_no_wider_than_880(window: Window) -> None:
    window.resize(1920, 1080)
    settle()
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    address = place.page().form.fields["applicant.registered_address"]
    right = address.mapTo(window, address.rect().topRight()).x()
    assert right < 217 + 880 - 32


def test_more_tabs_than_fit_widen_nothing_and_all_can_be_reached(window: Window) -> None:
    add_applicants(window, 18)
    settle()
    assert window.width() == 1366
    seen = {button.tab for button in window.tabs.findChildren(_TabButton) if button.isVisible()}
    assert window.places[0].tab() in seen
    for at in range(len(window.places)):
        window.open_at(at)
        buttons = window.tabs.findChildren(_TabButton)
        assert [button for button in buttons if button.current and button.isVisible()]
        right = max(button.geometry().right() for button in buttons if button.isVisible())
        assert right < window.width() - 200


def test_what_has_no_room_is_counted_and_reached_by_click_and_key(window: Window) -> None:
    add_applicants(window, 14)
    window.open_at(1)
    settle()
    more = button(window.tabs, "还有")
    assert more is not None
    there = [each for each in window.tabs.findChildren(QAbstractButton) if each.isVisible()]
    shown = [each for each in there if not each.accessibleName().startswith(("还有", "＋"))]
    assert more.accessibleName() == f"还有 {len(window.places) - len(shown)} 位"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    settle()
    assert window.place() is window.places[0], "which lists all who wait"
    press(Qt.Key.Key_Tab, control=True, shift=True)
    settle()
    assert window.place() is window.places[-1], "which has no tab to click"


def test_few_tabs_are_not_counted(window: Window) -> None:
    assert button(window.tabs, "还有") is None


def add_applicants(window: Window, count: int) -> None:
    for _ in range(count):
        window.new_applicant()
        place = window.place()
        assert isinstance(place, ApplicantPlace)
        place.session.put("applicant.name", "某某", whole=True)


def test_f3_twice_opens_one_empty_form(window: Window) -> None:
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F3)
    settle()
    assert len(window.places) == 3
    press(Qt.Key.Key_1, alt=True)
    press(Qt.Key.Key_F3)
    settle()
    assert len(window.places) == 3
    assert window.place() is window.places[2]
    write("马")
    press(Qt.Key.Key_F3)
    settle()
    assert len(window.places) == 4


def test_alt_and_a_digit_without_a_tab_types_nothing(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    place.show_key("applicant.employer")
    before = place.session.text("applicant.employer")
    QTest.keyClick(focus(), "9", Qt.KeyboardModifier.AltModifier)
    settle()
    assert place.session.text("applicant.employer") == before


def test_a_double_click_goes_on_once(window: Window) -> None:
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    QTest.mouseClick(place.page().main_button, Qt.MouseButton.LeftButton)
    settle()
    assert place.part is Part.TYPE
    QTest.mouseDClick(place.page().main_button, Qt.MouseButton.LeftButton)
    settle()
    assert place.part is not Part.ASSETS


def test_the_window_speaks_of_the_work_that_it_was_given(look: QApplication) -> None:
    """Another role has another home, begins something else, and may keep the window open."""

    class Reviewing(Workplace):
        def __init__(self) -> None:
            super().__init__()
            self.home = Home()
            self.offer = Offer(Home, "取下一件", "审核台", "下一件", "上一件")
            self.ready = False

        def who(self) -> Who:
            return Who("甘州区住建局", "审核台", "王芳")

        def may_close(self) -> bool:
            return self.ready

    work = Reviewing()
    window = Window(work)
    window.show()
    named = {act.key: act.name for act in window.acts()}
    assert (named["F3"], named["Alt+0"], named["Ctrl+Tab"]) == ("取下一件", "审核台", "下一件")
    window.new_applicant()
    assert len(window.places) == 2
    assert any(each.text() == "王芳" for each in window.tabs.findChildren(QLabel))
    assert not window.close()
    work.ready = True
    assert window.close()
    gone(window)
