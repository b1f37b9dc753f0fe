"""What is judged of a person as a whole: number, birth date and sex against each other."""

from datetime import date
from itertools import takewhile
from typing import Any

from counter_app.asking import messages, resident_id
from counter_app.asking.base import Form
from counter_app.asking.fields import FieldSpec
from counter_app.asking.odd_letters import error_words
from counter_app.asking.plans import Rules, Steps
from counter_app.asking.readers import WrongError
from counter_app.asking.runners import leaf, runner
from counter_app.asking.walk import After, Run, Values, Walk
from counter_app.basics.text import as_read
from counter_app.forms.consents import Proxy
from counter_app.forms.household import RESIDENT_KINDS, UNKNOWN_KIND, Applicant, IdKind, Member, Sex

_RESIDENT = IdKind.RESIDENT
_MALE, _FEMALE = Sex


def _kind(values: Values) -> Any:
    return values["id_kind"] or _RESIDENT


def _id_kind(spec: FieldSpec) -> Run:
    usual = leaf(spec)

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        usual(walk, given, values, path)
        if "id_kind" not in values:
            values["id_kind"] = UNKNOWN_KIND
            walk.doubtful.append((values, "id_kind"))

    return run


def _id_number(spec: FieldSpec) -> Run:
    read, name = spec.read, spec.name
    assert read is not None

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        kind = _kind(values)
        if kind is UNKNOWN_KIND:
            return
        if isinstance(given, str) and not given.isprintable():
            walk.has_odd_letters = True
        try:
            number = str(read(given))
        except WrongError as wrong:
            sentence = error_words(name, given, wrong.about(name))
            walk.note(path, spec.key, wrong.code, sentence)
            return
        if kind is _RESIDENT:
            code = resident_id.fault(number, walk.applied_on)
            message = name + resident_id.message(code, number) if code else ""
        else:
            number = as_read(number)
            code = None if 5 <= len(number) <= 30 else "invalid"
            message = messages.OTHER_NUMBER_LENGTH
        if code is not None:
            walk.note(path, spec.key, code, error_words(name, given, message))
            return
        values[spec.key] = number
        if number in walk.numbers:
            walk.doubt(values, path, spec.key, "duplicate_person", messages.DUPLICATE_PERSON)
        walk.numbers.add(number)

    return run


def _birth_date(spec: FieldSpec) -> Run:
    usual = runner(spec)

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        kind = _kind(values)
        if kind is _RESIDENT:
            values.pop(spec.key, None)
            walk.note(path, spec.key, "invalid", messages.BIRTH_DATE_BESIDE_NUMBER)
        elif kind is not UNKNOWN_KIND:
            usual(walk, given, values, path)

    return run


def _compare_sex(model: type[Form]) -> After:
    earlier = frozenset(takewhile(lambda key: key != "sex", model.model_fields))

    def look(walk: Walk, raw: dict[str, Any], values: Values, path: str, start: int) -> None:
        sex, number = values.get("sex"), values.get("id_number")
        if sex is None or number is None or _kind(values) is not _RESIDENT:
            return
        if (sex is _MALE) == resident_id.is_male(number):
            return
        walk.doubt(values, path, "sex", "sex_mismatch", messages.SEX_MISMATCH)
        own = takewhile(lambda each: each.field[len(path) + 1 :] in earlier, walk.problems[start:])
        walk.problems.insert(start + sum(1 for _ in own), walk.problems.pop())

    return look


def resident_proxy(spec: FieldSpec) -> Run:
    """A proxy's number: a resident's, judged alone."""
    usual = leaf(spec)

    def run(walk: Walk, given: Any, values: Values, path: str) -> None:
        usual(walk, given, values, path)
        if spec.key not in values:
            return
        number = values[spec.key]
        code = resident_id.fault(number, walk.applied_on)
        if code is not None:
            del values[spec.key]
            sentence = spec.name + resident_id.message(code, number)
            walk.note(path, spec.key, code, error_words(spec.name, given, sentence))

    return run


def born(person: Applicant | Member) -> date | None:
    """The day of birth, from the number or beside it; None where neither is valid."""
    values = person.__dict__
    kind = values.get("id_kind", UNKNOWN_KIND)
    if kind is UNKNOWN_KIND:
        return None
    if kind in RESIDENT_KINDS:
        number = values.get("id_number")
        return resident_id.birth_date(number) if number is not None else None
    return values.get("birth_date")


def sex_of(person: Applicant | Member) -> Sex | None:
    """The sex, from the number or as declared; None where neither is valid."""
    values = person.__dict__
    number = values.get("id_number")
    if number is not None and values.get("id_kind") in RESIDENT_KINDS:
        return _MALE if resident_id.is_male(number) else _FEMALE
    return values.get("sex")


def age(birth: date, on: date) -> int:
    """Full years; born on 29 February the birthday is 1 March in common years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


STEPS: Steps = {
    (model, key): make
    for model in (Applicant, Member)
    for key, make in (
        ("id_kind", _id_kind),
        ("id_number", _id_number),
        ("birth_date", _birth_date),
    )
} | {(Proxy, "id_number"): resident_proxy}
"""How a person's own fields are read."""
RULES: Rules = {model: _compare_sex(model) for model in (Applicant, Member)}
"""What must agree within a person."""
