"""The 收件回执: what was handed in, the masked number, and a QR that every reader takes."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counter_app.basics.catalogue.papers import ADDRESS_TOO_LONG
from counter_app.basics.errors import CounterError
from counter_app.documents.papers import render
from counter_app.documents.qr import MAX_ADDRESS, code_of
from counter_app.documents.receipt import masked
from counter_app.documents.view import Copy, PaperView
from counter_app.rules.halls import Hall
from tests.documents import reading, samples

SLIP = 148.5


def view(**facts: Any) -> PaperView:
    return samples.view(samples.authorized(samples.document()), **facts)


def receipt(made: PaperView | None = None, copy: Copy = Copy.FINAL) -> bytes:
    return render("receipt", made or view(), copy)


def test_two_slips_say_the_same_to_applicant_and_file() -> None:
    pdf = receipt()
    found = reading.bare(reading.text(pdf))
    assert reading.pages(pdf) == 1
    assert "第一联交申请人" in found
    assert "第二联存卷" in found
    for once in (samples.NUMBER, samples.RARE, "2026-11-2310:42", "马玉兰（12号窗口）"):
        assert found.count(once) >= 2, once
    assert found.count("收件不等于受理") == 2


def test_it_lists_what_was_handed_in_and_nothing_shared() -> None:
    found = reading.bare(reading.text(receipt()))
    assert "1《公共租赁住房申请审核表》√12" in found
    assert "2信息查询授权书（4人）√44" in found
    assert f"3收入证明（{samples.RARE}）√11" in found
    assert "4婚姻证明验后退还√12" in found
    assert "车辆信息" not in found
    assert "合计（以下空白）79" in found


@pytest.mark.parametrize("count", [3, 12, 40])
def test_the_pages_of_the_form_are_those_that_were_signed(count: int) -> None:
    made = samples.view(samples.with_members(count))
    signed = reading.pages(render("application_form", made, Copy.SIGNING))
    assert f"《公共租赁住房申请审核表》√1{signed}" in reading.bare(reading.text(receipt(made)))


def test_the_id_number_is_masked() -> None:
    found = reading.text(receipt())
    assert "622201********9017" in found
    assert "622201198803159017" not in found
    assert masked("12345") == ""


def test_the_answer_is_promised_by_the_policy_and_the_calendar() -> None:
    found = reading.bare(reading.text(receipt()))
    assert "于2026年11月30日前（收件后5个工作日）一次告知" in found
    late = replace(view(), answer_by=date(2027, 1, 5), answer_provisional=True)
    assert "暂定" in reading.text(receipt(late))


def test_an_unknown_telephone_is_the_citys_and_says_so() -> None:
    found = reading.bare(reading.text(receipt()))
    assert found.count("咨询0936-8360262（市本级）") == 2
    assert found.count("投诉0936-12345") == 2


def test_telephones_that_nobody_knows_are_asked_for_not_invented() -> None:
    found = reading.text(receipt(replace(view(), hall=Hall())))
    assert "请向窗口询问" in found
    assert "0936" not in found


def test_the_code_stands_for_what_this_receipt_says() -> None:
    few, many = samples.document(), samples.authorized(samples.document())
    said = {code(receipt(samples.view(made))) for made in (few, many)}
    assert len(said) == 2
    assert code(receipt(samples.view(few))) in said


def code(pdf: bytes) -> str:
    found = re.search(r"K7Q2M3-C02-[0-9A-F]{8}", reading.text(pdf))
    assert found is not None
    return found.group()


@pytest.mark.parametrize("dpi", [203, 300])
def test_both_codes_read_back_at_printer_resolutions(dpi: int) -> None:
    assert reading.codes(receipt(), 1, dpi) == {samples.ADDRESS}


def test_the_longest_address_still_makes_version_5() -> None:
    longest = "https://" + "h" * 31 + "/r/" + "x" * 42
    assert len(longest) == MAX_ADDRESS
    assert code_of(longest)["size"] == 37
    assert reading.codes(receipt(view(receipt_url=longest)), 1, 203) == {longest}
    with pytest.raises(CounterError) as raised:
        receipt(view(receipt_url=longest + "y"))
    assert raised.value.entry is ADDRESS_TOO_LONG


def test_the_quiet_zone_is_free_and_the_code_is_thirty_millimetres() -> None:
    dpi = 254
    seen = reading.picture(receipt(), 1, dpi)
    left, top, right, bottom = _extent(seen, 1545, 250, 1900, 600)
    assert right - left == pytest.approx(300, abs=3)
    assert bottom - top == pytest.approx(300, abs=3)
    for ring in (
        (left - 33, top - 33, right + 33, top - 1),
        (left - 33, bottom + 2, right + 33, bottom + 33),
        (left - 33, top - 33, left - 1, bottom + 33),
        (right + 2, top - 33, right + 33, bottom + 33),
    ):
        assert seen.ink(*ring) == 0


def _extent(seen: reading.Picture, left: int, top: int, right: int, bottom: int) -> tuple[int, ...]:
    """The box of the dark pixels in a part of the page."""
    dark = [
        (x, y)
        for y in range(top, bottom)
        for x in range(left, right)
        if seen.grey[y * seen.width + x] < 128
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across) + 1, max(down) + 1


def test_few_many_and_wordy_fit_their_sheet() -> None:
    few = samples.view(samples.document())
    wordy = samples.authorized(samples.document(name="很长的姓名" * 10))
    long = samples.view(wordy, clerk="欧阳·" * 12, window_label="公租房综合受理窗口" * 4)
    for made in (few, view(), long):
        pdf = receipt(made)
        found, cut = reading.words(pdf), reading.pages(pdf) == 1
        for word in found:
            assert word.left > 17.9, word
            assert word.right < 192.5, word
            assert not cut or word.bottom < SLIP - 4 or word.top > SLIP + 4, word
        lines = [(word.page, word.top) for word in found if word.text.startswith("收件人签名")]
        ends = [(word.page, word.bottom) for word in found if "视为受理" in word.text]
        for (page, line), (same, end) in zip(lines, ends, strict=True):
            assert page == same
            assert end < line - 5


def test_very_many_papers_take_a_sheet_each_and_none_is_lost() -> None:
    made = samples.authorized(samples.document())
    made["materials"] = made["materials"][:1] * 60
    pdf = receipt(samples.view(made))
    found = reading.bare(reading.text(pdf))
    assert found.count(f"收入证明（{samples.RARE}）") == 120
    assert reading.pages(pdf) == 4
    assert all(word.bottom < 293 for word in reading.words(pdf))


def test_a_form_that_nobody_signed_is_not_handed_in_but_still_owed() -> None:
    made = samples.authorized(samples.document())
    made.pop("commitment", None)
    found = reading.bare(reading.text(receipt(samples.view(made))))
    assert "1信息查询授权书" in found
    assert "申请审核表》√" not in found
    assert found.count("尚缺（未签字）：《公共租赁住房申请审核表》。") == 2


def test_consents_that_nobody_signed_are_owed_but_not_a_refusal() -> None:
    made = samples.authorized(samples.document())
    entries = made["authorizations"]
    assert isinstance(entries, list)
    refused = {"person_id_number": entries[0]["person_id_number"], "granted": False}
    made["authorizations"] = [refused, *entries[2:]]
    found = reading.bare(reading.text(receipt(samples.view(made))))
    assert "尚缺（未签字）：信息查询授权书（1人）。" in found


def test_every_later_page_of_a_slip_says_whose_it_is_and_which() -> None:
    made = samples.authorized(samples.document())
    made["materials"] = made["materials"][:1] * 39
    pdf = receipt(samples.view(made))
    pages = [
        reading.bare(reading.text(pdf, "-f", str(n), "-l", str(n)))
        for n in range(1, reading.pages(pdf) + 1)
    ]
    assert len(pages) == 4
    for n, slip in ((0, "第一联交申请人"), (2, "第二联存卷")):
        assert "收件回执（续）" not in pages[n]
        assert "第1页共2页" in pages[n]
        later = pages[n + 1]
        for words in ("收件回执（续）", f"编号{samples.NUMBER}", samples.RARE, slip, "第2页共2页"):
            assert words in later, words
    tops = [word.top for word in reading.words(pdf) if word.text.startswith("收件回执（续）")]
    assert len(tops) == 2
    assert min(tops) > 6


def test_a_slip_on_one_page_counts_none() -> None:
    assert "第1页" not in reading.bare(reading.text(receipt()))


def test_what_may_follow_later_is_named() -> None:
    made = samples.authorized(samples.document())
    made["deferrals"] = [
        {"material": "labour_contract", "promised_by": "王", "due_on": "2026-12-23"}
    ]
    found = reading.bare(reading.text(receipt(samples.view(made))))
    assert "容缺待补：劳动合同，2026年12月23日前。" in found


def test_a_sample_says_so_and_leads_nowhere() -> None:
    pdf = receipt(copy=Copy.SAMPLE)
    found = reading.bare(reading.text(pdf))
    assert samples.NUMBER not in found
    assert "尚未收件" in found
    (code,) = reading.codes(pdf, 1, 203)
    assert code.endswith("/r/sample")
    own = view(receipt_url="https://gzf.zhangye.example/r/sample")
    assert reading.codes(receipt(own, Copy.SAMPLE), 1, 203) == {own.receipt_url}
