"""当日清单: the cases of one day at one window, as they stand on 今日, one row each.

For the hall's own use: names as they are, no other personal data. Must not say what 今日 does not.
"""

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.documents.in_house import in_house_data, printed_at
from counter_app.documents.letters.sheet import Block, Column, Heading, LetterFacts, Rows
from counter_app.documents.letters.words import line, numbered
from counter_app.documents.view import Copy
from counter_app.forms.display import day

TITLE = "当日收件清单"
_FORM = "样式 GZF-QD 2026.1"
_COLUMNS = (
    ("序号", 11.0),
    ("编号", 43.0),
    ("姓名", 28.0),
    ("申请人类型", 50.0),
    ("收件", 14.0),
    ("送达", 20.0),
)
_LEFT = ("姓名", "申请人类型")
_END = "以下空白。姓名属个人信息，限本大厅使用，用完交回或销毁。"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One case: its time is that of receiving, `delivery` the words of 今日."""

    number: str
    name: str
    type_label: str
    time: str
    delivery: str


@dataclass(frozen=True, slots=True)
class DayView:
    """Everything that stands on the list; the rows in the order of receiving."""

    day: date
    hall: str
    window: str
    clerk: str
    rows: tuple[DayRow, ...]
    made_at: datetime | None = None
    trial: bool = False


def day_list_data(view: DayView, copy: Copy) -> dict[str, object]:
    """Everything that `letter.typ` sets."""
    return in_house_data(
        copy,
        _blocks(view),
        title=TITLE,
        bureau=view.hall,
        number=("收件日", day(view.day)),
        owner=view.window,
        end=_END,
        form=_FORM,
        code=f"{view.day:%Y%m%d}-",
        trial=view.trial,
    )


def _blocks(view: DayView) -> tuple[Block, ...]:
    facts = (
        (("窗口", line(view.window)), ("打印人", line(view.clerk))),
        (("打印时间", line(printed_at(view.made_at))), ("件数", line(f"{len(view.rows)} 件"))),
    )
    columns = tuple(
        Column(title, width, "left" if title in _LEFT else "center") for title, width in _COLUMNS
    )
    rows = tuple(
        numbered(each.number, each.name, each.type_label, each.time, each.delivery, at=at)
        for at, each in enumerate(view.rows, start=1)
    )
    return (LetterFacts(facts), Heading("按收件先后"), Rows(columns, rows))
