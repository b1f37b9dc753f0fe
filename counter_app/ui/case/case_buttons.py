"""What is told of a received case beside its papers: number, when, by whom, how far it got."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.search import Delivery
from counter_app.ui.case.case_tray import LoadedCase
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import LINE_PADDING, Line
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act
from counter_app.ui.widgets.quiet_act import QuietAct

_SIGNS = {
    Delivery.QUEUED: Glyph.TO_SEND,
    Delivery.SENT: Glyph.DONE,
    Delivery.REFUSED: Glyph.RETURNED,
    Delivery.CONFLICT: Glyph.CONFLICT,
}


class CaseFacts(QWidget):
    """A section with a few lines."""

    def __init__(self, loaded: LoadedCase, acts: tuple[Act, ...] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        state, delivery = loaded.case.state, loaded.case.delivery
        section = Section(state.number)
        section.say(state.stage.label)
        time = f"{loaded.view.made_at:%Y-%m-%d %H:%M}" if loaded.view.made_at else ""
        lines = [
            Line("收件", time, right=state.received_by),
            Line("查询码", state.short_code),
            Line("送达", delivery.label, glyph=_SIGNS[delivery]),
        ]
        for each in loaded.case.returned:
            lines.append(Line(each.message, glyph=Glyph.RETURNED, second=each.advice))
        section.show_lines(lines)
        column.addWidget(section)
        for act in acts:
            line = QHBoxLayout()
            line.setContentsMargins(LINE_PADDING, 0, LINE_PADDING, 0)
            line.addWidget(QuietAct(act.key_told, act.name, act.run))
            line.addStretch(1)
            column.addLayout(line)
