"""While somebody who has signed in sits here: locks when nobody is there, keeps the session alive.

Must not know what the work is: it covers the window whole, and what is under way goes on.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from counter_app.background.lanes import Lane
from counter_app.basics.catalogue.people import SESSION_OVER
from counter_app.basics.errors import CounterError
from counter_app.desk.people_here import is_trial
from counter_app.desk.sign_in import SignedIn, sign_in_offline
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.lock import Locked, LockPlace
from counter_app.ui.shell.seat import Seat
from counter_app.ui.shell.window import Window
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.keys import Act

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter

_SIGNS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)
_RENEW_MS = 30 * 60_000
_ASK_MS = 20_000
_MINUTE_MS = 60_000


class Guarding(QObject):
    """For one seat, from sitting down to leaving."""

    leave_wanted = Signal()
    """Somebody else wants to sign in here."""
    session_found = Signal(str)
    """The server's word has come, or another one."""

    def __init__(self, seat: Seat, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._window = seat, window
        self._counter: Counter = seat.tools.counter
        self._lid: LockPlace | None = None
        self.session = seat.person.session
        """With the server's word; empty while the person came in without it."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._nobody_there)
        self._renewing = QTimer(self)
        self._renewing.timeout.connect(self._renew)
        window.add_own_act(Act("Ctrl+L", "锁定", self.lock))
        # At the window's surface: a filter of the application would see each event of each part.
        window.windowHandle().installEventFilter(self)
        # What is composed reaches the line without passing the surface; the caret moves, though.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._somebody_there)
        self.lock_after(self._counter.settings.lock_minutes)
        self._renewing.start(_RENEW_MS if self.session else _ASK_MS)

    def lock_after(self, minutes: float) -> None:
        """For so long nobody may do anything."""
        self._minutes = minutes
        self._idle.start(round(minutes * _MINUTE_MS))

    def lock(self, why: str = "") -> None:
        """Cover everything until the same person shows the password."""
        if self._window.has_lid:
            return
        desk, station = self._counter.desk, self._seat.station
        now = desk.now()
        self._lid = LockPlace(
            Locked(
                name=self._seat.person.name,
                hall=station.hall,
                window=station.window,
                day=f"{now:%Y-%m-%d}",
                why=f"{why or '按了 Ctrl+L'}，{now:%H:%M} 锁定",
                needs_password=not is_trial(desk),
                lines=GOES_ON,
            )
        )
        self._lid.given.connect(self._try)
        self._lid.leave_wanted.connect(self.leave_wanted)
        self._window.put_lid(self._lid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever a hand does here puts the lock off."""
        if event.type() in _SIGNS:
            self._somebody_there()
        return False

    def _somebody_there(self) -> None:
        self._idle.start()

    def _nobody_there(self) -> None:
        self.lock(f"{self._minutes:g} 分钟没有操作")

    def _try(self, password: str) -> None:
        """By this counter's own word, which is quick; by the server's where that was never had."""
        login, background = self._seat.person.login, self._seat.tools.background
        if self.session:
            work = partial(sign_in_offline, self._counter.desk, login, password)
            background.read(work, self._unlock, self._still_locked)
        else:
            ask = partial(self._counter.sign_in, login, password)
            background.read(ask, self._unlock, self._still_locked, Lane.NETWORK)

    def _unlock(self, signed_in: SignedIn) -> None:
        self._keep(signed_in)
        self._lid = None
        self._window.lift_lid()
        self._idle.start()

    def _still_locked(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        if self._lid is not None:
            self._lid.tell(error)

    def _keep(self, signed_in: SignedIn) -> None:
        if signed_in.clerk.session and signed_in.clerk.session != self.session:
            self.session = signed_in.clerk.session
            self.session_found.emit(self.session)
        if self.session:
            self._renewing.start(_RENEW_MS)

    def seek_session(self) -> None:
        """Of a trial, whose people need no password: as soon as the server is there."""
        if is_trial(self._counter.desk):
            ask = partial(self._counter.sign_in, self._seat.person.login, "")
            self._seat.tools.background.read(ask, self._keep, self._not_renewed, Lane.NETWORK)

    def _renew(self) -> None:
        if not self.session:
            self.seek_session()
            return
        work = partial(self._counter.renew, self.session)
        self._seat.tools.background.read(work, lambda _: None, self._not_renewed, Lane.NETWORK)

    def _not_renewed(self, error: Exception) -> None:
        """A line that is down is no trouble; a session that the server has ended is."""
        if isinstance(error, CounterError) and error.entry is SESSION_OVER:
            self._renewing.stop()
            self.session = ""
            self._window.place().say(f"{error.title}，{error.advice}", "err")


GOES_ON = (
    Line("草稿都已存在本机", glyph=Glyph.DONE, second="没有提交任何东西，也没有替你按任何键"),
    Line("打印和上传照样做完", glyph=Glyph.WAITING, second="结果等你回来看"),
)
