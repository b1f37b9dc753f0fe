"""What the acts of a window ask: signatures, consents, papers, deliveries, withdrawals.

Labels are the window's words for the keys of `table.ACTS`. Must not make an act.
"""

from collections.abc import Iterator
from typing import Any

from counter_app.asking.fields import field_of
from counter_app.cases.kinds.facts import WAYS
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.forms.consents import Capacity, Material
from counter_app.forms.household import Member
from counter_app.intake.declared import wrong_first
from counter_app.intake.deeds.ask import Ask, Kind, Options, Situation
from counter_app.intake.deeds.at_the_window import ELECTRONIC
from counter_app.intake.members_changed import MEMBER
from counter_app.rules.assess import assess
from counter_app.rules.materials import MaterialNeed

_OWED_FIRST = ("missing", "paper_needed", "pending", "obtained")
_OWED = ("missing", "paper_needed")
PIECE = "piece "
"""Before the name of each piece of a supplement."""
FIELD, ADD, REMOVE = "field", "add", "remove"
"""What a revision changes."""
MEMBER_KEY = "member "
"""Before the name of each field of a member who comes in."""
_OF_FIELD, _OF_ADDED = ("what", frozenset({FIELD})), ("what", frozenset({ADD}))
_SIGN_AGAIN = "除联系电话外，改后审核表和授权都要重新签字"
_REFUSED = frozenset({"refused_left"})
_IN_HAND = frozenset({"in_hand"})
_PROOFS = {
    "mail": ("邮件号码", "送达日期写回执上的签收日期"),
    ELECTRONIC: ("送达地址", "写手机号或邮箱，和到达的时间"),
    "through_proxy": ("受托人", "写受委托的机关或单位，和经办人"),
    "public_notice": ("公告载体", "写登在哪里、哪天登的；送达日期是公告满 30 日那天"),
}
"""Way of delivery → what proves it, and a hint."""
_MATERIALS = {str(each): each.label for each in Material}


def signed(case: Situation) -> Iterator[Ask]:
    """The applicant signs what is declared now."""
    yield case.on("signed_on", "签字日期")


def consent(case: Situation) -> Iterator[Ask]:
    """One person's answer; who has not answered comes first."""
    waits = [each.person for each in case.owed if each.what == "consent"]
    usual = waits[0] if waits else case.file.state.person(0)
    yield Ask("person", "谁的授权", "choice", usual, case.persons())
    yield Ask("granted", "查询授权", "yes_no", None, (("yes", "同意"), ("no", "不同意")))
    yield Ask("capacity", "签署身份", "choice", str(Capacity.SELF), _labels(Capacity))
    yield Ask("signed_by", "签署人", "text", hint="本人签的不用写", may_be_empty=True)
    yield case.on("signed_on", "签字日期")


def withdraw_consent(case: Situation) -> Iterator[Ask]:
    """Of those who granted something."""
    state = case.file.state
    granted = tuple(
        (person, name)
        for person, name in case.persons()
        if _grants(case.file.entry(state.answers.get(person, "")))
    )
    usual = granted[0][0] if granted else None
    yield Ask("person", "谁撤回", "choice", usual, granted)
    yield case.on("signed_on", "签字日期", "从此不再查询；已经查过的不受影响")


def material(case: Situation) -> Iterator[Ask]:
    """A paper that somebody brings, the owed ones first."""
    brought = list(_brought(case))
    options = tuple((name, title) for name, title, _ in brought)
    usual = options[0][0] if options else None
    yield Ask("material", "材料", "choice", usual, options)
    rows = case.newest.rows("paper_reason", case.today)
    reasons = tuple((str(row["text"]), str(row["text"])) for row in rows)
    shared = frozenset(name for name, *_ in brought if name.split()[0] in _shared(case))
    if reasons and shared:
        asked = ("material", shared)
        yield Ask("why_paper", "为什么收纸质", "choice", None, reasons, when=asked)
    yield Ask("seen_original", "原件", "yes_no", True, (("yes", "核过"), ("no", "没有核")))
    yield Ask("copies", "份数", "number", "1")
    yield Ask("pages", "页数", "number", "1")


def _shared(case: Situation) -> frozenset[str]:
    """What departments show, unless it was asked for on paper."""
    needs = assess(judge(case.file.document, case.today), case.policy).materials
    return frozenset(str(each.material) for each in needs if each.source == "shared")


def supplement(case: Situation) -> Iterator[Ask]:
    """What the notice named and is brought now: each piece is answered for, several at once."""
    brought = [(name, title) for name, title, owed in _brought(case) if owed]
    if not brought:
        yield Ask("piece", "材料", "choice")
        return
    came = (("yes", "收到"), ("no", "没有"))
    for at, (name, title) in enumerate(brought, start=1):
        label = f"材料 {at}"
        yield Ask(f"{PIECE}{name}", label, "yes_no", None, came, hint=title, may_be_empty=True)
    yield Ask("seen_original", "原件", "yes_no", True, (("yes", "核过"), ("no", "没有核")))


def return_material(case: Situation) -> Iterator[Ask]:
    """A paper that lies here goes back; its condition is asked, never taken for granted."""
    options = tuple(_lying(case))
    usual = options[0][0] if options else None
    yield Ask("material", "材料", "choice", usual, options)
    yield Ask("to", "领取人", "text", case.applicant)
    yield Ask("relation", "与申请人关系", "text", hint="本人领的不用写", may_be_empty=True)
    yield Ask("authority", "代领凭据", "text", hint="委托书等，本人领的不用写", may_be_empty=True)
    yield Ask("intact", "是否完好", "yes_no", None, (("yes", "完好"), ("no", "有破损")))
    yield Ask("kept_copy", "留存复印件", "yes_no", None, (("yes", "留了"), ("no", "没有留")))


def revise(case: Situation) -> Iterator[Ask]:
    """One field of what is declared, those first that are wrong; or who belongs to the household.

    Whoever signed signs again.
    """
    fields = wrong_first(case.file.declared, case.today)
    options = tuple((each.path, f"{each.place}：{each.text or '未填'}") for each in fields)
    usual = options[0][0] if options else None
    members = case.persons()[1:]
    kinds: Options = ((FIELD, "一项内容"), (ADD, "添一名成员"))
    if members:
        kinds = (*kinds, (REMOVE, "减一名成员"))
    yield Ask("what", "改什么", "choice", FIELD, kinds, hint=_SIGN_AGAIN)
    yield Ask("field", "改哪一项", "choice", usual, options, when=_OF_FIELD)
    hint = "照证件、材料写；没有的资产写“无”"
    yield Ask("value", "改成", "text", hint=hint, when=_OF_FIELD)
    if members:
        yield Ask("remove", "减去谁", "choice", None, members, when=("what", frozenset({REMOVE})))
    for key in MEMBER:
        spec = field_of(Member, key)
        options = tuple((str(each), each.label) for each in spec.choices or ())
        kind: Kind = "choice" if options else "text"
        name = f"{MEMBER_KEY}{key}"
        yield Ask(name, spec.name, kind, None, options, hint=spec.help, when=_OF_ADDED)
    yield Ask("reason", "原因", "text", hint="40 字以内")


def contact(case: Situation) -> Iterator[Ask]:
    """Another telephone."""
    yield Ask("phone", "联系电话", "text", hint="改电话不用重新签字")


def agree_electronic(case: Situation) -> Iterator[Ask]:
    """Electronic delivery, signed."""
    yield Ask("signed_by", "签署人", "text", case.applicant)
    yield case.on("signed_on", "签字日期")


def deliver(case: Situation) -> Iterator[Ask]:
    """A letter, how it reached whom, and what proves that (民事诉讼法 87–95 参照)."""
    letters = case.letters(undelivered=True)
    usual = letters[-1][0] if letters else None
    yield Ask("letter", "文书", "choice", usual, letters)
    yield Ask("way", "送达方式", "choice", "in_hand", _ways(case))
    yield Ask("to", "收件人", "text", case.applicant)
    yield case.on("on", "送达日期")
    hint = "本人收的不用写；同住的成年家属代收，写关系"
    in_hand = ("way", _IN_HAND)
    yield Ask("relation", "与本人关系", "text", hint=hint, may_be_empty=True, when=in_hand)
    yield Ask("reason", "拒收事由", "text", when=("way", _REFUSED))
    hint = "姓名、单位；没有见证人的，写照片或录像"
    yield Ask("witness", "见证人", "text", hint=hint, when=("way", _REFUSED))
    for way, (label, hint) in _PROOFS.items():
        yield Ask(f"proof_{way}", label, "text", hint=hint, when=("way", frozenset({way})))


def withdraw(case: Situation) -> Iterator[Ask]:
    """The application is taken back."""
    yield Ask("signed_by", "签署人", "text", case.applicant)
    yield case.on("signed_on", "签字日期")


def _ways(case: Situation) -> Options:
    """By the line only where that was agreed to."""
    titles: dict[str, Any] = dict(case.newest.words("letters", case.today)["ways"])
    agreed = bool(case.file.state.agreed_electronic)
    return tuple(
        (way, str(title))
        for way, title in titles.items()
        if way in WAYS.words and (agreed or way != ELECTRONIC)
    )


def _brought(case: Situation) -> Iterator[tuple[str, str, bool]]:
    """Material with its person, what it is called, whether it is owed."""
    whose = matter.whose(case.file.declared)
    needs = assess(judge(case.file.document, case.today), case.policy).materials
    brought = [each for each in needs if each.status in _OWED_FIRST]
    for need in sorted(brought, key=lambda each: _OWED_FIRST.index(each.status)):
        number = need.person_id_number or ""
        at = whose.position(number, need.material) if number else None
        person = case.file.state.person(at) if at is not None else ""
        name = f"{need.material} {person}".strip()
        yield name, _need_title(need), need.status in _OWED


def _lying(case: Situation) -> Iterator[tuple[str, str]]:
    """What was taken and not returned, by kind and person."""
    names = {
        who.id_number: (case.file.state.person(at), who.name)
        for at, who in enumerate(matter.concerns(case.file.declared))
    }
    for taken in case.file.state.materials:
        entry = case.file.entry(taken)
        kind = entry.get("material") if isinstance(entry, dict) else None
        if isinstance(entry, dict) and isinstance(kind, str) and kind in _MATERIALS:
            person, name = names.get(matter.number_named(entry), ("", ""))
            yield f"{kind} {person}".strip(), "  ".join(filter(None, (_MATERIALS[kind], name)))


def _grants(entry: object) -> bool:
    return (
        isinstance(entry, dict) and entry.get("granted") is True and not entry.get("withdrawn_on")
    )


def _need_title(need: MaterialNeed) -> str:
    return "  ".join(filter(None, (need.material.label, need.person_name)))


def _labels(choices: type[Capacity]) -> Options:
    return tuple((str(each), each.label) for each in choices)
