"""A family of four, every key counted: from the first letter of the name to the next applicant.

`key_count.md` beside this file tells the keys of each page; it is compared.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.basics import exact_json
from counter_app.desk.case import get_case
from counter_app.intake.steps import Part
from counter_app.ui.application import Front
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.papers.print import PrintPlace
from tests.conftest import SettableClock
from tests.ui import counter
from tests.ui.counting import CountedClerk, Page
from tests.ui.hands import press, settle, until

Key = Qt.Key
MOST_KEYS, MOST_SECONDS = 400, 165
TABLE = Path(__file__).with_name("key_count.md")
_LINE = re.compile(r"^\| (\w+) \| \d+ \| (\d+) \| (\d+) \|$", re.M)


@pytest.fixture
def front(look: QApplication, tmp_path: Path, clock: SettableClock) -> Iterator[Front]:
    with counter.opened(tmp_path, clock) as window:
        yield window


def test_a_family_of_four_takes_few_keys(front: Front) -> None:
    press(Key.Key_F3)
    settle()
    clerk = CountedClerk()
    for part, fill in _PARTS:
        place = _applicant(front)
        assert place.part is part, "Enter alone leads from page to page"
        fill(clerk)
    _print(clerk, _applicant(front))
    _sign(clerk, _applicant(front))
    received = _receive(clerk, front)
    told = {
        name: Page(int(keys), int(decisions))
        for name, keys, decisions in _LINE.findall(TABLE.read_text("utf-8"))
    }
    assert clerk.pages == told, "put it into key_count.md"
    assert clerk.keys() <= MOST_KEYS
    assert clerk.seconds() <= MOST_SECONDS
    _is_the_family(front, received)


def _applicant_page(clerk: CountedClerk) -> None:
    clerk.on("申请人")
    clerk.write_line("周玉兰")
    clerk.write_line("620702198403159044")
    clerk.enter()  # sex and 籍贯, which the number says
    clerk.write_line("张掖市滨河保洁服务有限公司")
    clerk.write_line("13909366120")
    clerk.press(Key.Key_Right)  # 甘肃省张掖市甘州区, which the number says
    clerk.write_line("南街街道文化巷18号1单元402")
    clerk.write_line("3200")


def _type_page(clerk: CountedClerk) -> None:
    clerk.on("类型")
    clerk.choose("1")
    clerk.enter()
    for text in ("甘州区北街街道育才巷41号2单元301", "72.50", "张万财", "房东"):
        clerk.write_line(text)
    for digit in "235":  # 已婚, 租赁房屋, 低收入
        clerk.choose(digit)
        clerk.enter()
    clerk.enter()  # nothing of 其他情况


def _household_page(clerk: CountedClerk) -> None:
    clerk.on("成员")
    for name, relation, number, *rest in (
        ("赵建军", "p", "62070219810922903X", "甘州区城投物业", "3850"),
        ("赵雨桐", "z", "620702201205069042"),
        ("赵雨泽", "z", "620702201707189052"),
    ):
        clerk.write_line(name)
        clerk.choose(relation)
        clerk.enter()
        clerk.write_line(number)
        for text in rest:
            clerk.write_line(text)
        if not rest:
            clerk.enter()  # a child's 无 and 0.00
    clerk.enter()


def _assets_page(clerk: CountedClerk) -> None:
    clerk.on("资产")
    clerk.choose("0")
    clerk.press(Key.Key_Plus)
    clerk.choose("zjj")
    clerk.enter()
    clerk.write_line("420")
    clerk.enter()
    clerk.choose("0")
    clerk.choose("0")
    for who, month in (("zyl", "201507"), ("zjj", "200903")):
        clerk.press(Key.Key_Plus)
        clerk.choose(who)
        clerk.enter()
        clerk.choose("z")  # 职工
        clerk.enter()
        clerk.write_line(month)
        clerk.enter()  # still paid
    clerk.enter()
    clerk.choose("0")
    clerk.enter()


def _materials_page(clerk: CountedClerk) -> None:
    clerk.on("材料")
    clerk.press(Key.Key_Space)  # both proofs of income
    clerk.press(Key.Key_Space)
    clerk.enter()


def _consent_page(clerk: CountedClerk) -> None:
    clerk.on("授权")
    for _ in range(4):
        clerk.choose("1")
        clerk.choose("3")


_PARTS = (
    (Part.APPLICANT, _applicant_page),
    (Part.TYPE, _type_page),
    (Part.HOUSEHOLD, _household_page),
    (Part.ASSETS, _assets_page),
    (Part.MATERIALS, _materials_page),
    (Part.CONSENT, _consent_page),
)


def _print(clerk: CountedClerk, place: ApplicantPlace) -> None:
    clerk.on("打印")
    clerk.press(Key.Key_F8)
    until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    until(lambda: all(item.pages for item in screen.tray.items))
    clerk.press(Key.Key_F8)
    until(lambda: len(screen.tray.waiting()) == len(screen.tray.items))
    clerk.press(Key.Key_Y, alt=True)
    until(lambda: place.shown() is place)
    assert place.part is Part.SIGN


def _sign(clerk: CountedClerk, place: ApplicantPlace) -> None:
    clerk.on("签字")
    clerk.press(Key.Key_Q, alt=True)
    assert not place.session.troubles()


def _receive(clerk: CountedClerk, front: Front) -> ReceivedPlace:
    clerk.on("收件")
    clerk.press(Key.Key_F9)
    until(lambda: isinstance(front.window.place(), ReceivedPlace))
    received = front.window.place()
    assert isinstance(received, ReceivedPlace)
    until(lambda: received.tray is not None and received.tray.waiting())
    counter.idle(front)
    clerk.press(Key.Key_Y, alt=True)
    until(lambda: received.tray is not None and not received.tray.waiting())
    until(received.is_settled)
    clerk.enter()
    until(lambda: isinstance(front.window.place(), ApplicantPlace))
    counter.idle(front)
    return received


def _is_the_family(front: Front, received: ReceivedPlace) -> None:
    """What those keys have made is the family that was meant, with everything that it owes."""
    assert received.shown_case.owed is None
    desk = counter.opening(front).counter.desk
    case = get_case(desk, received.shown_case.received.case_id)
    document = exact_json.loads(case.document.decode())
    assert isinstance(document, dict)
    applicant, household = document["applicant"], document["household"]
    assert applicant["sex"] == "female"
    assert applicant["registered_address"] == "甘肃省张掖市甘州区南街街道文化巷18号1单元402"
    assert [each["relation"] for each in household["members"]] == ["spouse", "child", "child"]
    assert [each["monthly_income"] for each in household["members"]] == ["3850.00", "0.00", "0.00"]
    assert document["details"]["hardships"] == ["low_income"]
    pensions = document["assets"]["pension_insurance"]["items"]
    assert [each["person"] for each in pensions] == ["周玉兰", "赵建军"]
    assert all(each["granted"] for each in document["authorizations"])


def _applicant(front: Front) -> ApplicantPlace:
    place = front.window.place()
    assert isinstance(place, ApplicantPlace)
    return place
