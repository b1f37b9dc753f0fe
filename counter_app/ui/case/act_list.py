"""The acts that are done on an open case: their keys, when each is shown, what is told of it.

Must not decide what may follow: that was told.
"""

from collections.abc import Callable, Iterator

from counter_app.cases.stages import Stage
from counter_app.intake.case_told import Told
from counter_app.intake.deeds.table import ACTS
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.said_before import title_of_kind
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.tokens import Token

ACT_KEYS = {
    "set-street": "Alt+D",
    "sign": "Alt+Q",
    "consent": "Alt+A",
    "take-material": "Alt+C",
    "supplement": "Alt+J",
    "notice": "Alt+G",
    "prolong": "Alt+P",
    "deliver": "Alt+F",
    "accept": "Alt+L",
    "report-mended": "Alt+Shift+G",
    "waive": "Alt+W",
    "enter-answer": "Alt+Shift+A",
    "hear": "Alt+Shift+H",
    "extend": "Alt+Shift+E",
    "stop": "Alt+Shift+S",
    "resume": "Alt+Shift+R",
    "approve": "Alt+Y",
    "send-back": "Alt+N",
    "settle-register": "Alt+K",
    "settle": "Alt+Shift+K",
    "settle-task": "Alt+Shift+T",
    "correct-day": "Alt+Shift+D",
    "correct-identity": "Alt+Shift+I",
    "decline": "Alt+B",
    "revise": "Alt+U",
    "change-contact": "Alt+H",
    "agree-electronic": "Alt+E",
    "return-material": "Alt+V",
    "withdraw-consent": "Alt+I",
    "withdraw": "Alt+R",
    "void-letter": "Alt+X",
    "hand-over": "Alt+O",
    "end": "Alt+Z",
    "reassign": "Alt+Shift+M",
}
"""The acts that are done here, in the order in which they are shown, with their keys."""
TITLES = {
    "supplement": "补件，一次收几份",
    "decline": "提请不予受理",
    "sign": "审核表、承诺书签字",
    "prolong": "提请延长补正期限",
    "end": "提请终止办理",
    "settle-register": "提请核定登记簿重复",
    "send-back": "不批准，退回",
    "extend": "提请延期",
    "stop": "提请暂停计时",
    "resume": "提请恢复计时",
    "correct-day": "提请更正受理日",
    "correct-identity": "提请更正身份信息",
    "reassign": "改派或收回",
}
"""Where the screen says another word than the table: a second person still decides."""
RECORD_ONLY = "只作记录"
_ONLY_WHERE: dict[str, Callable[[Told], bool]] = {
    "prolong": lambda told: any(each["paper"] == "correction_notice" for each in told["letters"]),
    "revise": lambda told: not Stage(told["stage"]).is_end,
    "enter-answer": lambda told: told["stage"] == Stage.IN_REVIEW,
    "supplement": lambda told: told["stage"] == Stage.SUPPLEMENT,
    "settle-register": lambda told: "contested" in told["flags"],
    "correct-day": lambda told: bool(told["accepted_on"] or told["doubted"]),
    "hand-over": lambda told: bool(told["accepted_on"]),
    "send-back": lambda told: bool(told["proposals"]),
    "resume": lambda told: "stopped" in told["flags"],
    "correct-identity": lambda told: not told["two_contents"],
}
"""Acts that are only shown where there is something to settle."""
ON_PROPOSALS = ("approve", "send-back")
_VERBS = {"notice": "告知", "approve": "批准", "send-back": "退回"}
_PIECES = {"sign": "commitment", "consent": "consent"}


def title_of(act: str) -> str:
    """The word of an act on this screen."""
    return TITLES.get(act) or ACTS[act].title


def verb_of(act: str) -> str:
    """What the button that does it says."""
    return _VERBS.get(act, "提请" if ACTS[act].proposes else "办理")


def heading_of(act: str, opened: OpenedCase) -> str:
    """What will be done, whole: what a second person approves, how much is told at once."""
    told, title = opened.told, title_of(act)
    if act == "notice":
        return f"一次性补正告知：还欠的 {len(told['owed'])} 项，一次全部告知"
    if act in ON_PROPOSALS and opened.proposed:
        return f"{title}：{opened.proposed.title}"
    if is_for_the_record(told, act):
        return f"{title}，{RECORD_ONLY}：本件已办结，记下也不改变结果"
    return title


def kind_words(kind: str) -> str:
    """The word of an act by its kind in the records."""
    return title_of_kind(kind) or kind


def acts_of(opened: OpenedCase) -> Iterator[tuple[str, list[str]]]:
    """The acts that may follow and are done here, each with what it still lacks.

    Where there is nothing to be chosen there is nothing to be done, and nothing is shown.
    """
    told = opened.told
    may = {each["act"]: list(each["lacking"]) for each in told["may"]}
    for act in sorted(ACT_KEYS, key=lambda each: is_for_the_record(told, each)):
        if act not in may or not _ONLY_WHERE.get(act, bool)(told):
            continue
        state = opened.situation.file.state
        if act == "hand-over" and opened.situation.unanswered:
            continue
        if act == "hear" and not state.announced:
            continue
        none = any(ask.has_nothing for ask in opened.asked.get(act, ()))
        if act == "deliver" and none:
            yield act, ["没有等着送达的文书"]
        elif not none:
            yield act, may[act]


def is_for_the_record(told: Told, act: str) -> bool:
    """Whether the act would be kept and change nothing: the case has ended."""
    return any(each["act"] == act and each.get("record_only") for each in told["may"])


def act_line(act: str, lacks: list[str], told: Told) -> Line:
    """An act with its key; beneath it what it lacks, or how much of it is still to do."""
    title, key = title_of(act), ACT_KEYS[act]
    if lacks:
        few = lacks[0] if len(lacks) == 1 else f"{lacks[0]}，等 {len(lacks)} 项"
        return Line(title, right=key, glyph=Glyph.MISSING, second=few, target=act)
    todo = RECORD_ONLY if is_for_the_record(told, act) else _todo(act, told)
    return Line(title, todo, right=key, glyph=Glyph.OPEN, target=act, tone=Token.SECOND)


def _todo(act: str, told: Told) -> str:
    if act == "take-material":
        count = sum(1 for each in told["owed"] if "material" in each)
        return f"还缺 {count} 份" if count else ""
    if act == "notice":
        return f"{len(told['owed'])} 项"
    if act in _PIECES:
        count = sum(1 for each in told["owed"] if each.get("field") == _PIECES[act])
        return f"还欠 {count} 份" if count else "齐了"
    return ""
