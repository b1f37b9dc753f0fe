"""两版对照 of an open case: which two contents are compared, what stands beside them, their sheet.

Must not know who decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from counter_app.basics.clock import CHINA
from counter_app.documents.comparison import ComparisonView
from counter_app.documents.paper_table import COMPARISON
from counter_app.documents.set_paper import SetPaper, set_papers
from counter_app.documents.view import Copy
from counter_app.intake.case_view.after_revision import AfterRevision, after_revision
from counter_app.intake.case_view.both_sides import Compared
from counter_app.intake.case_view.clock_cells import clock_of
from counter_app.intake.case_view.comparison_sheet import (
    Printed,
    comparison_of,
    signed_words,
    title_of,
)
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.revisions import (
    Change,
    Revision,
    compare,
    is_declared,
    revisions,
    taken,
)
from counter_app.intake.deeds.ask import Situation
from counter_app.intake.papers.tray_item import TrayItem
from counter_app.ui.case.pages.revisions_page import RevisionsPage
from counter_app.ui.case.revision_side import RevisionSide
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.keys import Act

PRINT = "打印对照单"
KEYS = "← → 换版本    ↑ ↓ 换一处    Enter 到该处"


class _Shown(NamedTuple):
    """Two contents as they are compared just now."""

    pair: tuple[Revision, Revision]
    compared: tuple[tuple[Change, ...], int]
    after: AfterRevision
    mask: Mask


class ComparisonTray(Tray):
    """The tray of one comparison: the sheet alone, of a case and not kept with it."""

    def __init__(self, case_id: str, view: ComparisonView) -> None:
        super().__init__((TrayItem(COMPARISON, Copy.FINAL),))
        self.is_of_a_case = False
        self.case_id, self.name, self._view = case_id, view.applicant, view

    def stem(self) -> str:
        """Number of the case, and which two."""
        return self._view.number

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """As the screen showed it when the key was pressed."""
        return partial(set_papers.get, COMPARISON, self._view, item.copy)


class Comparing(QObject):
    """`page` and `side` are its own; the place shows them."""

    sheet_wanted = Signal(object)
    """A `ComparisonTray` that is to be printed."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self.page = RevisionsPage()
        self.all: tuple[Revision, ...] = ()
        self._situation: Situation | None = None
        self._mask, self._words = Mask(), dict[str, bytes]()
        self._differences: Sequence[Compared] = ()
        self._pair = 0
        """Which revision is the newer of the two that are shown, from 1."""
        self._shown: _Shown | None = None
        self._is_open = False
        self.words = ""
        """How much of the two is the same."""

    def show(self, situation: Situation, mask: Mask, differences: Sequence[Compared]) -> None:
        """Follow the case; the newest two stand there once another content came."""
        self._situation, self._mask, self._differences = situation, mask, differences
        if len(self.all) != situation.file.state.revision or not self.all:
            self.all = revisions(situation.file)
            self._pair = len(self.all)
        else:
            self.all = (*self.all[:-1], replace(self.all[-1], file=situation.file))
        self._show_pair()

    @cached_property
    def side(self) -> RevisionSide:
        """Made when it is looked at first: most cases are read without it."""
        return RevisionSide()

    def be_open(self, *, is_open: bool) -> None:
        """Whether the page is the one that is looked at: only then are two compared."""
        self._is_open = is_open
        self._show_pair()

    def take_words(self, words: Mapping[str, bytes]) -> None:
        """What the server tells beside this counter, as of a return what it asked for."""
        if dict(words) != self._words:
            self._words = dict(words)
            self._show_pair()

    def show_newest(self) -> None:
        """The last two."""
        self._pair = len(self.all)
        self._show_pair()

    def other_pair(self, step: int) -> None:
        """An older or a newer pair."""
        to = self._pair + step
        if 2 <= to <= len(self.all):
            self._pair = to
            self._show_pair()

    def acts(self) -> tuple[Act, ...]:
        """While the page is shown."""
        walk = (
            Act("Left", "换旧一版", partial(self.other_pair, -1)),
            Act("Right", "换新一版", partial(self.other_pair, 1)),
        )
        return walk if self._shown is None else (*walk, Act("F8", PRINT, self.print, bar=True))

    @property
    def prints(self) -> bool:
        """Whether two are shown, which can be printed."""
        return self._shown is not None

    def print(self) -> None:
        """F8: the two as they stand here, masked as they are read."""
        if self._shown is None:
            return
        station, shown = self._seat.station, self._shown
        view = comparison_of(
            shown.pair,
            shown.compared,
            shown.after,
            shown.mask,
            Printed(
                station.hall,
                self._seat.person.name,
                self._seat.tools.counter.desk.now().astimezone(CHINA),
                station.trial,
            ),
        )
        self.sheet_wanted.emit(ComparisonTray(shown.pair[1].state.case_id, view))

    def _show_pair(self) -> None:
        case = self._situation
        self._shown = None
        if case is None or not self._is_open:
            return
        newer = self.all[self._pair - 1]
        older = self.all[self._pair - 2] if self._pair > 1 else newer
        if older is newer:
            compared = tuple(taken(newer, newer, self._differences)), 0
            self.words, heads = "只有一版", (("申报", ""), (title_of(newer), "采信"))
        else:
            compared = compare(older, newer, case.policy, self._mask, self._differences)
            heads = ((title_of(older), signed_words(older)), (title_of(newer), signed_words(newer)))
            changes = sum(map(is_declared, compared[0]))
            self.words = f"只列改动的 {changes} 处，其余 {compared[1]} 处相同"
        after = after_revision(older, newer, compared[0], case.policy, self._mask, self._words)
        if older is not newer:
            self._shown = _Shown((older, newer), compared, after, self._mask)
        self.page.show_changes(*heads, compared[0])
        self.side.show_after(after, clock_of(case.file.state, case.policy, case.today))
