"""Asks the server to let somebody in, to renew a session, to end it. Keeps nothing of a person."""

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
from counter_app.sync.run import Run
from counter_app.wire.messages import Head
from counter_app.wire.people import SessionAnswer, SessionRequest, SignInAnswer, SignInRequest
from local_db.identity import get_identity
from local_db.store import Store


def ask_sign_in(
    store: Store, clock: Clock, open_link: OpenLink, login: str, password: str, new: str = ""
) -> SignInAnswer:
    """Let the server judge a login and a password; `new` takes its place.

    Raises:
        CounterError: NOT_ENROLLED, LINE_OPEN, NO_PEOPLE, the line's troubles; ServerSaidError with
            the codes of the wire.
    """
    with _open(store, clock, open_link) as run:
        asked = SignInRequest(
            incarnation=run.identity.incarnation, login=login, password=password, new=new
        )
        answer = run.ask("/sign-in", msgspec.json.encode(asked), SignInAnswer)
        _heed(run, answer.head)
        return answer


def ask_renew(store: Store, clock: Clock, open_link: OpenLink, session: str) -> str:
    """Until when the session holds now.

    Raises:
        CounterError: as for `ask_sign_in`; SESSION_OVER.
    """
    return _ask_session(store, clock, open_link, "/renew", session).expires


def ask_sign_out(store: Store, clock: Clock, open_link: OpenLink, session: str) -> None:
    """End the session; one that is over already is as good."""
    _ask_session(store, clock, open_link, "/sign-out", session)


def _ask_session(
    store: Store, clock: Clock, open_link: OpenLink, path: str, session: str
) -> SessionAnswer:
    with _open(store, clock, open_link) as run:
        asked = SessionRequest(incarnation=run.identity.incarnation, session=session)
        answer = run.ask(path, msgspec.json.encode(asked), SessionAnswer)
        _heed(run, answer.head)
        return answer


@contextmanager
def _open(store: Store, clock: Clock, open_link: OpenLink) -> Iterator[Run]:
    with store.reading() as connection:
        identity = get_identity(connection)
    enrolment = identity.enrolment
    if line_fault(enrolment.server_address, lan=enrolment.lan):
        raise CounterError(LINE_OPEN)
    with open_link(enrolment.server_address) as link:
        run = Run(store, clock, link, identity)
        try:
            make_contact(run)
            yield run
        except ServerSaidError as error:
            # A server of before has no such address.
            raise (CounterError(NO_PEOPLE) if error.said == "not_found" else error) from error


def _heed(run: Run, head: Head) -> None:
    with run.store.transaction() as connection:
        heed_aside(run, connection, head)
