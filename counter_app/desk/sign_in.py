"""Signing in at the counter: with the server where it answers, else by what was typed here before.

The server's word goes before this counter's own: what it refuses is not let in without it. Must not
know HTTP, and must not keep a password.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.catalogue.devices import CERTIFICATE_WRONG
from counter_app.basics.catalogue.people import (
    OFFLINE_LOCKED,
    OFFLINE_NOT_HERE,
    OFFLINE_OVER,
    OFFLINE_WRONG,
    PASSWORD_NEEDS_SERVER,
    SIGN_IN_WRONG,
    STAFF_LOCKED,
)
from counter_app.basics.catalogue.store import (
    LINE_INTERCEPTED,
    SERVER_BUSY,
    SERVER_OUT_OF_REACH,
)
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError, Entry
from counter_app.basics.passwords import fits, fold_login, make_verifier
from counter_app.cases.actions import Role
from counter_app.cases.audit import Did
from counter_app.cases.rights import CITY, OF_PEOPLE, OFFLINE_DAYS, TRIES, HeldRole
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from counter_app.desk.lock_out import begun, is_locked, latest_time, with_heard
from counter_app.desk.people_here import is_trial
from counter_app.desk.recorded import put_on_record
from counter_app.sync.link import OpenLink
from counter_app.sync.sign_in import ask_sign_in
from counter_app.wire.people import SignInAnswer
from local_db.staff import KnownPerson, find_person, forget_person, keep_person

_LINE = (SERVER_OUT_OF_REACH, LINE_INTERCEPTED, SERVER_BUSY, CERTIFICATE_WRONG)
"""The server did not answer, or somebody else did."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who acts from now on."""

    clerk: Clerk
    is_online: bool
    offline_until: datetime
    """So long they may sign in here without the server."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Those that this program knows, each once."""
        held = {each.role for each in self.clerk.roles}
        return tuple(role for role in OF_PEOPLE if role in held)


def sign_in(desk: Desk, open_link: OpenLink, login: str, password: str, new: str = "") -> SignedIn:
    """Let somebody in; takes some tenths of a second. `new` becomes the password.

    Raises:
        CounterError: SIGN_IN_WRONG, SIGN_IN_LOCKED, STAFF_LOCKED, PASSWORD_FIRST, PASSWORD_WEAK,
            PASSWORD_NEEDS_SERVER, NO_PEOPLE, NOT_ENROLLED, LINE_OPEN; the four of
            `sign_in_offline`.
    """
    try:
        answer = ask_sign_in(desk.store, desk.clock, open_link, login, password, new)
    except CounterError as error:
        if error.entry not in _LINE:
            _heed_refusal(desk, login, password, error)
            raise
        if new:
            raise CounterError(PASSWORD_NEEDS_SERVER) from error
        return sign_in_offline(desk, login, password)
    return _keep(desk, answer, new or password)


def sign_in_offline(desk: Desk, login: str, password: str) -> SignedIn:
    """Let somebody in by the password of their last sign-in here; each try is counted first.

    Raises:
        CounterError: OFFLINE_NOT_HERE, OFFLINE_OVER, OFFLINE_LOCKED, OFFLINE_WRONG.
    """
    folded = fold_login(login)
    _know_trial_person(desk, folded)
    person = _take_try(desk, folded)
    if not fits(person.verifier, password):
        with desk.store.transaction() as connection:
            _deny(connection, desk, person, OFFLINE_WRONG)
        raise CounterError(OFFLINE_WRONG, number=TRIES - person.tries)
    known = replace(
        person,
        tries=0,
        locked_ran=0,
        locked_before="",
        locked_heard="",
        used_at=stamp(desk.now()),
    )
    with desk.store.transaction() as connection:
        keep_person(connection, known)
        put_on_record(connection, desk, _clerk(known), Did.SIGNED_IN, kind="offline")
    return SignedIn(_clerk(known), False, datetime.fromisoformat(known.valid_until))


def _know_trial_person(desk: Desk, login: str) -> None:
    """Who tries the program alone need not wait for the server, which begins beside the window."""
    found = next((each for each in TRIAL_PEOPLE if each.login == login), None)
    window = desk.window()
    if found is None or window is None or not is_trial(desk):
        return
    with desk.store.transaction() as connection:
        if find_person(connection, login) is None:
            now = desk.now()
            regions = tuple(dict.fromkeys((window.region, window.county, CITY)))
            keep_person(
                connection,
                KnownPerson(
                    staff_id=found.staff_id,
                    login=login,
                    name=found.name,
                    roles=found.held(regions),
                    verifier=make_verifier(""),
                    verified_at=stamp(now),
                    valid_until=stamp(now + timedelta(days=OFFLINE_DAYS)),
                    used_at=stamp(now),
                ),
            )


def _take_try(desk: Desk, login: str) -> KnownPerson:
    """Count a try before it is judged: whoever kills the program meanwhile has none more."""
    with desk.store.transaction() as connection:
        known = find_person(connection, login)
        if known is None:
            raise CounterError(OFFLINE_NOT_HERE)
        if latest_time(connection, desk.now()) > datetime.fromisoformat(known.valid_until):
            raise CounterError(OFFLINE_OVER)
        person = with_heard(connection, known)
        locked = is_locked(person)
        if not locked:
            person = begun(connection, person)
        keep_person(connection, person)
        if locked:
            _deny(connection, desk, person, OFFLINE_LOCKED)
    if locked:
        raise CounterError(OFFLINE_LOCKED)
    return person


def _keep(desk: Desk, answer: SignInAnswer, password: str) -> SignedIn:
    """Let the person come in here for a while without the server, by what was typed."""
    verifier, heard = make_verifier(password), datetime.fromisoformat(answer.head.time)
    until = heard + timedelta(days=OFFLINE_DAYS)
    person = KnownPerson(
        staff_id=answer.staff.staff_id,
        login=fold_login(answer.staff.login),
        name=answer.staff.name,
        roles=answer.staff.roles,
        verifier=verifier,
        verified_at=stamp(heard),
        valid_until=stamp(until),
        used_at=stamp(desk.now()),
    )
    with desk.store.transaction() as connection:
        keep_person(connection, person)
        put_on_record(connection, desk, _clerk(person), Did.SIGNED_IN, kind="online")
    clerk = replace(_clerk(person), session=answer.session)
    return SignedIn(clerk, True, until)


def _deny(connection: Connection, desk: Desk, person: KnownPerson, why: Entry) -> None:
    put_on_record(connection, desk, _clerk(person), Did.DENIED, kind="sign_in", code=why.code)


def _heed_refusal(desk: Desk, login: str, password: str, error: CounterError) -> None:
    """Who was shut out, or has another password now, does not come in without the server either."""
    folded = fold_login(login)
    if error.entry not in (STAFF_LOCKED, SIGN_IN_WRONG):
        return
    with desk.store.reading() as connection:
        known = find_person(connection, folded)
    if known and (error.entry is STAFF_LOCKED or fits(known.verifier, password)):
        with desk.store.transaction() as connection:
            forget_person(connection, folded)


def _clerk(person: KnownPerson) -> Clerk:
    role = first_role(person.roles)
    return Clerk(person.staff_id, person.name, role, person.roles, login=person.login)


def first_role(roles: tuple[HeldRole, ...]) -> Role:
    """In which of several roles somebody begins."""
    held = {each.role for each in roles}
    return next((role for role in OF_PEOPLE if role in held), Role.CLERK)
