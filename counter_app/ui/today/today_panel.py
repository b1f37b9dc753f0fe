"""The right of 今日: what came back and what to do, and how it stands with the server."""

from collections.abc import Sequence

from counter_app.basics.clock import CHINA
from counter_app.desk.status import ReturnedRow
from counter_app.intake.said_before import title_of_kind
from counter_app.ui.shell.connection import ConnectionState
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.glyphs import Glyph

HAND_OVER = "hand_over"
"""The list to which its lines lead."""
_MOST = 4
_INDENT = 26


class StartPanel(Panel):
    """Four sections; `chosen` tells the case of a line, or a list."""

    def __init__(self, seat: Seat, *, hands_over: bool) -> None:
        """`hands_over`: whether cases are copied into the 公租房信息系统 by whoever sits here."""
        super().__init__()
        self._seat = seat
        self._returned = Section("退回给我", "F5")
        self._conflicts = Section("改动冲突")
        self._hand_over = Section("公租房信息系统")
        self._connection = Section("连接")
        self.add(self._returned)
        self.add(self._conflicts)
        if hands_over:
            self.add(self._hand_over)
        self.add(self._connection)

    def show_hand_over(self, not_copied: int, number_owed: int) -> None:
        """What was accepted and is not there yet, and what is there without its number."""
        lines = []
        if not_copied:
            told = f"{not_copied} 件"
            lines.append(Line("受理了没有录入", right=told, glyph=Glyph.MISSING, target=HAND_OVER))
        if number_owed:
            told = f"{number_owed} 件"
            lines.append(
                Line("录入了等对方编号", right=told, glyph=Glyph.WAITING, target=HAND_OVER)
            )
        self._hand_over.say("" if lines else "都对上了")
        self._hand_over.show_lines(lines)

    def show_returned(self, rows: Sequence[ReturnedRow]) -> None:
        """What was refused, and what collides."""
        refused = [row for row in rows if row.verdict == "refused"]
        conflicts = [row for row in rows if row.verdict != "refused"]
        for section, found, glyph in (
            (self._returned, refused, Glyph.RETURNED),
            (self._conflicts, conflicts, Glyph.CONFLICT),
        ):
            section.say(str(len(found)) if found else "没有", "err" if found else "second")
            lines = [line for row in found[:_MOST] for line in self._lines(row, glyph)]
            if len(found) > _MOST:
                lines.append(
                    Line("", f"还有 {len(found) - _MOST} 件，看左边的列表", detail_at=_INDENT)
                )
            section.show_lines(lines)

    def show_standing(self, standing: ConnectionState) -> None:
        """The server, in words."""
        if not standing.enrolled:
            self._connection.show_lines(
                [
                    Line("本机还没有登记为窗口", glyph=Glyph.MISSING),
                    Line("", "可以填报、打印签字稿，不能收件", detail_at=_INDENT),
                    Line("", "向管理员要登记串，在搜索框里粘贴", detail_at=_INDENT),
                ]
            )
            return
        lines = [
            Line("市级服务器", right=_server_words(standing, self._seat), glyph=standing.glyph())
        ]
        lines += [
            Line(trouble.title, glyph=Glyph.REVIEW, second=trouble.advice)
            for trouble in standing.troubles
        ]
        if standing.online is False and not standing.troubles:
            lines.append(Line("", "照常收件，联网后自动上传", detail_at=_INDENT))
        self._connection.show_lines(lines)

    def _lines(self, row: ReturnedRow, glyph: Glyph) -> tuple[Line, ...]:
        at = row.at.astimezone(CHINA)
        time = f"{at:%H:%M}" if at.date() == self._seat.station.today() else f"{at:%m-%d %H:%M}"
        what = title_of_kind(row.kind)
        why = f"{what}：{row.message}" if what else row.message
        told = Line(row.name, right=time, glyph=glyph, second=why, target=row.case_id)
        return (told, Line("", row.advice, detail_at=_INDENT)) if row.advice else (told,)


def _server_words(standing: ConnectionState, seat: Seat) -> str:
    if standing.online is None:
        return "正在连接"
    if not standing.online:
        return f"{standing.since:%H:%M} 起不通" if standing.since else "不通"
    synced = standing.synced_at
    return f"正常，{synced.astimezone(CHINA):%H:%M} 同步" if synced else "正常"
