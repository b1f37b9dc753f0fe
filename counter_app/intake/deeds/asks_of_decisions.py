"""What decisions ask: street, notice, acceptance, decline, ends, and what a second person settles.

Labels are the window's words for the keys of `table.ACTS`. Must not make an act.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from counter_app.cases.kinds.facts import CATEGORIES, DECLINES, ENDINGS
from counter_app.forms.checks import judge
from counter_app.intake.case_view.two_contents import choices_between, words_of
from counter_app.intake.declared import SEPARATOR
from counter_app.intake.deeds.ask import Ask, Options, Situation
from counter_app.intake.deeds.decisions import ACCEPTANCE
from counter_app.intake.history_words import HistoryWords
from counter_app.intake.review_words import elsewhere
from counter_app.needs.route import first_step, steps_open
from counter_app.needs.timeline import read_day
from counter_app.rules.assess import assess
from counter_app.rules.deadlines import calendar_of
from counter_app.rules.streets import streets_of

_DECLINES = {
    "other_matter": "不属于本事项",
    "not_our_region": "不属于本地受理",
    "condition_on_its_face": "明显不符合申请条件",
    "consent_refused": "不同意信息查询",
    "supplement_lapsed": "逾期没有补正",
    "duplicate": "重复申请",
    "barred": "在限制申请期内",
    "false_statement": "隐瞒、虚报或伪造",
}
_ENDINGS = {
    "death": "申请人死亡",
    "incapacity_without_guardian": "丧失行为能力，没有监护人",
    "supplement_lapsed": "逾期没有补正",
    "deferral_lapsed": "逾期没有补交容缺材料",
    "merged": "同一家庭的另一件继续",
    "taken_in_error": "收件有误",
    "moved_away": "已经迁离",
    "applicant_unreachable": "联系不到申请人",
}
_CATEGORIES = {
    "new_from_supplement": "补来的材料带出新问题",
    "expired_meanwhile": "材料其间过期",
    "department_differs": "部门核验不一致",
    "our_omission": "上次漏告",
}
MINE, THEIRS = "mine", "theirs"
"""Of two contents the one that holds, and the other."""
_REASON = 40
"""Letters that a reason has at most: it is a fact of the case."""


def street(case: Situation) -> Iterator[Ask]:
    """Whose community reviews; and who says the first word, where the route leaves a choice."""
    found = streets_of(case.newest, case.file.state.stream, case.today)
    options = tuple((each.code, each.name) for each in found)
    yield Ask("street", "街道（乡镇）", "choice", case.file.state.street or None, options)
    steps = steps_open(case.file, case.policy, case.today)
    if len(steps) > 1:
        usual = first_step(case.file, case.policy, case.today)
        choices = tuple((str(step), step.label) for step in steps)
        yield Ask("step", "首个意见", "choice", str(usual), choices)


def notice(case: Situation) -> Iterator[Ask]:
    """Until when; of a second notice why there is one."""
    if case.file.state.notices:
        yield Ask("category", "再次告知的原因", "choice", None, categories())
    until = _reached(case, case.today + timedelta(days=_days(case)))
    yield Ask("until", "补正期限", "day", until.isoformat(), hint="最后一天；印在告知书上")


def categories() -> Options:
    """Why something may be asked for once more."""
    return tuple((each, words) for each, words in _CATEGORIES.items() if each in CATEGORIES)


def prolong(case: Situation) -> Iterator[Ask]:
    """A later day for the last notice."""
    notices = case.file.state.notices
    last = read_day(notices[-1].until) if notices else None
    until = _reached(case, (last or case.today) + timedelta(days=_days(case)))
    yield Ask("until", "延到哪天", "day", until.isoformat())
    yield Ask("reason", "原因", "text", hint="申请人为什么来不及")


def accept(case: Situation) -> Iterator[Ask]:
    """Whether to accept against what the rules found."""
    found = assess(judge(case.file.document, case.today), case.policy).findings
    failed = [each.message for each in found if each.outcome == "fail"]
    if failed:
        words = (("yes", "仍受理"), ("no", "不受理"))
        yield Ask("against_finding", "不符合的", "yes_no", None, words, hint=failed[0])


def decline(case: Situation) -> Iterator[Ask]:
    """A reason of the closed list, and the fact."""
    options = tuple((each, _DECLINES[each]) for each in _DECLINES if each in DECLINES.words)
    yield Ask("reason", "原因", "choice", None, options)
    yield Ask("facts", "事实", "text", hint="写进不予受理通知书，不写身份证号")
    yield Ask("clause", "依据的条款", "text", hint="不写就按原因取", may_be_empty=True)
    yield Ask("change", "怎样再申请", "text", hint="可以不写", may_be_empty=True)
    elsewhere = ("reason", frozenset({"other_matter", "not_our_region"}))
    hint = "不归本地的，写应当受理的机关"
    yield Ask("office", "受理机关", "text", hint=hint, may_be_empty=True, when=elsewhere)


def send_back(case: Situation) -> Iterator[Ask]:
    """Words for who proposed."""
    yield Ask("words", "理由", "text", hint="给提请的人看")


def end(case: Situation) -> Iterator[Ask]:
    """Why it simply ends."""
    options = tuple((each, _ENDINGS[each]) for each in _ENDINGS if each in ENDINGS.words)
    yield Ask("reason", "原因", "choice", None, options)
    yield Ask("facts", "事实", "text", hint="写进终止办理告知书，不写身份证号")


def settle_register(case: Situation) -> Iterator[Ask]:
    """Which of two cases of a household goes on."""
    goes_on = (("yes", "本件继续"), ("no", "本件不继续"))
    yield Ask("goes_on", "核定结果", "yes_no", None, goes_on)
    contested = case.file.action(case.file.state.contested)
    twice = elsewhere(contested.facts) if contested else ""
    yield Ask("reason", "理由", "text", hint="，".join(filter(None, (twice, "写明核对了什么"))))


def correct_day(case: Situation) -> Iterator[Ask]:
    """An earlier day of acceptance, or of an act whose day was doubted."""
    state = case.file.state
    recorded = ((ACCEPTANCE, f"受理日，现在是 {state.accepted_on}"),) if state.accepted_on else ()
    doubted = tuple(
        (each, f"{_doubted(case, each)}，暂按 {state.days[each]}") for each in state.doubted
    )
    options = (*doubted, *recorded)
    if doubted:
        yield Ask("of", "哪个日期", "choice", options[0][0], options)
    now = options[0][1] if len(options) == 1 else ""
    yield Ask("day", "应当是", "day", None, hint=f"{now}，只能改早".lstrip("，"))
    yield Ask("reason", "理由", "text", hint="哪份材料其实哪天就到了")


def correct_identity(case: Situation) -> Iterator[Ask]:
    """Whose name or number was another one; the content was changed and signed before."""
    yield Ask("person", "谁的身份", "choice", None, case.persons())
    yield Ask("reason", "理由", "text", hint="先变更申请内容并重新签字，再提请更正身份")
    yield Ask("evidence", "凭据", "text", hint="看了哪份证件")


def settle(case: Situation) -> Iterator[Ask]:
    """Field by field of two contents; nothing is chosen beforehand."""
    waiting = case.file.state.proposed_contents
    names = tuple((each, words_of(case.file, each)) for each in waiting)
    usual = names[0][0] if len(names) == 1 else None
    yield Ask("other", "另一份变更", "choice", usual, names)
    texts = ((MINE, "照现在的"), (THEIRS, "改用另一份"))
    for other in waiting:
        for each in choices_between(case.file, other):
            name, only = f"{take_key(other)}{each.path}", ("other", frozenset({other}))
            yield Ask(name, each.place.replace(SEPARATOR, ""), "choice", None, texts, when=only)


def take_key(other: str) -> str:
    """Before the path of each field in which the other content differs."""
    return f"take {other} "


def void_letter(case: Situation) -> Iterator[Ask]:
    """A letter with an error; another one may come in its place."""
    letters = case.letters()
    usual = letters[-1][0] if letters else None
    yield Ask("letter", "文书", "choice", usual, letters)
    yield Ask("reason", "原因", "text", hint=f"{_REASON} 字以内")
    again = (("yes", "重出一份"), ("no", "不重出"))
    yield Ask("reissue", "作废以后", "yes_no", True, again, hint="新的一份另编号，旧号不再用")


def _doubted(case: Situation, name: str) -> str:
    """An act whose day was not believed, and what it says."""
    act = case.file.action(name)
    if act is None:
        return ""
    words = HistoryWords(case.file, case.newest, case.today).say(act)
    return f"{words}，所报 {act.facts.get('on')}"


def _reached(case: Situation, day: date) -> date:
    """No time ends on a rest day."""
    return calendar_of(case.newest).reached(day)


def _days(case: Situation) -> int:
    """How long policy gives to supply what is missing, in calendar days."""
    said = case.newest.words("letters", case.today).get("correction_notice")
    days = said.get("days") if isinstance(said, Mapping) else None
    return days if isinstance(days, int) else 0
