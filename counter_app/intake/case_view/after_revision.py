"""What a newer content means for what was signed, said and asked back, as it stands at its end.

Must not judge: holding, findings and what a remark asks for are told by `needs` and `rules`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from counter_app.cases.actions import Action, Kind
from counter_app.forms.checks import judge
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.case_view.opinions import HEADINGS
from counter_app.intake.case_view.revisions import Change, Revision, is_declared
from counter_app.needs.case_file import CaseFile
from counter_app.needs.lacking import answer_of, holds
from counter_app.needs.mended import remarks_met
from counter_app.needs.moves import moved_between
from counter_app.needs.timeline import read_day
from counter_app.rules.assess import Assessment, assess
from counter_app.rules.eligibility import NAMES, Finding, Outcome
from counter_app.rules.policy import Policy

COMMITMENT, CONSENTS = "承诺书", "授权书"


class Stands(Enum):
    """How one thing stands."""

    DONE = "done"
    REVIEW = "review"
    OPEN = "open"
    FAILS = "fails"


_OUTCOMES = {
    Outcome.PASS: Stands.DONE,
    Outcome.REVIEW: Stands.REVIEW,
    Outcome.FAIL: Stands.FAILS,
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing: what, how it stands, in words; `more` is a second line."""

    what: str
    stands: Stands
    words: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class AfterRevision:
    """Of two contents that are compared."""

    signed: tuple[Point, ...] = ()
    """Commitment, consents, and each opinion that was given."""
    conditions_words: str = ""
    conditions: tuple[Point, ...] = ()
    """Those that moved or are not met."""
    returned_words: str = ""
    returned: tuple[Point, ...] = ()
    """What the last return before the newer asked for; nothing where there was none."""
    waits: bool = False
    """Something of it is not there yet."""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Of what, and how it stands, as it is printed."""
        found = [(each.what, "，".join(filter(None, (each.words, each.more))))
                 for each in self.signed]  # fmt: skip
        found.append(("受理条件", self.conditions_words))
        found += [(each.what, f"{each.words}（{each.more}）") for each in self.conditions]
        if self.returned_words:
            found.append(("退回的", self.returned_words))
        return tuple(found)


def after_revision(
    older: Revision,
    newer: Revision,
    found: Sequence[Change],
    policy: Policy,
    mask: Mask,
    words: Mapping[str, bytes],
) -> AfterRevision:
    """What the newer one means; `words` are contents that travel by no pull, as far as told."""
    conditions = list(_conditions(older.file, newer.file, policy, mask))
    moved = sum(each.what in _turned(older.file, newer.file, policy) for each in conditions)
    returned = _last_return(newer)
    met = _met(newer.file, policy, returned, words, mask) if returned else ()
    return AfterRevision(
        tuple(_signed(newer, found)),
        f"{moved} 项结论变了" if moved else "结论没有变",
        tuple(conditions),
        _returned_words(newer.file, returned, met) if returned else "",
        met,
        returned is not None and newer.state.returned == returned.action_id,
    )


# -- what was signed and said ----------------------------------------------------------------------


def _signed(newer: Revision, found: Sequence[Change]) -> Iterator[Point]:
    days = [day[5:] for day in newer.signed_on if day]
    if days:
        yield Point(COMMITMENT, Stands.DONE, f"{days[-1]} 重新签字")
    elif any(map(is_declared, found)):
        yield Point(COMMITMENT, Stands.OPEN, "没有重新签字")
    else:
        yield Point(COMMITMENT, Stands.DONE, "申报没有改，仍有效")
    yield _consents(newer.file)
    last = {each.step: each for each in newer.state.opinions}
    for each in last.values():
        seen = newer.file.revision(each.content)
        stale = 0 < seen < newer.number
        more = "已作废，要重新出" if each.void else "改动没有使它作废" if stale else ""
        stands = Stands.REVIEW if stale or each.void else Stands.DONE
        yield Point(
            HEADINGS.get(each.step, "审核意见"), stands, f"看的是第 {seen} 版" if seen else "", more
        )


def _consents(file: CaseFile) -> Point:
    people = range(len(file.people))
    answers = [answer_of(file, file.state.person(at)) for at in people]
    stale = sum(each is not None and not holds(file, each) for each in answers)
    if stale:
        return Point(CONSENTS, Stands.OPEN, f"{stale} 人要重新签字")
    missing = sum(each is None for each in answers)
    if missing:
        return Point(CONSENTS, Stands.OPEN, f"{missing} 人没有作答")
    return Point(CONSENTS, Stands.DONE, "不受影响，仍有效")


# -- the conditions of acceptance ------------------------------------------------------------------


def _conditions(one: CaseFile, other: CaseFile, policy: Policy, mask: Mask) -> Iterator[Point]:
    """What moved first, in its own words; then what is not met all the same."""
    before, after = _assessed(one, policy), _assessed(other, policy)
    now = {each.rule: each for each in after.findings}
    moved = {rule: said for rule, said in moved_between(before, after) if rule in now}
    for rule, said in moved.items():
        yield _condition(now[rule], mask.text(said))
    for each in after.findings:
        if each.rule not in moved and each.outcome is not Outcome.PASS:
            yield _condition(each, mask.text(each.message))


def _condition(found: Finding, said: str) -> Point:
    name = NAMES.get(found.rule, found.rule)
    return Point(name, _OUTCOMES[found.outcome], said.removeprefix(f"{name}："), found.clause)


def _turned(one: CaseFile, other: CaseFile, policy: Policy) -> set[str]:
    """Names of conditions whose outcome is another."""
    was = {each.rule: each.outcome for each in _assessed(one, policy).findings}
    return {
        NAMES.get(each.rule, each.rule)
        for each in _assessed(other, policy).findings
        if was.get(each.rule, each.outcome) != each.outcome
    }


def _assessed(file: CaseFile, policy: Policy) -> Assessment:
    last = read_day(file.actions[-1].at)
    assert last is not None
    return file.once(("at its end", policy), lambda: assess(judge(file.document, last), policy))


# -- what was asked back ---------------------------------------------------------------------------


def _last_return(newer: Revision) -> Action | None:
    """The last return, where the newer content is not older than it."""
    actions = newer.file.actions
    returns = [each for each in actions if each.kind == Kind.RETURNED]
    return returns[-1] if returns else None


def _met(
    file: CaseFile, policy: Policy, returned: Action, words: Mapping[str, bytes], mask: Mask
) -> tuple[Point, ...]:
    day = read_day(file.actions[-1].at)
    assert day is not None
    told = CaseFile(file.actions, {**file.contents, **words})
    over = file.state.returned != returned.action_id
    return tuple(
        Point(mask.text(str(each.get("words") or "")), Stands.DONE if met or over else Stands.OPEN)
        for each, met in remarks_met(told, policy, day, returned)
    )


def _returned_words(file: CaseFile, returned: Action, met: Sequence[Point]) -> str:
    if file.state.returned != returned.action_id:
        return "都已回"
    waiting = sum(each.stands is Stands.OPEN for each in met)
    return f"还差 {waiting} 项" if waiting else "等着补回"
