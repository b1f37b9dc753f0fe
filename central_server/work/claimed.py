"""What lies at a desk: the cases that somebody has claimed there, and nothing else.

Who approves claims nothing: what waits for that lies where a lead of the county has signed in. The
claim, or the proposal, is the right to them; with it everything that travels by pull goes to the
desk, case by case, so that no list of what it may see has to be kept beside. Must not hand out what
is told with a session alone.
"""

from collections.abc import Mapping
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.people.sessions import seated_at
from central_server.people.staff import find_by_id
from central_server.pull import HERE, PARTS, StreamPage
from central_server.store.rows import Device
from central_server.store.states import current_state
from central_server.store.tables import action, case, claim, content
from central_server.work.claims import AT_DESKS, place_of
from central_server.work.columns import Mark
from central_server.work.who import roles_over
from counter_app.cases.actions import Role
from counter_app.cases.case_state import CaseState
from counter_app.needs.tasks import is_at_work
from counter_app.wire.holding import Holding
from counter_app.wire.messages import BATCH_ACTIONS, BATCH_BYTES

_decode = msgspec.json.Decoder(CaseState).decode
CaseKey = tuple[str, str]


def claimed_at(connection: Connection, desk: Device, on: date) -> list[CaseKey]:
    """The cases (stream, id) that are claimed at this desk and whose claim holds."""
    here = (case.c.stream == claim.c.stream) & (case.c.case_id == claim.c.case_id)
    query = (
        select(case.c.stream, case.c.case_id, case.c.state, claim.c.staff_id, claim.c.place)
        .join_from(claim, case, here)
        .where(claim.c.device == desk.device, claim.c.until >= on.isoformat())
        .order_by(case.c.stream, case.c.case_id)
    )
    found = []
    for row in connection.execute(query):
        state = current_state(connection, row.stream, _decode(row.state))
        holder = find_by_id(connection, row.staff_id)
        works = holder and not holder.locked_at and AT_DESKS.intersection(roles_over(holder, state))
        if works and row.place == place_of(state) and is_at_work(state):
            found.append((row.stream, row.case_id))
    return found


def proposed_to(connection: Connection, desk: Device, now: str) -> list[CaseKey]:
    """The cases (stream, id) with a proposal that somebody signed in at this desk may approve."""
    people = [find_by_id(connection, each) for each in seated_at(connection, desk.device, now)]
    leads = [each for each in people if each and not each.locked_at]
    held = [role for each in leads for role in each.roles if role.role == Role.COUNTY_LEAD]
    if not held:
        return []
    query = (
        select(case.c.stream, case.c.case_id, case.c.state)
        .where(case.c.stream.in_({each.region for each in held}))
        .where(case.c.flags.bitwise_and(int(Mark.PROPOSED)) != 0)
        .order_by(case.c.stream, case.c.case_id)
    )
    found = []
    for row in connection.execute(query):
        state = current_state(connection, row.stream, _decode(row.state))
        if state.open_proposal is not None:
            found.append((row.stream, row.case_id))
    return found


def read_claimed(
    connection: Connection, cases: list[CaseKey], held: Mapping[str, str], page: StreamPage
) -> None:
    """Put the first cases that the desk does not hold as they are here on the page, whole."""
    for stream, case_id in cases:
        if held.get(case_id) == str(_holding(connection, stream, case_id)):
            continue
        if len(page.actions) >= BATCH_ACTIONS or page.size >= BATCH_BYTES:
            page.more = True
            return
        query = (
            select(*PARTS)
            .select_from(action.outerjoin(content, HERE))
            .where(action.c.stream == stream, action.c.case_id == case_id)
            .order_by(action.c.position)
        )
        for row in connection.execute(query):
            page.add(stream, tuple(row))


def _holding(connection: Connection, stream: str, case_id: str) -> Holding:
    query = select(action.c.hash).where(action.c.stream == stream, action.c.case_id == case_id)
    return Holding().with_hashes(list(connection.execute(query).scalars()))
