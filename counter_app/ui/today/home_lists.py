"""The lists at the left of a clerk's home, in order.

Must not read a list.
"""

from typing import NamedTuple

from counter_app.desk.search import Filter


class HomeList(NamedTuple):
    """One list: a filter over this counter's cases, what is to be done, or who was put aside."""

    words: str
    key: str
    filter: Filter | None = None
    work: str = ""
    """Name of a work list."""
    loud: bool = False
    """Whether one case on it is to be seen at once."""

    @property
    def is_waiting(self) -> bool:
        """Whether it is of those who are not received yet."""
        return self.filter is None and not self.work


_WORK = (
    HomeList("视为受理", "Alt+S", work="deemed", loud=True),
    HomeList("要告知", "Alt+G", work="notice_due"),
    HomeList("待补正", "Alt+Z", work="supplement"),
    HomeList("等批准", "Alt+P", work="proposals"),
    HomeList("待录入", "Alt+O", work="hand_over"),
)
"""What a clerk who has signed in is to do: what lapsed stands above all."""
NAMED = (
    HomeList("今日", "Ctrl+1", Filter.TODAY),
    HomeList("我经手的", "Ctrl+2", Filter.MINE),
    HomeList("退回给我", "Ctrl+3", Filter.RETURNED, loud=True),
    HomeList("待上传", "Ctrl+4", Filter.QUEUED),
    HomeList("改动冲突", "Ctrl+5", Filter.CONFLICTS, loud=True),
    HomeList("要补发回执", "Ctrl+6", Filter.RECEIPT_OWED, loud=True),
    HomeList("全部办件", "Ctrl+7", Filter.ALL),
    HomeList("没收完的", "Ctrl+8"),
)
"""Of a clerk who only gave a name."""
CLERK = (*_WORK, *NAMED)
