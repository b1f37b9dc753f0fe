"""The papers of one applicant or case, as the print screen shows them: what, how far, to be set.

A tray hands out work for the background and is told what came of it. Must not print or store.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.documents.papers import render, svg_pages
from counter_app.documents.view import PaperView
from counter_app.ui.papers.case_papers import Paper


class PrintState(Enum):
    """How far a paper is. Sent is not printed: only a person who saw it makes it so."""

    NOT_PRINTED = "没印"
    CHANGED = "改过了，要重印"
    SENT = "送去打印，等确认"
    CONFIRMED = "已打印"


@dataclass(frozen=True, slots=True)
class TrayItem:
    """One paper with its state."""

    paper: Paper
    state: PrintState = PrintState.NOT_PRINTED
    sent: str = ""
    """Id of the last sending."""
    at: datetime | None = None
    pages: int = 0
    """0 until it was set once."""
    aside: str = ""
    sha256: str = ""
    """The kept PDF, for a reprint; empty where the paper is set anew."""


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper as it was set."""

    pdf: bytes
    pages: tuple[bytes, ...]
    reprint: bool = False
    """The PDF is one that was handed out before and that would be set otherwise today."""


def set_paper(paper: Paper, view: PaperView) -> SetPaper:
    """Set a paper as PDF and as SVG pages. Off the window's thread."""
    return SetPaper(render(paper.name, view, paper.copy), svg_pages(paper.name, view, paper.copy))


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

    def stem(self) -> str:
        """What files and print jobs are named by: number or short code, nothing personal."""
        raise NotImplementedError

    def draft_id(self) -> str | None:
        """The desk's id of the draft; None for a case."""
        return None

    def wanted(self) -> set[str]:
        """Names of the papers that are ticked when the screen opens."""
        owed = (PrintState.NOT_PRINTED, PrintState.CHANGED)
        return {item.paper.name for item in self.items if item.state in owed}

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """What sets the paper; safe off the window's thread."""
        raise NotImplementedError

    def note_set(self, item: TrayItem, made: SetPaper) -> None:
        """The paper was set: its pages are known."""
        self._put(item.paper, pages=len(made.pages))

    def note_sent(self, item: TrayItem, sent: str, at: datetime, pages: int) -> None:
        """The paper went to the printer."""
        self._put(item.paper, state=PrintState.SENT, sent=sent, at=at, pages=pages)

    def note_confirmed(self, item: TrayItem) -> None:
        """A person saw it."""
        self._put(item.paper, state=PrintState.CONFIRMED)

    def waiting(self) -> tuple[TrayItem, ...]:
        """What was sent and is not yet confirmed."""
        return tuple(item for item in self.items if item.state is PrintState.SENT)

    def _put(self, paper: Paper, **values: Any) -> None:
        self.items = tuple(
            replace(item, **values) if item.paper == paper else item for item in self.items
        )
        self.changed.emit()
