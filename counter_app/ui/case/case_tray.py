"""The papers of a received case, its letters among them; what was handed out is reprinted.

A reprint is the kept PDF, byte for byte; a paper that was not handed out yet is set anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from counter_app.basics import exact_json
from counter_app.desk.case import CaseView, get_case
from counter_app.desk.desk import Desk
from counter_app.desk.papers import Printing, SentPaper, find_kept, kept_paper, papers_of
from counter_app.desk.tried import Tried, tried
from counter_app.documents.build_view import view_of
from counter_app.documents.paper_table import RECEIPT, REVIEWED_FORM, signed_too
from counter_app.documents.set_paper import SetPaper, set_papers
from counter_app.documents.view import Copy, PaperView
from counter_app.intake.letters.issued import docx_of, paper_of
from counter_app.intake.letters.of_case import Ask, CaseLetter, LettersOfCase
from counter_app.intake.papers.case_papers import case_items, letter_item, printed_to_be_signed
from counter_app.intake.papers.tray_item import PrintState, TrayItem
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.shell.seat import Seat


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A received case with what its papers are made from."""

    case: CaseView
    document: Mapping[str, object]
    view: PaperView
    wording: str
    sent: tuple[SentPaper, ...]
    letters: LettersOfCase
    tried: tuple[Tried, ...]
    """What came back."""


def load_case(seat: Seat, case_id: str) -> LoadedCase:
    """Read a case and all that its papers need. Off the window's thread; raises CASE_UNKNOWN."""
    desk = seat.tools.counter.desk
    case = get_case(desk, case_id)
    policy = seat.tools.counter.policies.of_case(case.state.policy, case.state.wording)
    window = desk.window()
    document = exact_json.loads(case.document.decode())
    assert isinstance(document, dict)
    received = datetime.fromisoformat(case.state.received_at)
    view = view_of(
        document,
        policy,
        received.date(),
        hall_region=window.county if window else "",
        received_at=received,
        number=case.state.number,
        short_code=case.state.short_code,
        receipt_url=case.receipt_url,
        window_label=window.label if window else "",
        clerk=case.state.received_by,
        granted={position: frozenset(each.split()) for position, each in case.granted.items()},
        trial=bool(window and window.trial),
    )
    sent = papers_of(desk, case_id=case_id)
    view = replace(view, signed_too=signed_too(view, printed_to_be_signed(sent)))
    letters = seat.tools.counter.letters_of(case_id)
    return LoadedCase(case, document, view, policy.wording, sent, letters, tried(desk, case_id))


class CaseTray(Tray):
    """The tray of a received case."""

    def __init__(self, seat: Seat, loaded: LoadedCase, wanted: str = "") -> None:
        """`wanted`: the number of the letter that it is opened for."""
        letters = map(letter_item, loaded.letters.newest_first)
        decided = loaded.letters.result is not None
        items = case_items(loaded.view, loaded.sent, is_decided=decided)
        super().__init__((*items, *letters))
        self._desk: Desk = seat.tools.counter.desk
        self._wanted = wanted
        number, who = loaded.case.state.number, seat.person
        self._told: Mapping[str, bytes] = {}
        self._words = partial(seat.tools.counter.words_of, number, who)
        self.loaded, self.wording = loaded, loaded.wording
        self.case_id = loaded.case.state.case_id
        self.name = _name(loaded.document)

    def wanted(self) -> set[str]:
        """The letter that was asked for, else what is due, else the receipt.

        With the result the 审核表 is due that has what each office said.
        """
        due = {each.number for each in self.loaded.letters.all if each.is_to_be_printed}
        due |= {
            item.key
            for item in self.items
            if item.paper is REVIEWED_FORM and item.state is PrintState.NOT_PRINTED
        }
        return {self._wanted} if self._wanted else due or {RECEIPT.name}

    def stem(self) -> str:
        """Names files and jobs: nothing personal."""
        return self.loaded.case.state.number

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """The kept PDF with the same pages for the screen; else the paper set anew."""
        if item.letter:
            letters = self.loaded.letters
            letter = letters.get(item.letter)
            return partial(_make_letter, self._desk, letters, letter, self._ask)
        if item.paper is REVIEWED_FORM:
            return partial(_make_reviewed, self._desk, self.loaded, item, self._ask)
        return partial(_make, self._desk, self.loaded.view, item)

    def _ask(self) -> Mapping[str, bytes]:
        """What travels by no pull, asked for once it is needed; kept as long as the tray."""
        self._told = self._told or self._words()
        return self._told

    def title_of(self, item: TrayItem) -> str:
        """A letter's file and job bear its own number."""
        return f"{item.letter}-{item.paper.title}" if item.letter else super().title_of(item)

    def printing(self, item: TrayItem) -> Printing:
        """Of a letter its number too, and its .docx beside it."""
        if not item.letter:
            return super().printing(item)
        letter = self.loaded.letters.get(item.letter)
        kept = find_kept(self._desk, letter.sent) if letter.sent else None
        view = self.loaded.letters.view
        docx = kept[1] if kept else docx_of(letter.which, view(letter, self._ask))
        return replace(
            super().printing(item),
            letter=letter.number,
            of=" ".join(letter.which.of),
            docx=docx,
        )


def _make(desk: Desk, view: PaperView, item: TrayItem) -> SetPaper:
    made = set_papers.get(item.paper, view, item.copy)
    return made.handed_out_as(kept_paper(desk, item.sha256)) if item.sha256 else made


def _make_reviewed(desk: Desk, loaded: LoadedCase, item: TrayItem, ask: Ask) -> SetPaper:
    """The 审核表 with what each office said."""
    opinions, revision = loaded.letters.opinions(ask), loaded.case.state.revision
    return _make(desk, replace(loaded.view, opinions=opinions, revision=revision), item)


def _make_letter(desk: Desk, letters: LettersOfCase, letter: CaseLetter, ask: Ask) -> SetPaper:
    """As it was handed out; else set now."""
    made = set_papers.get(paper_of(letter.which), letters.view(letter, ask), Copy.FINAL)
    kept = find_kept(desk, letter.sent) if letter.sent else None
    return made.handed_out_as(kept[0]) if kept else made


def _name(document: Mapping[str, object]) -> str:
    applicant = document.get("applicant")
    name = applicant.get("name") if isinstance(applicant, dict) else ""
    return str(name or "")
