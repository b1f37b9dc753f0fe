"""What stands of a case, what it owes, what happened and what may follow, as lines to show.

Must not decide any of it: all was told by `intake.opened_case`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Role
from counter_app.cases.rights import ROLE_WORDS
from counter_app.cases.stages import Stage, Step
from counter_app.desk.search import Delivery
from counter_app.desk.tried import Tried
from counter_app.intake.case_told import Told
from counter_app.intake.deeds.table import ACTS
from counter_app.intake.letters.of_case import CaseLetter
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.said_before import act_of, title_of_kind, told_before
from counter_app.ui.case.case_tray import LoadedCase
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
    "approve": "Alt+Y",
    "send-back": "Alt+N",
    "settle-register": "Alt+K",
    "correct-day": "Alt+M",
    "decline": "Alt+B",
    "revise": "Alt+U",
    "change-contact": "Alt+H",
    "agree-electronic": "Alt+E",
    "return-material": "Alt+T",
    "withdraw-consent": "Alt+W",
    "withdraw": "Alt+R",
    "void-letter": "Alt+X",
    "hand-over": "Alt+O",
    "end": "Alt+Z",
}
"""The acts that are done here, in the order in which they are shown, with their keys."""
TITLES = {
    "supplement": "补件，一次收几份",
    "decline": "提请不予受理",
    "sign": "审核表、承诺书签字",
    "prolong": "提请延长补正期限",
    "end": "提请终止办理",
    "settle-register": "提请核定登记簿重复",
    "correct-day": "提请更正受理日",
}
"""Where the screen says another word than the table: a second person still decides."""
_FLAGS = {
    "returned": "退回补正",
    "stopped": "时限停着",
    "contested": "登记簿待核定",
    "two_contents": "两份变更待取舍",
    "questioned": "受理日待核定",
    "day_doubted": "所报日期待核定",
    "late": "办结后有补来的事实",
}
_ONLY_WHERE: dict[str, Callable[[Told], bool]] = {
    "prolong": lambda told: any(each["paper"] == "correction_notice" for each in told["letters"]),
    "revise": lambda told: not Stage(told["stage"]).is_end,
    "supplement": lambda told: told["stage"] == Stage.SUPPLEMENT,
    "settle-register": lambda told: "contested" in told["flags"],
    "correct-day": lambda told: bool(told["accepted_on"] or told["doubted"]),
    "hand-over": lambda told: bool(told["accepted_on"]),
}
"""Acts that are only shown where there is something to settle."""
_SAID_AT, _INDENT = 104, 26
_PIECES = {"sign": "commitment", "consent": "consent"}
_SIGNS = {
    Delivery.QUEUED: Glyph.TO_SEND,
    Delivery.SENT: Glyph.DONE,
    Delivery.REFUSED: Glyph.RETURNED,
    Delivery.CONFLICT: Glyph.CONFLICT,
}


def title_of(act: str) -> str:
    """The word of an act on this screen."""
    return TITLES.get(act, ACTS[act].title)


def kind_words(kind: str) -> str:
    """The word of an act by its kind in the records."""
    return title_of_kind(kind) or kind


def stage_words(told: Told, loaded: LoadedCase) -> str:
    """Stage and step, and whether only this counter says so."""
    if loaded.letters.is_provisional:
        return f"{Stage(told['stage']).label}，待服务器核对"
    step = f"，{Step(told['step']).label}" if told["step"] else ""
    return f"{Stage(told['stage']).label}{step}"


def due_words(told: Told) -> str:
    """How many working days are left; empty where nothing runs."""
    if not told["due_on"]:
        return ""
    left = int(told["days_left"])
    return f"剩 {left} 个工作日" if left >= 0 else f"过了 {-left} 个工作日"


def standing(opened: OpenedCase, loaded: LoadedCase) -> list[Line]:
    """Letters that are due, the stage, until when, what stands out, how far it was sent."""
    told = opened.told
    lines = [
        Line(f"{each.title}还没有打印", each.tail, right="F8", glyph=Glyph.MISSING)
        for each in loaded.letters.newest_first
        if each.is_to_be_printed
    ]
    lines.append(
        Line(
            stage_words(told, loaded), right=f"收件 {told['received_on']}", glyph=_stage_sign(told)
        )
    )
    if told["due_on"]:
        what = "前办结" if told["accepted_on"] else "前受理或一次告知补正"
        rough = "（放假安排没公布，暂定）" if told["provisional_calendar"] else ""
        late = int(told["days_left"]) < 0
        lines.append(
            Line(
                f"{told['due_on']} {what}{rough}",
                right=due_words(told),
                glyph=Glyph.WRONG if late else Glyph.WAITING,
            )
        )
    lines += _hand_over(told)
    if told["deemed"]:
        words = f"视为受理，从 {told['deemed']} 起"
        lines.append(
            Line(words, glyph=Glyph.REVIEW, second="到期没有告知，按受理办，还缺的以后补正")
        )
    lines += [Line(_FLAGS[flag], glyph=Glyph.REVIEW) for flag in told["flags"] if flag in _FLAGS]
    lines += [
        Line(f"{kind_words(each['act'])}，等批准", right=_time(each["at"]), glyph=Glyph.WAITING)
        for each in told["proposals"]
    ]
    if opened.sent_back:
        lines.append(Line("提请没有批准", glyph=Glyph.RETURNED, second=opened.sent_back))
    delivery = loaded.case.delivery
    words = "待送达" if delivery is Delivery.QUEUED else delivery.label
    lines.append(Line(words, glyph=_SIGNS[delivery]))
    for each in loaded.tried:
        lines += _came_back(each, opened)
    return lines


def _came_back(tried: Tried, opened: OpenedCase) -> Iterator[Line]:
    """What it was, why it was not taken, and all that was said, which stands in its form again."""
    act, back = act_of(tried.action), tried.back
    if not tried.is_decision or not act:
        yield Line(back.message, glyph=Glyph.RETURNED, second=back.advice)
        return
    words = f"{back.message}，{back.advice}" if back.advice else back.message
    told = told_before(tried.action, tried.content, opened.situation)
    yield Line(
        f"{title_of(act)}没有办成", right=ACT_KEYS.get(act, ""), glyph=Glyph.RETURNED, second=words
    )
    if told:
        text = "；".join(f"{label} {said}" for label, said in told)
        yield Line("", f"写过的还在：{text}", detail_at=_INDENT)


def _hand_over(told: Told) -> Iterator[Line]:
    """Owed from acceptance: to be copied, then its number there."""
    done = told["hand_over"]
    if not told["accepted_on"] or (done is None and Stage(told["stage"]).is_end):
        return
    if done is None:
        yield Line("还没有录入公租房信息系统", right=ACT_KEYS["hand-over"], glyph=Glyph.MISSING)
    elif done["state"] == "sent":
        yield Line("录入了，等对方编号", right=ACT_KEYS["hand-over"], glyph=Glyph.WAITING)
    else:
        yield Line("公租房信息系统", right=done["external_number"], glyph=Glyph.DONE)


def proposal(opened: OpenedCase) -> list[Line]:
    """All that was said of what is to be approved, and who said it."""
    waiting = opened.proposed
    if waiting is None:
        return []
    lines = [Line("提请人", waiting.by, right=_time(waiting.at), detail_at=_SAID_AT)]
    lines += [
        Line(label, text, detail_at=_SAID_AT, tone=Token.TEXT) for label, text in waiting.said
    ]
    if not waiting.is_here:
        lines.append(Line("提请的理由不在本机，请到提请的窗口看", glyph=Glyph.REVIEW))
    return lines


def owed(told: Told) -> list[Line]:
    """What is missing, line by line, each naming whom and what."""
    found = [Line(each["what"], glyph=Glyph.MISSING) for each in told["owed"]]
    return found or [Line("没有欠的", glyph=Glyph.DONE)]


def changed(opened: OpenedCase) -> list[Line]:
    """What differs from what was signed, field by field."""
    return [Line(place, f"{was} → {now}", glyph=Glyph.REVIEW) for place, was, now in opened.changed]


def history(told: Told) -> list[Line]:
    """What happened, the newest first: who, when, by the desk's clock and by the server's."""
    lines = []
    for each in reversed(told["history"]):
        role = ROLE_WORDS.get(Role(each["role"]), "") if each["role"] in set(Role) else ""
        server = each["server_at"]
        heard = f"服务器 {_time(server)}" if server else "待送达"
        second = "    ".join(filter(None, (f"{each['who']}  {role}".strip(), heard)))
        lines.append(Line(each["words"], right=_time(each["at"]), second=second))
    return lines


def letters(loaded: LoadedCase) -> list[Line]:
    """The letters of the case, the newest first: number, 文号, how far; chosen, each is shown."""
    return [
        Line(
            each.title,
            right=_letter_state(each)[1],
            glyph=_letter_state(each)[0],
            second="  ".join(filter(None, (each.tail, each.official, _printed(each)))),
            target=each.number,
        )
        for each in loaded.letters.newest_first
    ]


def _letter_state(letter: CaseLetter) -> tuple[Glyph, str]:
    """What is still to be done with it, else what was."""
    if letter.is_void:
        return Glyph.FAIL, "作废"
    if letter.is_to_be_printed:
        return Glyph.MISSING, "没有打印"
    if letter.is_to_be_delivered:
        return Glyph.WAITING, "待送达"
    return Glyph.DONE, f"{letter.delivered_on} 送达" if letter.delivered_on else "已打印"


def _printed(letter: CaseLetter) -> str:
    return f"{_time(letter.sent.at)} 打印" if letter.sent is not None else ""


def acts_of(opened: OpenedCase) -> Iterator[tuple[str, list[str]]]:
    """The acts that may follow and are done here, each with what it still lacks.

    Where there is nothing to be chosen there is nothing to be done, and nothing is shown.
    """
    told = opened.told
    may = {each["act"]: list(each["lacking"]) for each in told["may"]}
    for act in ACT_KEYS:
        if act not in may or not _ONLY_WHERE.get(act, bool)(told):
            continue
        none = any(ask.has_nothing for ask in opened.asked.get(act, ()))
        if act == "deliver" and none:
            yield act, ["没有等着送达的文书"]
        elif not none:
            yield act, may[act]


def act_line(act: str, lacks: list[str], told: Told) -> Line:
    """An act with its key; beneath it what it lacks, or how much of it is still to do."""
    title, key = title_of(act), ACT_KEYS[act]
    if lacks:
        few = lacks[0] if len(lacks) == 1 else f"{lacks[0]}，等 {len(lacks)} 项"
        return Line(title, right=key, glyph=Glyph.MISSING, second=few, target=act)
    return Line(title, _todo(act, told), right=key, glyph=Glyph.OPEN, target=act, tone=Token.SECOND)


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


def _stage_sign(told: Told) -> Glyph:
    stage = Stage(told["stage"])
    if stage.is_end:
        return Glyph.DONE if stage is Stage.FILED else Glyph.FAIL
    return Glyph.HERE


def _time(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text).astimezone(CHINA):%m-%d %H:%M}"
    except ValueError:
        return text
