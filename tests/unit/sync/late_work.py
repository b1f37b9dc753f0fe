"""Work at a case that was received before, as the desk's acts will do it."""

import msgspec

from counter_app.basics.clock import stamp, system_clock
from counter_app.bootstrap import Counter
from counter_app.cases.actions import Action, Entry, Kind, Role, Scalar
from counter_app.cases.chain import new_content
from counter_app.cases.keys import new_id
from counter_app.desk.case import get_case
from local_db.actions import actions_of, chain_head
from local_db.case_log import log_own
from local_db.identity import get_identity
from local_db.orders import HERE
from local_db.tables import actions, orders

_ENTRY = msgspec.json.encode(Entry(msgspec.Raw(b'{"signed": true}')))


def signed(counter: Counter, case_id: str) -> str:
    """Take another signature of the case; gives its action."""
    return _done(counter, case_id, Kind.FORM_SIGNED, {}, _ENTRY)


def street_set(counter: Counter, case_id: str) -> str:
    """Decide its street as somebody who has signed in nowhere; gives the action."""
    state = get_case(counter.desk, case_id).state
    seen = {"seen": state.decision, "content": state.content, "on": state.received_at[:10]}
    return _done(counter, case_id, Kind.STREET_SET, {**seen, "street": "620702001"}, None)


def _done(
    counter: Counter, case_id: str, kind: Kind, facts: dict[str, Scalar], entry: bytes | None
) -> str:
    with counter.desk.store.transaction() as connection:
        identity = get_identity(connection)
        enrolment, state = identity.enrolment, get_case(counter.desk, case_id).state
        head = chain_head(connection, enrolment.device, identity.incarnation)
        action_id, now = new_id(), stamp(system_clock())
        action = Action(
            device=head.device,
            incarnation=head.incarnation,
            sequence=0,
            action_id=action_id,
            case_id=case_id,
            stream=state.stream,
            kind=kind,
            window=enrolment.window_code,
            staff_id=new_id(),
            staff_name="李静",
            role=Role.CLERK,
            at=now,
            facts=facts,
            previous="",
            content_hash="",
            hash="",
        )
        content = new_content(action_id, entry) if entry else None
        log_own(connection, head, [(action, content)], at=max(now, head.last_at), before=state)
    return action_id


def history(counter: Counter, case_id: str) -> list[str]:
    """The ids of what was done to the case, as it counts here."""
    with counter.desk.store.reading() as connection:
        return [each.action_id for each in actions_of(connection, case_id)]


def orders_here(counter: Counter) -> dict[str, tuple[int, str, str] | None]:
    """What this counter knows of the place of each action."""
    query = actions.outerjoin(orders, HERE).select()
    with counter.desk.store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return {
        row["action_id"]: (row["order"], row["server_at"], row["seal"]) if row["order"] else None
        for row in rows
    }
