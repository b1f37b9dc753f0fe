"""Takes and gives back the work at a case: the server alone keeps who works at what.

Must not judge who may.
"""

from counter_app.desk.desk import Desk
from counter_app.sync.link import OpenLink
from counter_app.sync.work import ask_claim
from counter_app.wire.work import ClaimAnswer, Claiming


def claim_here(
    desk: Desk,
    open_link: OpenLink,
    session: str,
    number: str,
    act: Claiming,
    reason: str = "",
    to: str = "",
) -> ClaimAnswer:
    """Ask for it; `code` of the answer says why it was not done.

    Raises:
        CounterError: CASE_NOT_THEIRS, SESSION_OVER; troubles of the line.
    """
    return ask_claim(desk.store, desk.clock, open_link, session, number, act, reason, to)
