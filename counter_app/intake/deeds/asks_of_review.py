"""What the acts of review ask: differences, opinions, returns, refusals, stops, an extension.

Labels are the window's words for the keys of `table_of_review.ACTS_OF_REVIEW`. Must not make an
act, and presets no decision.
"""

from collections.abc import Iterator

from counter_app.cases.left_over import ways
from counter_app.cases.stages import Step
from counter_app.cases.ways import TAKEN
from counter_app.forms.consents import Department
from counter_app.intake.deeds.ask import Ask, Options, Situation
from counter_app.intake.deeds.asks_of_decisions import categories
from counter_app.intake.deeds.in_review import (
    AGREE,
    stop_reasons,
)
from counter_app.intake.history_words import HistoryWords
from counter_app.intake.review_words import DECISIONS, OPINIONS, SETTLED
from counter_app.needs.compared import Result, compared, decisions
from counter_app.needs.findings import findings
from counter_app.needs.mending import mending
from counter_app.needs.tasks import WORDS, settled_by_word
from counter_app.needs.waiting import waits_for
from counter_app.rules.clock import EXTENSION
from counter_app.rules.deadlines import working_days
from counter_app.rules.department_items import fact_label
from counter_app.rules.items import department_of
from counter_app.rules.letter_kinds import Letter

WAY = "way_"
"""Before the why of what is settled: each is settled in ways of its own."""


def decide_difference(case: Situation) -> Iterator[Ask]:
    """Which one, in which of four ways, and why."""
    decided = decisions(case.file, case.policy, case.today)
    found = [
        one for one in compared(case.file, case.policy, case.today) if one.result is Result.DIFFERS
    ]
    names = dict(case.persons())
    options = tuple(
        (one.difference, f"{names.get(one.person, '')} {_fact(case, one.item, one.fact)}".strip())
        for one in sorted(found, key=lambda one: one.difference in decided)
    )
    usual = options[0][0] if len(options) == 1 else None
    yield Ask("difference", "哪一处", "choice", usual, options)
    yield Ask("decision", "怎样处理", "choice", None, tuple(DECISIONS.items()))
    taken = ("decision", frozenset(TAKEN))
    yield Ask("reason", "理由", "text", hint="写明核对了什么", when=taken)
    yield Ask("evidence", "凭据", "text", hint="可以不写", may_be_empty=True, when=taken)


def waive(case: Situation) -> Iterator[Ask]:
    """Of those that have not answered."""
    waiting = dict.fromkeys(
        department_of(each.item) for each in waits_for(case.file, case.policy, case.today)
    )
    options: Options = tuple((str(each), each.label) for each in waiting)
    yield Ask("department", "不等哪个部门", "choice", None, options)
    yield Ask("reason", "理由", "text", hint="留在经过里")


def report_mended(case: Situation) -> Iterator[Ask]:
    """At which of those to which the applicant was sent."""
    to_mend = mending(case.file, case.policy, case.today).items()
    named = dict.fromkeys(Department(whose.department) for whose, what in to_mend if what.facts)
    options: Options = tuple((str(each), each.label) for each in named)
    usual = options[0][0] if len(options) == 1 else None
    yield Ask("department", "到哪个部门更正的", "choice", usual, options)
    yield case.on("on", "告知日期")


def give_back(case: Situation) -> Iterator[Ask]:
    """One remark here; what was decided to be mended comes along by itself."""
    if any(each.paper == Letter.REVIEW_RETURN for each in case.file.state.letters):
        yield Ask("category", "再次退回的原因", "choice", None, categories())
    hint = "一次写全；已定为更正的不一致自动带上，可以不写"
    yield Ask("remark", "要补正什么", "text", hint=hint, may_be_empty=True)


def opine(case: Situation) -> Iterator[Ask]:
    """The word of the step, and its text as it is printed."""
    step = case.file.state.step
    if step is Step.COUNTY:
        options: Options = ((AGREE, OPINIONS[AGREE]),)
        hint = "不同意的，办“拟不通过告知”和“审核不通过”"
    else:
        options, hint = tuple(OPINIONS.items()), ""
    yield Ask("opinion", "意见", "choice", None, options, hint=hint)
    yield Ask("text", "意见文字", "text", hint="印在审核表上")


def announce(case: Situation) -> Iterator[Ask]:
    """A condition that this case fails, and the fact."""
    yield from _grounds(case)
    yield Ask("facts", "事实", "text", hint="写进拟不通过告知书")


def hear(case: Situation) -> Iterator[Ask]:
    """What the applicant replied."""
    yield case.on("on", "陈述日期")
    yield Ask("words", "陈述申辩", "text", hint="照原话记")


def refuse(case: Situation) -> Iterator[Ask]:
    """The conditions that were announced, else one that fails."""
    if not case.file.state.announced:
        yield from _grounds(case)
    yield Ask("facts", "事实", "text", hint="写进审核结果告知书")
    yield Ask("change", "怎样再申请", "text", hint="可以不写", may_be_empty=True)


def extend(case: Situation) -> Iterator[Ask]:
    """How many working days, once."""
    most = working_days(case.policy, EXTENSION, case.today)
    yield Ask("days", "延长几个工作日", "number", None, hint=f"最多 {most} 个，只延长一次")
    yield Ask("reason", "原因", "text", hint="写进延期告知书")


def stop(case: Situation) -> Iterator[Ask]:
    """Why the clock stands."""
    options = tuple(stop_reasons(case.newest, case.today).items())
    yield Ask("reason", "暂停原因", "choice", None, options)
    yield Ask("until", "预计恢复", "day", None, hint="可以不写", may_be_empty=True)


def file(_case: Situation) -> Iterator[Ask]:
    """Words of the city, where there are any."""
    yield Ask("text", "备案意见", "text", hint="可以不写", may_be_empty=True)


def settle_task(case: Situation) -> Iterator[Ask]:
    """Which of what waits, what was done about it by the ways there are for that, and why."""
    left = settled_by_word(case.file.state)
    said = HistoryWords(case.file, case.newest, case.today)
    acts = {each.of: case.file.action(each.of) for each in left}
    options = tuple(
        (of, f"{WORDS[why]}：{said.say(act)}" if (act := acts[of]) else WORDS[why])
        for why, of, *_ in left
    )
    yield Ask("of", "哪一件", "choice", options[0][0] if len(options) == 1 else None, options)
    for why in dict.fromkeys(each.why for each in left):
        found = ways(why, case.file.state.stage)
        named = frozenset(each.of for each in left if each.why is why)
        choices = tuple((str(way), SETTLED[way]) for way in found)
        yield Ask(f"{WAY}{why}", "怎样处理的", "choice", None, choices, when=("of", named))
    yield Ask("reason", "理由", "text", hint="看了什么、办了什么；留在经过里")


def _grounds(case: Situation) -> Iterator[Ask]:
    """Only what this case fails as it was taken; what is merely 待核 is no ground."""
    failed = [
        each
        for each in findings(case.file, case.policy, case.today).taken
        if each.outcome == "fail"
    ]
    options = tuple((str(each.rule), each.message) for each in failed)
    usual = options[0][0] if len(options) == 1 else None
    yield Ask("clauses", "不符合的条件", "choice", usual, options)


def _fact(case: Situation, item: str, fact: str) -> str:
    """The fact's name, with whose word it is."""
    return f"{department_of(item).label} {fact_label(case.newest, item, fact, case.today)}"
