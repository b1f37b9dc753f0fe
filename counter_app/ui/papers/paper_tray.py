"""The papers of one applicant or case, as the print screen shows them: what, how far, to be set.

A tray hands out work for the background and is told what came of it. Must not print or store.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.desk.papers import Printing
from counter_app.documents.set_paper import SetPaper
from counter_app.intake.papers.tray_item import PrintState, TrayItem


class Tray(QObject):
    """Base of the two trays: of a draft, and of a received case."""

    changed = Signal()

    def __init__(self, items: tuple[TrayItem, ...]) -> None:
        super().__init__()
        self.items = items
        self.case_id: str | None = None
        self.name = ""
        self.wording = ""
        """Version of the wording that the papers are set with."""
        self.is_of_a_case = True
        """Whether its papers are kept as they were handed out; a list is not."""

    def stem(self) -> str:
        """What files and print jobs are named by: number or short code, nothing personal."""
        raise NotImplementedError

    def title_of(self, item: TrayItem) -> str:
        """What file and print job of a paper are called."""
        return f"{self.stem()}-{item.paper.filed_as(item.copy)}"

    def draft_id(self) -> str | None:
        """The desk's id of the draft; None for a case."""
        return None

    def wanted(self) -> set[str]:
        """Keys of the papers that are ticked when the screen opens."""
        owed = (PrintState.NOT_PRINTED, PrintState.CHANGED)
        return {item.key for item in self.items if item.state in owed}

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """What sets the paper; safe off the window's thread."""
        raise NotImplementedError

    def printing(self, item: TrayItem) -> Printing:
        """What is recorded of a printing beside its bytes; safe off the window's thread."""
        return Printing(item.copy, item.paper.layout_version, self.wording)

    def note_set(self, item: TrayItem, made: SetPaper) -> None:
        """The paper was set: its pages are known."""
        self._put(item, pages=made.count)

    def note_sent(self, item: TrayItem, sent: str, at: datetime, pages: int) -> None:
        """The paper went to the printer."""
        self._put(item, state=PrintState.SENT, sent=sent, at=at, pages=pages)

    def note_confirmed(self, item: TrayItem) -> None:
        """A person saw it."""
        self._put(item, state=PrintState.CONFIRMED)

    def note_dropped(self, item: TrayItem) -> None:
        """It was taken out of the queue, or the printer gave it up: it is not printed."""
        self._put(item, state=PrintState.NOT_PRINTED)

    def waiting(self) -> tuple[TrayItem, ...]:
        """What was sent and is not yet confirmed."""
        return tuple(item for item in self.items if item.state is PrintState.SENT)

    def _put(self, which: TrayItem, **values: Any) -> None:
        self.items = tuple(
            replace(item, **values) if item.key == which.key else item for item in self.items
        )
        self.changed.emit()
