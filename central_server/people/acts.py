"""The one place through which what people do with their sign-in goes on the record.

Called in the transaction of the act itself. Must not hold a login, a name or a password.
"""

import logging
from typing import NamedTuple

from sqlalchemy.engine import Connection

_log = logging.getLogger("central_server.people")


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


def keep_act(_connection: Connection, act: Act) -> None:
    """Record the act with what it changes."""
    _log.info("%s %s %s %s", act.what, act.device or "-", act.staff_id or "-", act.outcome or "ok")
