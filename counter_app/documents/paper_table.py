"""Every paper, one row each: what it is called, when it is owed, how it is set, signed and printed.

The trays of draft and case, the sign page, the receipt's list and `counter-app print` read this
table and keep no list of their own: a new paper is one row, its data and its layout. Must not set.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from counter_app.documents.application_form import form_data
from counter_app.documents.authorization import authorization_data
from counter_app.documents.comparison import TITLE as COMPARISON_TITLE
from counter_app.documents.comparison import ComparisonView, comparison_data
from counter_app.documents.day_list import TITLE as DAY_TITLE
from counter_app.documents.day_list import DayView, day_list_data
from counter_app.documents.letters.frame import letter_data
from counter_app.documents.letters.view import LetterView
from counter_app.documents.letters.words import title_of
from counter_app.documents.receipt import receipt_data
from counter_app.documents.shared_list import TITLE as SHARED_TITLE
from counter_app.documents.shared_list import SharedView, shared_list_data
from counter_app.documents.view import Copy, PaperPerson, PaperView
from counter_app.documents.work_list import TITLE as WORK_TITLE
from counter_app.documents.work_list import WorkView, work_list_data
from counter_app.rules.letter_kinds import Letter

View = TypeVar("View", PaperView, LetterView, DayView, ComparisonView, WorkView, SharedView)
"""What a paper is made from: a case, a letter, two contents of a case, or a list."""


class Signer(Enum):
    """Who signs a paper."""

    NOBODY = "nobody"
    APPLICANT = "applicant"
    EACH = "each"
    """Each person whom it is about, on a sheet of their own."""


class Sides(Enum):
    """How a paper lies on its sheets of paper."""

    ONE = "one"
    BOTH = "both"
    OF_EACH = "of each"
    """Both, but no two persons on one sheet of paper."""


def _all(view: PaperView) -> tuple[PaperPerson, ...]:
    return view.people


def _asked(view: PaperView) -> tuple[PaperPerson, ...]:
    """Everybody, as soon as somebody is asked something."""
    return view.people if any(person.queries for person in view.people) else ()


def _form_docx(view: PaperView, copy: Copy) -> bytes:
    # Whoever only prints does not wait for the library that writes .docx.
    from counter_app.documents.docx_form import form_docx

    return form_docx(view, copy)


def _letter_docx(letter: Letter, view: LetterView, copy: Copy) -> bytes:
    from counter_app.documents.letters.docx import letter_docx

    return letter_docx(letter, view, copy)


@dataclass(frozen=True, slots=True)
class PaperOf(Generic[View]):
    """One kind of paper."""

    name: str
    """As records and files name it; never changed, old cases carry it."""
    title: str
    layout: int
    """Raised by whoever changes what the same view looks like."""
    data: Callable[[View, Copy], dict[str, object]]
    copies: tuple[Copy, ...]
    """What of it is handed out at the window: before receipt (`signing`), after it (`final`)."""
    sheet: str = ""
    """The layout's file, where it is not named as the paper is."""
    about: Callable[[PaperView], tuple[PaperPerson, ...]] = _all
    """Whom it is about; owed where that is anybody."""
    signed_by: Signer = Signer.NOBODY
    signing_title: str = ""
    """What the copy to be signed is called, where that is not the title."""
    signed_title: str = ""
    """What is signed with it, where that is not the title."""
    sides: Sides = Sides.BOTH
    also: tuple[tuple[str, Callable[[View, Copy], bytes]], ...] = ()
    """Other files that are made of it: suffix, and what writes them."""

    @property
    def layout_file(self) -> str:
        """The layout that sets it."""
        return self.sheet or self.name

    def is_owed(self, view: PaperView) -> bool:
        """Whether this household has it at all."""
        return bool(self.about(view)) or not view.people

    def is_duplex(self, people: int) -> bool:
        """Whether both sides may be printed: no sheet of paper is handed to two people."""
        if self.sides is Sides.OF_EACH:
            # How many pages each has is not known here; an even sum may hide odd parts.
            return people == 1
        return self.sides is Sides.BOTH

    def called(self, copy: Copy) -> str:
        """What a copy is called."""
        return self.signing_title if copy is Copy.SIGNING and self.signing_title else self.title

    def filed_as(self, copy: Copy) -> str:
        """What a file or a print job of a copy is called: nothing personal."""
        return self.called(copy).replace("，", "")

    @property
    def layout_version(self) -> str:
        """What a printing is recorded under: the layout and its version."""
        return f"{self.name}/{self.layout}"


Paper = PaperOf[PaperView]
LetterPaper = PaperOf[LetterView]
DayPaper = PaperOf[DayView]
ComparisonPaper = PaperOf[ComparisonView]
WorkPaper = PaperOf[WorkView]
SharedPaper = PaperOf[SharedView]

FORM: Paper = PaperOf(
    name="application_form",
    title="审核表",
    layout=5,
    data=form_data,
    copies=(Copy.SIGNING, Copy.FINAL),
    signed_by=Signer.APPLICANT,
    signing_title="审核表，签字稿",
    signed_title="审核表和承诺书",
    also=((".docx", _form_docx),),
)
RECEIPT: Paper = PaperOf(
    name="receipt",
    title="收件回执",
    layout=3,
    data=receipt_data,
    copies=(Copy.FINAL,),
    sides=Sides.ONE,
)
CONSENT: Paper = PaperOf(
    name="authorization",
    title="信息查询授权书",
    layout=4,
    data=authorization_data,
    copies=(Copy.SIGNING, Copy.FINAL),
    about=_asked,
    signed_by=Signer.EACH,
    sides=Sides.OF_EACH,
)

REVIEWED_FORM: Paper = PaperOf(
    name="reviewed_form",
    title="审核表，含审核意见",
    layout=1,
    data=form_data,
    sheet="application_form",
    copies=(Copy.FINAL,),
)
"""The 审核表 of a decided case, as it holds, with what each office said: goes into the file."""

PAPERS = (FORM, RECEIPT, CONSENT)
NAMES = tuple(paper.name for paper in PAPERS)


def _in_house(
    name: str, title: str, data: Callable[[View, Copy], dict[str, object]]
) -> PaperOf[View]:
    """A sheet for those who work here: of no tray but its own, handed to nobody and not kept."""
    return PaperOf(
        name=name, title=title, layout=1, data=data, sheet="letter", copies=(Copy.FINAL,)
    )


DAY_LIST: DayPaper = _in_house("day_list", DAY_TITLE, day_list_data)
"""Of no case: a window's own list of a day, handed to nobody and not kept."""

COMPARISON: ComparisonPaper = _in_house("revision_comparison", COMPARISON_TITLE, comparison_data)
"""For whoever reviews a case: what two of its contents say, which are evidence; itself not kept."""

WORK_LIST: WorkPaper = _in_house("work_list", WORK_TITLE, work_list_data)
"""Of no case: one list of a desk, kept by nobody."""

SHARED_LIST: SharedPaper = _in_house("shared_list", SHARED_TITLE, shared_list_data)
"""What departments give, of no case and kept by nobody."""

_LETTER_LAYOUT = 2


def _letter(letter: Letter, sides: Sides = Sides.ONE) -> LetterPaper:
    """A letter stands on one side: each of its copies bears a seal."""
    return PaperOf(
        name=str(letter),
        title=title_of(letter),
        layout=_LETTER_LAYOUT,
        data=partial(letter_data, letter),
        sheet="letter",
        copies=(Copy.FINAL,),
        sides=sides,
        also=((".docx", partial(_letter_docx, letter)),),
    )


LETTERS = {letter: _letter(letter) for letter in Letter}
"""The letters of a case: not of a tray, each comes into being with an act."""


def find_paper(name: str) -> Paper | None:
    """The paper of a name; None for one that this program does not make."""
    known = (*PAPERS, REVIEWED_FORM)
    return next((paper for paper in known if paper.name == name), None)


def get_paper(name: str) -> Paper:
    """The paper of a name; KeyError for one that this program does not make."""
    found = find_paper(name)
    if found is None:
        raise KeyError(name)
    return found


def signed_too(view: PaperView, printed: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Papers beside form and consent that were printed to be signed: title, people."""
    return tuple(
        (paper.title, len(paper.about(view)))
        for paper in PAPERS
        if paper.name in printed
        and paper not in (FORM, CONSENT)
        and paper.signed_by is not Signer.NOBODY
        and paper.is_owed(view)
    )


def papers_for(copy: Copy) -> tuple[Paper, ...]:
    """What is handed out as this copy: what comes into being with it stands first."""
    of_it = (paper for paper in PAPERS if copy in paper.copies)
    return tuple(sorted(of_it, key=lambda paper: paper.copies[0] is not copy))
