"""Sessions: who is signed in at which device, until when. Must not know passwords or roles."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from central_server.people.bounds import LONGEST_SESSION, SESSION
from central_server.store.tables import session
from counter_app.basics.catalogue.people import SESSION_OVER
from counter_app.basics.clock import stamp
from counter_app.basics.errors import CounterError
from counter_app.cases.keys import secret_hash


@dataclass(frozen=True, slots=True)
class Session:
    """A row; the token itself is known to the counter alone."""

    token_hash: str
    staff_id: str
    device: str
    opened_at: str
    renewed_at: str
    expires_at: str
    ended_at: str | None = None
    ended_why: str = ""


_ROW = select(*(session.c[name] for name in Session.__slots__))
_OF_PERSON = _ROW.where(
    session.c.staff_id == bindparam("of_person"), session.c.device == bindparam("at_device")
).order_by(session.c.opened_at.desc())


def open_session(
    connection: Connection, staff_id: str, device: str, now: str
) -> tuple[str, Session]:
    """A session of somebody who has just signed in at a device, and its token."""
    token = secrets.token_urlsafe(32)
    made = Session(secret_hash(token), staff_id, device, now, now, _after(now, SESSION))
    values = {name: getattr(made, name) for name in Session.__slots__}
    connection.execute(insert(session).values(values))
    return token, made


def get_session(
    connection: Connection, token: str, device: str, now: str, *, lock: bool = False
) -> Session:
    """The session of a token that holds now at this device; raises SESSION_OVER for any other."""
    query = _ROW.where(session.c.token_hash == secret_hash(token))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    found = Session(*row) if row else None
    if found is None or found.device != device or not holds(found, now):
        raise CounterError(SESSION_OVER)
    return found


def renew_session(connection: Connection, token: str, device: str, now: str) -> Session:
    """The same session for as long again; a day after sign-in it ends all the same.

    Raises:
        CounterError: SESSION_OVER.
    """
    known = get_session(connection, token, device, now, lock=True)
    until = min(_after(now, SESSION), _after(known.opened_at, LONGEST_SESSION), key=_moment)
    renewed = replace(known, renewed_at=now, expires_at=until)
    _change(connection, known.token_hash, renewed_at=now, expires_at=until)
    return renewed


def end_session(connection: Connection, token: str, device: str, now: str) -> Session | None:
    """Sign out; None where the session was over already."""
    try:
        known = get_session(connection, token, device, now, lock=True)
    except CounterError:
        return None
    _change(connection, known.token_hash, ended_at=now, ended_why="signed_out")
    return known


def end_sessions(connection: Connection, staff_id: str, why: str, now: str) -> None:
    """End all that somebody has open."""
    open_ones = session.c.staff_id == staff_id, session.c.ended_at.is_(None)
    connection.execute(update(session).where(*open_ones).values(ended_at=now, ended_why=why))


def sessions_of(connection: Connection, staff_id: str, device: str) -> list[Session]:
    """All that somebody ever had at a device, the latest first."""
    rows = connection.execute(_OF_PERSON, {"of_person": staff_id, "at_device": device})
    return [Session(*row) for row in rows]


def seated_at(connection: Connection, device: str, now: str) -> set[str]:
    """Who (staff ids) has an open session at a device."""
    query = _ROW.where(session.c.device == device, session.c.ended_at.is_(None))
    known = [Session(*row) for row in connection.execute(query)]
    return {each.staff_id for each in known if holds(each, now)}


def holds(known: Session, now: str) -> bool:
    """Whether the session is open at this moment."""
    return known.ended_at is None and _moment(now) < _moment(known.expires_at)


def _change(connection: Connection, token_hash: str, **values: object) -> None:
    row = session.c.token_hash == token_hash
    connection.execute(update(session).where(row).values(**values))


def _after(moment: str, time: timedelta) -> str:
    return stamp(_moment(moment) + time)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
