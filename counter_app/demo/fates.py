"""What becomes of each twin, at the window: by the clerk, and the county where it takes two.

By command only: that they are received, from files (`counter-app submit`).
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from counter_app.basics import exact_json
from counter_app.basics.clock import CHINA
from counter_app.bootstrap import opened_counter
from counter_app.demo.case_walk import open_by_number, open_from_list
from counter_app.demo.commands import submit
from counter_app.demo.four import accept
from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, press, until
from counter_app.demo.scene import DemoCase, Scene
from counter_app.demo.twins import DEEMED, Twin, document_of
from counter_app.demo.window import COUNTY, LEAD
from counter_app.desk.clerks import window_clerk
from counter_app.desk.enrol import enrol
from counter_app.desk.receive import Received, receive
from counter_app.desk.status import status
from counter_app.rules.deadlines import due
from counter_app.rules.policy import Policy
from counter_app.settings import Settings

_OTHER_WINDOW = "04"
_NOON = time(12, tzinfo=CHINA)


def receive_twins(scene: Scene, twins: tuple[Twin, ...], folder: Path) -> dict[str, DemoCase]:
    """Received from files, signed by nobody yet."""
    files = []
    for twin in twins:
        files.append(folder / f"{twin.stem}.json")
        files[-1].write_text(exact_json.canonical(document_of(twin)), "utf-8")
    received = submit(scene.work.counter.settings.data, files)
    found = {
        twin.stem: scene.add(twin.stem, each["number"], each["receipt_url"])
        for twin, each in zip(twins, received, strict=True)
    }
    send(scene)
    scene.log.say(f"又收 {len(found)} 件，走别的路")
    return found


def declined(scene: Scene, case: DemoCase) -> None:
    """The clerk proposes, the county's lead approves: 不予受理."""
    walk = open_by_number(scene, case)
    walk.do("decline", {"reason": "other_matter", "facts": "申请的是住房租赁补贴，不是公租房"})
    scene.picture(case.stem, "proposed")
    walk.close()
    approved(scene, case)
    walk = open_by_number(scene, case)
    letter = walk.print_letters()[0]
    walk.do("deliver")
    scene.picture(case.stem, "ended")
    walk.close()
    scene.page(case)
    scene.log.say(f"{case.number}：李静提请、周颖批准不予受理，已送达 {letter.number}")


def supplemented(scene: Scene, case: DemoCase) -> None:
    """One notice of all that lacks, delivered; what was missing comes; accepted from that day."""
    walk = open_by_number(scene, case)
    scene.picture(case.stem, "owed")
    asked = len(walk.told["owed"])
    walk.do("notice")
    letter = walk.print_letters()[0]
    walk.do("deliver")
    scene.picture(case.stem, "notice")
    scene.page(case, "page-notice")
    walk.complete()
    came = walk.print_letters()[0]
    accept(walk, scene, case)
    walk.close()
    scene.log.say(f"{case.number}：{asked} 项一次告知 {letter.number}，补齐 {came.number}")


def provisional(scene: Scene, case: DemoCase) -> None:
    """Accepted while the line is down, on a slip; confirmed once the server is there again."""
    scene.server.stop()
    walk = open_by_number(scene, case)
    walk.complete()
    walk.set_street()
    walk.do("accept")
    if walk.may("deliver"):
        raise StuckError("没有核对的受理可以送达")
    slip = walk.print_letters()[0]
    scene.picture(case.stem, "waits")
    walk.close()
    scene.server.start()
    scene.server.wait()
    send(scene)
    walk = open_by_number(scene, case)
    letter = walk.print_letters()[0]
    walk.do("deliver")
    scene.picture(case.stem, "confirmed")
    walk.close()
    scene.page(case)
    scene.log.say(f"{case.number}：断网先给待核对单 {slip.number}，联网后换成 {letter.number}")


def withdrawn_and_contested(scene: Scene, first: DemoCase, second: DemoCase) -> None:
    """One household twice: the second is not accepted until the county has settled which goes on.

    The first is withdrawn by then; what it held in the register is free again.
    """
    walk = open_by_number(scene, first)
    walk.complete()
    accept(walk, scene, first)
    walk.close()
    _contest(scene, second)
    _withdraw(scene, first)
    _settled(scene, second)
    walk = open_by_number(scene, second)
    scene.picture(second.stem, "settled")
    accept(walk, scene, second)
    walk.close()


def deemed(scene: Scene, folder: Path) -> None:
    """Received at a window whose line was down for more than five working days: 视为受理.

    That window's clock stands at the day of receipt; the server's and this one's are right.
    """
    received = _received_long_ago(scene, folder / "other")
    case = scene.add(DEEMED.stem, received.number, received.receipt_url)
    send(scene)
    scene.page(case)
    walk = open_from_list(scene, case, (Key.Key_S, ALT))
    scene.picture(case.stem, "case")
    walk.set_street()
    walk.do("accept")
    letter = walk.print_letters()[0]
    scene.picture(case.stem, "accepted")
    walk.close()
    scene.page(case, "page-accepted")
    since = walk.told["accepted_on"]
    scene.log.say(f"{case.number}：自 {since} 起视为受理，{letter.number} 还没有送达")


def send(scene: Scene) -> None:
    """Ctrl+U on 今日: everything goes, and what others did comes."""
    work = scene.work
    press(Key.Key_0, ALT)
    press(Key.Key_U, CONTROL)
    until(lambda: work.connection.standing.online, "连上服务器")
    until(lambda: status(work.counter.desk).queued == 0, "上传")
    until(work.background.is_idle, "空下来")


def _contest(scene: Scene, case: DemoCase) -> None:
    walk = open_by_number(scene, case)
    walk.complete()
    walk.set_street()
    if walk.tries("accept", {}):
        raise StuckError("同一户受理了两件")
    if "contested" not in walk.told["flags"]:
        raise StuckError("登记簿重复没有待核定")
    scene.picture(case.stem, "contested")
    walk.close()
    scene.log.say(f"{case.number}：同一户已有受理的办件，待县区核定")


def _withdraw(scene: Scene, case: DemoCase) -> None:
    walk = open_by_number(scene, case)
    walk.do("withdraw")
    walk.print_letters()
    scene.picture(case.stem, "ended")
    walk.close()
    scene.page(case, "page-withdrawn")
    scene.log.say(f"{case.number}：申请人撤回")


def _settled(scene: Scene, case: DemoCase) -> None:
    """The county proposes which of two cases goes on, its lead approves."""
    with scene.at_desk(COUNTY):
        walk = open_from_list(scene, case, (Key.Key_K, ALT), claims=True)
        walk.do("settle-register", {"goes_on": True, "reason": "先一件已由申请人撤回"})
        scene.picture(case.stem, "proposed")
        walk.close()
    approved(scene, case)


def approved(scene: Scene, case: DemoCase) -> None:
    """The county's lead approves what waits."""
    with scene.at_desk(LEAD):
        walk = open_from_list(scene, case, (Key.Key_P, ALT))
        walk.do("approve")
        scene.picture(case.stem, "approved")
        walk.close()
    send(scene)


def _received_long_ago(scene: Scene, folder: Path) -> Received:
    settings = Settings(folder)
    string = scene.server.add_window(code=_OTHER_WINDOW)
    policy, today = scene.work.counter.policies.in_force, scene.work.seat.station.today()
    then = datetime.combine(_lapsed_since(policy, today), _NOON)
    with opened_counter(settings, clock=lambda: then) as other:
        enrol(other.desk, string)
        received = receive(other.desk, document_of(DEEMED), window_clerk(other.desk))
    with opened_counter(settings) as other:
        if not other.sync_once().online:
            raise StuckError("另一个窗口连不上服务器")
    return received


def _lapsed_since(policy: Policy, today: date) -> date:
    """The last day of receipt for which the time to answer is over."""
    days = (today - timedelta(days=back) for back in range(1, 60))
    answer = partial(due, policy, "correction_notice")
    return next(day for day in days if (last := answer(day)) and last.day < today)
