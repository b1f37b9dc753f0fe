"""Decisions by two persons: proposed by one, approved or sent back by another.

A proposal has the facts and the content of its act; only the approval, which repeats those facts,
changes the case (second-half rule 11).
"""

from counter_app.cases.actions import Kind, Role
from counter_app.cases.changes import proposed
from counter_app.cases.kinds import checks, facts
from counter_app.cases.kinds.row import Brings, Fact, GoesTo, KindOfAction, Nature

_LEAD = frozenset({Role.COUNTY_LEAD})

TWO_PERSONS = (
    KindOfAction(
        name=Kind.PROPOSED,
        nature=Nature.DECISION,
        words="提请批准",
        change=proposed.proposed,
        facts={**facts.DECIDED, "act": facts.WORD},
        content=Brings.WORDS,
        goes_to=GoesTo.DESK,
        roles=frozenset({Role.CLERK, Role.COUNTY, Role.COMMUNITY}),
        also=checks.nothing_else_is_proposed,
    ),
    KindOfAction(
        name=Kind.APPROVED,
        nature=Nature.DECISION,
        words="批准",
        change=proposed.approved,
        facts={**facts.DECIDED, "act": facts.WORD, "proposal": facts.NEEDED_ID},
        roles=_LEAD,
        deed="approved",
        also=checks.proposal_is_open,
    ),
    KindOfAction(
        name=Kind.PROPOSAL_SENT_BACK,
        nature=Nature.DECISION,
        words="未批准，退回",
        change=proposed.proposal_sent_back,
        facts={**facts.DECIDED, "proposal": Fact(str, 36, needed=True)},
        content=Brings.WORDS,
        goes_to=GoesTo.DESK,
        roles=_LEAD,
        also=checks.proposal_is_open,
    ),
)
