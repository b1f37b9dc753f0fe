"""What stands of a case, what it owes, what happened and what may follow, as lines to show.

Must not decide any of it: all was told by `intake.opened_case`.
"""

from collections.abc import Iterator
from datetime import datetime

from msgspec import structs

from counter_app.basics.clock import CHINA
from counter_app.cases.actions import Role
from counter_app.cases.rights import ROLE_WORDS
from counter_app.cases.stages import Stage, Step
from counter_app.desk.search import Delivery
from counter_app.desk.tried import Tried
from counter_app.forms.consents import Department
from counter_app.intake.case_told import Told
from counter_app.intake.case_view.beside_form import PaperStanding
from counter_app.intake.case_view.both_sides import BothSides, departments_waiting
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.two_contents import choices_between
from counter_app.intake.letters.of_case import CaseLetter
from counter_app.intake.opened_case import OpenedCase
from counter_app.intake.review_words import elsewhere
from counter_app.intake.said_before import act_of, told_before
from counter_app.intake.sides_told import UNREACHABLE
from counter_app.rules.eligibility import Finding, Outcome
from counter_app.ui.case.act_list import ACT_KEYS, kind_words, title_of
from counter_app.ui.case.case_tray import LoadedCase
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.shell.frame.way import Stand
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.theme.tokens import Token

_FLAGS = {
    "returned": "退回补正",
    "stopped": "时限停着",
    "contested": "登记簿待核定",
    "two_contents": "两份变更待取舍",
    "questioned": "受理日待核定",
    "day_doubted": "所报日期待核定",
}
WAIVE, SETTLE = "waive", "settle-task"
_SETTLED_SINCE = ("register", "contested")
"""Why a decision was kept back by the register."""
_SAID_AT, _SETTLED_AT, _INDENT = 104, 176, 26
_OUTCOME_WORDS = {"pass": "符合", "review": "待核", "fail": "不符"}
_OUTCOMES = {
    Outcome.PASS: Glyph.DONE,
    Outcome.REVIEW: Glyph.REVIEW,
    Outcome.FAIL: Glyph.FAIL,
}
_SIGNS = {
    Delivery.QUEUED: Glyph.TO_SEND,
    Delivery.SENT: Glyph.DONE,
    Delivery.REFUSED: Glyph.RETURNED,
    Delivery.CONFLICT: Glyph.CONFLICT,
}


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


def standing(opened: OpenedCase, loaded: LoadedCase, mask: Mask) -> list[Line]:
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
        decided = told["accepted_on"] or told["deemed"]
        what = "前办结" if decided else "前受理或一次告知补正"
        rough = "（放假安排没公布，暂定）" if told["provisional_calendar"] else ""
        late = int(told["days_left"]) < 0
        lines.append(
            Line(
                f"{told['due_on']} {what}{rough}",
                right=due_words(told),
                glyph=Glyph.WRONG if late else Glyph.WAITING,
            )
        )
    if not opened.situation.unanswered:
        lines += _hand_over(told)
    if told["deemed"]:
        words = f"视为受理，从 {told['deemed']} 起"
        lines.append(
            Line(words, glyph=Glyph.REVIEW, second="到期没有告知，按受理办，还缺的以后补正")
        )
    contested = elsewhere(told.get("contested") or {})  # an older server tells nothing of it
    lines += [
        Line(_FLAGS[flag], glyph=Glyph.REVIEW, second=contested if flag == "contested" else "")
        for flag in told["flags"]
        if flag in _FLAGS
    ]
    lines += tasks(told, mask)
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
        lines += came_back(each, opened, mask)
    return lines


def came_back(tried: Tried, opened: OpenedCase, mask: Mask) -> Iterator[Line]:
    """What it was, why it was not taken, and all that was said, which stands in its form again."""
    act, back = act_of(tried.action), tried.back
    if not tried.is_decision or not act:
        yield Line(back.message, glyph=Glyph.RETURNED, second=back.advice)
        return
    if back.code in _SETTLED_SINCE and not opened.situation.file.state.contested:
        # The county has settled since what kept it back: what was advised then no longer holds.
        if act in {each["act"] for each in opened.told["may"]}:
            again = f"登记簿重复已核定，可以重新{title_of(act)}"
            yield Line(again, right=ACT_KEYS.get(act, ""), glyph=Glyph.REVIEW)
        return
    words = f"{back.message}，{back.advice}" if back.advice else back.message
    told = told_before(tried.action, tried.content, opened.situation)
    yield Line(
        f"{title_of(act)}没有办成", right=ACT_KEYS.get(act, ""), glyph=Glyph.RETURNED, second=words
    )
    if told:
        text = mask.text("；".join(f"{label} {said}" for label, said in told))
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


def two_contents(opened: OpenedCase, mask: Mask) -> list[Line]:
    """Each field in which two changes differ: what stood before both, what holds, the other."""
    file = opened.situation.file
    found = []
    for other in file.state.proposed_contents:
        for each in choices_between(file, other):
            texts = (("两份之前", each.base), ("现在", each.mine), ("另一份", each.theirs))
            for at, (label, text) in enumerate(texts):
                place = each.place if at == 0 else ""
                words = mask.text(f"{label}：{text}")
                found.append(Line(place, words, detail_at=_SETTLED_AT, tone=Token.TEXT))
    return found


def proposal(opened: OpenedCase, mask: Mask) -> list[Line]:
    """All that was said of what is to be approved, and who said it."""
    waiting = opened.proposed
    if waiting is None:
        return []
    lines = [Line("提请人", waiting.by, right=_time(waiting.at), detail_at=_SAID_AT)]
    lines += [
        Line(label, mask.text(text), detail_at=_SAID_AT, tone=Token.TEXT)
        for label, text in waiting.said
    ]
    if not waiting.is_here:
        lines.append(Line("提请的理由不在本机，请到提请的窗口看", glyph=Glyph.REVIEW))
    return lines


def owed(told: Told, mask: Mask) -> list[Line]:
    """What is missing, line by line, each naming whom and what."""
    found = [Line(mask.text(each["what"]), glyph=Glyph.MISSING) for each in told["owed"]]
    return found or [Line("没有欠的", glyph=Glyph.DONE)]


def changed(opened: OpenedCase, mask: Mask) -> list[Line]:
    """What differs from what was signed, field by field."""
    return [
        Line(mask.text(place), mask.text(f"{was} → {now}"), glyph=Glyph.REVIEW)
        for place, was, now in opened.changed
    ]


def counts(both: BothSides) -> tuple[tuple[Glyph, str, str], ...]:
    """What differs, what was not answered, what agrees; nothing before anybody was asked."""
    if not both.is_verified:
        return ()
    return (
        (Glyph.DIFFERENT, "不一致", str(len(both.differences))),
        (Glyph.WAITING, "未答复", str(both.waiting)),
        (Glyph.DONE, "一致", str(both.agrees)),
    )


def facts_stand(both: BothSides, persons: int) -> Stand:
    """What is still to be decided of both sides; before that how many persons there are."""
    if both.open:
        return Stand(Glyph.DIFFERENT, f"{both.open} 项")
    if both.waiting:
        return Stand(Glyph.WAITING, f"等 {both.waiting} 项")
    return Stand(Glyph.DONE if both.is_verified else None, f"{persons} 人")


def opinion_stand(told: Told, *, is_written: bool) -> Stand:
    """Whether somebody writes, and how many opinions hold."""
    if is_written:
        return Stand(Glyph.OPEN, "在写")
    held = sum(not each.get("void") for each in told.get("opinions", ()))
    return Stand(Glyph.DONE if held else None, f"{held} 份" if held else "")


def departments(told: Told) -> list[Line]:
    """Which departments still owe an answer, how they are reached, since when."""
    found = []
    for name, state, since in departments_waiting(told):
        away = state == UNREACHABLE
        when = _time(since) if since else ""
        words = f"{when} 起不通" if away else f"{when} 发出" if when else ""
        label = next((each.label for each in Department if each == name), name)
        found.append(Line(label, words, glyph=Glyph.OFFLINE if away else Glyph.WAITING))
    if found and any(each["act"] == WAIVE for each in told["may"]):
        found.append(Line("", "可不等而定，写明理由", right=ACT_KEYS[WAIVE], detail_at=_INDENT))
    return found


def as_taken(found: tuple[Finding, ...], told: Told) -> tuple[Finding, ...]:
    """The conditions with the outcome that what was taken gives them, where it is another."""
    taken: dict[str, str] = told["findings"]["taken"] or {}
    # An older server tells how each comes out, and not what it says then.
    said: dict[str, str] = told["findings"].get("said") or {}
    return tuple(
        structs.replace(
            each,
            outcome=Outcome(taken[each.rule]),
            message=_as_taken(each, said.get(each.rule, ""), taken[each.rule]),
        )
        if taken.get(each.rule, each.outcome) != each.outcome
        else structs.replace(each, message=said.get(each.rule) or each.message)
        for each in found
    )


def _as_taken(one: Finding, said: str, outcome: str) -> str:
    """What decides first, then what was declared."""
    if said:
        return f"{said}；按申报{_OUTCOME_WORDS[one.outcome]}"
    return f"照采信的算{_OUTCOME_WORDS[outcome]}；按申报，{one.message}"


def tasks(told: Told, mask: Mask) -> list[Line]:
    """What is left to a person, with what brought it; by which key it is settled by a word."""
    key = ACT_KEYS[SETTLE] if any(each["act"] == SETTLE for each in told["may"]) else ""
    return [
        Line(
            each["words"],
            glyph=Glyph.REVIEW,
            right=key if "of" in each else "",
            second=mask.text(each.get("about", "")),
        )
        for each in told["tasks"]
    ]


def still_open(both: BothSides, told: Told, mask: Mask) -> list[Line]:
    """What stands before an opinion: tasks, differences nobody decided, answers that lack."""
    found = tasks(told, mask)
    if both.open:
        found.append(
            Line(f"还有 {both.open} 处不一致没有定", right="Ctrl+2", glyph=Glyph.DIFFERENT)
        )
    if both.waiting:
        found.append(Line(f"还有 {both.waiting} 项没有答复", glyph=Glyph.WAITING))
    if not found and both.is_verified:
        found.append(
            Line("没有不一致待定，都已答复", "不符由人来定，系统只列出条款", glyph=Glyph.DONE)
        )
    return found


def conditions_stand(told: Told) -> tuple[Glyph, str]:
    """How the conditions of acceptance stand: the gravest outcome and how often."""
    found = list((told["findings"]["taken"] or told["findings"]["declared"]).values())
    for outcome in (Outcome.FAIL, Outcome.REVIEW):
        if count := found.count(outcome):
            return _OUTCOMES[outcome], f"{count} 项"
    return Glyph.DONE, ""


def history(told: Told, mask: Mask) -> list[Line]:
    """What happened, the newest first: who, when, by the desk's clock and by the server's."""
    lines = []
    for each in reversed(told["history"]):
        role = ROLE_WORDS.get(Role(each["role"]), "") if each["role"] in set(Role) else ""
        server = each["server_at"]
        heard = f"服务器 {_time(server)}" if server else "待送达"
        second = "    ".join(filter(None, (f"{each['who']}  {role}".strip(), heard)))
        lines.append(Line(mask.text(each["words"]), right=_time(each["at"]), second=second))
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


def materials(found: tuple[PaperStanding, ...], *, remarks: bool = False) -> list[Line]:
    """Each paper that is needed, the open ones first; `remarks`: a return may name each."""
    return [
        Line(
            each.title,
            each.whose,
            right=each.words,
            glyph=_standing_sign(each),
            target=each.named if remarks else "",
        )
        for each in sorted(found, key=lambda each: not each.is_open)
    ]


def consents(found: tuple[PaperStanding, ...]) -> list[Line]:
    """Each person's answer."""
    return [
        Line(
            each.title,
            each.whose,
            right=each.words,
            glyph=_standing_sign(each),
            second=each.to_do,
        )
        for each in found
    ]


def consent_words(found: tuple[PaperStanding, ...]) -> str:
    """How many agreed and how many did not; whoever has still to answer is told by name alone."""
    refused = sum(each.is_refused for each in found)
    agreed = sum(not each.is_open and not each.is_refused for each in found)
    told = ((agreed, "人同意"), (refused, "人不同意"))
    return "，".join(f"{count} {words}" for count, words in told if count)


def findings(found: tuple[Finding, ...], mask: Mask) -> list[Line]:
    """Each condition with its clause, those that are not met first."""
    return [
        Line(mask.text(each.message), glyph=_OUTCOMES[each.outcome], second=each.clause)
        for each in found
    ]


def _standing_sign(each: PaperStanding) -> Glyph:
    if each.is_refused:
        return Glyph.REVIEW
    if each.waits:
        return Glyph.WAITING
    return Glyph.MISSING if each.is_open else Glyph.DONE
