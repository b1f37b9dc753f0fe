"""What one run of the sync knows, and how it asks the server."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from counter_app.basics.catalogue.store import SERVER_NONSENSE, WRONG_SERVER
from counter_app.basics.clock import Clock
from counter_app.basics.errors import CounterError
from counter_app.sync.link import BeforeEnd, Link, ServerSaidError
from counter_app.wire.audit import AuditAnswer
from counter_app.wire.departments import DepartmentsAnswer
from counter_app.wire.lists import FindAnswer, ListAnswer
from counter_app.wire.messages import (
    DocumentsAnswer,
    EnrolAnswer,
    Head,
    OrdersAnswer,
    PullAnswer,
    PushAnswer,
    credential,
)
from counter_app.wire.people import SessionAnswer, SignInAnswer
from counter_app.wire.staff import StaffAnswer
from counter_app.wire.work import CaseAnswer, ClaimAnswer, ColleaguesAnswer, LetterAnswer
from local_db.actions import HIGHEST_SEQUENCE
from local_db.identity import Identity, get_identity
from local_db.store import Store

API = "/api/v1"
_LONGEST_EPOCH = 100
AnswerT = TypeVar(
    "AnswerT",
    EnrolAnswer,
    PushAnswer,
    PullAnswer,
    OrdersAnswer,
    DocumentsAnswer,
    SignInAnswer,
    SessionAnswer,
    CaseAnswer,
    ClaimAnswer,
    ColleaguesAnswer,
    ListAnswer,
    FindAnswer,
    LetterAnswer,
    DepartmentsAnswer,
    AuditAnswer,
    StaffAnswer,
)


@dataclass(slots=True)
class Tally:
    """What a run did."""

    pushed: int = 0
    pulled: int = 0
    refused: int = 0
    conflicts: int = 0
    erased: int = 0
    """Cases that are not claimed here any more."""
    unreadable: int = 0
    """Fetched actions whose hashes do not fit; they are left out."""
    set_aside: int = 0
    """Fetched actions that cannot be applied; they are kept and tried again."""


@dataclass(slots=True)
class Run:
    """One run; `identity` is read anew whenever the run has changed it."""

    store: Store
    clock: Clock
    link: Link
    identity: Identity
    tally: Tally = field(default_factory=Tally)
    heard: bool = False
    """A server that understands has answered."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """What the server last said to be in force; nothing of a server of 0.1."""
    forked: bool = False
    broken: set[int] = field(default_factory=set)
    """Positions of queued actions that the disk has broken."""
    skipped: bool = False
    """After a fork a block of numbers was passed over."""
    requeued: bool = False
    disowned: bool = False
    """A chain of a former string of this counter is not yet this device's at the server."""
    introduced_again: bool = False
    sent_again: set[str] = field(default_factory=set)
    """Actions that were sound here and not at the server: once more, then a person looks."""
    renumbered: Counter[str] = field(default_factory=Counter)
    """How often each case got another number in this run."""
    secret_days: float = 90.0
    """How old the device's secret may get."""

    def ask(
        self,
        path: str,
        body: bytes,
        answer: type[AnswerT],
        *,
        shows: str | None = None,
        before_end: BeforeEnd | None = None,
    ) -> AnswerT:
        """Send the body as this device; the answer is from the server of the enrolment.

        `shows` what proves the device instead of its present secret; `before_end` as in `Link`.

        Raises:
            CounterError: SERVER_NONSENSE, WRONG_SERVER, SERVER_OUT_OF_REACH, ServerSaidError.
        """
        enrolment, secret = self.identity.enrolment, shows or self.identity.secret
        authorization = credential(enrolment.device, secret) if secret else None
        try:
            said = self._post(path, body, authorization, before_end)
            found = msgspec.json.decode(said, type=answer)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise CounterError(SERVER_NONSENSE) from error
        if found.head.server != enrolment.server:
            raise CounterError(WRONG_SERVER)
        if not _can_be_kept(found.head):
            raise CounterError(SERVER_NONSENSE)
        self.heard = True
        self.versions = found.head.versions
        return found

    def _post(
        self, path: str, body: bytes, authorization: str | None, before_end: BeforeEnd | None
    ) -> bytes:
        try:
            return self.link.post(API + path, body, authorization, before_end=before_end)
        except ServerSaidError:
            self.heard = True
            raise

    def refresh(self) -> None:
        """Read the identity again."""
        with self.store.reading() as connection:
            self.identity = get_identity(connection)


def _can_be_kept(head: Head) -> bool:
    return 0 <= head.acknowledged <= HIGHEST_SEQUENCE and len(head.epoch) <= _LONGEST_EPOCH
