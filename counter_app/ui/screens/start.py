"""今日: where the day begins."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.frame.panel import Panel
from counter_app.ui.frame.place import Place
from counter_app.ui.frame.top_tabs import Tab
from counter_app.ui.frame.way import LeftColumn
from counter_app.ui.seat import Seat
from counter_app.ui.theme.parts import label
from counter_app.ui.theme.sizes import INSET


class TodayPlace(Place):
    """The day's list."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(LeftColumn())
        self.seat = seat
        day = seat.today()
        self.left.about(f"{day.month} 月 {day.day} 日", "")
        self._middle_column.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(INSET, 24, INSET, 0)
        column.addWidget(label("今天还没有收件", "value"))
        column.addWidget(label("按 F3 开始", "second"))
        self._middle_column.addWidget(box)
        self.show_panel(Panel())

    def tab(self) -> Tab:
        """What the tab says."""
        return Tab("今日")
