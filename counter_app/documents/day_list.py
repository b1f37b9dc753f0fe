"""当日清单: the cases of one day at one window, as they stand on 今日, one row each.

For the hall's own use: names as they are, no other personal data. Must not say what 今日 does not.
"""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from counter_app.documents.in_house import in_house_data, numbered_rows, printed_at
from counter_app.documents.letters.sheet import Block, Heading, LetterFacts
from counter_app.documents.letters.words import line
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
    rows = numbered_rows(_COLUMNS, _LEFT, map(astuple, view.rows))
    return (LetterFacts(facts), Heading("按收件先后"), rows)
