"""The whole demonstration: server, window, four applicants, what is left in the folder."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter_app.basics import exact_json
from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder, write_private
from counter_app.basics.resources import resource
from counter_app.bootstrap import Counter, open_counter
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.hands import (
    ALT,
    CONTROL,
    PATIENCE_SECONDS,
    Key,
    StuckError,
    press,
    settle,
    until,
    write,
)
from counter_app.demo.own_server import OwnServer
from counter_app.demo.walk import Walk
from counter_app.desk.enrol import enrol
from counter_app.desk.status import status
from counter_app.documents.docx_form import form_docx
from counter_app.documents.view import Copy
from counter_app.forms.housing_application import ApplicantType
from counter_app.settings import Settings
from counter_app.ui.application import Front
from counter_app.ui.case.case_tray import CaseTray
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.opening import Opening
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.widgets.theme.style import dress, speak_chinese

_LOG = "log.txt"
_CLERK = "李静"
_SIZE = (1366, 768)
_PHONE = "390,1100"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


class Log:
    """What happened when, in the folder and on the screen."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._file = path.open("w", encoding="utf-8")
        self._start = time.monotonic()

    def say(self, words: str) -> None:
        """One line."""
        line = f"{time.monotonic() - self._start:6.2f} 秒  {words}"
        print(line, flush=True)
        print(line, file=self._file, flush=True)

    def close(self) -> None:
        """Nothing more is said."""
        self._file.close()


def show(out: Path) -> int:
    """Do it; gives the exit code."""
    private_folder(out, _LOG)
    log = Log(out / _LOG)
    try:
        with tempfile.TemporaryDirectory(prefix="counter-demo-") as folder:
            return _show(out, Path(folder), log)
    except (StuckError, CounterError, OSError, subprocess.SubprocessError) as error:
        log.say(f"没有走完：{error}")
        return 1
    finally:
        log.close()


def _show(out: Path, folder: Path, log: Log) -> int:
    (folder / "server").mkdir()
    server = OwnServer(folder / "server", _free_port())
    try:
        server.wait()
        string = server.add_window()
        log.say("中心服务器已开，窗口已登记")
        printer = DemoPrinter(out)
        with _window(partial(_open, folder, string), printer) as opening:
            log.say("窗口已开")
            try:
                for kind in ApplicantType:
                    _one(kind, opening, server, printer, out, log)
                _finish(opening, out, log)
            except (StuckError, CounterError):
                _picture(opening, out, "stuck", "here")
                raise
    finally:
        server.stop()
    return 0


def _one(
    kind: ApplicantType,
    opening: Opening,
    server: OwnServer,
    printer: DemoPrinter,
    out: Path,
    log: Log,
) -> None:
    """One application, from F3 to the applicant's page."""
    printer.stem = str(kind)
    document = exact_json.loads(resource("sample", f"{kind}.json").read_text("utf-8"))
    assert isinstance(document, dict)
    begun = time.monotonic()
    page = Walk(opening, document, partial(_picture, opening, out, str(kind))).go()
    received = page.shown_case.received
    log.say(f"{kind.label}：已收件 {received.number}，用 {time.monotonic() - begun:.1f} 秒")
    _all_papers(page, opening)
    until(lambda: status(opening.counter.desk).queued == 0, "上传")
    until(lambda: opening.connection.standing.queued == 0, "写明已上传")
    _picture(opening, out, str(kind), "received")
    assert isinstance(page.tray, CaseTray)
    docx = form_docx(page.tray.loaded.view, Copy.FINAL)
    write_private(out / f"{kind}-application_form.docx", docx)
    _applicants_page(server, received.receipt_url, received.number, out / f"{kind}-page", log)


def _all_papers(page: ReceivedPlace, opening: Opening) -> None:
    """Ctrl+P: the final form and the consent sheets too."""
    press(Key.Key_P, CONTROL)
    until(lambda: isinstance(page.shown(), PrintPlace), "全部文书")
    screen = page.shown()
    assert isinstance(screen, PrintPlace)
    until(lambda: all(item.pages for item in screen.tray.items), "文书排好")
    press(Key.Key_Space)
    for _ in screen.tray.items[1:]:
        press(Key.Key_Down)
        press(Key.Key_Space)
    press(Key.Key_F8)
    owed = len(screen.tray.items) - 1
    until(lambda: len(screen.tray.waiting()) == owed, "审核表和授权书印出")
    press(Key.Key_Escape)
    until(lambda: page.shown() is page, "回到收件页")


def _applicants_page(server: OwnServer, address: str, number: str, target: Path, log: Log) -> None:
    """What the receipt's QR opens."""
    html = server.fetch(address)
    if number not in html:
        raise StuckError("申请人查询页上没有编号")
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    picture = target.with_suffix(".png")
    if browser is None or not _photograph(browser, address, picture):
        write_private(target.with_suffix(".html"), html.encode())
        log.say("没有 chromium，申请人查询页存成网页")
    else:
        log.say("申请人查询页已打开")


def _photograph(browser: str, address: str, target: Path) -> bool:
    target.unlink(missing_ok=True)
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    done = subprocess.run(
        [browser, *words, f"--window-size={_PHONE}", f"--screenshot={target}", address],
        capture_output=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return done.returncode == 0 and target.exists()


def _finish(opening: Opening, out: Path, log: Log) -> None:
    """今日 shows all four, sent."""
    press(Key.Key_0, ALT)
    found = status(opening.counter.desk)
    until(lambda: opening.background.is_idle(), "空下来")
    _picture(opening, out, "today", "list")
    if (found.cases, found.acknowledged) != (len(ApplicantType), len(ApplicantType)):
        raise StuckError(f"收了 {found.cases} 件，服务器收到 {found.acknowledged} 件")
    log.say(f"收了 {found.cases} 件，都已上传")


def _picture(opening: Opening, out: Path, stem: str, name: str) -> None:
    settle()
    target = out / f"{stem}-screen-{name}.png"
    target.unlink(missing_ok=True)
    opening.window.grab().save(str(target))


def _open(folder: Path, string: str) -> Counter:
    counter = open_counter(Settings(folder / "counter"))
    enrol(counter.desk, string)
    return counter


@contextmanager
def _window(open_it: partial[Counter], printer: DemoPrinter) -> Iterator[Opening]:
    application = QApplication.instance() or QApplication(["demo"])
    assert isinstance(application, QApplication)
    dress(application)
    speak_chinese(application)
    front = Front(open_it, lambda: (printer,))
    try:
        front.window.resize(*_SIZE)
        front.window.show()
        front.window.activateWindow()
        front.window.open_at(0)
        until(lambda: front.opened, "打开本机数据")
        write(_CLERK)
        press(Key.Key_Return)
        until(lambda: front.opening, "开始工作")
        assert front.opening is not None
        yield front.opening
    finally:
        front.close()
        front.window.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
