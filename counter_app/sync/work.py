"""Asks the server for cases as people see them, with a session. Keeps nothing of an answer."""

import hashlib

from counter_app.basics.catalogue.store import SERVER_NONSENSE
from counter_app.basics.clock import Clock
from counter_app.basics.errors import CounterError
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.work import (
    CaseAnswer,
    CaseRequest,
    ClaimAnswer,
    Claiming,
    ClaimRequest,
    ColleaguesAnswer,
    ColleaguesRequest,
    LetterAnswer,
    LetterRequest,
)
from local_db.store import Store


def ask_case(
    store: Store, clock: Clock, open_link: OpenLink, session: str, number: str, unmask: str = ""
) -> CaseAnswer:
    """The case as the person of the session may see it; with a reason names and numbers too.

    Raises:
        CounterError: as for `questions`; CASE_NOT_THEIRS, SESSION_OVER.
    """
    with questions(store, clock, open_link) as line:
        asked = CaseRequest(
            incarnation=line.incarnation, session=session, number=number, unmask=unmask
        )
        return line.ask("/case", asked, CaseAnswer)


def ask_letter(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    number: str,
    letter: str = "",
    form: str = "pdf",
) -> LetterAnswer:
    """A letter as the server keeps it; without a name the last one.

    Raises:
        CounterError: as for `questions`; CASE_NOT_THEIRS, LETTER_NONE, SESSION_OVER;
            SERVER_NONSENSE where the bytes have not the hash that is told.
    """
    with questions(store, clock, open_link) as line:
        asked = LetterRequest(
            incarnation=line.incarnation, session=session, number=number, letter=letter, form=form
        )
        answer = line.ask("/letter", asked, LetterAnswer)
    if hashlib.sha256(answer.content).hexdigest() != answer.sha256:
        raise CounterError(SERVER_NONSENSE)
    return answer


def ask_colleagues(
    store: Store, clock: Clock, open_link: OpenLink, session: str, number: str
) -> ColleaguesAnswer:
    """To whom the work at a case may be handed on.

    Raises:
        CounterError: as for `questions`; CASE_NOT_THEIRS, SESSION_OVER.
    """
    with questions(store, clock, open_link) as line:
        asked = ColleaguesRequest(incarnation=line.incarnation, session=session, number=number)
        return line.ask("/colleagues", asked, ColleaguesAnswer)


def ask_claim(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    number: str,
    act: Claiming,
    reason: str = "",
    to: str = "",
) -> ClaimAnswer:
    """Take, give back or hand on the work at a case.

    Raises:
        CounterError: as for `questions`; CASE_NOT_THEIRS, SESSION_OVER.
    """
    with questions(store, clock, open_link) as line:
        asked = ClaimRequest(
            incarnation=line.incarnation,
            session=session,
            number=number,
            act=act,
            reason=reason,
            to=to,
        )
        return line.ask("/claim", asked, ClaimAnswer)
