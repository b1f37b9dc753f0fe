"""Asks the server for cases as people see them, with a session. Keeps nothing of an answer."""

from counter_app.basics.clock import Clock
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.work import CaseAnswer, CaseRequest
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
