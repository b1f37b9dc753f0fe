"""What a screen has to ask before an act of the table can be made, with what there is to choose.

Labels are the window's words for the keys of `table.ACTS`. Must not judge, and knows no widget.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counter_app.cases.kinds.facts import CATEGORIES, DECLINES, WAYS
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.forms.consents import Capacity
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import Lack
from counter_app.rules.assess import assess
from counter_app.rules.materials import MaterialNeed
from counter_app.rules.policy import Policy
from counter_app.rules.streets import streets_of

Said = str | bool | list[str] | None
"""What a control gives."""
Options = tuple[tuple[str, str], ...]

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
_CATEGORIES = {
    "new_from_supplement": "补来的材料带出新问题",
    "expired_meanwhile": "材料其间过期",
    "department_differs": "部门核验不一致",
    "our_omission": "上次漏告",
}
_OWED_FIRST = ("missing", "paper_needed", "pending", "obtained")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked. `usual` stands there before anybody has said anything."""

    key: str
    label: str
    kind: Literal["choice", "text", "day", "number", "yes_no"]
    usual: Said = None
    options: Options = ()
    hint: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True)
class Situation:
    """Of what case it is asked, what it owes, under which policies, and on which day."""

    file: CaseFile
    policy: Policy
    newest: Policy
    today: date
    owed: tuple[Lack, ...]

    def persons(self) -> Options:
        """The household by id, the applicant first."""
        people = matter.concerns(self.file.declared)
        count = matter.person_count(self.file.declared)
        return tuple(
            (self.file.state.person(at), each.name) for at, each in enumerate(people[:count])
        )

    @property
    def applicant(self) -> str:
        """The applicant's name; empty where the content is not here."""
        return next((name for _, name in self.persons()), "")


def asks(act: str, case: Situation) -> tuple[Ask, ...]:
    """What the act asks, in the order in which it is said; nothing for one that asks nothing."""
    return tuple(_ASKS[act](case)) if act in _ASKS else ()


def keys_of(act: str, said: Mapping[str, Said], case: Situation) -> dict[str, object]:
    """What was said as the act's own keys: nothing that was left empty."""
    keys: dict[str, object] = {key: value for key, value in said.items() if value not in ("", None)}
    for key in ("copies", "pages"):
        text = str(keys.get(key, ""))
        if text.isdecimal():
            keys[key] = int(text)
    if act == "take-material":
        material, _, person = str(keys.get("material", "")).partition(" ")
        keys |= {"material": material, "person": person}
    if act == "consent" and keys.get("capacity") == Capacity.SELF and not keys.get("signed_by"):
        keys["signed_by"] = dict(case.persons()).get(str(keys.get("person")), "")
    return keys


def _street(case: Situation) -> Iterator[Ask]:
    found = streets_of(case.newest, case.file.state.stream, case.today)
    options = tuple((each.code, each.name) for each in found)
    yield Ask("street", "街道（乡镇）", "choice", case.file.state.street or None, options)


def _signed(case: Situation) -> Iterator[Ask]:
    yield _day(case, "signed_on", "签字日期")


def _consent(case: Situation) -> Iterator[Ask]:
    waits = [each.person for each in case.owed if each.what == "consent"]
    usual = waits[0] if waits else case.file.state.person(0)
    yield Ask("person", "谁的授权", "choice", usual, case.persons())
    yield Ask("granted", "查询授权", "yes_no", None, (("yes", "同意"), ("no", "不同意")))
    yield Ask("capacity", "签署身份", "choice", str(Capacity.SELF), _labels(Capacity))
    yield Ask("signed_by", "签署人", "text", hint="本人签的不用写", may_be_empty=True)
    yield _day(case, "signed_on", "签字日期")


def _material(case: Situation) -> Iterator[Ask]:
    options = tuple(_materials(case))
    usual = options[0][0] if options else None
    yield Ask("material", "材料", "choice", usual, options)
    yield Ask("seen_original", "原件", "yes_no", True, (("yes", "核过"), ("no", "没有核")))
    yield Ask("copies", "份数", "number", "1")
    yield Ask("pages", "页数", "number", "1")


def _materials(case: Situation) -> Iterator[tuple[str, str]]:
    """Those that people bring, the owed ones first."""
    whose = matter.whose(case.file.declared)
    needs = assess(judge(case.file.document, case.today), case.policy).materials
    brought = [each for each in needs if each.status in _OWED_FIRST]
    for need in sorted(brought, key=lambda each: _OWED_FIRST.index(each.status)):
        number = need.person_id_number or ""
        at = whose.position(number, need.material) if number else None
        person = case.file.state.person(at) if at is not None else ""
        yield f"{need.material} {person}".strip(), _title(need)


def _title(need: MaterialNeed) -> str:
    return "  ".join(filter(None, (need.material.label, need.person_name)))


def _notice(case: Situation) -> Iterator[Ask]:
    if case.file.state.notices:
        options = tuple((each, _CATEGORIES[each]) for each in _CATEGORIES if each in CATEGORIES)
        yield Ask("category", "再次告知的原因", "choice", None, options)


def _deliver(case: Situation) -> Iterator[Ask]:
    titles = case.newest.words("letters", case.today)
    waits = [each for each in case.file.state.letters if not (each.void or each.delivered)]
    letters = tuple(
        (each.number, "  ".join(filter(None, (_letter_title(titles, each.paper), each.number))))
        for each in waits
    )
    usual = letters[-1][0] if letters else None
    ways = tuple((way, str(title)) for way, title in titles["ways"].items() if way in WAYS.words)
    yield Ask("letter", "文书", "choice", usual, letters)
    yield Ask("way", "送达方式", "choice", "in_hand", ways)
    yield Ask("to", "收件人", "text", case.applicant)
    yield _day(case, "on", "送达日期")


def _decline(case: Situation) -> Iterator[Ask]:
    options = tuple((each, _DECLINES[each]) for each in _DECLINES if each in DECLINES.words)
    yield Ask("reason", "原因", "choice", None, options)
    yield Ask("facts", "事实", "text", hint="写进不予受理通知书，不写身份证号")
    yield Ask("clause", "依据的条款", "text", hint="不写就按原因取", may_be_empty=True)
    yield Ask("change", "怎样再申请", "text", hint="可以不写", may_be_empty=True)
    yield Ask("office", "受理机关", "text", hint="不归本地的，写应当受理的机关", may_be_empty=True)


def _withdraw(case: Situation) -> Iterator[Ask]:
    yield Ask("signed_by", "签署人", "text", case.applicant)
    yield _day(case, "signed_on", "签字日期")


def _send_back(case: Situation) -> Iterator[Ask]:
    yield Ask("words", "理由", "text", hint="给提请的人看")


def _accept(case: Situation) -> Iterator[Ask]:
    found = assess(judge(case.file.document, case.today), case.policy).findings
    failed = [each.message for each in found if each.outcome == "fail"]
    if failed:
        words = (("yes", "仍受理"), ("no", "不受理"))
        yield Ask("against_finding", "不符合的", "yes_no", None, words, hint=failed[0])


def _day(case: Situation, key: str, label: str) -> Ask:
    return Ask(key, label, "day", case.today.isoformat())


def _labels(choices: type[Capacity]) -> Options:
    return tuple((str(each), each.label) for each in choices)


def _letter_title(words: Mapping[str, object], paper: str) -> str:
    said = words.get(paper)
    return str(said.get("title", "")) if isinstance(said, Mapping) else ""


_ASKS: Mapping[str, Callable[[Situation], Iterator[Ask]]] = {
    "set-street": _street,
    "sign": _signed,
    "consent": _consent,
    "take-material": _material,
    "notice": _notice,
    "deliver": _deliver,
    "accept": _accept,
    "decline": _decline,
    "withdraw": _withdraw,
    "send-back": _send_back,
}
