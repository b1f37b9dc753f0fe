"""Asks the server, for an administrator, about people. Keeps nothing of an answer."""

from collections.abc import Sequence

from counter_app.basics.clock import Clock
from counter_app.sync.link import OpenLink
from counter_app.sync.question import questions
from counter_app.wire.staff import StaffAct, StaffAnswer, StaffRequest
from local_db.store import Store


def ask_staff(
    store: Store,
    clock: Clock,
    open_link: OpenLink,
    session: str,
    act: StaffAct = StaffAct.LOOK,
    *,
    login: str = "",
    name: str = "",
    roles: Sequence[str] = (),
    regions: Sequence[str] = (),
    streets: Sequence[str] = (),
    why: str = "",
) -> StaffAnswer:
    """Do one thing about somebody, or nothing; who there is then.

    Raises:
        CounterError: as for `questions`; NOT_THE_ADMINISTRATOR, STAFF_SELF, TRIAL_STAFF,
            LOGIN_MALFORMED, LOGIN_TAKEN, LOGIN_UNKNOWN, ROLE_REGION, STREET_NEEDED,
            STREET_NOT_WANTED.
    """
    with questions(store, clock, open_link) as line:
        asked = StaffRequest(
            incarnation=line.incarnation,
            session=session,
            act=act,
            login=login,
            name=name,
            roles=tuple(roles),
            regions=tuple(regions),
            streets=tuple(streets),
            why=why,
        )
        return line.ask("/staff", asked, StaffAnswer)
