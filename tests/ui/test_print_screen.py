"""The print screen by keyboard and mouse: list, page, ticks, troubles told in place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from counter_app.basics.catalogue.window import FOLDER_NOT_OPENED
from counter_app.basics.private_files import NOT_ENCRYPTED
from counter_app.desk.papers import papers_of
from counter_app.devices.pdf_folder import PdfFolder
from counter_app.intake.papers.tray_item import PrintState
from counter_app.intake.steps import Part
from counter_app.ui.application import Front
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.papers.devices.qt_printer import QtPrinter
from counter_app.ui.papers.paper_list import ROW
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.widgets.page_preview import PagePreview
from counter_app.ui.widgets.theme.sizes import WAY
from tests.conftest import SettableClock
from tests.ui import counter
from tests.ui.family import family
from tests.ui.hands import focus, press, says, seen, settle, until

Key = Qt.Key
Open = Callable[[], PrintPlace]


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: SettableClock) -> Iterator[Front]:
    with counter.opened(tmp_path, clock) as window:
        yield window


@pytest.fixture
def screen(front: Front) -> PrintPlace:
    place = counter.fill(front, family(right=True))
    press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace))
    shown = place.shown()
    assert isinstance(shown, PrintPlace)
    counter.idle(front)
    return shown


def test_it_opens_with_everything_owed_ticked_and_the_first_page_shown(screen: PrintPlace) -> None:
    assert focus() is screen.papers
    assert screen.papers.accessibleName() == "审核表，签字稿 没印 要印"
    assert screen.preview.accessibleName() == "第 1 页，共 2 页"
    pages = sum(item.pages for item in screen.tray.items)
    assert screen.printing.button.text() == f"存 2 样，{pages} 页"
    assert screen.left.first_line.text() == f"周玉兰，要印 2 样 {pages} 页"


def test_tab_stays_on_the_screen_and_what_is_beneath_comes_back(
    front: Front, screen: PrintPlace
) -> None:
    for _ in range(12):
        press(Key.Key_Tab)
        assert screen.isAncestorOf(focus())
    press(Key.Key_Escape)
    until(lambda: front.window.place().isAncestorOf(focus()))
    assert focus().isEnabled()


def test_arrows_choose_a_paper_and_pages_are_flipped(front: Front, screen: PrintPlace) -> None:
    press(Key.Key_PageDown)
    assert screen.preview.accessibleName() == "第 2 页，共 2 页"
    press(Key.Key_PageDown)
    assert screen.preview.at == 1
    press(Key.Key_PageUp)
    assert screen.preview.at == 0
    press(Key.Key_Down)
    counter.idle(front)
    assert screen.preview.count() == screen.tray.items[1].pages
    assert "信息查询授权书" in seen(screen)


def test_space_and_mouse_choose_what_is_printed(screen: PrintPlace) -> None:
    press(Key.Key_Space)
    assert [item.paper.name for item in screen.papers.chosen_items()] == ["authorization"]
    QTest.mouseClick(screen.papers, Qt.MouseButton.LeftButton, pos=QPoint(30, ROW + ROW // 2))
    assert screen.papers.chosen_items() == ()
    assert screen.printing.button.text() == "选要印的文书"
    assert not screen.printing.button.isEnabled()


def test_f5_leads_to_the_printer_and_back(screen: PrintPlace) -> None:
    press(Key.Key_F5)
    assert screen.printing.isAncestorOf(focus())
    press(Key.Key_F5)
    assert focus() is screen.papers


def test_pressed_twice_it_prints_once(front: Front, screen: PrintPlace, tmp_path: Path) -> None:
    press(Key.Key_F8)
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 2)
    counter.idle(front)
    assert len(list((tmp_path / "papers").iterdir())) == 2


def test_it_did_not_come_out_and_is_printed_again(front: Front, screen: PrintPlace) -> None:
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 2)
    counter.idle(front)
    press(Key.Key_N, alt=True)
    draft = screen.tray.draft_id()
    desk = counter.opening(front).counter.desk
    until(lambda: len(papers_of(desk, draft_id=draft)) == 4)
    counter.idle(front)
    assert not any(sent.confirmed for sent in papers_of(desk, draft_id=draft))


def test_a_trouble_is_told_in_place_and_printing_goes_on_elsewhere(
    front: Front, screen: PrintPlace, tmp_path: Path
) -> None:
    (tmp_path / "papers").write_text("in the way")
    press(Key.Key_F8)
    until(lambda: "PDF 没有存下" in seen(screen.printing))
    assert says(screen.printing, "请看文件夹能不能写")
    assert screen.tray.items[0].state is PrintState.NOT_PRINTED
    papers = counter.opening(front).papers
    papers.choose(PdfFolder(tmp_path / "elsewhere"))
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 2)
    assert not says(screen.printing, "PDF 没有存下")
    counter.idle(front)


def test_it_is_said_that_a_file_is_not_encrypted_and_paper_asks_for_no_word(
    front: Front, screen: PrintPlace
) -> None:
    said = [each for each in screen.findChildren(QLabel) if each.text() == NOT_ENCRYPTED]
    assert [each.isVisible() for each in said] == [True]
    papers = counter.opening(front).papers
    papers.choose(QtPrinter("窗口 3"))
    assert [each.isVisible() for each in said] == [False]


def test_esc_leads_to_signing(front: Front, screen: PrintPlace) -> None:
    press(Key.Key_Escape)
    settle()
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    assert place.shown() is place
    assert place.part is Part.SIGN


def test_an_untouched_applicant_has_nothing_to_print(front: Front) -> None:
    press(Key.Key_F3)
    press(Key.Key_F8)
    counter.idle(front)
    assert front.window.place().shown() is front.window.place()
    assert front.window.bar.said() == "还没有填，先写姓名"


def test_an_enlarged_page_is_moved_by_arrows(look: QApplication) -> None:
    page = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="210" height="297" '
        b'viewBox="0 0 210 297"><rect width="210" height="297"/></svg>'
    )
    preview = PagePreview()
    preview.resize(300, 300)
    preview.show_pages((page,))
    preview.show()
    whole = preview.page_place()
    preview.zoom(True)
    assert preview.page_place().height() > whole.height()
    before = preview.page_place().top()
    QTest.keyClick(preview, Key.Key_Down)
    assert preview.page_place().top() < before
    for _ in range(9):
        preview.zoom(False)
    assert preview.page_place() == whole
    preview.close()


def test_the_screen_closes_when_the_last_paper_was_seen(front: Front, screen: PrintPlace) -> None:
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    press(Key.Key_Space)  # the form is not printed yet
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 1)
    counter.idle(front)
    press(Key.Key_Y, alt=True)
    until(lambda: not screen.tray.waiting())
    counter.idle(front)
    assert place.shown() is screen, "one paper is still owed"
    screen.papers.tick_only(screen.tray.wanted())
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 1)
    counter.idle(front)
    press(Key.Key_Y, alt=True)
    until(lambda: place.shown() is place)
    assert place.part is Part.SIGN


class Folders(QObject):
    """Stands in for the system's file manager, at Qt's own seam."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def folders() -> Iterator[Folders]:
    found = Folders()
    QDesktopServices.setUrlHandler("file", found, "show")
    yield found
    QDesktopServices.unsetUrlHandler("file")


def test_where_the_files_are_is_told_and_a_key_opens_the_folder(
    front: Front, screen: PrintPlace, tmp_path: Path, folders: Folders
) -> None:
    assert says(screen.printing, f"存到 {tmp_path / 'papers'}")
    press(Key.Key_O, alt=True)
    told = FOLDER_NOT_OPENED.title.format(folder=tmp_path / "papers")
    assert says(screen.printing, told)
    assert folders.opened == [], "nothing was saved yet"
    press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == 2)
    counter.idle(front)
    assert screen.printing.asked.accessibleName().endswith("页存成了文件，印出来了吗")
    assert says(screen.printing, f"在 {tmp_path / 'papers'}，Alt+O 打开文件夹")
    press(Key.Key_O, alt=True)
    assert folders.opened == [str(tmp_path / "papers")]
    names = sorted(path.name for path in (tmp_path / "papers").iterdir())
    code = screen.tray.stem()
    assert names == [f"{code}-信息查询授权书.pdf", f"{code}-审核表签字稿.pdf"]
    press(Key.Key_Escape)
    counter.idle(front)
    press(Key.Key_O, alt=True)
    assert len(folders.opened) == 2, "on the page to sign as well"


def test_a_printer_of_paper_has_no_folder(front: Front, screen: PrintPlace) -> None:
    counter.opening(front).papers.choose(QtPrinter("窗口 3"))
    settle()
    assert not says(screen.printing, "存到")
    assert "Alt+O" not in {act.key for act in screen.acts()}


def test_in_a_narrow_window_the_papers_have_their_names(front: Front, screen: PrintPlace) -> None:
    front.window.resize(900, 700)
    settle()
    assert screen.papers.width() == WAY
    assert not screen.left.is_rail()
