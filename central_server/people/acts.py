"""The one place through which what people do with their sign-in goes on the record.

Called in the transaction of the act itself, behind all that it locks (`audit.log`). Must not hold
a login, a name or a password.
"""

from typing import NamedTuple

from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from counter_app.cases.audit import Did, Who


class Act(NamedTuple):
    """What was done; `outcome` is the code of the refusal, empty where it was done."""

    what: str
    """`sign_in`, `change_password`, `renew`, `sign_out`, `add_staff`, `lock_staff`, …"""
    device: str
    """Where; empty for a command at the server itself."""
    at: str
    staff_id: str = ""
    """Who, or upon whom a command was done; empty where the login is nobody's."""
    outcome: str = ""


_DID = {"sign_in": Did.SIGNED_IN, "renew": Did.SIGNED_IN, "sign_out": Did.SIGNED_OUT}


def keep_act(connection: Connection, act: Act) -> None:
    """Record the act with what it changes."""
    log = audit_of(connection)
    if not act.device:
        command = act.what.replace("_", "-")
        log.administered(connection, command, act.at, staff=act.staff_id)
        return
    did = Did.DENIED if act.outcome else _DID.get(act.what, Did.ACTED)
    detail = {"kind": act.what, "code": act.outcome} if act.outcome else {"kind": act.what}
    log.record(connection, Who(act.staff_id, "", act.device), did, at=act.at, detail=detail)
