"""The printer: takes a paper that is already set. Must not know what stands on it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

How = Literal["printer", "pdf"]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper for the printer. `title` names job and file: never anything personal."""

    title: str
    pdf: bytes
    draw: Callable[[], tuple[bytes, ...]] | None = None
    """Gives the same pages as SVG; None where only the kept PDF is there."""
    copies: int = 1
    double_sided: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """A job that was taken: where, for people, and by which number it is asked after."""

    where: str
    number: int = 0
    """0: nobody can be asked what became of it."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A job that lies in a queue: its number, and the title it was given."""

    number: int
    title: str


class Fate(StrEnum):
    """What has become of a job that was taken."""

    WAITING = "waiting"
    """It lies in the queue, at the printer, or cannot be asked after just now."""
    GONE = "gone"
    """Nothing of it is left in the queue: it went to the printer, or nobody can be asked."""
    DROPPED = "dropped"
    """Somebody cancelled it, or the printer gave it up."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, and what keeps it, in words; nothing where all goes well."""

    fate: Fate
    why: str = ""


class Printer(Protocol):
    """Somewhere a paper can go. Called off the window's thread."""

    @property
    def name(self) -> str:
        """What the clerk knows it by."""
        ...

    @property
    def how(self) -> How:
        """Whether paper comes out, or a file."""
        ...

    @property
    def folder(self) -> Path | None:
        """Where the files lie that it makes; None where paper comes out."""
        ...

    def print(self, job: PrintJob) -> Sent:
        """Take the job; says where it went. CounterError where it was not taken."""
        ...

    def progress(self, number: int) -> Progress:
        """What has become of a job that was taken."""
        ...

    def cancel(self, number: int) -> None:
        """Take a job back out of the queue. CounterError where that was not possible."""
        ...

    def queued(self) -> tuple[Queued, ...]:
        """What lies in the queue now, whoever put it there; nothing where nobody can be asked."""
        ...


class Untracked:
    """What cannot be asked after its jobs: once taken, they are out of reach."""

    @property
    def folder(self) -> Path | None:
        """None: paper comes out."""
        return None

    def progress(self, number: int) -> Progress:
        """Gone."""
        return Progress(Fate.GONE)

    def cancel(self, number: int) -> None:
        """Nothing is left to be taken back."""

    def queued(self) -> tuple[Queued, ...]:
        """Nobody can be asked."""
        return ()
