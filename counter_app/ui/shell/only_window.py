"""One window over one data directory: a second start brings the first one to the front.

Two windows would write over each other's drafts. Must not know what a window shows.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from counter_app.basics.catalogue.window import WINDOW_HELD
from counter_app.basics.errors import CounterError
from counter_app.basics.only_one import OnlyOne, hold
from counter_app.basics.private_files import private_folder

_FILE = "window.lock"
_COME = b"come to the front\n"
_COMING = b"coming\n"
_ANSWER_MS = 3000


class OnlyWindow(QObject):
    """The first window's ear: hears of further starts."""

    wanted = Signal()
    """Somebody started the program again."""

    def __init__(self, data: Path, held: OnlyOne | None) -> None:
        super().__init__()
        self._held = held
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        # What a killed window has left does not listen any more.
        QLocalServer.removeServer(_name(data))
        self._server.listen(_name(data))

    def close(self) -> None:
        """Let another window have the data."""
        self._server.close()
        if self._held is not None:
            self._held.give_back()
            self._held = None

    def _heard(self) -> None:
        while (guest := self._server.nextPendingConnection()) is not None:
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
    socket = QLocalSocket()
    socket.connectToServer(_name(data))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(_COME)
    answered = socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == _COMING
    socket.disconnectFromServer()
    return answered


def _name(data: Path) -> str:
    """Short, since a socket's path must be, and one for each folder."""
    where = str(data.resolve()).encode("utf-8", "surrogateescape")
    return f"counter-app-{hashlib.sha256(where).hexdigest()[:16]}"
