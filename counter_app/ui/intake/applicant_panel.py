"""The usual panel of an open applicant: what is to be done, findings, materials, two figures."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.intake.figures import Figure
from counter_app.intake.panel_words import (
    by_weight,
    counted,
    findings_said,
    gathered,
    material_counts,
)
from counter_app.ui.intake.applicant_lines import finding_line, trouble_line
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.frame.panel import Panel, Section
from counter_app.ui.widgets.theme.parts import label
from counter_app.ui.widgets.when_seen import when_seen


class ApplicantPanel(Panel):
    """Shows the session's review; follows each key."""

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._to_do = Section("要处理", "F5")
        self._findings = Section("受理条件")
        self._materials = _Counts("材料")
        self._figures = _Figures()
        self.add(self._to_do)
        self.add(self._findings)
        self.fill()
        session.reviewed.connect(when_seen(self, self.refresh))
        self.refresh()

    def fill(self) -> None:
        """Add what stands beneath the findings; another page may have something else there."""
        self.add(self._materials)
        self.add(self._figures)

    def set_drawer(self, drawer: bool) -> None:
        """Tell the key that leads back."""
        self._to_do.key("Esc 收起" if drawer else "F5")

    def refresh(self) -> None:
        """Show the review as it stands."""
        review = self._session.review
        troubles = self._session.troubles()
        self._to_do.show_lines([trouble_line(each) for each in gathered(troubles)])
        words = counted(troubles)
        self._to_do.say(words, "err" if any(each.wrong for each in troubles) else "second")
        findings = by_weight(review.assessment.findings)
        self._findings.show_lines([finding_line(each) for each in findings])
        self._findings.say(*findings_said(findings))
        self._materials.show_counts(material_counts(review))
        self._figures.show_figures(review.figures)
        self.settle()


class _Counts(QWidget):
    """A heading and counts in one line."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        heading = label(title, "heading")
        heading.setFixedHeight(28)
        self._row.addWidget(heading)
        self._row.addSpacing(16)
        self._numbers = []
        for _ in range(3):
            words, number = label("", "second"), label("", "strong")
            self._numbers.append((words, number))
            self._row.addWidget(words)
            self._row.addWidget(number)
            self._row.addSpacing(13)
        self._row.addStretch(1)

    def show_counts(self, counts: list[tuple[str, str]]) -> None:
        """Show names with their numbers."""
        for (words, number), (name, count) in zip(self._numbers, counts, strict=True):
            words.setText(name)
            number.setText(count)


class _Figures(QWidget):
    """Two figures side by side, each with how it was reckoned."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        self._places = []
        for column in range(2):
            name, number, unit = label("", "second"), label("", "figure"), label("", "second")
            how = label("", "quiet")
            line = QHBoxLayout()
            line.setSpacing(5)
            line.addWidget(number)
            line.addWidget(unit)
            line.addStretch(1)
            grid.addWidget(name, 0, column)
            grid.addLayout(line, 1, column)
            grid.addWidget(how, 2, column)
            grid.setColumnStretch(column, 1)
            self._places.append((name, number, unit, how))

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show name, value, unit and reckoning of each."""
        for place, figure in zip(self._places, figures, strict=True):
            for target, text in zip(place, figure, strict=True):
                target.setText(text)
