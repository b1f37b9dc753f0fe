"""Asks for a desk's list page by page, off the window; late answers to something else are dropped.

Without the server it tells what is in this store. Must not judge or change a case.
"""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from counter_app.background.lanes import Lane
from counter_app.desk.server_asked import answered
from counter_app.intake.listed_here import known_here, row_here
from counter_app.rules.deadlines import calendar_of
from counter_app.ui.shell.seat import Seat
from counter_app.wire.lists import LIST_ROWS, MOST_LIST_ROWS, ListRow


class ListedPage(NamedTuple):
    """A page as it came; `counts` of all lists on the first one."""

    rows: tuple[ListRow, ...]
    counts: dict[str, int]
    next: str
    online: bool


class Asking(QObject):
    """One list at a time."""

    came = Signal(object)
    """The first `ListedPage` of what was asked for."""
    further = Signal(object)
    looked_again = Signal(object)
    """The same list as it is now, which nobody asked to see anew."""
    failed = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.name = ""
        self._ticket = 0
        self._next = ""
        self._fetching = False

    @property
    def is_whole(self) -> bool:
        """Whether every row is there."""
        return not self._next

    def show(self, name: str, rows: int = 0) -> None:
        """Ask for a list from its top, as many rows as are shown."""
        self.name, self._next = name, ""
        self._ticket += 1
        self._ask("", self._limit(rows), partial(self._first, self._ticket))

    def give_up(self) -> None:
        """Something else is shown: whatever is still to come is nobody's."""
        self._ticket += 1
        self._next, self._fetching = "", False

    def look_again(self, rows: int) -> None:
        """Ask once more; nobody waits for it."""
        if not self._fetching:
            self._ask("", self._limit(rows), partial(self._again, self._ticket))

    def more(self) -> None:
        """The list was scrolled near its end."""
        if self._next and not self._fetching:
            self._ask(self._next, LIST_ROWS, partial(self._further, self._ticket))

    def _limit(self, rows: int) -> int:
        return max(LIST_ROWS, min(rows, MOST_LIST_ROWS))

    def _ask(self, after: str, limit: int, done: "partial[None]") -> None:
        self._fetching = True
        work = partial(_page, self.seat, self.name, after, limit)
        self.seat.tools.background.read(work, done, self._trouble, Lane.NETWORK)

    def _first(self, ticket: int, page: ListedPage) -> None:
        if ticket == self._ticket:
            self._fetching, self._next = False, page.next
            self.came.emit(page)

    def _again(self, ticket: int, page: ListedPage) -> None:
        if ticket == self._ticket:
            self._fetching = False
            self.looked_again.emit(page)

    def _further(self, ticket: int, page: ListedPage) -> None:
        if ticket == self._ticket:
            self._fetching, self._next = False, page.next
            self.further.emit(page)

    def _trouble(self, error: Exception) -> None:
        self._fetching = False
        self.failed.emit(error)


def _page(seat: Seat, name: str, after: str, limit: int) -> ListedPage:
    """Off the window: of the server, else of this store."""
    counter, person = seat.tools.counter, seat.person
    found = answered(lambda: counter.review_desk(person).page(name, after=after, limit=limit))
    if found is not None:
        return ListedPage(tuple(found.rows), found.counts, found.next, online=True)
    here = known_here(name)
    work = counter.work(person, (here,))[here]
    calendar, today = calendar_of(counter.policies.in_force), seat.station.today()
    rows = (
        row_here(
            each.state, each.row.name, each.row.type_label, each.due, each.why, calendar, today
        )
        for each in work
    )
    return ListedPage(tuple(rows), {}, "", online=False)
