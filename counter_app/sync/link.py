"""What a line to the server can do, and what the server may say instead of answering."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from counter_app.basics.catalogue import people
from counter_app.basics.catalogue.acts import CASE_NOT_THEIRS, LETTER_NONE
from counter_app.basics.catalogue.departments import NOT_THE_OPERATOR
from counter_app.basics.catalogue.devices import WINDOW_REVOKED, WINDOW_SECRET_OLD
from counter_app.basics.catalogue.store import (
    PROGRAM_TOO_OLD,
    SERVER_BUSY,
    SERVER_TROUBLE,
    STRING_UNKNOWN,
    STRING_USED,
)
from counter_app.basics.errors import CounterError

_ENTRIES = {
    "string_used": STRING_USED,
    "unknown": STRING_UNKNOWN,
    "too_old": PROGRAM_TOO_OLD,
    "revoked": WINDOW_REVOKED,
    "secret_old": WINDOW_SECRET_OLD,
    "busy": SERVER_BUSY,
    "sign_in_wrong": people.SIGN_IN_WRONG,
    "sign_in_locked": people.SIGN_IN_LOCKED,
    "staff_locked": people.STAFF_LOCKED,
    "password_first": people.PASSWORD_FIRST,
    "password_weak": people.PASSWORD_WEAK,
    "no_session": people.SESSION_OVER,
    "no_case": CASE_NOT_THEIRS,
    "no_letter": LETTER_NONE,
    "too_many_searches": people.TOO_MANY_SEARCHES,
    "not_operator": NOT_THE_OPERATOR,
    "not_auditor": people.NOT_THE_AUDITOR,
    "not_administrator": people.NOT_THE_ADMINISTRATOR,
    "staff_self": people.STAFF_SELF,
    "trial_staff": people.TRIAL_STAFF,
    "login_malformed": people.LOGIN_MALFORMED,
    "login_taken": people.LOGIN_TAKEN,
    "login_unknown": people.LOGIN_UNKNOWN,
    "role_region": people.ROLE_REGION,
    "street_needed": people.STREET_NEEDED,
    "street_not_wanted": people.STREET_NOT_WANTED,
}


BeforeEnd = Callable[[], None]


class Link(Protocol):
    """An open line to one server."""

    def post(
        self,
        path: str,
        body: bytes,
        authorization: str | None = None,
        *,
        before_end: BeforeEnd | None = None,
    ) -> bytes:
        """The body of a 200 answer.

        `before_end` is asked before the last byte goes out; where it raises, nothing was asked.

        Raises:
            ServerSaidError: any other answer that can be read.
            CounterError: SERVER_OUT_OF_REACH, SERVER_NONSENSE.
        """
        ...


OpenLink = Callable[[str], AbstractContextManager[Link]]
"""Opens a line to an address."""


class ServerSaidError(CounterError):
    """The server understood and did not do it; `said` is the code of the wire's `ErrorAnswer`.

    `number`: what the text counts.
    """

    def __init__(self, said: str, number: int = 0) -> None:
        entry = _ENTRIES.get(said)
        if entry:
            super().__init__(entry, number=number)
        else:
            super().__init__(SERVER_TROUBLE, code=said)
        self.said = said
