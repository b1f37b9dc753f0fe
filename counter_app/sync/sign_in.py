"""Asks the server to let somebody in, to renew a session, to end it. Keeps nothing of a person."""

from counter_app.basics.clock import Clock
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.people import SessionAnswer, SessionRequest, SignInAnswer, SignInRequest
from local_db.store import Store


def ask_sign_in(
    store: Store, clock: Clock, open_link: OpenLink, login: str, password: str, new: str = ""
) -> SignInAnswer:
    """Let the server judge a login and a password; `new` takes its place.

    Raises:
        CounterError: NOT_ENROLLED, LINE_OPEN, NO_PEOPLE, the line's troubles; ServerSaidError with
            the codes of the wire.
    """
    with questions(store, clock, open_link) as line:
        asked = SignInRequest(incarnation=line.incarnation, login=login, password=password, new=new)
        return line.ask("/sign-in", asked, SignInAnswer)


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
    with questions(store, clock, open_link) as line:
        asked = SessionRequest(incarnation=line.incarnation, session=session)
        return line.ask(path, asked, SessionAnswer)
