"""The lists at the left of a desk, by role, in order. Must not read one."""

from typing import NamedTuple

from counter_app.cases.actions import Role
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.wire.lists import ListRow

PRINT_LIST = "打印清单"


class ToPrint(NamedTuple):
    """A list as it is shown; `total`: how many there are of it."""

    name: str
    order: str
    rows: tuple[ListRow, ...]
    total: int


class DeskList(NamedTuple):
    """One list of the server's, by name; `glyph` where it tells what waits."""

    name: str
    words: str
    glyph: Glyph | None = None
    rare: bool = False
    """Only there while something stands on it."""
    key: str = ""
    """Of a list that has a key of its own wherever it stands; else its place is its key."""


_CLAIMED = DeskList("claimed", "我已领取")
_WAITING = DeskList("waiting", "等部门", Glyph.WAITING)
_DIFFERENCES = DeskList("differences", "差异待定", Glyph.DIFFERENT)
_SOON = DeskList("due_soon", "3 日内到期", Glyph.DUE_THREE)
_OVERDUE = DeskList("overdue", "已超期", Glyph.OVERDUE)
_RETURNED = DeskList("returned", "退回补正", Glyph.STOPPED)
_SENT_BACK = DeskList("sent_back", "市局退回", Glyph.RETURNED)
_PROPOSALS = DeskList("proposals", "等批准", Glyph.WAITING, rare=True, key="Alt+P")
_TASKS = DeskList("tasks", "要人处理", Glyph.REVIEW, rare=True, key="Alt+T")
_LATE = DeskList("late", "办结后补来", Glyph.REVIEW, rare=True, key="Alt+O")
_COUNTY = (
    DeskList("contested", "争议待定", Glyph.CONFLICT, rare=True, key="Alt+K"),
    DeskList("days", "日期待定", Glyph.REVIEW, rare=True, key="Alt+M"),
    DeskList("deemed", "视为受理", Glyph.WRONG, rare=True, key="Alt+S"),
    DeskList("authors", "按原身份所办", Glyph.REVIEW, rare=True, key="Alt+W"),
)
_REVIEW = DeskList("in_review", "本县在审")
LISTS: dict[Role, tuple[DeskList, ...]] = {
    Role.COMMUNITY: (
        DeskList("community", "待我初审"),
        _CLAIMED,
        _WAITING,
        _DIFFERENCES,
        _SOON,
        _OVERDUE,
        _RETURNED,
        _TASKS,
        DeskList("in_review", "本街道在审"),
    ),
    Role.COUNTY: (
        DeskList("county", "待我复审"),
        _REVIEW,
        _CLAIMED,
        _WAITING,
        _DIFFERENCES,
        _SOON,
        _OVERDUE,
        _RETURNED,
        _SENT_BACK,
        _PROPOSALS,
        _TASKS,
        *_COUNTY,
        _LATE,
    ),
    Role.COUNTY_LEAD: (
        DeskList("proposals", "等批准", Glyph.WAITING, key="Alt+P"),
        _REVIEW,
        DeskList("county", "待复审"),
        _CLAIMED,
        _DIFFERENCES,
        _SOON,
        _OVERDUE,
        _RETURNED,
        _SENT_BACK,
        _TASKS,
        *_COUNTY,
        _LATE,
    ),
    Role.MUNICIPAL: (
        DeskList("municipal", "待备案"),
        _CLAIMED,
        _WAITING,
        _DIFFERENCES,
        _SOON,
        _OVERDUE,
        _RETURNED,
        _TASKS,
        DeskList("in_review", "全市在审"),
    ),
}
"""What each role works through; the first opens first. One that the server does not count, which
may be older, is not shown."""
