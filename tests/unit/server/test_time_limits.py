"""What the page says as the days go by: told in time, due today, 视为受理, 暂定."""

from datetime import date

import msgspec
import pytest

from central_server.applicant_page.lookup import Arrived, Receipt
from central_server.applicant_page.pages import page_for
from central_server.applicant_page.view import StatusPage
from central_server.store.rows import Device
from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Stage
from tests.families import TABLES
from tests.unit.server.small_counter import document

_DEVICE = Device(
    device="de01" * 4,
    county="620702",
    window="03",
    region="620702",
    label="3 号窗口",
    receipt_key=b"",
    proof_hash="",
    secret_hash=None,
    contested_at=None,
)


def page_on(
    today: date, received_at: str, *, numbered: bool = True, came_at: str = ""
) -> StatusPage:
    """The page of a case received then, looked at on this day."""
    state = CaseState(
        case_id="c",
        stream="620702",
        stage=Stage.RECEIVED,
        number="620702-2026-03-00017",
        short_code="K7",
        token="t",
        policy="2026",
        window="620702-03",
        received_at=received_at,
        received_by="李静",
        content="a",
    )
    content = {"a": msgspec.json.encode(document())}
    arrived = Arrived(state, "620702", numbered, came_at or received_at, content)
    return page_for(Receipt(_DEVICE, arrived), TABLES, today)


def words_of(page: StatusPage) -> str:
    """All that the page says."""
    return repr(page)


TUESDAY = "2026-11-24T16:30:00.000+08:00"


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 24), "5"),
        (date(2026, 11, 27), "2"),
        (date(2026, 11, 28), "2"),
        (date(2026, 11, 29), "2"),
        (date(2026, 11, 30), "1"),
    ],
)
def test_working_days_are_counted_down(today: date, left: str) -> None:
    page = page_on(today, TUESDAY)
    assert page.heading == ("已收件",)
    assert page.clock
    assert (page.clock.days, page.clock.until) == (left, "12 月 1 日前告知")
    assert "收件不等于受理。" in page.sentences


def test_the_last_day_is_still_in_time() -> None:
    page = page_on(date(2026, 12, 1), TUESDAY)
    assert page.heading == ("已收件",)
    assert page.clock
    assert (page.clock.days, page.clock.after) == ("今天", "到期")


def test_after_it_the_case_is_deemed_accepted_from_the_day_of_receipt() -> None:
    page = page_on(date(2026, 12, 2), TUESDAY)
    assert page.heading == ("视为受理",)
    marks = {step.name: (step.mark, step.note) for step in page.steps}
    assert marks["受理"] == ("done", "11 月 24 日起视为受理")
    # Computed: nobody has begun anything, and nobody's name stands for it.
    assert {marks[name][0] for name in ("审核", "备案（轮候）")} == {"open"}
    assert any("按期限推算" in sentence for sentence in page.sentences)
    assert "收件不等于受理。" not in page.sentences
    assert "李静" not in words_of(page)
    assert page.clock
    assert page.clock.until == "12 月 22 日前办结"


def test_a_weekend_after_the_last_day_is_past_it() -> None:
    friday_before = "2026-11-20T09:00:00.000+08:00"
    assert page_on(date(2026, 11, 27), friday_before).heading == ("已收件",)
    assert page_on(date(2026, 11, 28), friday_before).heading == ("视为受理",)


def test_holidays_and_make_up_days_are_the_state_councils() -> None:
    before_national_day = "2026-09-30T09:00:00.000+08:00"
    page = page_on(date(2026, 9, 30), before_national_day)
    assert page.clock
    # Closed to the 7th; the 8th and 9th, Saturday the 10th made up, then the 12th and 13th.
    assert page.clock.until == "10 月 13 日前告知"


def test_the_day_of_receipt_is_chinas() -> None:
    late_in_the_evening_elsewhere = "2026-11-24T17:30:00.000+00:00"
    page = page_on(date(2026, 11, 25), late_in_the_evening_elsewhere)
    assert page.steps[0].note == "11 月 25 日"


def test_a_year_without_a_calendar_is_provisional() -> None:
    page = page_on(date(2026, 12, 31), "2026-12-31T09:00:00.000+08:00")
    assert page.clock
    assert page.clock.until.endswith("（暂定）")
    later = page_on(date(2027, 1, 20), "2026-12-31T09:00:00.000+08:00")
    assert later.heading == ("视为受理",)
    assert later.steps[1].note.endswith("视为受理（暂定）")


def test_long_after_every_limit_nothing_is_counted_but_the_day_stands() -> None:
    page = page_on(date(2028, 6, 1), TUESDAY)
    assert page.heading == ("视为受理",)
    assert page.clock
    assert (page.clock.days, page.clock.until) == ("", "12 月 22 日前办结")


def test_a_number_that_belongs_to_another_case_is_not_shown() -> None:
    page = page_on(date(2026, 11, 24), TUESDAY, numbered=False)
    assert page.identity == ("周*",)


def test_hall_and_window_before_the_case_arrives() -> None:
    page = page_for(Receipt(_DEVICE, None), TABLES, date(2026, 11, 24))
    assert page.identity[0].endswith("大厅 3 号窗口")


@pytest.mark.parametrize(
    "told", ["2036-11-24T09:00:00+08:00", "2016-11-24T09:00:00+08:00", "昨天", "0001-01-01"]
)
def test_under_a_clock_that_is_wrong_the_day_is_that_of_the_server(told: str) -> None:
    page = page_on(date(2026, 11, 25), told, came_at="2026-11-24T09:00:00.000+08:00")
    assert page.steps[0].note == "11 月 24 日"
    assert page.clock
    assert page.clock.days == "4"
