"""A letter as it is handed out: set from its view, or as it was kept. Must not read a store."""

from dataclasses import dataclass

from counter_app.documents.letters.view import LetterView
from counter_app.documents.paper_table import LETTERS, LetterPaper
from counter_app.documents.papers import pdf_of
from counter_app.documents.view import Copy
from counter_app.intake.letters.which import Which
from counter_app.rules.letter_kinds import Letter


@dataclass(frozen=True, slots=True)
class Issued:
    """The bytes of one letter. `reprint`: as they were handed out before."""

    kind: Letter
    number: str
    pdf: bytes
    docx: bytes
    reprint: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return LETTERS[self.kind].title

    @property
    def file_name(self) -> str:
        """What its files are called, without a suffix: nothing personal."""
        return f"{self.number}{self.title}"


_KINDS = {str(each): each for each in Letter}


def issued_there(paper: str, number: str, pdf: bytes, docx: bytes) -> Issued | None:
    """A letter as another has set it; None for one that this program does not know."""
    kind = _KINDS.get(paper)
    return None if kind is None else Issued(kind, number, pdf, docx, reprint=False)


def paper_of(which: Which) -> LetterPaper:
    """The row of its paper."""
    return LETTERS[which.kind]


def pdf_of_letter(which: Which, view: LetterView) -> bytes:
    """Set it as PDF alone."""
    return pdf_of(paper_of(which), view, Copy.FINAL)


def set_letter(which: Which, view: LetterView) -> Issued:
    """Set it as PDF and .docx."""
    pdf = pdf_of_letter(which, view)
    return Issued(which.kind, which.number, pdf, docx_of(which, view), reprint=False)


def docx_of(which: Which, view: LetterView) -> bytes:
    """The same letter as .docx."""
    ((_, write),) = paper_of(which).also
    return write(view, Copy.FINAL)
