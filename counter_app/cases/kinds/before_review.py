"""What is decided before review begins: street, notice, acceptance, decline.

Sources: 公共租赁住房管理办法（部令第11号）第八、九条; 行政许可法第三十二条 as 参照.
"""

from counter_app.cases.actions import Kind, Role
from counter_app.cases.changes import decided
from counter_app.cases.kinds import checks, facts
from counter_app.cases.kinds.row import Approval, Brings, Fact, Flag, KindOfAction, Nature
from counter_app.cases.stages import LIVE, Stage

_CLERK = frozenset({Role.CLERK})
_OPEN = frozenset({Stage.RECEIVED, Stage.SUPPLEMENT})

BEFORE_REVIEW = (
    KindOfAction(
        name=Kind.STREET_SET,
        nature=Nature.DECISION,
        words="所属街道 {street}",
        change=decided.street_set,
        facts={
            **facts.DECIDED,
            "street": Fact(str, 12, needed=True),
            "replaces": Fact(str, 12),
            "step": Fact(str, 10, words=facts.FIRST_STEPS),
        },
        roles=frozenset({Role.CLERK, Role.COUNTY}),
        stages=LIVE,
        also=checks.street_may_change,
    ),
    KindOfAction(
        name=Kind.NOTICE_GIVEN,
        nature=Nature.DECISION,
        words="一次性补正告知，{items} 项",
        change=decided.notice_given,
        facts={
            **facts.DECIDED,
            "letter": facts.NEEDED_LETTER,
            "items": Fact(int, needed=True),
            "category": facts.CATEGORY,
            "until": facts.DAY,
        },
        content=Brings.WORDS,
        roles=_CLERK,
        stages=_OPEN,
        unless=frozenset({Flag.DEEMED}),
        approval=Approval.SECOND,
    ),
    KindOfAction(
        name=Kind.NOTICE_PROLONGED,
        nature=Nature.DECISION,
        words="补正期限延至 {until}",
        change=decided.notice_prolonged,
        facts={**facts.DECIDED, "notice": facts.NEEDED_ID, "until": facts.NEEDED_DAY},
        content=Brings.WORDS,
        roles=_CLERK,
        stages=frozenset({Stage.SUPPLEMENT}),
        approval=Approval.ALWAYS,
        also=checks.notice_stands,
    ),
    KindOfAction(
        name=Kind.ACCEPTED,
        nature=Nature.DECISION,
        words="受理，自 {day} 起",
        change=decided.accepted,
        facts={
            **facts.DECIDED,
            "day": facts.NEEDED_DAY,
            "basis": facts.BASES,
            "letter": facts.NEEDED_LETTER,
            "against_finding": Fact(bool),
        },
        roles=frozenset({Role.CLERK, Role.COUNTY}),
        stages=_OPEN,
        unless=frozenset({Flag.CONTESTED}),
        deed="accepted",
    ),
    KindOfAction(
        name=Kind.DECLINED,
        nature=Nature.DECISION,
        words="不予受理",
        change=decided.declined,
        facts={**facts.DECIDED, "reason": facts.DECLINES, "letter": facts.NEEDED_LETTER},
        content=Brings.WORDS,
        roles=_CLERK,
        stages=_OPEN,
        unless=frozenset({Flag.DEEMED}),
        approval=Approval.ALWAYS,
    ),
    KindOfAction(
        name=Kind.CONTENT_SETTLED,
        nature=Nature.DECISION,
        words="两份变更已合并",
        change=decided.content_settled,
        facts={**facts.DECIDED, "other": facts.NEEDED_ID, "persons": facts.PERSONS},
        content=Brings.FORM,
        roles=_CLERK,
        stages=LIVE,
        also=checks.was_proposed,
    ),
    KindOfAction(
        name=Kind.LETTER_VOIDED,
        nature=Nature.DECISION,
        words="文书 {letter} 作废",
        change=decided.letter_voided,
        facts={
            **facts.DECIDED,
            "letter": facts.NEEDED_LETTER,
            "reason": facts.WORD,
            "instead": facts.LETTER,
        },
        roles=frozenset({Role.CLERK, Role.COUNTY}),
        also=checks.letter_stands,
    ),
)
