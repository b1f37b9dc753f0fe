"""What stands around an open case: its head, and the left column with each part and how far it is.

Must not know an act.
"""

from PySide6.QtWidgets import QWidget

from counter_app.forms import matter
from counter_app.forms.housing_application import Region
from counter_app.intake.case_view.masking import Mask
from counter_app.ui.case import case_lines as lines
from counter_app.ui.case.case_head import CaseHead
from counter_app.ui.case.case_pages import CasePages
from counter_app.ui.case.case_shown import TITLES, CasePart, Shown
from counter_app.ui.case.names import UNMASK_KEY
from counter_app.ui.case.pages.version_list import KEYS, TO_LIST
from counter_app.ui.case.rereading import ELSEWHERE
from counter_app.ui.shell.frame.way import LeftColumn
from counter_app.ui.widgets.glyphs import Glyph

WITH_FOOT = (CasePart.FACTS, CasePart.OPINION, CasePart.REVISIONS)
"""Parts beneath which a button stands."""


class CaseTelling:
    """`left` and `head` of one case, told anew whenever the case or its open part is another."""

    def __init__(self, left: LeftColumn, pages: CasePages) -> None:
        self.left, self.head, self._pages = left, CaseHead(), pages
        self._versions: QWidget | None = None
        for at, title in enumerate(TITLES, start=1):
            left.add(str(at), title)

    def about(self, case: Shown, mask: Mask) -> None:
        """Whose case it is."""
        situation, state = case.opened.situation, case.loaded.case.state
        kind = matter.type_label(situation.file.declared)
        where = f"{Region(state.stream).label}    第 {state.revision} 版"
        self.left.about(mask.name(situation.applicant), kind, where)

    def part(self, case: Shown, part: CasePart, *, is_gone: bool, masked: bool) -> None:
        """Which part is shown, and how far each is."""
        told = case.opened.told
        title = told["number"] if part is CasePart.NOW else TITLES[part]
        counts = lines.counts(self._pages.both) if part is CasePart.FACTS else ()
        if is_gone:
            counts = ((Glyph.REVIEW, ELSEWHERE, ""),)
        self.head.say(title, self._words(case, part), counts, wide=part in WITH_FOOT)
        self.left.whisper(self._whisper(part, masked=masked))
        for at, (item, stand) in enumerate(
            zip(self.left.items, self._pages.stands(case), strict=True)
        ):
            item.show_stand(stand, current=at == part)

    def show_versions(self, *, shown: bool) -> None:
        """The contents that have held, beneath the parts, while two of them are looked at."""
        if shown and self._versions is None:
            self._versions = self._pages.reviewing.comparing.versions
            self.left.put(self._versions)
        if self._versions is not None:
            self._versions.setVisible(shown)

    def _words(self, case: Shown, part: CasePart) -> str:
        told, reviewing = case.opened.told, self._pages.reviewing
        if part is CasePart.REVISIONS:
            return reviewing.comparing.words
        seen = reviewing.seen_words if part is CasePart.OPINION else ""
        stage = seen or lines.stage_words(told, case.loaded)
        return "    ".join(filter(None, (stage, lines.due_words(told))))

    def _whisper(self, part: CasePart, *, masked: bool) -> str:
        comparing = self._pages.reviewing.comparing
        keys = ["Esc 回去" if comparing.prints else "F8 文书    Esc 回去"]
        if part is CasePart.REVISIONS and comparing.prints:
            keys = [TO_LIST, KEYS]
        hidden = ["姓名、证号已遮盖", f"显示要写事由 {UNMASK_KEY}"] if masked else []
        return "\n".join((*hidden, *keys))
