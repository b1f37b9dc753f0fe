"""Sends and fetches in the background, by itself; says in the bar how it stands.

Every few seconds while something waits or the line is down, else as the settings say. Must not
know what is sent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.background.lanes import Background, Changed, Lane
from counter_app.basics.catalogue.store import NOT_ENROLLED
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from counter_app.desk.status import Status, status
from counter_app.ui.frame.bottom_bar import BottomBar
from counter_app.ui.glyphs import Glyph

if TYPE_CHECKING:
    from counter_app.sync.sync_once import SyncOutcome

_SOON_SECONDS = 3.0
_AT_ONCE_MS = 400


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the server, as last seen."""

    enrolled: bool = True
    online: bool | None = None
    """None until the first try was over."""
    since: datetime | None = None
    """Since when it is so."""
    synced_at: datetime | None = None
    queued: int = 0
    """Cases that wait."""
    trouble: CounterError | None = None
    """What a person has to know of beside a line that is down."""

    def words(self) -> str:
        """In the bar."""
        if not self.enrolled:
            return "本机还没有登记"
        if self.online is None:
            return "正在连接"
        if not self.online:
            return "未连接，照常收件"
        return "已连接" if self.trouble is None else f"已连接，{self.trouble.title}"

    def glyph(self) -> Glyph:
        """The sign in the bar."""
        if self.online is None and self.enrolled:
            return Glyph.WAITING
        return Glyph.ONLINE if self.online else Glyph.OFFLINE


class Connection(QObject):
    """The timer, and what it found."""

    changed = Signal()

    def __init__(self, counter: Counter, background: Background) -> None:
        super().__init__()
        self._counter, self._background = counter, background
        self.standing = Standing()
        self._running = self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sync)
        background.changed.connect(self._something_changed)

    def sync(self) -> None:
        """Send and fetch now; while that is under way, once more afterwards."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._timer.stop()
        self._background.read(self._counter.sync_once, self._synced, self._failed, Lane.NETWORK)

    def show_in(self, bar: BottomBar) -> None:
        """Let the bar follow."""

        def show() -> None:
            bar.show_connection(self.standing.words(), self.standing.glyph())
            bar.show_waiting(self.standing.queued)

        self.changed.connect(show)
        show()

    def _synced(self, outcome: "SyncOutcome") -> None:
        before = self.standing
        now = self._counter.desk.now()
        trouble = outcome.problem if outcome.online else None
        since = before.since if before.online is outcome.online else now
        self.standing = Standing(
            True, outcome.online, since, before.synced_at, before.queued, trouble
        )
        moved = outcome.pushed + outcome.pulled + outcome.refused + outcome.conflicts > 0
        self._background.changed.emit(Changed(cases=moved, connection=True))
        self._done()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            self._done()
            raise error
        enrolled = error.entry is not NOT_ENROLLED
        before = self.standing
        self.standing = Standing(
            enrolled,
            None if not enrolled else False,
            before.since if before.online is False else self._counter.desk.now(),
            before.synced_at,
            before.queued,
            error if enrolled else None,
        )
        self.changed.emit()
        self._done()

    def _done(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.sync()
            return
        self._wait()

    def _wait(self) -> None:
        """Until the next run."""
        calm = self.standing.online and not self.standing.queued
        usual = self._counter.settings.sync_seconds
        self._timer.start(round(1000 * (usual if calm else min(usual, _SOON_SECONDS))))

    def _something_changed(self, changed: Changed) -> None:
        if changed.cases and self.standing.online and self._timer.isActive():
            # Something was done at the desk: the line is up, so it goes at once.
            self._timer.start(min(self._timer.remainingTime(), _AT_ONCE_MS))
        if changed.cases or changed.connection:
            self._background.read(lambda: status(self._counter.desk), self._counted)

    def _counted(self, found: Status) -> None:
        was = self.standing
        self.standing = Standing(
            was.enrolled and found.window is not None,
            was.online,
            was.since,
            found.last_sync_at,
            found.queued,
            was.trouble,
        )
        if found.queued and self._timer.remainingTime() > 1000 * _SOON_SECONDS:
            self._wait()
        self.changed.emit()
