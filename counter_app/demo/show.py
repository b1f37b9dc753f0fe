"""The whole demonstration: server, window, ten cases, what is left in the folder."""

import socket
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from counter_app.basics.errors import CounterError
from counter_app.basics.private_files import private_folder
from counter_app.bootstrap import opened_counter
from counter_app.demo import fates, reviewed
from counter_app.demo.balance import close_the_books
from counter_app.demo.demo_printer import DemoPrinter
from counter_app.demo.department_answers import DWELLING
from counter_app.demo.desk_walk import filed_at_desks
from counter_app.demo.four import from_form_to_acceptance
from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, press, until
from counter_app.demo.house import DESKS, House
from counter_app.demo.log import NAME as LOG
from counter_app.demo.log import Log
from counter_app.demo.own_server import OwnServer
from counter_app.demo.page_pictures import PagePictures
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
from counter_app.demo.window import CLERK, LEAD, DemoWindow
from counter_app.desk.enrol import enrol
from counter_app.desk.status import status
from counter_app.forms.housing_application import ApplicantType
from counter_app.settings import Settings

_OTHER_WINDOW, _OF_THE_LEAD = "05", "D04"


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
    with ExitStack() as opened:
        server = OwnServer(folder / "server", _free_port())
        opened.callback(server.stop)
        server.wait()
        here = Settings(folder / "counter")
        with opened_counter(here) as counter:
            enrol(counter.desk, server.add_window("--trial"))
        log.say("中心服务器已开，窗口已登记")
        house = House(server, folder, (_OTHER_WINDOW,), (_OF_THE_LEAD,))
        opened.callback(house.close)
        printer, pages = DemoPrinter(out), PagePictures()
        opened.callback(pages.close)
        if pages.browser is None:
            log.say("没有 chromium，申请人查询页存成网页")
        desks = {
            login: DemoWindow(Settings(folder / code), login, printer)
            for login, code in (*DESKS.items(), (LEAD, _OF_THE_LEAD))
        }
        window = DemoWindow(here, CLERK, printer)
        for each in (*desks.values(), window):
            opened.callback(each.close)
        scene = Scene(window, desks, server, printer, out, log, house, pages)
        window.to_front(out / "today-screen-sign-in.png")
        log.say("窗口已开，试用的窗口人员登录")
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
    filed_at_desks(scene, tuple(scene.cases))
    for case in tuple(scene.cases):
        reviewed.filed(scene, case)
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
