"""The current case as a record; `replay` is the only place that computes it.

Holds references to content (the id of the action that brought it), never content itself, so that
erasing content rows leaves nothing behind here.
"""

import uuid

import msgspec

from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import (
    DifferenceTrace,
    HandOver,
    LetterTrace,
    NoticeTrace,
    OpinionTrace,
    Outcome,
    PaperTrace,
    ProposalTrace,
    QueryTrace,
    Question,
    StopTrace,
)

VERSION = 8
"""Of what `replay` computes. A stored state of an older version is replayed where it is read."""
FIRST_MATTER = "public_rental_housing"
"""What cases are about that say nothing of it: those of 0.1."""


class CaseState(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """The one stored copy of computed state. The tuples of ids hold action ids, in order.

    What is as it is by default is not written: of a case that was only received that is half of
    the record. Another default is therefore another `VERSION`.
    """

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

    answers: dict[str, str] = {}
    """Person id → the consent of theirs that holds, where it names the person."""
    taken_back: tuple[str, ...] = ()
    """Ids of the persons who withdrew their consent and have given none since."""
    received_by_id: str = ""
    """Staff id of who received; empty in states of version 2."""
    revision: int = 1
    """How many contents have held, the receipt's included."""
    proposed_contents: tuple[str, ...] = ()
    """Revisions whose base was no longer current: a person chooses field by field."""
    contact: str = ""
    """Id of the action with the telephone that holds, where it was changed beside the form."""
    agreed_electronic: str = ""
    """Id of the signed consent to electronic delivery; without it the page delivers nothing."""
    street: str = ""
    """Code of the street whose community reviews."""
    route: str = ""
    """Who gives the first opinion, `community` or `employer`, where it was chosen."""
    notices: tuple[NoticeTrace, ...] = ()
    accepted_on: str = ""
    """Legal day of acceptance, from which the 20 working days run."""
    accepted_basis: str = ""
    """`ordinary`, `supplement` or `deemed`."""
    accepted_by: str = ""
    """Id of the Accepted."""
    contested: str = ""
    """Id of the server's word that the register knows another live case of the household."""
    step: Step | None = None
    """Where in review; None before and after."""
    returned: str = ""
    """Id of the return that waits to be settled."""
    stops: tuple[StopTrace, ...] = ()
    extension: int = 0
    """Working days added, at most once."""
    opinions: tuple[OpinionTrace, ...] = ()
    announced: str = ""
    """Id of the announced refusal that stands."""
    announced_on: str = ""
    heard: str = ""
    """Id of the hearing that followed it."""
    waived: tuple[str, ...] = ()
    """Departments whose answer is not waited for."""
    queries: tuple[QueryTrace, ...] = ()
    differences: tuple[DifferenceTrace, ...] = ()
    letters: tuple[LetterTrace, ...] = ()
    proposals: tuple[ProposalTrace, ...] = ()
    questions: tuple[Question, ...] = ()
    hand_over: HandOver | None = None
    ended_on: str = ""
    """Legal day of filing, refusal, decline, withdrawal or another end."""
    ending: str = ""
    """The reason of the table for that end."""
    decision: str = ""
    """Id of the last decision in the order of the server; who decides next says that he saw it."""
    deeds: dict[str, str] = {}
    """What for one person must not do another thing: `received`, `accepted`, `first`, `county`,
    `approved`, `municipal` → staff id (second-half rule 26)."""
    ended_by: str = ""
    """Id of the act whose legal day is that of the end."""
    days: dict[str, str] = {}
    """Act → the day that holds instead of the one that it said (second-half rule 4)."""
    doubted: tuple[str, ...] = ()
    """Acts whose day the county has still to settle."""
    authors: dict[str, str] = {}
    """Facts whose author was locked (`locked`) when they came, or had not heard the server for long
    (`long_unheard`): taken all the same, and marked (second-half rule 17)."""
    late: tuple[str, ...] = ()
    """What came after the end, facts and answers: without effect, on the county's list."""
    settled: dict[str, str] = {}
    """What was left over, and waited for a person (`left_over`) → the act that settled it."""

    @property
    def letters_known(self) -> dict[str, LetterTrace]:
        """The letters by number."""
        return {letter.number: letter for letter in self.letters}

    @property
    def open_proposal(self) -> ProposalTrace | None:
        """What waits for a second person: one at a time, and nothing once a case has ended."""
        if self.stage.is_end:
            return None
        found = (one for one in self.proposals if one.outcome is Outcome.OPEN)
        return next(found, None)

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands and no end of that is known."""
        return any(stop.first and not stop.last for stop in self.stops)

    def opinion_of(self, *steps: Step) -> OpinionTrace | None:
        """The opinion of a step that holds."""
        found = [one for one in self.opinions if one.step in steps and not one.void]
        return found[-1] if found else None

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
