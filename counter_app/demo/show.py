"""The whole demonstration: server, window, ten cases, what is left in the folder."""

import socket
import subprocess
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder
from counter_app.bootstrap import open_counter, opened_counter
from counter_app.demo import fates, reviewed
from counter_app.demo.balance import close_the_books
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.department_answers import DWELLING
from counter_app.demo.four import from_form_to_acceptance
from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, press, until
from counter_app.demo.house import House
from counter_app.demo.log import NAME as LOG
from counter_app.demo.log import Log
from counter_app.demo.own_server import OwnServer
from counter_app.demo.scene import DemoCase, Scene
from counter_app.demo.twins import (
    AT_THIS_WINDOW,
    CONTESTED,
    DECLINED,
    PROVISIONAL,
    REFUSED,
    RETURNED,
    SUPPLEMENTED,
    TAKEN_BACK,
    WAIVED,
    WITHDRAWN,
)
from counter_app.demo.window import CLERK, DemoWindow
from counter_app.desk.enrol import enrol
from counter_app.desk.status import status
from counter_app.forms.housing_application import ApplicantType
from counter_app.settings import Settings

_OTHER_WINDOW = "05"


def show(out: Path, *, short: bool = False) -> int:
    """Do it, or the most telling part of it; gives the exit code."""
    private_folder(out, LOG)
    log = Log(out)
    try:
        with tempfile.TemporaryDirectory(prefix="counter-demo-") as folder:
            _show(out, Path(folder), log, short=short)
    except (StuckError, CounterError, OSError, subprocess.SubprocessError) as error:
        log.say(f"没有走完：{error}")
        return 1
    finally:
        log.close()
    return 0


def _show(out: Path, folder: Path, log: Log, *, short: bool) -> None:
    (folder / "server").mkdir()
    server = OwnServer(folder / "server", _free_port())
    try:
        server.wait()
        settings = Settings(folder / "counter")
        with opened_counter(settings) as counter:
            enrol(counter.desk, server.add_window("--trial"))
        log.say("中心服务器已开，窗口已登记")
        printer = DemoPrinter(out)
        house = House(server, folder, (_OTHER_WINDOW,))
        window = DemoWindow(partial(open_counter, settings), printer, out)
        try:
            _sit_and_do_all(Scene(window, server, printer, out, log, house), folder, short=short)
        finally:
            window.close()
            house.close()
    finally:
        server.stop()


def _sit_and_do_all(scene: Scene, folder: Path, *, short: bool) -> None:
    scene.window.sit(CLERK)
    scene.log.say("窗口已开，试用的窗口人员登录")
    try:
        _all(scene, folder, short=short)
    except (StuckError, CounterError):
        scene.picture("stuck", "here")
        raise


def _all(scene: Scene, folder: Path, *, short: bool) -> None:
    kinds = (ApplicantType.LOW_INCOME_FAMILY,) if short else tuple(ApplicantType)
    for kind in kinds:
        from_form_to_acceptance(kind, scene)
    _day(scene, len(kinds))
    for at, case in enumerate(tuple(scene.cases)):
        reviewed.filed(scene, case, by_key=not at)
    twins = fates.receive_twins(scene, (DECLINED,) if short else AT_THIS_WINDOW, folder)
    fates.declined(scene, twins[DECLINED.stem])
    if not short:
        _before_review(scene, twins, folder)
    reviewed.refused(scene, REFUSED, DWELLING)
    reviewed.returned(scene, RETURNED)
    reviewed.taken_back(scene, TAKEN_BACK)
    reviewed.waived(scene, WAIVED)
    fates.send(scene)
    press(Key.Key_7, CONTROL)
    until(scene.work.background.is_idle, "全部办件")
    scene.picture("today", "closing")
    close_the_books(scene)


def _before_review(scene: Scene, twins: Mapping[str, DemoCase], folder: Path) -> None:
    fates.supplemented(scene, twins[SUPPLEMENTED.stem])
    fates.provisional(scene, twins[PROVISIONAL.stem])
    fates.withdrawn_and_contested(scene, twins[WITHDRAWN.stem], twins[CONTESTED.stem])
    fates.deemed(scene, folder)


def _day(scene: Scene, count: int) -> None:
    """今日 shows all of them, sent."""
    work = scene.work
    press(Key.Key_0, ALT)
    found = status(work.counter.desk)
    until(work.background.is_idle, "空下来")
    scene.picture("today", "list")
    if (found.cases, found.acknowledged) != (count, count):
        raise StuckError(f"收了 {found.cases} 件，服务器收到 {found.acknowledged} 件")
    scene.log.say(f"收了 {found.cases} 件，都已上传，都已受理")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
