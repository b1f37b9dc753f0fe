"""两版对照 of an open case: which two contents are compared, what stands beside them, their sheet.

Must not know who decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from counter_app.basics.clock import CHINA
from counter_app.documents.paper_table import COMPARISON
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
from counter_app.ui.case.pages.revisions_page import RevisionsPage
from counter_app.ui.case.pages.version_list import Version, Versions
from counter_app.ui.case.revision_side import RevisionSide
from counter_app.ui.papers.sheet_tray import SheetTray
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.keys import Act

PRINT = "打印对照单"
_WALK, _OLDER = "← → 换版本", "    Shift+← → 只换较早的"
_ROWS = "    ↑ ↓ 换一处    Enter 到该处"
_MORE_THAN_A_PAIR, _FIRST = 3, "收件时"


class _Shown(NamedTuple):
    """Two contents as they are compared just now."""

    pair: tuple[Revision, Revision]
    compared: tuple[tuple[Change, ...], int]
    after: AfterRevision
    mask: Mask


class Comparing(QObject):
    """`page` and `side` are its own; the place shows them."""

    sheet_wanted = Signal(object)
    """A `SheetTray` that is to be printed."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self.page = RevisionsPage()
        self.all: tuple[Revision, ...] = ()
        self._situation: Situation | None = None
        self._mask, self._words = Mask(), dict[str, bytes]()
        self._differences: Sequence[Compared] = ()
        self._older = self._newer = 0
        """Which two revisions are shown, from 1; alike where there is one alone."""
        self._shown: _Shown | None = None
        self._is_open = False
        self.words = ""
        """How much of the two is the same."""

    def show(self, situation: Situation, mask: Mask, differences: Sequence[Compared]) -> None:
        """Follow the case; the newest two stand there once another content came."""
        self._situation, self._mask, self._differences = situation, mask, differences
        if len(self.all) != situation.file.state.revision or not self.all:
            self.all = revisions(situation.file)
            self._choose(len(self.all))
        else:
            self.all = (*self.all[:-1], replace(self.all[-1], file=situation.file))
        self._show_pair()

    @cached_property
    def versions(self) -> Versions:
        """What stands at the left while the page is open; made when it is looked at first."""
        made = Versions()
        made.list.alone.connect(self.show_alone)
        made.list.beside.connect(self.take)
        return made

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
        self.show_alone(len(self.all))

    def show_alone(self, number: int) -> None:
        """One content beside the one before it: what it changed."""
        self._choose(number)
        self._show_pair()

    def take(self, number: int) -> None:
        """One content beside one that is shown: an older one beside the newer, and so on."""
        if number > self._newer:
            self._older, self._newer = self._newer, number
        elif number < self._newer:
            self._older = number
        self._show_pair()

    def to_versions(self) -> bool:
        """The keyboard to the list of contents; False where it is there, or has no room."""
        shown = self.versions.list
        if shown.hasFocus() or not shown.isVisible():
            return False
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def other_pair(self, step: int) -> None:
        """An older or a newer pair."""
        to = self._newer + step
        if 2 <= to <= len(self.all):
            self.show_alone(to)

    def other_older(self, step: int) -> None:
        """The older of the two alone becomes an older or a newer one."""
        to = self._older + step
        if 1 <= to < self._newer:
            self._older = to
            self._show_pair()

    def acts(self) -> tuple[Act, ...]:
        """While the page is shown."""
        found = [
            Act("Left", "换旧一版", partial(self.other_pair, -1)),
            Act("Right", "换新一版", partial(self.other_pair, 1)),
        ]
        if len(self.all) >= _MORE_THAN_A_PAIR:
            found += [
                Act("Shift+Left", "只把较早的换旧一版", partial(self.other_older, -1)),
                Act("Shift+Right", "只把较早的换新一版", partial(self.other_older, 1)),
            ]
        if self._shown is not None:
            found.append(Act("F8", PRINT, self.print, bar=True))
        return tuple(found)

    @property
    def keys(self) -> str:
        """By which keys another two are compared, and a change is come to."""
        count = len(self.all)
        pair = _WALK if count >= _MORE_THAN_A_PAIR - 1 else ""
        return f"{pair}{_OLDER if count >= _MORE_THAN_A_PAIR else ''}{_ROWS}".strip()

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
        case_id = shown.pair[1].state.case_id
        self.sheet_wanted.emit(SheetTray(COMPARISON, view, view.applicant, view.number, case_id))

    def _show_pair(self) -> None:
        case = self._situation
        self._shown = None
        if case is None or not self._is_open:
            return
        newer, older = self.all[self._newer - 1], self.all[self._older - 1]
        if older is newer:
            compared = tuple(taken(newer, newer, self._differences)), 0
            self.words, heads = "只有一版", (("申报", ""), (title_of(newer), "采信"))
        else:
            between = self.all[self._older : self._newer - 1]
            compared = compare(
                older, newer, case.policy, self._mask, self._differences, between=between
            )
            heads = ((title_of(older), signed_words(older)), (title_of(newer), signed_words(newer)))
            changes = sum(map(is_declared, compared[0]))
            self.words = f"只列改动的 {changes} 处，其余 {compared[1]} 处相同"
        after = after_revision(older, newer, compared[0], case.policy, self._mask, self._words)
        if older is not newer:
            self._shown = _Shown((older, newer), compared, after, self._mask)
        self.page.show_changes(*heads, compared[0])
        self.versions.show_versions([self._version(each) for each in reversed(self.all)])
        self.side.show_after(after, clock_of(case.file.state, case.policy, case.today))

    def _choose(self, newer: int) -> None:
        """A content and the one before it; of the first one the first two, where there are two."""
        self._newer = min(max(newer, 2), len(self.all))
        self._older = max(1, self._newer - 1)

    def _version(self, one: Revision) -> Version:
        at = datetime.fromisoformat(one.action.at).astimezone(CHINA)
        changed = f"改 {one.changes} 处" if one.changes else ""
        words = "，".join(filter(None, (self._mask.text(one.why), changed)))
        marks = {self._older: False, self._newer: True}
        return Version(
            one.number, title_of(one), f"{at:%m-%d %H:%M}", words or _FIRST, marks.get(one.number)
        )
