"""The papers of an open applicant on the print screen, set from what is declared when it opens."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from counter_app.documents.set_paper import SetPaper, set_papers
from counter_app.intake.papers import draft_papers
from counter_app.intake.papers.draft_papers import Where
from counter_app.intake.papers.tray_item import TrayItem
from counter_app.intake.signatures import covered_now
from counter_app.ui.intake.journal import DeskJournal
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.papers.paper_tray import Tray
from counter_app.ui.shell.seat import Seat


class DraftTray(Tray):
    """The tray of an open applicant."""

    def __init__(self, session: DraftSession, seat: Seat) -> None:
        self._session = session
        here = seat.station
        where = Where(
            here.region, here.window, seat.person.name, here.today(), here.clock(), here.trial
        )
        self._view = draft_papers.draft_view(session, where, self.short_code())
        super().__init__(draft_papers.draft_items(session, self._view))
        self.wording = session.policy.wording
        self.name = session.text("applicant.name").strip() or "新申请人"
        self._covered = covered_now(session)

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
        """Set the paper from what was declared, whatever is typed meanwhile."""
        return partial(set_papers.get, item.paper, self._view, item.copy)

    def stem(self) -> str:
        """Names files and jobs: nothing personal."""
        return self.short_code() or "草稿"

    def note_sent(self, item: TrayItem, sent: str, at: datetime, pages: int) -> None:
        """Keep in the draft which revision went out."""
        super().note_sent(item, sent, at, pages)
        (now,) = (each for each in self.items if each.paper is item.paper)
        draft_papers.note_sent(self._session, now, self._covered)

    def note_dropped(self, item: TrayItem) -> None:
        """Keep in the draft that it did not come out."""
        super().note_dropped(item)
        draft_papers.note_dropped(self._session, item.paper)

    def note_confirmed(self, item: TrayItem) -> None:
        """Keep in the draft that somebody saw it."""
        super().note_confirmed(item)
        draft_papers.note_confirmed(self._session, item.paper)
