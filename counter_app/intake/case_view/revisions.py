"""The contents that have held, and two of them compared: declared, brought, taken, reckoned.

A field is told by whose it is, so that nobody's lines shift where somebody left the household. Must
not judge.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from counter_app.cases.actions import Action, Kind
from counter_app.cases.case_state import CaseState
from counter_app.cases.ways import TAKEN, DecidedBy
from counter_app.forms import matter
from counter_app.forms.checks import judge
from counter_app.forms.consents import Material
from counter_app.forms.display import amount
from counter_app.intake.case_view.both_sides import Compared
from counter_app.intake.case_view.declared_parts import block_of, masked_text
from counter_app.intake.case_view.masking import Mask
from counter_app.intake.declared import SEPARATOR, declared_fields
from counter_app.intake.review_words import DECISIONS
from counter_app.needs.case_file import CaseFile
from counter_app.needs.timeline import read_day
from counter_app.rules.assess import assess
from counter_app.rules.policy import Policy

_NOTHING = "没有"
_FIGURES = {
    "size": ("家庭人数", "人"),
    "monthly_income_per_person": ("人均月收入", "元"),
    "floor_area_per_person": ("人均住房建筑面积", "m²"),
}
_DECLARED, _BROUGHT, TAKEN_AND_RECKONED = "申报", "材料", "采信和算出"
GROUPS = (_DECLARED, _BROUGHT, TAKEN_AND_RECKONED)
_SETTLED = Kind.DIFFERENCE_SETTLED
_BRINGS = (Kind.MATERIAL_TAKEN, Kind.MATERIAL_RETURNED)


@dataclass(frozen=True)
class Revision:
    """One content that held. `upto`: how many actions had happened until the next one came."""

    number: int
    action: Action
    file: CaseFile
    """The case as it was while this content held, at its end."""
    signed_on: tuple[str, ...]
    changes: int = 0
    """In how many fields it differs from the one before."""

    @property
    def why(self) -> str:
        """The reason that was written."""
        return str(self.action.facts.get("reason") or "")

    @property
    def state(self) -> CaseState:
        """At its end."""
        return self.file.state


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise in the newer content."""

    group: str
    place: str
    whose: str
    before: str
    after: str
    who: str = ""
    why: str = ""
    part: str = ""
    """The part of the form where it stands, as `declared_parts` has it; empty: of no field."""
    difference: str = ""
    """Of what was taken: which difference that was."""

    @property
    def new(self) -> tuple[tuple[int, int], ...]:
        """Where in `after` stands what `before` has not, each as beginning and end."""
        between = SequenceMatcher(None, self.before, self.after, autojunk=False)
        return tuple(
            (start, end)
            for tag, _, _, start, end in between.get_opcodes()
            if tag in ("insert", "replace")
        )


def is_declared(change: Change) -> bool:
    """Whether it is of what is signed."""
    return change.group == _DECLARED


def is_brought(change: Change) -> bool:
    """Whether it is a paper that came or went."""
    return change.group == _BROUGHT


class _Key(NamedTuple):
    """A field by whose it is."""

    whose: str
    path: str


def revisions(file: CaseFile) -> tuple[Revision, ...]:
    """Every content that has held, the oldest first."""
    begins = list(_begins(file))
    ends = [*(at for at, _ in begins[1:]), len(file.actions)]
    found: list[Revision] = []
    for number, ((_, action), end) in enumerate(zip(begins, ends, strict=True), start=1):
        then = CaseFile(file.actions[:end], file.contents)
        before = found[-1].file if found else None
        changes = len(_changed(before, then)) if before else 0
        found.append(Revision(number, action, then, tuple(_signed(then, action)), changes))
    return tuple(found)


def compare(
    older: Revision,
    newer: Revision,
    policy: Policy,
    mask: Mask,
    differences: Iterable[Compared] = (),
    *,
    between: Sequence[Revision] = (),
) -> tuple[tuple[Change, ...], int]:
    """What differs, in groups, and how many fields are the same; `differences` as both sides.

    `between`: what held between the two, the oldest first; a change is whose it was last.
    """
    one, other = older.file, newer.file
    fields = _fields(one) | _fields(other)
    changed = _changed(one, other)
    steps = (older, *between, newer)
    last = {key: now for was, now in pairwise(steps) for key in _changed(was.file, now.file)}
    found = [
        _declared(key, fields[key], texts, (last.get(key, newer), newer), mask)
        for key, texts in changed.items()
    ]
    found += _brought(one, other, mask)
    found += taken(older, newer, differences)
    found += _reckoned(one, other, policy)
    return tuple(found), len(fields) - len(changed)


def taken(older: Revision, newer: Revision, differences: Iterable[Compared]) -> Iterator[Change]:
    """What somebody took in one of two ways since the older began to hold, where that still holds.

    Nothing of it is declared anew, so nothing of it is signed.
    """
    actions = list(newer.file.actions)
    since = [each for each in actions[actions.index(older.action) :] if each.kind == _SETTLED]
    decided = {str(each.facts["difference"]): each for each in since}
    for one in differences:
        action = decided.get(one.name)
        if action is None or one.decision not in TAKEN:
            continue
        reason = str(newer.file.words(action.action_id).get("reason") or "")
        after = one.verified if one.decision == DecidedBy.TAKE_VERIFIED else one.declared
        why = "，".join(filter(None, (DECISIONS[one.decision], reason)))
        yield Change(
            TAKEN_AND_RECKONED,
            one.title,
            one.whose,
            one.declared,
            after,
            action.staff_name,
            why,
            difference=one.name,
        )


def changed_since_signed(file: CaseFile) -> tuple[tuple[str, str, str], ...]:
    """Place, what was signed and what is declared now, of each field that differs."""
    signed = file.action(file.state.commitment)
    if signed is None:
        return ()
    upto = list(file.actions).index(signed) + 1
    then = CaseFile(file.actions[:upto], file.contents)
    if then.state.content == file.state.content:
        return ()
    fields = _fields(then) | _fields(file)
    return tuple(
        (SEPARATOR.join(filter(None, (_whose(file, then, key), fields[key]))), *texts)
        for key, texts in _changed(then, file).items()
    )


# -- inside ----------------------------------------------------------------------------------------


def _begins(file: CaseFile) -> Iterator[tuple[int, Action]]:
    """At which place of the history each content came to hold."""
    held = ""
    for at, action in enumerate(file.actions):
        if action.kind not in (Kind.CASE_RECEIVED, Kind.FORM_REVISED, Kind.CONTENT_SETTLED):
            continue
        content = CaseFile(file.actions[: at + 1], file.contents).state.content
        if content != held:
            held = content
            yield at, action


def _signed(file: CaseFile, begun: Action) -> Iterator[str]:
    """On which days it was signed while it held."""
    since = list(file.actions).index(begun)
    for action in file.actions[since:]:
        if action.kind == Kind.FORM_SIGNED:
            entry = file.entry(action.action_id)
            yield str(entry.get("signed_on") or action.at[:10]) if isinstance(entry, dict) else ""


def _keys(file: CaseFile) -> Iterator[tuple[_Key, str, str]]:
    """Each field by whose it is, with its name and what it says."""
    state = file.state
    for each in declared_fields(file.declared):
        whose, path = "", each.path
        if path.startswith("applicant."):
            whose = state.person(0)
        elif path.startswith("household.members["):
            at, _, path = path.partition("]")
            whose = state.person(int(at.rpartition("[")[2]) + 1)
        label = each.place.split(SEPARATOR)[-1] if whose else each.place
        yield _Key(whose, path), label, each.text


def _fields(file: CaseFile) -> dict[_Key, str]:
    return file.once("labels", lambda: {key: label for key, label, _ in _keys(file)})


def _texts(file: CaseFile) -> dict[_Key, str]:
    return file.once("texts", lambda: {key: text for key, _, text in _keys(file)})


def _changed(one: CaseFile, other: CaseFile) -> dict[_Key, tuple[str, str]]:
    before, after = _texts(one), _texts(other)
    pairs = {key: (before.get(key, ""), after.get(key, "")) for key in {**before, **after}}
    return {
        key: (then or _NOTHING, now or _NOTHING)
        for key, (then, now) in pairs.items()
        if then != now
    }


def _declared(
    key: _Key, label: str, texts: tuple[str, str], by: tuple[Revision, Revision], mask: Mask
) -> Change:
    """`by`: the content that brought it, and the newer of the two."""
    changed, newer = by
    before, after = (masked_text(key.path, text, mask) for text in texts)
    whose = mask.text(_whose(newer.file, newer.file, key))
    who, part = changed.action.staff_name, key.whose or block_of(key.path)
    return Change(_DECLARED, label, whose, before, after, who, changed.why, part)


def _whose(file: CaseFile, then: CaseFile, key: _Key) -> str:
    """The person's name, from wherever there is one of that id."""
    if not key.whose:
        return ""
    for each in (file, then):
        for at, who in enumerate(matter.concerns(each.declared)):
            if each.state.person(at) == key.whose:
                return who.name
    return ""


def _brought(one: CaseFile, other: CaseFile, mask: Mask) -> Iterator[Change]:
    """Papers that came or went between the two."""
    labels = {str(each): each.label for each in Material}
    names = {who.id_number: who.name for who in matter.concerns(other.declared)}
    for action in other.actions[len(one.actions) :]:
        entry = other.entry(str(action.facts.get("taken") or action.action_id))
        if action.kind not in _BRINGS or not isinstance(entry, Mapping):
            continue
        paper = labels.get(str(entry.get("material")), "")
        came = action.kind == Kind.MATERIAL_TAKEN
        pages = f"{entry.get('copies', 1)} 份，{entry.get('pages', 1)} 页"
        texts = (_NOTHING, pages) if came else (pages, "已退还")
        whose = mask.name(names.get(matter.number_named(entry), ""))
        yield Change(_BROUGHT, paper, whose, *texts, action.staff_name)


def _reckoned(one: CaseFile, other: CaseFile, policy: Policy) -> Iterator[Change]:
    """The household's figures."""
    figures = [_figures(each, policy) for each in (one, other)]
    for name, (label, unit) in _FIGURES.items():
        before, after = (getattr(each, name) for each in figures)
        if before != after:
            yield Change(TAKEN_AND_RECKONED, label, "", _amount(before, unit), _amount(after, unit))


def _figures(file: CaseFile, policy: Policy) -> object:
    last = read_day(file.actions[-1].at)
    assert last is not None
    return assess(judge(file.document, last), policy).household


def _amount(value: object, unit: str) -> str:
    if value is None:
        return _NOTHING
    number = amount(Decimal(value)) if isinstance(value, str) else value
    return f"{number} {unit}"
