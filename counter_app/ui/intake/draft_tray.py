"""The papers of a draft: the 签字稿 and the consent sheets, with the revision that they carry.

What was printed stands in the draft as `local.printed.<paper>.…` with the hash of what was
declared then; the hashes printed so far, in order, are the revisions.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from counter_app.documents.build_view import view_of
from counter_app.forms.drafts.draft import Draft
from counter_app.intake.consent_items import single_items
from counter_app.intake.signatures import content_hash, signed_document
from counter_app.rules.policy_store import OF_0_1
from counter_app.ui.intake.journal import DeskJournal
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.case_papers import SIGNING_CONSENT, SIGNING_FORM, Paper
from counter_app.ui.papers.paper_tray import PrintState, SetPaper, Tray, TrayItem, set_paper
from counter_app.ui.shell.seat import Seat

REVISIONS = "local.revisions"
_PAPERS = (SIGNING_FORM, SIGNING_CONSENT)


def revisions(session: DraftSession) -> list[str]:
    """The hashes of what was printed for signature so far, the first revision first."""
    kept = session.value(REVISIONS)
    return [str(each) for each in kept] if isinstance(kept, list) else []


def printed_at(session: DraftSession, paper: Paper = SIGNING_FORM) -> datetime | None:
    """When the paper went to the printer as it is now; None if it did not."""
    item = _item(session, paper, content_hash(session.draft))
    printed = (PrintState.SENT, PrintState.CONFIRMED)
    return item.at if item.state in printed else None


def printed_policy(draft: Draft) -> tuple[str, str]:
    """By which rules and wording the papers were set that lie there for signature.

    Nothing where none do: nothing was printed, or what is declared has changed since. Papers that
    name no version were set by 0.1.
    """
    covered = content_hash(draft)
    for paper in _PAPERS:
        kept = f"local.printed.{paper.name}"
        if draft.text(f"{kept}.hash") == covered:
            return draft.text(f"{kept}.policy") or OF_0_1, draft.text(f"{kept}.wording")
    return "", ""


class DraftTray(Tray):
    """The tray of an open applicant."""

    def __init__(self, session: DraftSession, seat: Seat) -> None:
        covered = content_hash(session.draft)
        super().__init__(tuple(_item(session, paper, covered) for paper in _PAPERS))
        self._session, self._seat = session, seat
        self.wording = session.policy.wording
        self.name = session.text("applicant.name").strip() or "新申请人"
        self._covered = covered
        self._document = signed_document(session)
        known = revisions(session)
        self.revision = known.index(covered) + 1 if covered in known else len(known) + 1

    def draft_id(self) -> str | None:
        """The desk's id, once the draft was begun there."""
        journal = self._session.journal
        draft = journal.draft if isinstance(journal, DeskJournal) else None
        return draft.draft_id if draft else None

    def short_code(self) -> str:
        """What the papers carry, once the draft was begun."""
        journal = self._session.journal
        draft = journal.draft if isinstance(journal, DeskJournal) else None
        return draft.short_code if draft else ""

    def work(self, item: TrayItem) -> Callable[[], SetPaper]:
        """Set the paper from what is declared now, whatever is typed meanwhile."""
        seat, document, revision = self._seat, self._document, self.revision
        now, today, policy = seat.clock(), seat.today(), self._session.policy
        granted = single_items(self._session)

        def make() -> SetPaper:
            view = view_of(
                document,
                policy,
                today,
                hall_region=seat.region,
                made_at=now,
                short_code=self.short_code(),
                revision=revision,
                window_label=seat.window,
                clerk=seat.clerk,
                granted=granted,
            )
            return set_paper(item.paper, view)

        return make

    def stem(self) -> str:
        """Names files and jobs: nothing personal."""
        return self.short_code() or "draft"

    def note_sent(self, item: TrayItem, sent: str, at: datetime, pages: int) -> None:
        """Keep in the draft which revision went out."""
        super().note_sent(item, sent, at, pages)
        known = revisions(self._session)
        if self._covered not in known:
            self._session.derive(REVISIONS, [*known, self._covered])
        values = {"hash": self._covered, "sent": sent, "at": at.isoformat(), "pages": pages}
        policy = self._session.policy
        values |= {"policy": policy.version, "wording": policy.wording, "confirmed": False}
        for key, value in values.items():
            self._session.derive(f"local.printed.{item.paper.name}.{key}", value)

    def note_confirmed(self, item: TrayItem) -> None:
        """Keep in the draft that somebody saw it."""
        super().note_confirmed(item)
        self._session.derive(f"local.printed.{item.paper.name}.confirmed", True)


def _item(session: DraftSession, paper: Paper, covered: str) -> TrayItem:
    def kept(key: str) -> object:
        return session.value(f"local.printed.{paper.name}.{key}")

    people = len(session.draft.people())
    item = TrayItem(paper, aside=f"{people} 人" if paper is SIGNING_CONSENT else "")
    if not kept("sent"):
        return item
    pages = kept("pages")
    item = replace(item, pages=pages if isinstance(pages, int) else 0)
    if kept("hash") != covered:
        return replace(item, state=PrintState.CHANGED)
    state = PrintState.CONFIRMED if kept("confirmed") is True else PrintState.SENT
    at = datetime.fromisoformat(str(kept("at")))
    return replace(item, state=state, sent=str(kept("sent")), at=at)
