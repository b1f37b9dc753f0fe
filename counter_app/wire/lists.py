"""The frozen messages of work lists and of the search for a case.

What they mean stands in the package's docstring. Rows are masked: whoever needs a name opens the
case, with a reason.
"""

import msgspec

from counter_app.wire.messages import Head

LIST_ROWS = 50
MOST_LIST_ROWS = 200
"""Of one page of a list."""
MOST_FOUND = 20
"""Rows of a search: whoever has that many asks more exactly."""
MINE, NOBODYS = "mine", "nobody"
"""What can be asked of who has claimed a case."""


class ListFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What of a list is asked for; empty: all that the person sees."""

    region: str = ""
    street: str = ""
    step: str = ""
    """Step of review, or the stage of a case that is in none."""
    type: str = ""
    """Type of applicant, as format 1 has it."""
    claimed: str = ""
    """`mine` or `nobody`."""
    urgency: str = ""
    """At least this urgent (`rules.urgency`)."""


class ListRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for a page of a work list, those due first; `after` is the `next` of the page before."""

    incarnation: str
    session: str
    list: str
    filter: ListFilter = ListFilter()
    after: str = ""
    limit: int = LIST_ROWS

    def __repr__(self) -> str:
        """Without the session."""
        return type(self).__name__


class ListRow(msgspec.Struct, frozen=True, kw_only=True):
    """One case of a list, its name as a stranger may see it."""

    number: str
    name: str
    type: str
    """The applicant's, in words."""
    stage: str
    step: str
    due_on: str
    """Empty while nothing runs, or the clock stands."""
    used: int | None
    """Working days that have gone by since acceptance."""
    strokes: dict[str, str]
    """Department that was asked → `agrees`, `differs`, `asked`, `failed`, the gravest of its items.
    """
    claimed_by: str
    """A name; empty where nobody works at it."""
    why: str
    """Why it stands on this list."""
    days_left: int | None = None
    """Working days until it is due, 0 today, negative once it is over; of a clock that stands those
    that are left when it goes on."""
    urgency: str = ""
    """`rules.urgency`; empty above five days and while the clock stands."""
    street: str = ""
    claimed_by_me: bool = False
    claimed_until: str = ""
    asked: int = 0
    """Departments that were asked."""
    answered: int = 0
    """Those of them of which nothing is awaited any more."""
    differences: int = 0
    """Facts that differ, decided ones among them."""
    undecided: int = 0
    """Those of them that nobody has decided."""
    flags: tuple[str, ...] = ()
    """What stands beside the place: `returned`, `stopped`, `proposed`, `contested`, `day_doubted`,
    `deemed`, `due_earlier`, `sent_back`, `provisional` (the due day is 暂定)."""


class ListAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A page; `counts` of all lists on the first one, whatever the filter."""

    head: Head
    rows: list[ListRow]
    counts: dict[str, int] = {}
    next: str = ""
    """Empty on the last page."""


class FindRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Seeks cases by exactly one of a whole name, a number or the last four of an ID number."""

    incarnation: str
    session: str
    reason: str
    name: str = ""
    number: str = ""
    tail: str = ""

    def __repr__(self) -> str:
        """Without the session, and without what was typed."""
        return type(self).__name__


class FindAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Those that the person may see, the newest first, at most `MOST_FOUND`."""

    head: Head
    rows: list[ListRow]
    more: bool = False
    """There are more than were told."""
