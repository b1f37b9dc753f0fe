"""`/api/v1/sign-in`, `/renew`, `/sign-out`: who sits at a device. A few lines each."""

import msgspec
from sqlalchemy.engine import Connection

from central_server.api.reading import read_message
from central_server.api.visit import Visit
from central_server.people.acts import Act, keep_act
from central_server.people.sessions import Session, end_session, renew_session
from central_server.people.sign_in import sign_in
from counter_app.wire.messages import LARGEST_CONTACT
from counter_app.wire.people import (
    SessionAnswer,
    SessionRequest,
    SignInAnswer,
    SignInRequest,
    Staff,
)

_LARGEST = LARGEST_CONTACT >> 4
"""Of a question with a login and two passwords: 16 KB."""


async def answer_sign_in(visit: Visit) -> msgspec.Struct:
    """Let somebody in, or say why not."""
    await visit.introduce()
    asked = read_message(await visit.body(_LARGEST), SignInRequest)
    done = await sign_in(visit.server, visit.device, asked)
    person = done.person
    head = await visit.server.read(
        lambda connection: visit.head_for(connection, asked.incarnation, visit.server.now())
    )
    staff = Staff(
        staff_id=person.staff_id, login=person.login, name=person.name, roles=person.roles
    )
    return SignInAnswer(head=head, session=done.token, staff=staff, expires=done.session.expires_at)


async def answer_renew(visit: Visit) -> msgspec.Struct:
    """Let a session hold for as long again."""
    return await _of_session(visit, "renew")


async def answer_sign_out(visit: Visit) -> msgspec.Struct:
    """End a session."""
    return await _of_session(visit, "sign_out")


async def _of_session(visit: Visit, what: str) -> SessionAnswer:
    await visit.introduce()
    asked, now = read_message(await visit.body(_LARGEST), SessionRequest), visit.server.now()
    change = renew_session if what == "renew" else end_session

    def work(connection: Connection) -> SessionAnswer:
        head = visit.head_for(connection, asked.incarnation, now)
        found: Session | None = change(connection, asked.session, visit.device, now)
        keep_act(connection, Act(what, visit.device, now, found.staff_id if found else ""))
        expires = found.expires_at if found and what == "renew" else ""
        return SessionAnswer(head=head, expires=expires)

    return await visit.server.write(work)
