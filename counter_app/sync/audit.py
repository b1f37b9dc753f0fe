"""Asks the server, for an auditor, for its record. Keeps nothing of an answer."""

from counter_app.basics.clock import Clock
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.audit import AuditAnswer, AuditRequest
from local_db.store import Store


def ask_audit(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    *,
    login: str = "",
    number: str = "",
    day: str = "",
    before: int = 0,
    verify: bool = False,
) -> AuditAnswer:
    """A page of the record, the newest first; each filter that is not empty narrows it.

    Raises:
        CounterError: as for `questions`; NOT_THE_AUDITOR, SESSION_OVER.
    """
    with questions(store, clock, open_link) as line:
        asked = AuditRequest(
            incarnation=line.incarnation,
            session=session,
            login=login,
            number=number,
            day=day,
            before=before,
            verify=verify,
        )
        return line.ask("/audit", asked, AuditAnswer)
