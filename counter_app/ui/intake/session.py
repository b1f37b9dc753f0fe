"""The open applicant of a window: an `OpenDraft` that tells by signals and is judged once a turn.

Values go down to the screens, edits up from them. Must not decide anything, and must not know a
widget, a file or a network.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.forms.drafts.draft import Draft, Edit
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.review import Judge
from counter_app.ui.intake.message_of import message_of
from counter_app.ui.widgets.fields.message import Message

_SAVE_AFTER_MS = 500


class Journal(Protocol):
    """Where edits go to be kept. Never waits for a disk: the work is done off the window."""

    def record(self, edits: tuple[Edit, ...], label: str) -> None:
        """Keep a batch; `label` is the applicant's name as typed."""


class DraftSession(OpenDraft, QObject):
    """The draft of one applicant while it is open in a window."""

    changed = Signal(object)
    """frozenset of draft keys whose values changed, whoever changed them."""
    rows_changed = Signal(str)
    """Name of a list (`household.members`, `assets.<category>.items`) that got or lost a row."""
    reviewed = Signal()
    """`review` is new: errors, findings, figures, materials. At most once an event-loop turn."""
    focus_wanted = Signal(str)
    """A draft key whose field should take the keyboard (a line of the panel, an undo)."""

    def __init__(
        self, draft: Draft, judge: Judge, journal: Journal, begun: Iterable[Edit] = ()
    ) -> None:
        """`begun` is what the form begins with; it is kept together with the first own edit."""
        QObject.__init__(self)
        OpenDraft.__init__(self, draft, judge, begun)
        self.journal = journal
        self._review_timer = self._timer(0, self._review_now)
        self._save_timer = self._timer(_SAVE_AFTER_MS, self.save)

    def message(self, key: str) -> Message:
        """What the line beneath a field has to say beside its own hints."""
        return message_of(self.said(key))

    def save(self) -> None:
        """Hand what is not yet kept to the journal."""
        self._save_timer.stop()
        edits = self.take_unsaved()
        if edits:
            self.journal.record(edits, self.text("applicant.name").strip())

    def catch_up(self) -> None:
        """Judge now instead of at the end of this turn."""
        if self._review_timer.isActive():
            self._review_timer.stop()
            self._review_now()

    def _on_values(self, keys: frozenset[str]) -> None:
        self._save_soon()
        self.changed.emit(keys)

    def _on_rows(self, rows: str) -> None:
        self._save_soon()
        self.rows_changed.emit(rows)

    def _on_stale(self) -> None:
        self._review_timer.start()

    def _on_focus(self, key: str) -> None:
        self.focus_wanted.emit(key)

    def _save_soon(self) -> None:
        if not self._save_timer.isActive():
            self._save_timer.start()

    def _review_now(self) -> None:
        super().judge_now()
        self.reviewed.emit()

    def _timer(self, wait_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(act)
        return timer
