"""Two cases met with one number: this one, the second, gets a fresh one and owes a new receipt.

The old number stays searchable. Done by the window's own account; the start page shows it.
"""

import msgspec
from sqlalchemy import Connection

from counter_app.basics.clock import stamp
from counter_app.cases.actions import Action, Kind, Role
from counter_app.cases.keys import new_id, window_account
from counter_app.cases.numbers import CaseNumber
from counter_app.sync.run import Run
from local_db.actions import chain_head
from local_db.case_log import log_own
from local_db.cases import find_state
from local_db.numbers import take_number
from local_db.outbox import Waiting

_MOST_IN_A_RUN = 10


def renumber(run: Run, connection: Connection, waiting: Waiting) -> bool:
    """Give the case of a taken number another one, unless it has got one already.

    False where that was done so often in this run that a person has to look: a server that takes
    no number would use up all of the window's.
    """
    taken = msgspec.json.decode(waiting.record, type=Action)
    state = find_state(connection, waiting.case_id)
    if state is None or state.number != taken.facts.get("number"):
        return True
    if run.renumbered[state.case_id] >= _MOST_IN_A_RUN:
        return False
    run.renumbered[state.case_id] += 1
    enrolment = run.identity.enrolment
    head = chain_head(connection, enrolment.device, run.identity.incarnation)
    now = stamp(run.clock())
    year = int(now[:4])
    running = take_number(connection, enrolment.window_code, year)
    fresh = CaseNumber(enrolment.county, year, enrolment.window, running)
    action = Action(
        device=head.device,
        incarnation=head.incarnation,
        sequence=0,
        action_id=new_id(),
        case_id=state.case_id,
        stream=state.stream,
        kind=Kind.RENUMBERED,
        window=enrolment.window_code,
        staff_id=window_account(enrolment.device),
        staff_name=enrolment.label,
        role=Role.WINDOW,
        at=now,
        facts={"number": str(fresh), "former": state.number},
        previous="",
        content_hash="",
        hash="",
    )
    log_own(connection, head, [(action, None)], at=max(now, head.last_at), before=state)
    return True
