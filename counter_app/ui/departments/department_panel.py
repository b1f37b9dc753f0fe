"""The right of the operator's screen: one department, or one item of the 共享清单.

What went wrong in words and what to do about it, the last hour, what waits, what can be done.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.basics.clock import CHINA
from counter_app.forms.consents import Department
from counter_app.intake.department_words import driver_words
from counter_app.intake.departments_told import (
    OK,
    PAUSED,
    SharedItem,
    advice,
    moment_words,
    state_told,
    trail,
    trouble_told,
    waited_words,
)
from counter_app.ui.departments.trail import WORDS, TrailMarks
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.act_button import ActButton
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.parts import label
from counter_app.wire.departments import DepartmentCounts

RETRY_KEY, PAUSE_KEY = "Alt+R", "Alt+S"
RETRY, PAUSE, GO_ON = "现在重试", "停问", "恢复"
_HOUR = timedelta(minutes=59)


class DepartmentPanel(Panel):
    """Of the current row; the two buttons do what their keys do."""

    retry_wanted = Signal()
    pause_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._head, self._waiting, self._way = Section(""), Section("在等"), Section("接口")
        self._marks, self._axis = TrailMarks(), [label("", "quiet") for _ in range(3)]
        self.retry, self.pause = ActButton(RETRY, RETRY_KEY), ActButton(PAUSE, PAUSE_KEY)
        self.retry.clicked.connect(self.retry_wanted)
        self.pause.clicked.connect(self.pause_wanted)
        self._hour, self._acts = self._last_hour(), self._buttons()
        self.add(self._head)
        self.add(self._hour, ruled=False)
        self.add(self._waiting)
        self.add(self._way)
        self.add(self._acts, ruled=False)

    def focus_first(self) -> bool:
        """Into the buttons."""
        self.retry.setFocus()
        return self.retry.isVisible()

    def show_department(self, row: DepartmentCounts, now: datetime) -> None:
        """Show one."""
        today = now.astimezone(CHINA).date()
        tone = "second" if row.state == OK else "review"
        name = Department(row.department).label
        self._head.say(state_told(row, today), tone, title=name)
        told = [words for words in (trouble_told(row), advice(row)) if words]
        last = f"最后答复 {moment_words(row.answered_at, today)}" if row.answered_at else ""
        self._head.show_lines([*(Line(each) for each in told), *([Line(last)] if last else [])])
        self._marks.show_ticks(trail(row, now))
        times = (now - _HOUR, now - _HOUR / 2, now)
        for text, at in zip(self._axis, times, strict=True):
            text.setText(f"{at.astimezone(CHINA):%H:%M}")
        self._waiting.say(f"{row.waiting} 次，涉及 {row.cases} 件" if row.waiting else "没有")
        self._waiting.show_lines(
            [
                Line("最久的", right=waited_words(row.oldest, now)),
                Line("其中 3 日内到期", right=f"{row.due_soon} 件"),
                Line("授权撤回而取消", right=f"{row.cancelled} 次"),
            ]
        )
        self._way.say(driver_words(row.drivers))
        self._way.show_lines(_way_lines(row, today_words=moment_words(row.next_at, today)))
        self.pause.setText(GO_ON if row.state == PAUSED else PAUSE)
        for part in (self._hour, self._waiting, self._acts):
            part.setVisible(True)

    def show_item(self, item: SharedItem) -> None:
        """Show one line of the 共享清单."""
        self._head.say(item.state, "review" if item.is_troubled else "second", title=item.gives)
        self._head.show_lines(
            [
                Line("部门", right=item.department),
                Line("问谁", right=item.whom),
                Line("凭什么", right=item.by),
                Line("对应材料", second=item.replaces),
            ]
        )
        self._way.say(item.channel)
        glyph = Glyph.REVIEW if item.is_troubled else Glyph.DONE
        self._way.show_lines([Line("许可", right=item.permission, glyph=glyph)])
        for part in (self._hour, self._waiting, self._acts):
            part.setVisible(False)

    def _last_hour(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._marks)
        row = QHBoxLayout()
        row.addWidget(self._axis[0])
        row.addStretch(1)
        row.addWidget(self._axis[1])
        row.addStretch(1)
        row.addWidget(self._axis[2])
        column.addLayout(row)
        column.addWidget(label(WORDS, "second"))
        return whole

    def _buttons(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.retry)
        row.addWidget(self.pause)
        row.addStretch(1)
        return whole


def _way_lines(row: DepartmentCounts, today_words: str) -> list[Line]:
    lines = []
    if row.per_day:
        lines.append(Line("今日次数", right=f"{row.used} / {row.per_day}"))
    if row.failures:
        lines.append(Line("连着试了", right=f"{row.failures} 次"))
    if row.state != OK and row.next_at:
        lines.append(Line("下一次", right=today_words))
    lines.append(Line("重启不丢", glyph=Glyph.DONE, detail="等着的都存在库里"))
    return lines
