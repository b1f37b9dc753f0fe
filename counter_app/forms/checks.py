"""Completeness errors and warnings of a document, in the order of the form.

`judge` never raises, whatever JSON it is given. Must not know policy or what follows from a form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any, cast

from counter_app.asking import messages
from counter_app.asking.amounts import read_format
from counter_app.asking.blank import is_blank
from counter_app.asking.choice import choice_reader
from counter_app.asking.fields import FieldSpec, field_of
from counter_app.asking.odd_letters import odd_letters
from counter_app.asking.plans import plans
from counter_app.asking.problem import Problem
from counter_app.asking.readers import Month, WrongError
from counter_app.asking.runners import runner
from counter_app.asking.walk import Run, Values, Walk, build, read_block
from counter_app.basics.once import once
from counter_app.forms import people
from counter_app.forms.applicant_types.shared import SocialInsurance
from counter_app.forms.assets import Assets, Category, Pension
from counter_app.forms.categories import contradiction, none_or_lines
from counter_app.forms.hints import hints
from counter_app.forms.housing_application import BLOCKS, ApplicantType, HousingApplication

DEFERRABLE = frozenset({"authorization_missing", "commitment_unsigned"})
"""Errors beside which a form is still worth assessing: only signatures are owed."""


@dataclass(frozen=True)
class Judged:
    """What is wrong with a document, and the application built from what is valid."""

    errors: tuple[Problem, ...]
    application: HousingApplication
    today: date
    odd: Mapping[str, object] | None = None
    """The document as it came, where it has letters that are worth a second look."""

    @once
    def warnings(self) -> tuple[Problem, ...]:
        """Hints of the same shape as errors; they hold nothing up."""
        odd = odd_letters(self.odd, self._wrong) if self.odd else ()
        return (*hints(self.application), *odd)

    @once
    def is_assessable(self) -> bool:
        """Whether no error but of signatures still owed stands."""
        return all(error.code in DEFERRABLE for error in self.errors)

    def valid(self, *paths: str) -> bool:
        """Whether no error stands at, under or above any of the paths."""
        if not self.errors:
            return True
        return not any(path in self._touched or self._hangs_on(path) for path in paths)

    @once
    def _wrong(self) -> frozenset[str]:
        return frozenset(error.field for error in self.errors)

    @once
    def _touched(self) -> frozenset[str]:
        return frozenset(each for field in self._wrong for each in (field, *_above(field)))

    def _hangs_on(self, path: str) -> bool:
        unread = not self.application.__dict__
        return unread or any(each in self._wrong for each in _above(path))


def _above(path: str) -> list[str]:
    """The paths of the objects and lists in which a path lies."""
    return [path[:place] for place, letter in enumerate(path) if place and letter in ".["]


def judge(document: Mapping[str, object], today: date) -> Judged:
    """Judge a document of format 1, as `exact_json.loads` reads it; `today` is China's."""
    raw = cast(dict[str, Any], document)
    unknown_format = format_problem(raw.get("format"))
    if unknown_format is not None:
        nothing = cast(HousingApplication, build(HousingApplication, {}))
        return Judged((unknown_format,), nothing, today)
    walk = Walk(today, _PLAN_OF)
    application = read_block(walk, HousingApplication, raw, "")
    for values, key in walk.doubtful:
        values.pop(key, None)
    odd = raw if walk.has_odd_letters else None
    return Judged(tuple(walk.problems), cast(HousingApplication, application), today, odd)


def format_problem(given: object) -> Problem | None:
    """What is wrong with a `format` that is there; an absent one is merely missing."""
    if is_blank(given):
        return None
    try:
        read_format(given)
    except WrongError as wrong:
        spec = field_of(HousingApplication, "format")
        return Problem("format", wrong.code, wrong.about(spec.name))
    return None


def _applied_on(spec: FieldSpec) -> Run:
    usual = runner(spec)

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        usual(walk, given, values, path)
        walk.applied_on = values.get("applied_on")
        if walk.applied_on is not None:
            walk.applied_month = Month.of(walk.applied_on)

    return run


def _details(spec: FieldSpec) -> Run:
    read = choice_reader(ApplicantType)

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        if not isinstance(given, dict):
            walk.note(path, spec.key, "invalid", messages.NOT_AN_OBJECT.format(name=spec.name))
            return
        kind = given.get("applicant_type")
        if is_blank(kind):
            walk.note("details", "applicant_type", "missing", messages.missing(spec))
            return
        try:
            block = BLOCKS[cast(ApplicantType, read(kind))]
        except WrongError as wrong:
            walk.note("details", "applicant_type", wrong.code, wrong.about(spec.name))
            return
        values["details"] = read_block(walk, block, given, "details")

    return run


def _month_order(walk: Walk, raw: dict[str, Any], values: Values, path: str, start: int) -> None:
    begin, end = values.get("from_month"), values.get("to_month")
    if begin is not None and end is not None and end < begin:
        walk.doubt(values, path, "to_month", "date_order", messages.END_BEFORE_START)


def _authorizations(walk: Walk, raw: dict[str, Any], values: Values, path: str, start: int) -> None:
    """Everybody of the household needs an entry, once everybody is known."""
    if "authorizations" not in values or any(map(_leaves_persons_open, walk.problems)):
        return
    household = values["household"].__dict__ if "household" in values else {}
    if "applicant" not in values or "members" not in household:
        return
    everybody = [values["applicant"], *household["members"]]
    known = {entry.__dict__.get("person_id_number") for entry in values["authorizations"] or ()}
    found = [
        Problem("authorizations", "authorization_missing", messages.authorization_missing(place))
        for place, person in enumerate(everybody)
        if person.id_number not in known
    ]
    at = next((i for i, each in enumerate(walk.problems) if _is_later(each)), len(walk.problems))
    walk.problems[at:at] = found


_PERSONS = re.compile(
    r"(?:applicant|household\.members\[\d+\])\.(?:id_kind|id_number)"
    r"|(?:household\.members|authorizations)\[\d+\]"
)


def _leaves_persons_open(problem: Problem) -> bool:
    """Whether after this problem it is not known who needs or has an entry."""
    return problem.code != "unknown_field" and bool(_PERSONS.fullmatch(problem.field))


def _is_later(problem: Problem) -> bool:
    """Whether a problem belongs beneath or behind the authorizations, in the order of the form."""
    return re.split(r"[.\[]", problem.field, maxsplit=1)[0] not in _EARLIER


_EARLIER = frozenset(
    takewhile(lambda key: key != "authorizations", HousingApplication.model_fields)
)

_PLAN_OF = plans(
    {
        (HousingApplication, "applied_on"): _applied_on,
        (HousingApplication, "details"): _details,
        **people.STEPS,
        **{(Assets, key): none_or_lines for key in Assets.model_fields},
    },
    {
        HousingApplication: _authorizations,
        SocialInsurance: _month_order,
        Pension: _month_order,
        Category: contradiction,
        **people.RULES,
    },
)
