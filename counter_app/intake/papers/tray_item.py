"""One paper of an applicant or a case, and how far it is. Must not set a paper or store one."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from counter_app.documents.paper_table import PaperOf, Signer
from counter_app.documents.view import Copy


class PrintState(Enum):
    """How far a paper is. Sent is not printed: only a person who saw it makes it so."""

    NOT_PRINTED = "没印"
    CHANGED = "改过了，要重印"
    SENT = "已送出，等确认"
    CONFIRMED = "已打印"


@dataclass(frozen=True, slots=True)
class TrayItem:
    """One paper with its state."""

    paper: PaperOf[Any]
    """Made from what its tray knows: a case, or a day."""
    copy: Copy
    state: PrintState = PrintState.NOT_PRINTED
    sent: str = ""
    """Id of the last sending."""
    at: datetime | None = None
    pages: int = 0
    """0 until it was set once."""
    people: int = 0
    """How many it is about."""
    sha256: str = ""
    """The kept PDF, for a reprint; empty where the paper is set anew."""
    letter: str = ""
    """The number of a letter of a case: there may be several of its kind."""
    void: bool = False
    """A letter that is void: printed, it says so."""

    @property
    def key(self) -> str:
        """Tells it from the others of its tray."""
        return self.letter or self.paper.name

    @property
    def title(self) -> str:
        """What this copy is called."""
        return self.paper.called(self.copy)

    @property
    def aside(self) -> str:
        """What is said of it before it was printed."""
        each = self.paper.signed_by is Signer.EACH and self.copy is Copy.SIGNING
        return f"{self.people} 人" if each else ""

    @property
    def told(self) -> str:
        """How far it is, in words; of a letter with its number within the case."""
        return self._told("%m-%d %H:%M")

    @property
    def told_shortly(self) -> str:
        """The same without the time of day, where there is less room."""
        return self._told("%m-%d")

    def _told(self, time: str) -> str:
        state = "作废" if self.void else self.state.value
        if self.state is PrintState.CONFIRMED and self.at and not self.void:
            state = f"{state} {self.at:{time}}"
        aside = self.aside if self.state is PrintState.NOT_PRINTED else ""
        return "，".join(filter(None, (state, aside, self.letter.rpartition("-")[2])))


def came_out_question(waiting: tuple[TrayItem, ...], *, saved: bool = False) -> str:
    """What is asked about papers that were sent, or `saved` as files; nothing where none was."""
    pages = sum(item.pages for item in waiting)
    names = "、".join(item.paper.title for item in waiting)
    if saved and waiting:
        return f"{len(waiting)} 样 {pages} 页存成了文件，印出来了吗"
    return f"{names} {pages} 页，纸出来了吗" if waiting else ""
