"""The journal of one draft at the desk: takes edits in the window, writes them off it, in order.

What could not be written stays and is tried again; the clerk is told and goes on typing. A draft
that was received or abandoned meanwhile takes nothing more.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.background.lanes import Background, Changed
from counter_app.basics.catalogue.store import DRAFT_GONE
from counter_app.basics.errors import CounterError
from counter_app.desk import drafts
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from counter_app.forms.drafts.draft import Edit, edit_to_json

_TRY_AGAIN_MS = 2000


class DeskJournal(QObject):
    """Begins the draft with its first edits; an applicant for whom nothing is typed leaves none."""

    saved = Signal(object)
    """The moment at which everything typed so far was on the disk."""
    trouble = Signal(object)
    """The `CounterError` that keeps edits from being written; they are tried again."""
    begun = Signal(object)
    """The `OpenDraft`, once the draft exists at the desk."""

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        background: Background,
        draft: drafts.OpenDraft | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._clerk, self._background = desk, clerk, background
        self.draft = draft
        self._waiting: list[Edit] = []
        self._label = ""
        self._writing = 0
        self._stopped = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(self._write)

    def record(self, edits: Sequence[Edit], label: str) -> None:
        """Take a batch; it is written as soon as the one before is."""
        if self._stopped:
            return
        self._waiting += edits
        self._label = label
        self._write()

    def stop(self) -> None:
        """The draft was received: nothing of it is to be written any more."""
        self._stopped = True
        self._waiting.clear()
        self._again.stop()

    def is_clean(self) -> bool:
        """Whether everything handed over is on the disk."""
        return not self._waiting

    def _write(self) -> None:
        if self._writing or not self._waiting:
            return
        self._writing = len(self._waiting)
        batch, label = [edit_to_json(edit) for edit in self._waiting], self._label
        self._background.change(
            lambda: self._work(batch, label), Changed(drafts=True), self._done, self._failed
        )

    def _work(self, batch: list[dict[str, object]], label: str) -> drafts.OpenDraft:
        """Off the window."""
        draft = self.draft or drafts.start(self._desk, self._clerk)
        self.draft = draft
        drafts.record(self._desk, draft.draft_id, batch, label=label)
        return draft

    def _done(self, draft: drafts.OpenDraft) -> None:
        del self._waiting[: self._writing]
        self._writing = 0
        self.begun.emit(draft)
        if self._waiting:
            self._write()
        else:
            now: datetime = self._desk.now()
            self.saved.emit(now)

    def _failed(self, error: Exception) -> None:
        self._writing = 0
        if not isinstance(error, CounterError):
            raise error
        if error.entry is DRAFT_GONE:
            self.stop()
        if self._stopped:
            return
        self.trouble.emit(error)
        self._again.start()
