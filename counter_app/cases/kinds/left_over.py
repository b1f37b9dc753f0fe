"""What a person of the county settles though nothing else hangs on it, in whatever stage."""

from counter_app.cases.actions import Kind, Role
from counter_app.cases.changes import left_over as changes
from counter_app.cases.kinds import checks, facts
from counter_app.cases.kinds.row import Brings, GoesTo, KindOfAction, Nature
from counter_app.cases.left_over import SettledBy

LEFT_OVER = (
    KindOfAction(
        name=Kind.TASK_SETTLED,
        nature=Nature.DECISION,
        words="遗留事项已处理{settled_said}",
        change=changes.task_settled,
        facts={**facts.DECIDED, "of": facts.NEEDED_ID, "way": facts.one_of(*SettledBy)},
        content=Brings.WORDS,
        goes_to=GoesTo.DESK,
        roles=frozenset({Role.COUNTY}),
        beside=True,
        also=checks.is_left_over,
    ),
)
