"""The right of 核对签字: what is to be done, findings, and what F9 will do or still needs."""

from collections.abc import Sequence

from counter_app.asking.problem import Problem
from counter_app.forms import matter
from counter_app.forms.drafts.to_document import to_document
from counter_app.intake.signatures import WAITS, Sheet
from counter_app.ui.intake.applicant_panel import ApplicantPanel
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.shell.frame.panel import Section
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.glyphs import Glyph

_ASIDE = 26
_STEPS = ("给出编号，存在本机", "打印收件回执", "联网后自动上传")


class SignPanel(ApplicantPanel):
    """The usual panel, with the act in place of figures."""

    def __init__(self, session: DraftSession) -> None:
        self._steps = Section("按 F9 收件")
        self._lacking: tuple[Problem, ...] = ()
        super().__init__(session)

    def fill(self) -> None:
        """What F9 will do stands beneath the findings."""
        self.add(self._steps)

    def lacking(self) -> bool:
        """Whether something without which nothing can be received is not there."""
        self._look()
        return bool(self._lacking)

    def show_steps(self, sheets: Sequence[Sheet]) -> None:
        """Say it."""
        self._look()
        if self._lacking:
            self._steps.say("补上才能收件", "review", title="还缺")
            lines = [
                Line(each.message, glyph=Glyph.MISSING, target=each.field) for each in self._lacking
            ]
        else:
            self._steps.say("", title="按 F9 收件")
            lines = [Line(words, right="", detail_at=_ASIDE) for words in _numbered(_STEPS)]
            lines.append(Line("", _owed_words(sheets), detail_at=_ASIDE))
        self._steps.show_lines(lines)

    def _look(self) -> None:
        self._lacking = matter.receivable(to_document(self._session.draft))


def _numbered(steps: Sequence[str]) -> list[str]:
    return [f"{number}  {words}" for number, words in enumerate(steps, start=1)]


def _owed_words(sheets: Sequence[Sheet]) -> str:
    owed = sum(each.state in WAITS for each in sheets)
    return f"还有 {owed} 份没签，按 F9 先问一句" if owed else "收件后改动会留下记录"
