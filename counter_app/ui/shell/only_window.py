"""One window over one data directory: a second start brings the first one to the front.

Two windows would write over each other's drafts. Must not know what a window shows. The data are
held at once; Qt's network is needed to be heard only, and imported once the window is there.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal

from counter_app.basics.catalogue.window import WINDOW_HELD
from counter_app.basics.errors import CounterError
from counter_app.basics.only_one import OnlyOne, hold
from counter_app.basics.private_files import private_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_FILE = "window.lock"
_COME = b"come to the front\n"
_COMING = b"coming\n"
_ANSWER_MS = 3000
_STEP_MS = 50


class OnlyWindow(QObject):
    """The first window's ear: hears of further starts."""

    wanted = Signal()
    """Somebody started the program again."""

    def __init__(self, data: Path, held: OnlyOne | None) -> None:
        super().__init__()
        self._data, self._held = data, held
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        """Hear from now on; who started before that is still trying."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        # What a killed window has left does not listen any more.
        QLocalServer.removeServer(_name(self._data))
        self._server.listen(_name(self._data))

    def close(self) -> None:
        """Let another window have the data."""
        if self._server is not None:
            self._server.close()
        if self._held is not None:
            self._held.give_back()
            self._held = None

    def _heard(self) -> None:
        server = self._server
        while server is not None and (guest := server.nextPendingConnection()) is not None:
            guest.disconnected.connect(guest.deleteLater)
            guest.write(_COMING)
            guest.flush()
            self.wanted.emit()


def take_window(data: Path) -> OnlyWindow | None:
    """The hold on the data; None where an open window has come to the front instead.

    Where the folder cannot be written nothing is held: opening the store tells what is wrong.

    Raises:
        CounterError: WINDOW_HELD: another window has the data and does not answer.
    """
    try:
        private_folder(data)
        held = hold(data / _FILE)
    except OSError:
        return OnlyWindow(data, None)
    if held is not None:
        return OnlyWindow(data, held)
    if not _call(data):
        raise CounterError(WINDOW_HELD)
    return None


def _call(data: Path) -> bool:
    """Ask the open window to come to the front; whether it answered."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    if not _connect(socket, _name(data)):
        return False
    socket.write(_COME)
    answered = socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == _COMING
    socket.disconnectFromServer()
    return answered


def _connect(socket: "QLocalSocket", name: str) -> bool:
    """Tries for a while: a window that has just been started does not listen yet."""
    patience = QDeadlineTimer(_ANSWER_MS)
    while True:
        socket.connectToServer(name)
        if socket.waitForConnected(_ANSWER_MS):
            return True
        if patience.hasExpired():
            return False
        QThread.msleep(_STEP_MS)


def _name(data: Path) -> str:
    """Short, since a socket's path must be, and one for each folder."""
    import hashlib

    where = str(data.resolve()).encode("utf-8", "surrogateescape")
    return f"counter-app-{hashlib.sha256(where).hexdigest()[:16]}"
