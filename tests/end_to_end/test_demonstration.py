"""The demonstration, as `run.py demo` runs it: what it leaves, and that its books balance.

The whole of it with `--thorough`; else one type of applicant and fewer ends.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from counter_app.demo.applicant_page import read_page
from counter_app.demo.page_pictures import PagePictures
from counter_app.demo.twins import AT_THIS_WINDOW, DEEMED, IN_REVIEW, document_of
from tests.documents.reading import bare, text
from tests.modes import EVERYONES, open_to_others
from tests.patience import PATIENCE

Value = TypeVar("Value")
TYPES = ("low_income_family", "new_graduate", "migrant_worker", "introduced_talent")
LEFT = (
    "signing_copy.pdf",
    "application_form.pdf",
    "application_form.docx",
    "authorization.pdf",
    "receipt.pdf",
    "S1-acceptance_notice.pdf",
    "D1-proof_of_delivery.pdf",
    "V1-result_notice.pdf",
    "D2-proof_of_delivery.pdf",
    "reviewed_form.pdf",
    "page.html",
    "page-accepted.html",
    "page-filed.html",
)
Stand = tuple[str, str | None, list[str], list[str], list[str]]
"""Stage, basis of acceptance, letters, which of them are still to be delivered, what else went."""
ACCEPTED: Stand = ("in_review", "ordinary", ["S1"], [], ["D1"])
FILED: Stand = ("filed", "ordinary", ["S1", "V1"], [], ["D1", "D2"])
SHORT: dict[str, Stand] = {
    TYPES[0]: FILED,
    "declined": ("declined", None, ["N1"], [], ["T1", "D1"]),
    "refused": ("refused", "ordinary", ["S1", "P1", "V1"], [], ["D1", "T1", "D2"]),
    "returned": ("filed", "ordinary", ["S1", "X1", "V1"], [], []),
    "taken_back": ("filed", "ordinary", ["S1", "V1"], [], []),
    "waived": ("filed", "ordinary", ["S1", "V1"], [], []),
}
WHOLE: dict[str, Stand] = {
    **SHORT,
    **dict.fromkeys(TYPES, FILED),
    "supplemented": ("in_review", "ordinary", ["B1", "S1"], [], ["D1", "J1", "D2"]),
    "provisional": ("in_review", "ordinary", ["S1"], [], ["H1", "D1"]),
    "withdrawn": ("withdrawn", "ordinary", ["S1"], [], ["D1", "T1", "W1"]),
    "contested": ACCEPTED,
    "deemed": ("in_review", "deemed", ["S1"], ["S1"], ["D1"]),
}
SAID = {
    "low_income_family-receipt.pdf": ("王䶮㛃𬱖𡚸", "-03-00001"),
    "low_income_family-signing_copy.pdf": ("签字稿", "安·乌兰托娅"),
    "low_income_family-S1-acceptance_notice.pdf": (
        "甘区住建公租受〔",
        "现予受理",
        "应当办结日",
        "试用",
    ),
    "low_income_family-V1-result_notice.pdf": ("登记为轮候对象", "备案"),
    "low_income_family-reviewed_form.pdf": ("经办人：王敏", "经办人：赵磊", "经办人：陈岚"),
    "refused-reviewed_form.pdf": ("审核不通过。", "名下另有住房"),
    "refused-P1-refusal_announcement.pdf": ("98.60m²", "陈述申辩"),
    "refused-V1-result_notice.pdf": ("审核不通过", "决定人周颖", "本机关已经核对"),
    "returned-X1-review_return_notice.pdf": ("工作单位名称与合同不一致",),
    "declined-N1-decline_notice.pdf": ("申请的是住房租赁补贴", "不予受理", "行政复议"),
    "supplemented-B1-correction_notice.pdf": ("收入证明（高建国）", "6项"),
    "supplemented-J1-supplement_receipt.pdf": ("需要补正的内容已经补齐",),
    "provisional-H1-provisional_acceptance.pdf": ("本单不是受理通知书",),
    "withdrawn-W1-withdrawal_confirmation.pdf": ("终止办理",),
    "withdrawn-T1-return_list.pdf": ("申请人撤回申请",),
    "deemed-S1-acceptance_notice.pdf": ("自收到申请材料之日起即为受理",),
}
PAGES = {
    "supplemented-page-notice": "请补正材料",
    "deemed-page": "视为受理",
    "deemed-page-accepted": "街道社区审核中",
    "declined-page": "已有结果，请看告知书",
    "withdrawn-page-withdrawn": "申请已撤回",
    "low_income_family-page-filed": "已备案，进入轮候",
    "returned-page-returned": "暂停计时",
    "refused-page": "已有结果，请看告知书",
}


def run_demonstration(out: Path, *words: str) -> str:
    """What it says on the way; no browser is on its path, so that pages stay as they came."""
    done = subprocess.run(
        [sys.executable, "-m", "counter_app.demo", *words, "--out", str(out)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=10 * PATIENCE,
        check=False,
        umask=EVERYONES,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _tails(letters: list[dict[str, Any]]) -> list[str]:
    return [each["number"].rpartition("-")[2] for each in letters]


def test_the_demonstration_leaves_everything_and_its_books_balance(
    tmp_path: Path, thorough: bool
) -> None:
    out, stand = tmp_path / "out", WHOLE if thorough else SHORT
    said = run_demonstration(out, *(() if thorough else ("--short",)))
    types = [kind for kind in TYPES if kind in stand]
    assert f"收了 {len(types)} 件，都已上传，都已受理" in said
    assert (out / "log.txt").read_text("utf-8") == said
    assert not open_to_others(out)
    for kind in types:
        assert [name for name in LEFT if not (out / f"{kind}-{name}").stat().st_size] == []
    assert len(list(out.glob("low_income_family-screen-*.png"))) >= 12
    for kind in types:
        assert len(list(out.glob(f"{kind}-screen-desk-*.png"))) == 3
    with zipfile.ZipFile(out / "low_income_family-application_form.docx") as parts:
        assert "试用" in parts.read("word/header1.xml").decode()
    for name, words in _of(stand, SAID).items():
        read = bare(text((out / name).read_bytes()))
        assert [each for each in words if each not in read] == [], name
    for name, heading in _of(stand, PAGES).items():
        assert read_page((out / f"{name}.html").read_text("utf-8")).heading == heading
    balance = json.loads((out / "balance.json").read_text("utf-8"))
    assert balance["faults"] == []
    assert 0 < balance["sums"]["answered"] <= balance["sums"]["asked"]
    found = {
        each["files"]: (
            each["stage"],
            each["accepted_basis"],
            _tails(each["letters"]),
            [number.rpartition("-")[2] for number in each["owed"]],
            _tails(each["beside"]),
        )
        for each in balance["cases"]
    }
    assert found == stand
    for each in balance["cases"]:
        assert each["page"]["number"] == each["number"]
        assert (each["due_on"] is None) == (each["stage"] != "in_review"), each["files"]
    names_nobody(said + json.dumps(balance, ensure_ascii=False))


def _of(stand: Mapping[str, Stand], told: Mapping[str, Value]) -> dict[str, Value]:
    """What is told of these cases, by file."""
    return {name: value for name, value in told.items() if name.partition("-")[0] in stand}


def names_nobody(told: str) -> None:
    """Log and balance name cases, no applicants."""
    assert not re.search(r"\d{17}[\dX]", told)
    for twin in (*AT_THIS_WINDOW, *IN_REVIEW, DEEMED):
        assert twin.name not in told
        assert document_of(twin)["applicant"]["id_number"] not in told


def test_a_page_is_kept_as_a_telephone_shows_it(tmp_path: Path) -> None:
    html = "<!DOCTYPE html><title>样张</title><h1>样张</h1>"
    pages = PagePictures()
    for name in ("kept", "alike"):
        pages.keep(html, tmp_path / name, "样张")
    pages.close()
    assert (tmp_path / "kept.png").read_bytes().startswith(b"\x89PNG")
    assert not (tmp_path / "kept.html").exists()
    assert (tmp_path / "alike.html").read_text("utf-8") == html
