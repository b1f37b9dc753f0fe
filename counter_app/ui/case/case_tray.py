"""The papers of a received case: receipt, form, consent sheets; what was handed out is reprinted.

A reprint is the kept PDF, byte for byte; a paper that was not handed out yet is set anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from counter_app.basics import exact_json
from counter_app.desk.case import CaseView, get_case
from counter_app.desk.desk import Desk
from counter_app.desk.papers import SentPaper, kept_paper, papers_of
from counter_app.documents.build_view import view_of
from counter_app.documents.paper_table import RECEIPT, signed_too
from counter_app.documents.set_paper import SetPaper, set_papers
from counter_app.documents.view import PaperView
from counter_app.intake.papers.case_papers import case_items, printed_to_be_signed
from counter_app.intake.papers.tray_item import TrayItem
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
        granted={number: frozenset(each.split()) for number, each in case.granted.items()},
    )
    sent = papers_of(desk, case_id=case_id)
    view = replace(view, signed_too=signed_too(view, printed_to_be_signed(sent)))
    return LoadedCase(case, document, view, policy.wording, sent)


class CaseTray(Tray):
    """The tray of a received case."""

    def __init__(self, seat: Seat, loaded: LoadedCase) -> None:
        super().__init__(case_items(loaded.view, loaded.sent))
        self._desk: Desk = seat.tools.counter.desk
        self.loaded, self.wording = loaded, loaded.wording
        self.case_id = loaded.case.state.case_id
        self.name = _name(loaded.document)

    def wanted(self) -> set[str]:
        """A received case is mostly opened for its receipt."""
        return {RECEIPT.name}

    def stem(self) -> str:
        """Names files and jobs: nothing personal."""
        return self.loaded.case.state.number

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """The kept PDF with the same pages for the screen; else the paper set anew."""
        return partial(_make, self._desk, self.loaded.view, item)


def _make(desk: Desk, view: PaperView, item: TrayItem) -> SetPaper:
    made = set_papers.get(item.paper, view, item.copy)
    if not item.sha256:
        return made
    kept = kept_paper(desk, item.sha256)
    return made if kept == made.pdf else SetPaper(kept, made.pages, reprint=True)


def _name(document: Mapping[str, object]) -> str:
    applicant = document.get("applicant")
    name = applicant.get("name") if isinstance(applicant, dict) else ""
    return str(name or "")
