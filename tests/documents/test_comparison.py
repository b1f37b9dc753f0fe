"""两版对照单 as paper: what changed, what is new in it strong, who and why, and what it means."""

from dataclasses import replace
from datetime import datetime

from counter_app.basics.clock import CHINA
from counter_app.documents.comparison import (
    ComparedGroup,
    ComparedRow,
    ComparedSide,
    ComparisonView,
    comparison_data,
)
from counter_app.documents.paper_table import COMPARISON, NAMES
from counter_app.documents.papers import pdf_of
from counter_app.documents.view import Copy
from tests.documents import reading

_ROW = ComparedRow(
    "居住地地址", "周*", "育才巷 41 号 2 单元", "育才巷 41 号 2 单元 301 室",
    ((14, 20),), "李静", "本人补门牌",
)  # fmt: skip
_VIEW = ComparisonView(
    number="620702-2026-03-00017",
    hall="甘州区政务大厅",
    applicant="周*",
    kind="城镇中低收入住房困难家庭",
    older=ComparedSide("第 2 版", "11-24 签字"),
    newer=ComparedSide("第 3 版", "12-09 签字"),
    groups=(ComparedGroup("申报", (_ROW,)),),
    same=59,
    after=(("承诺书", "12-09 重新签字"), ("受理条件", "结论没有变")),
    clerk="陈志远",
    masked=True,
    made_at=datetime(2026, 12, 10, 10, 5, tzinfo=CHINA),
)


def test_it_says_both_contents_who_and_why_and_what_it_means() -> None:
    said = reading.bare(reading.text(pdf_of(COMPARISON, _VIEW, Copy.FINAL)))
    assert "两版对照单" in said
    assert "编号620702-2026-03-00017" in said
    assert "第2版11-24签字第3版12-09签字" in said
    assert "居住地地址，周*" in said
    assert "301室" in said
    assert "李静：本人补门牌" in said
    assert "其余59处相同；新的字加粗。姓名、证号已遮盖。" in said
    assert "承诺书12-09重新签字" in said


def test_only_what_is_new_is_strong() -> None:
    blocks = comparison_data(_VIEW, Copy.FINAL)["blocks"]
    assert isinstance(blocks, list)
    tables = [each for each in blocks if each["kind"] == "rows"]
    after = tables[0]["rows"][0][2]
    assert [each["strong"] for each in after if isinstance(each, dict)] == ["301 室"]
    assert (
        "".join(each if isinstance(each, str) else each["strong"] for each in after) == _ROW.after
    )


def test_many_changes_go_on_under_their_head_within_the_page() -> None:
    long = replace(_ROW, before="很长的原来的地址" * 6, after="很长的后来的地址" * 6, new=())
    view = replace(_VIEW, groups=(ComparedGroup("申报", (long,) * 40),))
    pdf = pdf_of(COMPARISON, view, Copy.FINAL)
    count = reading.pages(pdf)
    assert count > 1
    last = reading.bare(reading.text(pdf, "-f", str(count), "-l", str(count)))
    assert "两版对照单（续）" in last
    assert all(word.right < 190.5 for word in reading.words(pdf))


def test_of_a_trial_it_says_so_and_it_is_no_paper_of_a_case() -> None:
    said = reading.bare(reading.text(pdf_of(COMPARISON, replace(_VIEW, trial=True), Copy.FINAL)))
    assert "试用" in said
    assert COMPARISON.name not in NAMES
