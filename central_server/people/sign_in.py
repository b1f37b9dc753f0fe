"""Signing in: a try is taken, the password is judged off the store, the session is opened.

Two short transactions with the slow hash between them. An unknown login is judged against a
verifier that nobody's password fits, so that it takes as long and is told alike. What is refused is
told only after it was kept: a refusal is on the record too.
"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from sqlalchemy.engine import Connection

from central_server.people.acts import Act, keep_act
from central_server.people.sessions import Session, open_session
from central_server.people.staff import StaffMember, change_password, find_person
from central_server.people.tries import Taken, give_back, of_sign_in, take_try
from central_server.server import Server
from counter_app.basics.catalogue.people import (
    PASSWORD_FIRST,
    PASSWORD_WEAK,
    SIGN_IN_LOCKED,
    SIGN_IN_WRONG,
    STAFF_LOCKED,
)
from counter_app.basics.errors import CounterError, Entry
from counter_app.basics.passwords import LONGEST, fits, fold_login, is_strong, make_verifier
from counter_app.wire.people import SignInRequest

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came in; the token is shown once."""

    person: StaffMember
    token: str
    session: Session


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the hash said: of the password as it was kept at that moment, and of the new one."""

    against: str
    is_right: bool
    new_verifier: str = ""
    new_is_weak: bool = False


@dataclass(frozen=True, slots=True)
class _Refused:
    entry: Entry
    staff_id: str = ""
    number: int = 0
    """Of the entry's text: tries that are left, or minutes to wait."""


async def sign_in(server: Server, device: str, asked: SignInRequest) -> SignedIn:
    """Let somebody in at a device, with a new password where one is given.

    Raises:
        CounterError: SIGN_IN_WRONG, SIGN_IN_LOCKED, STAFF_LOCKED, PASSWORD_FIRST, PASSWORD_WEAK,
            STORE_FAILED.
    """
    login, now = fold_login(asked.login[:LONGEST]), server.now()

    def begin(connection: Connection) -> tuple[Taken, StaffMember | None]:
        taken = take_try(connection, of_sign_in(device, login), now)
        if taken.locked:
            keep_act(connection, Act("sign_in", device, now, outcome=SIGN_IN_LOCKED.code))
        return taken, find_person(connection, login)

    taken, person = await server.write(begin)
    if taken.locked:
        raise _told(_Refused(SIGN_IN_LOCKED, number=-(-taken.locked.seconds // 60)))
    judged = await _off_the_loop(lambda: _judge(person, login, asked))
    done = await server.write(
        lambda connection: _finish(connection, device, login, judged, taken.left, now)
    )
    if isinstance(done, _Refused):
        raise _told(done)
    return done


def _judge(person: StaffMember | None, login: str, asked: SignInRequest) -> _Judged:
    """On a thread of its own: a tenth of a second for each hash."""
    if person is not None and not person.verifier:
        return _Judged("", not asked.password, new_is_weak=bool(asked.new))
    against = person.verifier if person else _nobodys()
    is_right = fits(against, asked.password[: LONGEST + 1]) and person is not None
    if not is_right or not asked.new:
        return _Judged(against, is_right)
    if not is_strong(asked.new, login) or asked.new == asked.password:
        return _Judged(against, is_right, new_is_weak=True)
    return _Judged(against, is_right, make_verifier(asked.new))


def _finish(
    connection: Connection, device: str, login: str, judged: _Judged, left: int, now: str
) -> SignedIn | _Refused:
    person = find_person(connection, login, lock=True)
    # Another may have changed the password, or taken it away, while this one was judged.
    if person is None or not judged.is_right or person.verifier != judged.against:
        staff_id = person.staff_id if person else ""
        done: SignedIn | _Refused = _Refused(SIGN_IN_WRONG, staff_id, left)
    else:
        give_back(connection, of_sign_in(device, login))
        done = _let_in(connection, device, person, judged, now)
    staff_id = done.staff_id if isinstance(done, _Refused) else done.person.staff_id
    outcome = done.entry.code if isinstance(done, _Refused) else ""
    keep_act(connection, Act("sign_in", device, now, staff_id, outcome))
    return done


def _let_in(
    connection: Connection, device: str, person: StaffMember, judged: _Judged, now: str
) -> SignedIn | _Refused:
    if person.locked_at:
        return _Refused(STAFF_LOCKED, person.staff_id)
    if judged.new_is_weak:
        return _Refused(PASSWORD_WEAK, person.staff_id)
    if judged.new_verifier:
        change_password(connection, person, judged.new_verifier, now)
        keep_act(connection, Act("change_password", device, now, person.staff_id))
    elif person.first:
        return _Refused(PASSWORD_FIRST, person.staff_id)
    token, session = open_session(connection, person.staff_id, device, now)
    return SignedIn(person, token, session)


def _told(refused: _Refused) -> CounterError:
    return CounterError(refused.entry, number=refused.number)


_hashing = ThreadPoolExecutor(1, "passwords")
"""One at a time: a core stays free for everybody else, and 32 MiB are enough."""


async def _off_the_loop(work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(_hashing, work)


@cache
def _nobodys() -> str:
    return make_verifier(secrets.token_urlsafe(32))
