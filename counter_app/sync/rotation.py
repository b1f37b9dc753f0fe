"""The device's secret is changed now and then, so that one that was copied ends.

The next one is kept here before it is sent and takes the present one's place when the server has
said that it knows it; the server takes the old one until the new is first used. So every answer may
get lost and every step be cut off. Must not change anything else of the device.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.clock import stamp
from counter_app.sync.link import ServerSaidError
from counter_app.sync.run import Run
from counter_app.wire.messages import Head, PushAnswer
from local_db.notes import Note, write_note

NOT_KNOWN = frozenset({"unknown", "secret_old"})
"""What a server says to a secret that is not, or no more, the device's."""
_FIRST_PROTOCOL = 2
"""An older server would pass the next secret over."""


def next_secret(run: Run) -> str:
    """The secret that is to follow, kept by now; empty while the present one is young enough."""
    identity = run.identity
    if identity.next_secret:
        return identity.next_secret
    now = stamp(run.clock())
    due = identity.secret_at and _apart(identity.secret_at, now) >= timedelta(run.secret_days)
    if identity.secret_at and not due:
        return ""
    with run.store.transaction() as connection:
        if not identity.secret_at:
            write_note(connection, Note.SECRET_AT, now)  # A store of before secrets had an age.
        else:
            write_note(connection, Note.NEXT_SECRET, secrets.token_urlsafe(32))
    run.refresh()
    return run.identity.next_secret or ""


def take_next(run: Run, connection: Connection, sent: str, head: Head) -> None:
    """The server has the next secret: from here on it is the present one."""
    if sent and head.protocol >= _FIRST_PROTOCOL:
        _become(run, connection, sent, former=run.identity.secret)


def try_others(run: Run, body: bytes) -> bool:
    """Ask with the other secrets that are kept; True where the server knows one, used from then on.

    A server that was restored may know the one before, a counter that was restored may hold the
    one that followed already.
    """
    for other in filter(None, (run.identity.next_secret, run.identity.former_secret)):
        try:
            run.ask("/push", body, PushAnswer, shows=other)
        except ServerSaidError as error:
            if error.said not in NOT_KNOWN:
                raise
            continue
        with run.store.transaction() as connection:
            followed = other == run.identity.next_secret
            _become(run, connection, other, former=run.identity.secret if followed else None)
        run.refresh()
        return True
    return False


def _become(run: Run, connection: Connection, secret: str, *, former: str | None) -> None:
    write_note(connection, Note.SECRET, secret)
    write_note(connection, Note.FORMER_SECRET, former)
    write_note(connection, Note.NEXT_SECRET, None)
    write_note(connection, Note.SECRET_AT, stamp(run.clock()))


def _apart(one: str, other: str) -> timedelta:
    """How far the two moments are apart; a clock may have stood in the future."""
    try:
        return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other))
    except (ValueError, TypeError):
        return timedelta.max
