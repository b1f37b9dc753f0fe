"""Whether somebody may act: signed in at the device, active, in the role, in the place.

Asked when a decision comes in, of the moment at which the counter last heard the server: what was
done without the line is judged by the last sign-in before that. Must not know kinds of actions.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.engine import Connection

from central_server.people.bounds import OFFLINE
from central_server.people.sessions import Session, holds, sessions_of
from central_server.people.staff import StaffMember, find_by_id
from counter_app.cases.rights import Lack, lack_of
from counter_app.cases.times import read_time


class Missing(StrEnum):
    """Why somebody may not, as the wire says it; the first that applies."""

    SESSION = "no_session"
    LOCKED = "locked"
    ROLE = Lack.ROLE
    REGION = Lack.REGION


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says to have acted where, and in which role.

    `heard`: the server's time as the counter knew it then, from the action's facts; empty where
    the act needed the line, so that only a session of this moment will do. `street`: that of the
    case; empty where it has none.
    """

    staff_id: str
    device: str
    role: str
    region: str
    street: str = ""
    heard: str = ""


def missing(connection: Connection, claim: Claim, now: str) -> Missing | None:
    """What the person lacks for what is claimed; None where nothing is.

    Somebody unknown, or unknown at this device, has no session. Being shut out counts from now,
    whenever the act was done (second-half.md, rule 17).
    """
    person = find_by_id(connection, claim.staff_id)
    if person is None:
        return Missing.SESSION
    if person.locked_at:
        return Missing.LOCKED
    had = sessions_of(connection, claim.staff_id, claim.device)
    if not any(_bears(each, person, claim.heard, now) for each in had):
        return Missing.SESSION
    lack = lack_of(person.roles, claim.role, claim.region, claim.street)
    return Missing(lack) if lack else None


def _bears(session: Session, person: StaffMember, heard: str, now: str) -> bool:
    """Whether an act may rest on this session: it is open, or was the last word before the cut."""
    if holds(session, now):
        return True
    return bool(heard) and _bore(session, person, heard, now)


def _bore(session: Session, person: StaffMember, heard: str, now: str) -> bool:
    """Whether the session had been opened when the server was last heard, and lately enough.

    It may have run out since, or the person have signed out: with the password of that sign-in
    they may go on there without the line for a while. Not with one that was changed meanwhile.
    """
    opened, heard_at, present = map(read_time, (session.opened_at, heard, now))
    changed = read_time(person.password_at)
    if opened is None or heard_at is None or present is None or changed is None:
        return False
    return (
        opened <= heard_at <= present
        and heard_at - opened <= OFFLINE
        and present - heard_at <= OFFLINE
        and (opened >= changed or heard_at < changed)
    )
