"""The usual panel of an open applicant: what is to be done, findings, materials, two figures."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.rules.eligibility import NAMES, Finding
from counter_app.ui.figures import Figure
from counter_app.ui.frame.panel import Panel, Section
from counter_app.ui.frame.panel_lines import Line
from counter_app.ui.glyphs import Glyph, glyph_token
from counter_app.ui.parts import Part, info_of
from counter_app.ui.review import Review, Trouble
from counter_app.ui.session import DraftSession
from counter_app.ui.theme.parts import label
from counter_app.ui.when_seen import when_seen

_SINGLE_LINES = 2
_DETAIL_AT = 70
_SIGNS = {"pass": Glyph.DONE, "review": Glyph.REVIEW, "fail": Glyph.FAIL}
_ORDER = ("fail", "review", "pass")


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
        self._to_do.show_lines([_trouble_line(each) for each in gathered(troubles)])
        words = counted(troubles)
        self._to_do.say(words, "err" if any(each.wrong for each in troubles) else "second")
        findings = sorted(review.assessment.findings, key=lambda each: _ORDER.index(each.outcome))
        self._findings.show_lines([_finding_line(each) for each in findings])
        self._findings.say(*_findings_said(findings))
        self._materials.show_counts(_material_counts(review))
        self._figures.show_figures(review.figures)


def counted(troubles: Iterable[Trouble]) -> str:
    """改 2 处，填 3 处 — or that nothing is left."""
    troubles = tuple(troubles)
    wrong = sum(each.wrong for each in troubles)
    said = [f"改 {wrong} 处"] if wrong else []
    if len(troubles) > wrong:
        said.append(f"填 {len(troubles) - wrong} 处")
    return "，".join(said) or "都已填好"


def drawer_counts(session: DraftSession) -> tuple[tuple[Glyph, str], ...]:
    """The panel in three counts; a count of nothing is left out."""
    troubles = session.troubles()
    findings = session.review.assessment.findings
    papers = sum(each.part is Part.MATERIALS for each in troubles)
    failed = sum(each.outcome == "fail" for each in findings)
    doubtful = sum(each.outcome == "review" for each in findings)
    wrong = any(each.wrong for each in troubles)
    counts = (
        (Glyph.WRONG if wrong else Glyph.MISSING, "要处理", len(troubles)),
        (Glyph.FAIL, "不符", failed),
        (Glyph.REVIEW, "待核", doubtful),
        (Glyph.MISSING, "材料缺", papers),
    )
    shown = [(glyph, f"{name} {count}") for glyph, name, count in counts if count]
    return tuple(shown[:3])


def gathered(troubles: Iterable[Trouble]) -> list[Trouble]:
    """The list as it is shown: several neighbours of a part that are not filled are one line."""
    shown: list[Trouble] = []
    for (_, wrong), group in groupby(troubles, key=lambda each: (each.part, each.wrong)):
        several = list(group)
        if wrong or len(several) <= _SINGLE_LINES:
            shown += several
            continue
        first = several[0]
        detail = f"{len(several)} {info_of(first.part).unit}未填"
        shown.append(Trouble(first.key, first.part, f"{first.title}等", detail, False))
    return shown


def _trouble_line(trouble: Trouble) -> Line:
    return Line(
        trouble.title,
        trouble.detail,
        info_of(trouble.part).short,
        Glyph.WRONG if trouble.wrong else Glyph.MISSING,
        target=trouble.key,
    )


def _finding_line(finding: Finding) -> Line:
    sign = _SIGNS[finding.outcome]
    title = NAMES[finding.rule]
    if finding.outcome == "pass":
        clause = _short(finding.clause.partition("；")[0].partition("（")[0]).removeprefix(
            "《办法》"
        )
        return Line(title, finding.message, clause, sign, detail_at=_DETAIL_AT)
    return Line(
        title,
        finding.message,
        glyph=sign,
        second=_short(finding.clause),
        tone=glyph_token(sign),
        detail_at=_DETAIL_AT,
    )


def _short(clause: str) -> str:
    """The clause as there is room for it: the long name of the measures in two letters."""
    clause = clause.replace("《甘肃省公共租赁住房管理办法》", "《办法》").replace(" 受理条件", "")
    return clause.replace(" 承诺书", "").replace("附件", "附件 ")


def _findings_said(findings: Iterable[Finding]) -> tuple[str, str]:
    outcomes = [str(each.outcome) for each in findings]
    if failed := outcomes.count("fail"):
        return f"{failed} 项不符，仍可收件", "err"
    if doubtful := outcomes.count("review"):
        return f"{doubtful} 项待核，不影响收件", "review"
    return ("", "second") if outcomes else ("随填写出现", "quiet")


def _material_counts(review: Review) -> list[tuple[str, str]]:
    needs = review.assessment.materials
    shared = {need.material for need in needs if need.source == "shared"}
    own = {need.material for need in needs if need.source == "own"}
    lacking = sum(need.status in ("missing", "paper_needed") for need in needs)
    return [("共享", str(len(shared))), ("自备", f"{len(own)}/3"), ("缺", str(lacking))]


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
