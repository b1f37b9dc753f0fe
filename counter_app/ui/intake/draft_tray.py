"""The papers of a draft: the 签字稿 and the consent sheets, with the revision that they carry.

What was printed stands in the draft (`intake/local.py`) with the hash of what was declared then;
the hashes printed so far, in order, are the revisions.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from counter_app.documents.build_view import view_of
from counter_app.forms.drafts.draft import Draft
from counter_app.intake import local
from counter_app.intake.consent_items import single_items
from counter_app.intake.signatures import content_hash, signed_document
from counter_app.rules.policy_store import OF_0_1
from counter_app.ui.intake.journal import DeskJournal
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.case_papers import SIGNING_CONSENT, SIGNING_FORM, Paper
from counter_app.ui.papers.paper_tray import PrintState, SetPaper, Tray, TrayItem, set_paper
from counter_app.ui.shell.seat import Seat

_PAPERS = (SIGNING_FORM, SIGNING_CONSENT)


def revisions(session: DraftSession) -> list[str]:
    """The hashes of what was printed for signature so far, the first revision first."""
    return [str(each) for each in local.REVISIONS.find(session.draft) or ()]


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
        if local.PRINTED_HASH.find(draft, paper.name) == covered:
            policy = local.PRINTED_POLICY.find(draft, paper.name) or OF_0_1
            return policy, local.PRINTED_WORDING.find(draft, paper.name) or ""
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
        now, today, policy = seat.station.clock(), seat.station.today(), self._session.policy
        granted = single_items(self._session)

        def make() -> SetPaper:
            view = view_of(
                document,
                policy,
                today,
                hall_region=seat.station.region,
                made_at=now,
                short_code=self.short_code(),
                revision=revision,
                window_label=seat.station.window,
                clerk=seat.person.name,
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
            self._session.derive(local.REVISIONS.key(), [*known, self._covered])
        policy = self._session.policy
        values: dict[local.Local[Any], object] = {
            local.PRINTED_HASH: self._covered,
            local.PRINTED_SENT: sent,
            local.PRINTED_AT: at.isoformat(),
            local.PRINTED_PAGES: pages,
            local.PRINTED_POLICY: policy.version,
            local.PRINTED_WORDING: policy.wording,
            local.PRINTED_CONFIRMED: False,
        }
        for each, value in values.items():
            self._session.derive(each.key(item.paper.name), value)

    def note_confirmed(self, item: TrayItem) -> None:
        """Keep in the draft that somebody saw it."""
        super().note_confirmed(item)
        self._session.derive(local.PRINTED_CONFIRMED.key(item.paper.name), True)


def _item(session: DraftSession, paper: Paper, covered: str) -> TrayItem:
    draft, name = session.draft, paper.name
    people = len(draft.people())
    item = TrayItem(paper, aside=f"{people} 人" if paper is SIGNING_CONSENT else "")
    sent, at = local.PRINTED_SENT.find(draft, name), local.PRINTED_AT.find(draft, name)
    if not sent or at is None:
        return item
    item = replace(item, pages=local.PRINTED_PAGES.find(draft, name) or 0)
    if local.PRINTED_HASH.find(draft, name) != covered:
        return replace(item, state=PrintState.CHANGED)
    confirmed = local.PRINTED_CONFIRMED.find(draft, name)
    state = PrintState.CONFIRMED if confirmed else PrintState.SENT
    return replace(item, state=state, sent=sent, at=datetime.fromisoformat(at))
