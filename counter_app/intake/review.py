"""What the screens show of one judgement: errors, what is to be done, findings, figures.

Must not judge anything itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from counter_app.asking.problem import Problem
from counter_app.forms.checks import Judged, judge
from counter_app.forms.drafts.draft import Draft
from counter_app.forms.drafts.to_document import Written
from counter_app.intake.figures import Figure, two_figures
from counter_app.intake.part_of import part_of
from counter_app.intake.spec_of import find_spec
from counter_app.intake.steps import Part, info_of
from counter_app.intake.who import Everybody, everybody
from counter_app.rules.assess import Assessment, assess
from counter_app.rules.policy import Policy

_NOT_FILLED = frozenset(
    ("missing", "asset_blank", "authorization_missing", "commitment_unsigned", "proxy_incomplete")
)


class Trouble(NamedTuple):
    """One thing to be done: where, what, and whether it is wrong or only not there yet."""

    key: str
    part: Part
    title: str
    detail: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Review:
    """One judgement of a draft."""

    policy: Policy
    """By which it was judged: what this applicant is shown, however policy changes meanwhile."""
    written: Written
    """The document that was judged."""
    judged: Judged
    assessment: Assessment
    household: Everybody
    figures: tuple[Figure, Figure]
    troubles: tuple[Trouble, ...]
    """In the order of the way, within a part in that of the form."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Draft key → what to tell beneath the field."""
    missing: frozenset[str] = frozenset()
    doubts: Mapping[str, str] = field(default_factory=dict)

    @property
    def applied_on(self) -> date | None:
        """The day of application; None while it is not valid."""
        day: date | None = self.judged.application.__dict__.get("applied_on")
        return day


Judge = Callable[[Written, Draft], Review]
"""From what was written of a draft, and the draft, to everything that is said of it."""


def reviewer(policy: Policy, today: Callable[[], date]) -> Judge:
    """The judge of an open draft, with the policy in force."""

    def review(written: Written, draft: Draft) -> Review:
        judged = judge(written.document, today())
        return make_review(policy, written, judged, assess(judged, policy), draft)

    return review


def make_review(
    policy: Policy, written: Written, judged: Judged, assessment: Assessment, draft: Draft
) -> Review:
    """Sort a judgement by the fields of a draft."""
    troubles = tuple(_trouble(each, _key(each, written), draft) for each in judged.errors)
    wrong: dict[str, str] = {}
    for each, trouble in zip(judged.errors, troubles, strict=True):
        if trouble.wrong:
            wrong.setdefault(trouble.key, _beneath(each.message, trouble.key))
    return Review(
        policy,
        written,
        judged,
        assessment,
        everybody(judged, draft.people(), policy),
        two_figures(judged, assessment, policy),
        tuple(sorted(_each_once(troubles) + _papers_owed(assessment), key=_place_on_the_way)),
        wrong,
        frozenset(each.key for each in troubles if not each.wrong),
        _doubts(judged.warnings, written),
    )


def _each_once(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """A sheet that is not signed lacks signer, capacity and day, and is one thing to do."""
    return tuple({(each.key, each.part, each.title): each for each in troubles}.values())


def _signature(problem: Problem, key: str, draft: Draft) -> Trouble | None:
    """A paper that waits for its signature."""
    if problem.code == "commitment_unsigned":
        name = draft.text("applicant.name").strip()
        return Trouble(key, Part.SIGN, "承诺书", f"等{name}签" if name else "没签", False)
    if part_of(key) is not Part.SIGN or not key.startswith("consents."):
        return None
    person = key.split(".")[1]
    name = draft.text(draft.person_key(person, "name")).strip()
    return Trouble(f"consents.{person}.signed_by", Part.SIGN, "授权书", f"等{name}签", False)


def _trouble(problem: Problem, key: str, draft: Draft) -> Trouble:
    if signature := _signature(problem, key, draft):
        return signature
    spec = find_spec(key)
    wrong = problem.code not in _NOT_FILLED
    title = spec.name if spec else problem.message
    detail = _short(problem.message, title) if wrong else "未填"
    if "[" in problem.field:
        detail = _place(problem.field, key) or detail
    return Trouble(key, part_of(key), title, detail, wrong)


def _doubts(warnings: Iterable[Problem], written: Written) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in warnings:
        key = _key(each, written)
        found.setdefault(key, _beneath(each.message, key))
    return found


def _beneath(message: str, key: str) -> str:
    """A sentence as it stands beneath its field, whose label already says the name."""
    spec = find_spec(key)
    return message.removeprefix(spec.name) if spec else message


def _short(message: str, title: str) -> str:
    return message.removeprefix(title).partition("，")[0]


def _place_on_the_way(trouble: Trouble) -> tuple[int, bool]:
    """By part; on the first page the applicant comes before day, county and proxy."""
    behind = trouble.part is Part.APPLICANT and not trouble.key.startswith("applicant")
    return info_of(trouble.part).number, behind


def _key(problem: Problem, written: Written) -> str:
    return written.key_of(problem.field) or problem.field


def _place(path: str, key: str) -> str:
    """Which line of a list: 第 5 位成员."""
    place = int(path.partition("[")[2].partition("]")[0]) + 1
    measure = "位成员" if key.startswith("household.") else "条"
    return f"第 {place} {measure}"


def _papers_owed(assessment: Assessment) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(
            f"materials.{need.material}",
            Part.MATERIALS,
            need.material.label,
            f"缺{need.person_name}" if need.person_name else "缺",
            False,
        )
        for need in assessment.materials
        if need.status in ("missing", "paper_needed")
    )
