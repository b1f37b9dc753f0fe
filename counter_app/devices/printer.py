"""The printer: takes a paper that is already set. Must not know what stands on it."""

from dataclasses import dataclass
from typing import Literal, Protocol

How = Literal["printer", "pdf"]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper for the printer. `title` names job and file: never anything personal."""

    title: str
    pdf: bytes
    pages: tuple[bytes, ...] = ()
    """The same pages as SVG; empty where only the kept PDF is there."""
    copies: int = 1
    double_sided: bool = True


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

    def print(self, job: PrintJob) -> str:
        """Take the job; says where it went. CounterError where it was not taken."""
        ...
