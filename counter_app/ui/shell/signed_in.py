"""Between the desk's people and the sign-in place: who may come by a key, who may sit at what.

Imported with the store, not before the first drawing. Must not draw anything.
"""

from collections.abc import Iterable
from datetime import date, datetime

from counter_app.basics.catalogue.people import NO_WORKPLACE
from counter_app.basics.errors import CounterError
from counter_app.cases.actions import Role
from counter_app.cases.rights import ROLE_WORDS
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from counter_app.desk.people_here import is_trial, people_here
from counter_app.ui.shell.sign_in import Known

is_trial_here = is_trial
_SEATED = (
    Role.CLERK,
    Role.COUNTY_LEAD,
    Role.COUNTY,
    Role.COMMUNITY,
    Role.MUNICIPAL,
    Role.OPERATOR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""The roles that have a workplace, who receives first."""


def known_here(desk: Desk) -> tuple[Known, ...]:
    """Who has signed in at this counter, the latest first; all of a trial's."""
    if is_trial(desk):
        return tuple(
            Known(each.login, each.name, ROLE_WORDS[each.roles[0]]) for each in TRIAL_PEOPLE
        )
    return tuple(
        Known(
            each.login,
            each.name,
            _words(held.role for held in each.roles),
            _when(each.used_at, desk.now().date()),
        )
        for each in people_here(desk)
    )


def roles_seated(clerk: Clerk) -> tuple[Role, ...]:
    """Those of somebody's roles that have a workplace, each once; in this order they change."""
    held = {each.role for each in clerk.roles}
    return tuple(each for each in _SEATED if each in held)


def may_sit(clerk: Clerk) -> Clerk:
    """Somebody for whom there is work here, in the first of their roles that has a workplace.

    Raises:
        CounterError: NO_WORKPLACE.
    """
    roles = roles_seated(clerk)
    if not roles:
        raise CounterError(NO_WORKPLACE)
    return clerk.as_role(roles[0])


def _words(roles: Iterable[str]) -> str:
    held = set(roles)
    return "、".join(words for role, words in ROLE_WORDS.items() if role in held)


def _when(used_at: str, today: date) -> str:
    used = datetime.fromisoformat(used_at)
    return f"今天 {used:%H:%M}" if used.date() == today else f"{used:%m-%d}"
