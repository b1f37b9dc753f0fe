"""The four types of applicants, each typed by keyboard and taken to acceptance at the window."""

import time
from functools import partial

from counter_app.basics import exact_json
from counter_app.basics.private_files import write_private
from counter_app.basics.resources import resource
from counter_app.demo.case_walk import CaseWalk, open_received
from counter_app.demo.department_answers import SMALL_SHARE
from counter_app.demo.hands import Key, StuckError, press, until
from counter_app.demo.scene import DemoCase, Scene
from counter_app.demo.walk import Walk
from counter_app.desk.status import status
from counter_app.documents.docx_form import form_docx
from counter_app.documents.view import Copy
from counter_app.forms.housing_application import ApplicantType
from counter_app.ui.case.case_tray import CaseTray
from counter_app.ui.case.received import ReceivedPlace

_UNDECLARED = {ApplicantType.LOW_INCOME_FAMILY: (SMALL_SHARE,)}
"""What departments know of a household beside what it declares."""


def from_form_to_acceptance(kind: ApplicantType, scene: Scene) -> None:
    """One application, from F3 to its 受理通知书 and to what the applicant then reads."""
    scene.printer.stem = str(kind)
    document = exact_json.loads(resource("sample", f"{kind}.json").read_text("utf-8"))
    assert isinstance(document, dict)
    scene.house.know(document, *_UNDECLARED.get(kind, ()))
    begun = time.monotonic()
    page = Walk(scene.work, document, partial(scene.picture, str(kind))).go()
    received = page.shown_case.received
    scene.log.say(f"{kind.label}：已收件 {received.number}，用 {time.monotonic() - begun:.1f} 秒")
    _sent(kind, page, scene)
    case = scene.add(str(kind), received.number, received.receipt_url)
    scene.page(case)
    walk = open_received(scene, case, page)
    _form_and_consents(walk)
    accept(walk, scene, case)
    walk.close()
    until(lambda: page.shown() is page, "回到收件页")


def accept(walk: CaseWalk, scene: Scene, case: DemoCase) -> None:
    """Street, acceptance, the letter and its delivery; the applicant reads of it."""
    walk.set_street()
    scene.picture(case.stem, "case")
    walk.do("accept")
    letter = walk.print_letters()[0]
    walk.do("deliver")
    scene.picture(case.stem, "accepted")
    scene.page(case, "page-accepted")
    scene.log.say(f"{case.number}：自 {walk.told['accepted_on']} 起受理，已送达 {letter.number}")


def _sent(kind: ApplicantType, page: ReceivedPlace, scene: Scene) -> None:
    work = scene.work
    until(lambda: status(work.counter.desk).queued == 0, "上传")
    until(lambda: work.connection.standing.queued == 0, "写明已上传")
    scene.picture(str(kind), "received")
    if not isinstance(page.tray, CaseTray):
        raise StuckError("收件页上没有文书")
    docx = form_docx(page.tray.loaded.view, Copy.FINAL)
    write_private(scene.out / f"{kind}-application_form.docx", docx)


def _form_and_consents(walk: CaseWalk) -> None:
    """The final form and the consent sheets; the receipt came out before."""
    screen = walk.to_papers()
    press(Key.Key_Space)
    for _ in screen.tray.items[1:]:
        press(Key.Key_Down)
        press(Key.Key_Space)
    walk.print_chosen(screen)
