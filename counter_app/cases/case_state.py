"""The current case as a record; `replay` is the only place that computes it.

Holds references to content (the id of the action that brought it), never content itself, so that
erasing content rows leaves nothing behind here.
"""

import uuid

import msgspec

from counter_app.cases.stages import Stage

VERSION = 2
"""Of what `replay` computes. A stored state of an older version is replayed where it is read."""
FIRST_MATTER = "public_rental_housing"
"""What cases are about that say nothing of it: those of 0.1."""


class PaperTrace(msgspec.Struct, frozen=True):
    """One printing of a paper: sent, and perhaps seen by a person."""

    sent: str
    """Action id of the PaperSent."""
    paper: str
    sha256: str
    confirmed: bool = False
    copy: str = ""
    """`signing`, `final`, `sample`, `blank`; empty: unknown, printed by 0.1."""
    layout: str = ""
    """Name and version of the layout: `application_form/3`."""


class CaseState(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The one stored copy of computed state. The tuples of ids hold action ids, in order."""

    case_id: str
    stream: str
    stage: Stage
    number: str
    short_code: str
    token: str
    policy: str
    window: str
    received_at: str
    received_by: str
    content: str
    """Id of the action whose content is the form that holds."""
    version: int = 1
    """`VERSION` of the program that computed it."""
    matter: str = FIRST_MATTER
    wording: str = ""
    persons: tuple[str, ...] = ()
    """Ids of the persons by position, 0 the applicant; empty where the receipt has none."""
    device: str = ""
    incarnation: str = ""
    """The chain of the receipt: whose owner received the case."""
    commitment: str = ""
    authorizations: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    deferrals: tuple[str, ...] = ()
    former_numbers: tuple[str, ...] = ()
    receipt_owed: bool = False
    """The number changed after a receipt was given: a new one is to be handed out."""
    papers: tuple[PaperTrace, ...] = ()
    actions: int = 1

    @property
    def is_current(self) -> bool:
        """Whether this program computed it; else it is replayed from its actions."""
        return self.version == VERSION

    def person(self, position: int) -> str:
        """The id of the person at a position of the household, 0 the applicant.

        A case received by 0.1 has none: then the id follows from the case's own, the same
        wherever it is asked, so that nobody has to write one.
        """
        if position < len(self.persons):
            return self.persons[position]
        return str(uuid.uuid5(uuid.UUID(self.case_id), f"person/{position}"))
