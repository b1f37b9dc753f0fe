"""A desk's work at the server: lists by page, who works at what, the search for one case.

Each call asks the server and waits for it: a screen makes it off the window. Nothing of an answer
is kept here, but for a case that is claimed (`claiming`). Must not know widgets.
"""

from dataclasses import dataclass

from counter_app.basics.catalogue.people import NO_PEOPLE
from counter_app.basics.errors import CounterError
from counter_app.desk.claiming import Line, claim_here
from counter_app.desk.desk import Desk
from counter_app.sync.lists import Sought, ask_find, ask_page
from counter_app.sync.work import ask_colleagues
from counter_app.wire.lists import LIST_ROWS, FindAnswer, ListAnswer, ListFilter
from counter_app.wire.work import ClaimAnswer, Claiming, Colleague

_EVERYTHING = ListFilter()


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """Of one person with a session."""

    desk: Desk
    line: Line
    session: str

    def page(
        self, name: str, only: ListFilter = _EVERYTHING, after: str = "", limit: int = LIST_ROWS
    ) -> ListAnswer:
        """A page of a list, those due first; `after` is the `next` of the page before.

        The first page counts every list. Raises what `sync.lists.ask_page` does.
        """
        desk = self.desk
        return ask_page(
            desk.store, desk.clock, self.line.open, self.session, name, only, after, limit
        )

    def find(self, typed: str, reason: str) -> FindAnswer:
        """Cases by a whole name, a number or the last four of an ID number, on the record.

        Raises what `sync.lists.ask_find` does.
        """
        desk, sought = self.desk, Sought.of(typed)
        return ask_find(desk.store, desk.clock, self.line.open, self.session, sought, reason)

    def claim(self, number: str) -> ClaimAnswer:
        """Work at the case; `code` says why it was not done. Raises what `claim_here` does."""
        return self._claim(number, Claiming.TAKE)

    def release(self, number: str, reason: str = "") -> ClaimAnswer:
        """Give it back; with a reason, as a lead, take it back from another."""
        return self._claim(number, Claiming.RELEASE, reason)

    def take_over(self, number: str, reason: str) -> ClaimAnswer:
        """Work at what another has claimed."""
        return self._claim(number, Claiming.TAKE_OVER, reason)

    def reassign(self, number: str, to: str, reason: str) -> ClaimAnswer:
        """Hand it to another login, as a lead."""
        return self._claim(number, Claiming.REASSIGN, reason, to)

    def colleagues(self, number: str) -> tuple[Colleague, ...]:
        """To whom a lead may hand it, by login; nobody where the server is older than this.

        Raises what `sync.work.ask_colleagues` does.
        """
        desk = self.desk
        try:
            asked = ask_colleagues(desk.store, desk.clock, self.line.open, self.session, number)
        except CounterError as error:
            if error.entry is NO_PEOPLE:
                return ()
            raise
        return tuple(asked.colleagues)

    def _claim(self, number: str, act: Claiming, reason: str = "", to: str = "") -> ClaimAnswer:
        return claim_here(self.desk, self.line, self.session, number, act, reason, to)
