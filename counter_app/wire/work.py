"""The frozen messages of people's work on cases. What they mean stands in the package's docstring.

Not a window's sync: each names the session of who asks, and answers what that person may see.
"""

from enum import StrEnum

import msgspec

from counter_app.wire.messages import Head

LIST_ROWS = 50
MOST_LIST_ROWS = 200
"""Of one page of a list."""


class CaseRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for one case by its number; with a reason in `unmask` for names and numbers too."""

    incarnation: str
    session: str
    number: str
    unmask: str = ""

    def __repr__(self) -> str:
        """Without the session, and without what was typed."""
        return type(self).__name__


class CaseAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The case as the person may see it now."""

    head: Head
    told: msgspec.Raw
    """What `counter-app case --json` tells: what stands, is owed, may be done, with persons."""
    state: msgspec.Raw
    """The case's state, as `cases.case_state` has it: ids and days, nothing personal."""
    contents: dict[str, msgspec.Raw] = {}
    """Action → what it brought: answers, opinions, remarks; with a reason everything."""


class Claiming(StrEnum):
    """What can be asked of a claim."""

    TAKE = "take"
    RELEASE = "release"
    TAKE_OVER = "take_over"
    REASSIGN = "reassign"


class ClaimRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Takes, gives back, takes over (with a reason) or, as a lead, hands on (`to`, a login)."""

    incarnation: str
    session: str
    number: str
    act: Claiming
    reason: str = ""
    to: str = ""

    def __repr__(self) -> str:
        """Without the session, and without what was typed."""
        return type(self).__name__


class ClaimAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds the case now; `code` where what was asked was not done."""

    head: Head
    code: str = ""
    """`claimed` (another holds it), `not_claimed`, `wrong_role`, `wrong_stage`, `no_reason`,
    `not_theirs` (whom it was to be handed to does not work there)."""
    staff_id: str = ""
    holder: str = ""
    """The name; empty where nobody holds it."""
    until: str = ""
    """The last day on which the claim holds."""


class ListFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What of a list is asked for; empty: all that the person sees."""

    region: str = ""
    street: str = ""


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
    stage: str
    step: str
    due_on: str
    used: int | None
    """Working days that have gone by since acceptance."""
    strokes: dict[str, str]
    """Item that was asked of a department → how far its answer is."""
    claimed_by: str
    why: str
    """Why it stands on this list."""


class ListAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A page; `counts` of all lists on the first one."""

    head: Head
    rows: list[ListRow]
    counts: dict[str, int] = {}
    next: str = ""
    """Empty on the last page."""
