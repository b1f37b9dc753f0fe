"""What is no action of a case and is recorded all the same: looking, seeking, drafts, taking out.

Each goes into the audit before what was asked for is given: no audit, no look. Must never say what
was typed or found.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from counter_app.basics.clock import stamp
from counter_app.cases.actions import Role, Scalar
from counter_app.cases.audit import Did, Who
from counter_app.cases.audit_check import Verified, verify
from counter_app.cases.keys import window_account
from counter_app.desk.acting import get_state
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from counter_app.desk.search import sought_by
from counter_app.sync.audit_notes import noted
from local_db.audit import add_entry, entries, last_entry
from local_db.identity import find_identity
from local_db.notes import Note, read_notes

_ONE_SEARCH = timedelta(seconds=10)
"""Within this what is typed on belongs to the search that is recorded."""


def put_on_record(
    connection: Connection,
    desk: Desk,
    clerk: Clerk | None,
    did: Did,
    case_id: str = "",
    **detail: Scalar,
) -> None:
    """Record it in the caller's transaction; without a clerk as the window's own account."""
    identity = find_identity(connection)
    device = identity.enrolment.device if identity else ""
    if clerk is None:
        clerk = Clerk(window_account(device) if device else "", "", Role.WINDOW)
    add_entry(
        connection,
        desk.store.audit_key,
        read_notes(connection).get(Note.INCARNATION, ""),
        Who(clerk.staff_id, clerk.role, device, identity.enrolment.window_code if identity else ""),
        did,
        at=stamp(desk.now()),
        case_id=case_id,
        detail=detail,
    )


def record_view(desk: Desk, clerk: Clerk, case_id: str) -> None:
    """That somebody opens a received case; raises CASE_UNKNOWN."""
    with desk.store.transaction() as connection:
        number = get_state(connection, case_id).number
        put_on_record(connection, desk, clerk, Did.VIEWED, case_id, number=number)


def record_unmasked(desk: Desk, clerk: Clerk, case_id: str, reason: str) -> None:
    """That somebody has names and numbers of a case shown, and why; raises CASE_UNKNOWN."""
    with desk.store.transaction() as connection:
        number = get_state(connection, case_id).number
        detail: dict[str, Scalar] = {"number": number, "reason": reason}
        put_on_record(connection, desk, clerk, Did.UNMASKED, case_id, **detail)


def record_search(desk: Desk, clerk: Clerk, text: str) -> None:
    """That somebody seeks, and by what kind of thing; typing on is one search."""
    by = sought_by(text)
    if not by:
        return
    with desk.store.reading() as connection:
        last = last_entry(connection)
    now = desk.now()
    same = last is not None and (last.did, last.staff_id) == (Did.SEARCHED, clerk.staff_id)
    if last and same and timedelta(0) <= now - datetime.fromisoformat(last.at) < _ONE_SEARCH:
        return
    with desk.store.transaction() as connection:
        put_on_record(connection, desk, clerk, Did.SEARCHED, by=by)


def verify_audit(desk: Desk) -> Verified:
    """Whether this counter's log is as it was written, by what the server has noted of it too."""
    with desk.store.reading() as connection:
        heads = noted(connection, Note.AUDIT_NOTED)
        return verify([desk.store.audit_key], entries(connection), heads)
