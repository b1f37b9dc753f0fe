"""当日收件清单 as paper: what 今日 says of each case, in the order of receiving, on A4 pages."""

from dataclasses import replace
from datetime import date, datetime

from counter_app.basics.clock import CHINA
from counter_app.documents.day_list import DayRow, DayView
from counter_app.documents.paper_table import DAY_LIST, NAMES
from counter_app.documents.papers import pdf_of
from counter_app.documents.view import Copy
from tests.documents import reading

_NAMES = ("周玉兰", "安·乌兰托娅", "王䶮㛃𬱖𡚸", "阿不都热合曼·买买提依明·艾合买提江")


def _view(count: int) -> DayView:
    rows = tuple(
        DayRow(
            f"620702-2026-03-{at:05}",
            _NAMES[at % len(_NAMES)],
            "城镇中低收入住房困难家庭",
            f"{8 + at // 60:02}:{at % 60:02}",
            "待上传" if at % 7 == 0 else "已同步",
        )
        for at in range(1, count + 1)
    )
    made = datetime(2026, 11, 24, 17, 40, tzinfo=CHINA)
    return DayView(date(2026, 11, 24), "甘州区政务大厅", "住建 3 号窗口", "王芳", rows, made)


def test_a_day_says_number_name_type_time_and_delivery_and_nothing_else_of_a_person() -> None:
    said = reading.bare(reading.text(pdf_of(DAY_LIST, _view(4), Copy.FINAL)))
    assert "当日收件清单" in said
    assert "收件日2026年11月24日" in said
    assert "住建3号窗口" in said
    assert "打印人王芳" in said
    assert "件数4件" in said
    assert "序号编号姓名申请人类型收件送达" in said
    assert "1620702-2026-03-00001安·乌兰托娅城镇中低收入住房困难家庭08:01已同步" in said
    for name in _NAMES:
        assert name in said


def test_a_long_day_goes_on_under_its_head_and_counts_its_pages() -> None:
    pdf = pdf_of(DAY_LIST, _view(90), Copy.FINAL)
    count = reading.pages(pdf)
    assert count > 1
    pages = [
        reading.bare(reading.text(pdf, "-f", str(n), "-l", str(n))) for n in range(1, count + 1)
    ]
    for at, page in enumerate(pages, start=1):
        assert f"第{at}页共{count}页" in page
    for page in pages[1:]:
        assert "当日收件清单（续）收件日" in page
    whole = "".join(pages)
    assert all(f"620702-2026-03-{at:05}" in whole for at in range(1, 91))
    assert all(word.right < 190.5 for word in reading.words(pdf))


def test_a_letter_that_no_font_has_is_told_and_no_box() -> None:
    view = _view(1)
    rare = "\U0002ebf0"
    rows = (replace(view.rows[0], name=f"王{rare}"),)
    said = reading.bare(reading.text(pdf_of(DAY_LIST, replace(view, rows=rows), Copy.FINAL)))
    assert "王〓（U+2EBF0）" in said


def test_it_is_no_paper_of_a_case() -> None:
    assert DAY_LIST.name not in NAMES
