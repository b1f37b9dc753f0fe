"""What the server writes by itself, in chains of its own."""

from counter_app.cases.actions import Kind, Role
from counter_app.cases.changes import by_the_server as changes
from counter_app.cases.kinds import facts
from counter_app.cases.kinds.row import Brings, Fact, GoesTo, KindOfAction, May, Nature

_SYSTEM = frozenset({Role.SYSTEM})
_QUERY: dict[str, Fact] = {"query": facts.NEEDED_ID}


def _row(
    name: Kind,
    words: str,
    change: changes.Change,
    of: dict[str, Fact],
    content: Brings = Brings.NONE,
) -> KindOfAction:
    """A row of the server; what it brings never travels by pull."""
    goes_to = GoesTo.HALL if content is Brings.NONE else GoesTo.DESK
    return KindOfAction(
        name=name,
        nature=Nature.SERVER,
        words=words,
        change=change,
        facts=of,
        content=content,
        goes_to=goes_to,
        roles=_SYSTEM,
        may=May.SERVER,
        after_end=True,
    )


BY_THE_SERVER = (
    _row(Kind.REVIEW_OPENED, "进入审核", changes.review_opened, {"step": facts.STEPS}),
    _row(
        Kind.STEP_REOPENED,
        "退回重新审核",
        changes.step_reopened,
        {"step": facts.STEPS, "because": facts.NEEDED_ID},
    ),
    _row(
        Kind.RETURN_SETTLED,
        "退回的事项已补齐",
        changes.return_settled,
        {"return": facts.NEEDED_ID, "fact": facts.NEEDED_ID, "on": facts.NEEDED_DAY},
    ),
    _row(
        Kind.QUERY_ASKED,
        "{anew}向{department_said}查询{about}",
        changes.query_asked,
        {
            **_QUERY,
            "item": facts.ITEM,
            "person": facts.NEEDED_ID,
            "consent": facts.NEEDED_ID,
        },
    ),
    _row(
        Kind.QUERY_ANSWERED,
        "{department_said}已答复{about}",
        changes.query_answered,
        {**_QUERY, "outcome": facts.WORD, "as_of": facts.DAY, "channel": facts.WORD},
        Brings.WORDS,
    ),
    _row(
        Kind.QUERY_FAILED,
        "{department_said}查询未成功{about}",
        changes.query_failed,
        {**_QUERY, "error": facts.WORD},
    ),
    _row(Kind.QUERY_CANCELLED, "取消查询{about}", changes.query_cancelled, _QUERY),
    _row(
        Kind.QUERY_DISCARDED,
        "{department_said}答复不予采用{about}",
        changes.query_discarded,
        _QUERY,
    ),
    _row(
        Kind.CONTESTED,
        "登记簿有重复{elsewhere}，待县区核定",
        changes.contested,
        {"other": Fact(str, 30), "overlap": facts.one_of("applicant", "member", "barred")},
    ),
    _row(
        Kind.LETTER_KEPT,
        "文书 {letter} {kept}",
        changes.letter_kept,
        {
            "letter": facts.NEEDED_LETTER,
            "official": Fact(str, 40),
            "sha256": Fact(str, 64),
        },
    ),
    _row(
        Kind.DECISION_QUESTIONED,
        "有迟到的事实，待核定",
        changes.decision_questioned,
        {"decision": facts.NEEDED_ID, "fact": facts.NEEDED_ID},
    ),
    _row(
        Kind.DAY_DOUBTED,
        "所报日期存疑，暂按 {day} 计，待县区核定",
        changes.day_doubted,
        {"fact": facts.NEEDED_ID, "day": facts.NEEDED_DAY},
    ),
    _row(
        Kind.AUTHOR_DOUBTED,
        "按{why}所办，已收下",
        changes.author_doubted,
        {"fact": facts.NEEDED_ID, "why": facts.one_of("locked", "long_unheard")},
    ),
)
