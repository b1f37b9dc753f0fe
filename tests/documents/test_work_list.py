"""待办清单 as paper: what a desk's list says of each case, masked as it was read."""

from dataclasses import replace
from datetime import date, datetime

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import NAMES, WORK_LIST
from counter_app.documents.papers import pdf_of
from counter_app.documents.view import Copy
from counter_app.documents.work_list import WorkRow, WorkView
from tests.documents import reading

_ROW = WorkRow(
    "620702-2026-03-00413",
    "周*",
    "城镇中低收入住房困难家庭",
    "复审",
    "6/8，民政不通，人社不一致，自然资源不一致，税务未答复",
    "停在 11",
    "阿依努尔·买买提江",
)
_VIEW = WorkView(
    "待我复审",
    "先到期的在前",
    "甘州区政务大厅",
    "陈志远",
    (_ROW,) * 60,
    230,
    date(2026, 12, 8),
    datetime(2026, 12, 8, 10, 41, tzinfo=CHINA),
)


def test_each_row_says_what_the_list_says_and_how_many_more_there_are() -> None:
    pdf = pdf_of(WORK_LIST, _VIEW, Copy.FINAL)
    said = reading.bare(reading.text(pdf))
    for words in ("待办清单", "列表待我复审", "先到期的在前", "前60件，共230件", "打印人陈志远"):
        assert words in said
    assert said.count("620702-2026-03-00413") == 60
    assert "民政不通" in said
    assert reading.pages(pdf) > 1
    assert all(word.right < 190.5 for word in reading.words(pdf))


def test_a_whole_list_says_how_many_and_is_no_paper_of_a_case() -> None:
    pdf = pdf_of(WORK_LIST, replace(_VIEW, rows=(_ROW,), total=1), Copy.FINAL)
    assert "件数1件" in reading.bare(reading.text(pdf))
    assert WORK_LIST.name not in NAMES
