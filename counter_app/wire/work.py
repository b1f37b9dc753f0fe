"""The frozen messages of people's work on cases. What they mean stands in the package's docstring.

Not a window's sync: each names the session of who asks, and answers what that person may see.
"""

from enum import StrEnum

import msgspec

from counter_app.wire.messages import Head


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


class LetterRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for a letter of a case as it was set: by its number, or the last one."""

    incarnation: str
    session: str
    number: str
    letter: str = ""
    form: str = "pdf"
    """`pdf` or `docx`."""

    def __repr__(self) -> str:
        """Without the session, and without what was typed."""
        return type(self).__name__


class LetterAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The letter; a .docx is set anew from what its PDF tells."""

    head: Head
    letter: str
    paper: str
    """Its kind."""
    content: bytes
    sha256: str
    """Of `content`, in hex."""


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


class ColleaguesRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks, as a lead, to whom the work at a case may be handed."""

    incarnation: str
    session: str
    number: str

    def __repr__(self) -> str:
        """Without the session, and without what was typed."""
        return type(self).__name__


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may take it: what `ClaimRequest.to` names them by, and who that is."""

    login: str
    name: str

    def __repr__(self) -> str:
        """Without who it is."""
        return type(self).__name__


class ColleaguesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Who may take it, by login; `code` where that is not told: `wrong_role`."""

    head: Head
    code: str = ""
    colleagues: list[Colleague] = []


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
