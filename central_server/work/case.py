"""One case for somebody with a session, by its number; what is looked at is recorded first.

With what never travels by pull. Must not know HTTP.
"""

from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.deciding.files import read_file
from central_server.departments.lines import lines_in_trouble
from central_server.people.staff import StaffMember, find_by_id
from central_server.policies import Policies
from central_server.store.tables import action
from central_server.work.claims import find_claim
from central_server.work.found import find_case
from central_server.work.who import may_look, roles_over, signed_in
from counter_app.cases.actions import Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.case_state import CaseState
from counter_app.cases.kinds import is_for_desks
from counter_app.intake.case_told import Teller
from counter_app.intake.persons_told import told_of
from counter_app.wire.work import CaseRequest

_KIND, _NONE = "case", "no_case"
_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as it is answered."""

    told: msgspec.Raw
    state: msgspec.Raw
    contents: dict[str, msgspec.Raw]


def look(
    connection: Connection, device: str, asked: CaseRequest, now: str
) -> tuple[StaffMember, CaseState] | None:
    """Who looks at which case, put on the record; None where there is none that is theirs to see.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, asked.session, device, now)
    found = find_case(connection, asked.number)
    seen = found is not None and may_look(person, found.state, found.hall)
    detail: dict[str, Scalar] = {"kind": _KIND}
    if found is not None:
        detail["number"] = found.state.number
    if not seen:
        detail["code"] = _NONE
    elif asked.unmask:
        detail["reason"] = asked.unmask
    did = Did.DENIED if not seen else Did.UNMASKED if asked.unmask else Did.VIEWED
    roles = roles_over(person, found.state) if found else ()
    who = Who(person.staff_id, roles[0] if roles else "", device)
    case_id = found.state.case_id if found else ""
    audit_of(connection).record(connection, who, did, at=now, case_id=case_id, detail=detail)
    return (person, found.state) if found and seen else None


def show(
    connection: Connection,
    policies: Policies,
    person: StaffMember,
    state: CaseState,
    today: date,
    *,
    unmasked: bool,
) -> Shown:
    """The case as it is told to this person."""
    file = read_file(connection, state.stream, state.case_id)
    policy = policies.of_case(connection, state.policy, state.wording)
    server_at = _server_times(connection, state)
    roles, troubles = roles_over(person, state), lines_in_trouble(connection)
    teller = Teller(file, policy, today, roles, server_at, troubles, person.staff_id)
    contents = {
        each.action_id: msgspec.Raw(file.contents[each.action_id])
        for each in file.actions
        if each.action_id in file.contents and (unmasked or is_for_desks(each))
    }
    held = find_claim(connection, file.state, today)
    holder = find_by_id(connection, held.staff_id) if held else None
    claimed = {"claimed_by": holder.name if holder else None, "until": held.until if held else None}
    told = msgspec.Raw(_encode({**told_of(teller, unmasked=unmasked), "claim": claimed}))
    return Shown(told, msgspec.Raw(_encode(file.state)), contents)


def _server_times(connection: Connection, state: CaseState) -> dict[str, str]:
    query = select(action.c.action_id, action.c.received_at).where(
        action.c.stream == state.stream, action.c.case_id == state.case_id
    )
    return {row.action_id: row.received_at for row in connection.execute(query)}
