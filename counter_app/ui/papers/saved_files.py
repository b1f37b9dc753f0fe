"""Where papers lie that became files, in words, and the key that opens the folder.

Must not write a file, and never make the folder: what is not there is told.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from counter_app.basics.catalogue.window import FOLDER_NOT_OPENED
from counter_app.basics.errors import CounterError
from counter_app.ui.papers.paper_desk import PaperDesk
from counter_app.ui.widgets.keys import Act

KEY, NAME = "Alt+O", "打开文件夹"


def place_words(folder: Path) -> str:
    """A folder as it is told: within the clerk's own it need not say where that is."""
    home = Path.home()
    return str(folder.relative_to(home) if folder.is_relative_to(home) else folder)


def saved_words(desk: PaperDesk) -> str:
    """Where papers lie that were saved, and how one gets there; nothing where paper comes out."""
    folder = desk.folder()
    return f"在 {place_words(folder)}，{KEY} {NAME}" if folder else ""


def folder_acts(desk: PaperDesk, failed: Callable[[Exception], None]) -> tuple[Act, ...]:
    """Alt+O, where papers become files."""
    return (Act(KEY, NAME, partial(open_folder, desk, failed)),) if desk.folder() else ()


def open_folder(desk: PaperDesk, failed: Callable[[Exception], None]) -> None:
    """Show the folder as the system shows folders."""
    folder = desk.folder()
    if folder is None:
        return
    url = QUrl.fromLocalFile(str(folder))
    if not (folder.is_dir() and QDesktopServices.openUrl(url)):
        failed(CounterError(FOLDER_NOT_OPENED, folder=place_words(folder)))
