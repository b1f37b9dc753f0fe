"""Sends and fetches in the background, by itself; says in the bar how it stands.

Every few seconds while something waits or the line is down, else as the settings say. Must not
know what is sent.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from counter_app.background.lanes import Background, Changed, Lane
from counter_app.basics.catalogue.devices import CERTIFICATE_WRONG, LINE_OPEN
from counter_app.basics.catalogue.store import NOT_ENROLLED
from counter_app.basics.errors import CounterError
from counter_app.bootstrap import Counter
from counter_app.desk.status import Status, status
from counter_app.ui.shell.frame.bottom_bar import BottomBar
from counter_app.ui.widgets.glyphs import Glyph

if TYPE_CHECKING:
    from counter_app.sync.sync_once import SyncOutcome

_SOON_SECONDS = 3.0
_AT_ONCE_MS = 400
_FRESH_MS = 3000
"""So long an answer is as good as another one."""
_TOLD_OFFLINE = (LINE_OPEN, CERTIFICATE_WRONG)
"""Waiting does not help against these."""


@dataclass(frozen=True, slots=True)
class ConnectionState:
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
    clock: str = ""
    """That this computer's time is not the server's."""
    worries: tuple[CounterError, ...] = ()
    """What a person has to know of this counter, online or not."""
    goes_on: str = "照常收件"
    """What can be done all the same while the line is down."""
    is_shut_out: bool = False
    """Nothing that waits can go before the administrator has done something."""

    @property
    def troubles(self) -> tuple[CounterError, ...]:
        """Each kind once."""
        found = (*self.worries, self.trouble) if self.trouble else self.worries
        return tuple({each.entry: each for each in found}.values())

    def words(self) -> str:
        """In the bar."""
        return "，".join(filter(None, (self._line(), self.clock)))

    def _line(self) -> str:
        if not self.enrolled:
            return "本机还没有登记"
        if self.online is None:
            return "正在连接"
        line = "已连接" if self.online else "未连接"
        if self.troubles:
            return f"{line}，{self.troubles[0].title}"
        return line if self.online else f"{line}，{self.goes_on}"

    def glyph(self) -> Glyph:
        """The sign in the bar."""
        if self.online is None and self.enrolled:
            return Glyph.WAITING
        return Glyph.ONLINE if self.online else Glyph.OFFLINE


class Connection(QObject):
    """The timer, and what it found."""

    changed = Signal()

    def __init__(self, counter: Counter, background: Background, goes_on: str = "") -> None:
        """`goes_on`: what can be done without the line, where nobody is received."""
        super().__init__()
        self._counter, self._background = counter, background
        usual = ConnectionState()
        self.standing = replace(usual, goes_on=goes_on) if goes_on else usual
        self._running = self._again = self._stopped = False
        self._answered = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sync)
        background.changed.connect(self._something_changed)

    def sync(self) -> None:
        """Send and fetch now; while that is under way, once more afterwards."""
        if self._stopped:
            return
        if self._running:
            self._again = True
            return
        self._running = True
        self._timer.stop()
        self._background.read(self._counter.sync_once, self._synced, self._failed, Lane.NETWORK)

    def stop(self) -> None:
        """Nobody works here in this role any more: what is under way is the last."""
        self._stopped = True
        self._timer.stop()
        self._background.changed.disconnect(self._something_changed)

    def look(self) -> None:
        """Somebody comes to where it stands: ask now rather than in half a minute."""
        if self._answered.isValid() and self._answered.elapsed() >= _FRESH_MS:
            self.sync()

    def show_in(self, bar: BottomBar) -> None:
        """Let the bar follow."""

        def show() -> None:
            bar.show_connection(self.standing.words() + self._policy_words(), self.standing.glyph())
            bar.show_waiting(self.standing.queued)

        self.changed.connect(show)
        show()

    def _policy_words(self) -> str:
        """That rows of the policy are switched off, for as long as they are."""
        off = len(self._counter.policies.switched_off)
        return f"，政策停用 {off} 行" if off else ""

    def _synced(self, outcome: "SyncOutcome") -> None:
        before = self.standing
        now = self._counter.desk.now()
        problem = outcome.problem
        tells = problem is not None and (outcome.online or problem.entry in _TOLD_OFFLINE)
        since = before.since if before.online is outcome.online else now
        self.standing = replace(
            before,
            enrolled=True,
            online=outcome.online,
            since=since,
            trouble=problem if tells else None,
        )
        came = outcome.pushed + outcome.pulled + outcome.refused + outcome.conflicts
        moved = came + outcome.erased > 0
        self._background.changed.emit(Changed(cases=moved, connection=True))
        self._done()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            self._done()
            raise error
        enrolled = error.entry is not NOT_ENROLLED
        before = self.standing
        self.standing = replace(
            before,
            enrolled=enrolled,
            online=None if not enrolled else False,
            since=before.since if before.online is False else self._counter.desk.now(),
            trouble=error if enrolled else None,
        )
        self.changed.emit()
        self._done()

    def _done(self) -> None:
        self._running = False
        self._answered.start()
        if self._again:
            self._again = False
            self.sync()
            return
        self._wait()

    def _wait(self) -> None:
        """Until the next run."""
        if self._stopped:
            return
        calm = self.standing.online and (not self.standing.queued or self.standing.is_shut_out)
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
        self.standing = replace(
            was,
            enrolled=was.enrolled and found.window is not None,
            synced_at=found.last_sync_at,
            queued=found.queued,
            worries=found.worries,
            is_shut_out=found.is_shut_out,
            clock=found.clock,
        )
        if (
            found.queued
            and not found.is_shut_out
            and self._timer.remainingTime() > 1000 * _SOON_SECONDS
        ):
            self._wait()
        self.changed.emit()
