"""The one table of the kinds of action: counter and server both ask it.

For each kind its nature, its facts with their types and longest lengths, whether it brings
content and whom that reaches, in which stages and steps it may happen, as whom and by which hall,
who must approve it, what it makes of the case, and its words for the history. A kind that is
written anywhere else is a fault.
Must not know the matter: what a content must hold is asked of the form.
"""

from counter_app.cases.actions import Action, Scalar
from counter_app.cases.kinds.at_the_window import AT_THE_WINDOW
from counter_app.cases.kinds.before_review import BEFORE_REVIEW
from counter_app.cases.kinds.by_the_server import BY_THE_SERVER
from counter_app.cases.kinds.in_review import IN_REVIEW
from counter_app.cases.kinds.left_over import LEFT_OVER
from counter_app.cases.kinds.row import Approval as Approval
from counter_app.cases.kinds.row import Brings as Brings
from counter_app.cases.kinds.row import Fact as Fact
from counter_app.cases.kinds.row import Flag as Flag
from counter_app.cases.kinds.row import GoesTo as GoesTo
from counter_app.cases.kinds.row import KindOfAction as KindOfAction
from counter_app.cases.kinds.row import May as May
from counter_app.cases.kinds.row import Nature as Nature
from counter_app.cases.kinds.two_persons import TWO_PERSONS

MOST_ACTIONS = 2000
"""Of one case. Who did not receive it may fill half of that, so that nobody closes the case of
another to what its own window still has to say."""
MOST_FACTS = 40
LONGEST_NAME = 40
LONGEST_TEXT = 500
"""Of a fact that this program does not know: a later one's, kept and passed on."""

KINDS: dict[str, KindOfAction] = {
    kind.name: kind
    for rows in (AT_THE_WINDOW, BEFORE_REVIEW, IN_REVIEW, LEFT_OVER, TWO_PERSONS, BY_THE_SERVER)
    for kind in rows
}


def is_for_desks(action: Action) -> bool:
    """Whether what the action brings goes to nobody by pull."""
    kind = KINDS.get(action.kind)
    return kind is not None and kind.goes_to is GoesTo.DESK


def facts_are_fit(action: Action) -> bool:
    """Whether the facts are what the kind's may be; unknown ones only bounded."""
    kind, facts = KINDS.get(action.kind), action.facts
    if len(facts) > MOST_FACTS or (kind and not kind.needed <= facts.keys()):
        return False
    known = kind.facts if kind else {}
    for name, value in facts.items():
        fact = known.get(name)
        if fact is None:
            fit = _is_bounded(name, value)
        elif isinstance(value, str):
            fit = fact.type is str and _is_one_of(value, fact)
        else:
            fit = type(value) is fact.type
        if not fit:
            return False
    return True


def is_text_fit(text: str, longest: int) -> bool:
    """Whether a text is short enough and can be stored and shown."""
    return len(text) <= longest and "\x00" not in text


def _is_bounded(name: str, value: Scalar) -> bool:
    if not is_text_fit(name, LONGEST_NAME):
        return False
    if isinstance(value, str):
        return is_text_fit(value, LONGEST_TEXT)
    return not isinstance(value, int) or abs(value) < 1 << 63


def _is_one_of(value: str, fact: Fact) -> bool:
    if fact.words:
        return value in fact.words
    return len(value) <= fact.longest and "\x00" not in value
