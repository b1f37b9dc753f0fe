"""From the printed receipt to the page on a phone: real counter, real server, real browser.

The receipt's QR is read out of the rendered page as a printer would set it, and what it holds is
opened as the applicant would.
"""

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from counter_app.basics.clock import system_clock
from counter_app.bootstrap import Counter
from counter_app.desk.clerks import window_clerk
from counter_app.desk.receive import Received, receive
from counter_app.documents.build_view import view_of
from counter_app.documents.papers import render
from counter_app.documents.view import Copy
from tests import families
from tests.end_to_end.phone import Phone, a_phone
from tests.engine import counter_at, raw
from tests.families import TABLES
from tests.unit.server.running_server import RunningServer

NAME = "欧阳䶮玉兰"
PHONE_NUMBER = "13993677777"
ADDRESS = "甘州区西街街道甘泉社区 12 号楼"
NUMBER = families.number(born="19850703", order="017")
_DOTS_PER_INCH = 203
"""The coarsest printer of the halls."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A server, a counter enrolled with it, and a case that waits to be sent."""

    server: RunningServer
    counter: Counter
    received: Received
    receipt: bytes


def applicant_document() -> dict[str, object]:
    who = families.applicant(
        name=NAME,
        id_number=NUMBER,
        sex="male",
        phone=PHONE_NUMBER,
        registered_address=ADDRESS,
    )
    consents = [families.consent(NUMBER), families.consent(families.MAN)]
    return families.document(applicant=who, authorizations=consents)


def receipt_of(counter: Counter, received: Received, document: dict[str, object]) -> bytes:
    """The receipt as the window prints it."""
    window = counter.desk.window()
    assert window
    view = view_of(
        document,
        TABLES,
        received.received_at.date(),
        hall_region=window.region,
        received_at=received.received_at,
        number=received.number,
        short_code=received.short_code,
        receipt_url=received.receipt_url,
        window_label=window.label,
        clerk="李静",
    )
    return render("receipt", view, Copy.FINAL)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("hall")
    server = RunningServer(folder / "server")
    string = server.add_window("03", "620702", "--url", server.address)
    document = applicant_document()
    with counter_at(folder / "counter", system_clock, string) as counter:
        received = receive(counter.desk, raw(document), window_clerk(counter.desk))
        yield Hall(server, counter, received, receipt_of(counter, received, document))
    server.close()


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    with a_phone(tmp_path_factory.mktemp("phone")) as phone:
        yield phone


def read_code(paper: bytes, folder: Path) -> str:
    """What a scanner reads in the paper's first page, set at a printer's dots: one address."""
    (folder / "paper.pdf").write_bytes(paper)
    dots = ["-r", str(_DOTS_PER_INCH), "-gray", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *dots, "paper.pdf", "paper"], cwd=folder, check=True)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "paper.png"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"},
    )
    (code,) = set(read.stdout.split())
    return code


def assert_nothing_personal(text: str) -> None:
    spoken = (NAME, "玉兰", NUMBER, PHONE_NUMBER, ADDRESS, families.MAN, "13993", "甘泉社区")
    assert [secret for secret in spoken if secret in text] == []


def test_the_receipt_leads_to_the_page_before_and_after_the_case_has_arrived(
    hall: Hall, phone: Phone, tmp_path: Path
) -> None:
    address = read_code(hall.receipt, tmp_path)
    assert address == hall.received.receipt_url
    before = phone.open(address, tmp_path / "before.png")
    assert before.status == 200
    assert "窗口已收件" in before.text
    assert "正在送往住建部门" in before.text
    assert hall.received.number not in before.source

    assert hall.counter.sync_once().problem is None
    after = phone.open(address, tmp_path / "after.png")
    assert after.status == 200
    assert hall.received.number in after.text
    assert "已收件" in after.text
    assert "正在送往" not in after.text
    assert "受理" in after.text
    for seen in (before, after):
        assert_nothing_personal(seen.source)
        assert seen.overflow <= 0
        assert seen.smallest_target >= 44
        assert "<script" not in seen.source
    _keep_pictures(tmp_path)


def test_name_and_last_four_show_more_without_a_script(
    hall: Hall, phone: Phone, tmp_path: Path
) -> None:
    hall.counter.sync_once()
    phone.open(hall.received.receipt_url, tmp_path / "form.png")
    wrong = phone.answer(NAME, "0000", picture=tmp_path / "wrong.png")
    assert wrong.status == 403
    assert "还可以试 4 次" in wrong.text
    more = phone.answer("欧阳 龑玉兰", NUMBER[-4:].lower(), picture=tmp_path / "more.png")
    assert more.status == 200
    assert "要补的材料" in more.text
    for seen in (wrong, more):
        for never in (NUMBER, PHONE_NUMBER, ADDRESS, families.MAN):
            assert never not in seen.source
        assert seen.overflow <= 0
        assert seen.smallest_target >= 44
        assert "<script" not in seen.source
    _keep_pictures(tmp_path)


def test_samples_and_forgeries_learn_nothing(hall: Hall, phone: Phone, tmp_path: Path) -> None:
    start, _, token = hall.received.receipt_url.rpartition("/")
    sample = phone.open(f"{start}/sample", tmp_path / "sample.png")
    assert "这是一份样张" in sample.text
    bits = bytearray(base64.urlsafe_b64decode(token + "=="))
    bits[-1] ^= 1
    forged = base64.urlsafe_b64encode(bits).decode().rstrip("=")
    wrong = [phone.open(f"{start}/{text}") for text in (forged, "x", token + "A", "a" * 4000)]
    assert {seen.status for seen in wrong} == {404}
    assert len({seen.source for seen in wrong}) == 1
    assert "查不到这张回执" in wrong[0].text
    for seen in (sample, *wrong):
        assert_nothing_personal(seen.source)
        assert hall.received.number not in seen.source
        assert seen.overflow <= 0
    _keep_pictures(tmp_path)


def test_what_print_makes_of_a_file_leads_to_the_sample(hall: Hall, tmp_path: Path) -> None:
    document = applicant_document()
    view = view_of(document, TABLES, hall.received.received_at.date())
    code = read_code(render("receipt", view, Copy.SAMPLE), tmp_path)
    assert code.endswith("/r/sample")


def _keep_pictures(folder: Path) -> None:
    """For a person's eye, where `TEST_PICTURES` names a folder."""
    if wanted := os.environ.get("TEST_PICTURES"):
        for picture in folder.glob("*.png"):
            shutil.copy(picture, wanted)
