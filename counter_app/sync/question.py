"""A question to the server beside sync: introduced if need be, asked once, its head heeded.

Must not know what is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from counter_app.basics.catalogue.devices import LINE_OPEN
from counter_app.basics.catalogue.people import NO_PEOPLE
from counter_app.basics.clock import Clock
from counter_app.basics.errors import CounterError
from counter_app.cases.receipts import line_fault
from counter_app.sync.contact import make_contact
from counter_app.sync.heads import heed_aside
from counter_app.sync.link import OpenLink, ServerSaidError
from counter_app.sync.run import AnswerT, Run
from local_db.identity import get_identity
from local_db.store import Store


@contextmanager
def questions(store: Store, clock: Clock, open_link: OpenLink) -> Iterator["Questions"]:
    """A line on which the server can be asked.

    Raises:
        CounterError: NOT_ENROLLED, LINE_OPEN, NO_PEOPLE where the server is older than the
            question, the line's troubles; ServerSaidError with the codes of the wire.
    """
    with store.reading() as connection:
        identity = get_identity(connection)
    enrolment = identity.enrolment
    if line_fault(enrolment.server_address, lan=enrolment.lan):
        raise CounterError(LINE_OPEN)
    with open_link(enrolment.server_address) as link:
        run = Run(store, clock, link, identity)
        try:
            make_contact(run)
            yield Questions(run)
        except ServerSaidError as error:
            # A server of before has no such address.
            raise (CounterError(NO_PEOPLE) if error.said == "not_found" else error) from error


class Questions:
    """What can be asked while the line is open."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.incarnation = run.identity.incarnation

    def ask(self, path: str, asked: msgspec.Struct, answer: type[AnswerT]) -> AnswerT:
        """The answer; what its head says is heeded."""
        found = self._run.ask(path, msgspec.json.encode(asked), answer)
        with self._run.store.transaction() as connection:
            heed_aside(self._run, connection, found.head)
        return found
