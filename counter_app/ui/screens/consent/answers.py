"""What each person is asked and answered, and how an answer is written into the draft.

Two questions: 联审联查, and what is sensitive. None is preset, and no answer is not a no.
Which departments are asked is said by the rules.
"""

from dataclasses import dataclass

from counter_app.forms.consents import Department
from counter_app.forms.household import Member, Relation, Sex
from counter_app.forms.people import sex_of
from counter_app.rules.consent import Query, departments, needs_second_question, queries
from counter_app.ui.household_ages import ages, people
from counter_app.ui.screens.household.rows import adult_age
from counter_app.ui.seat import Seat
from counter_app.ui.session import DraftSession

SENSITIVE = 2
GENERAL = 1
_RELATIONS = {
    (Relation.CHILD, Sex.MALE): "儿子",
    (Relation.CHILD, Sex.FEMALE): "女儿",
    (Relation.PARENT, Sex.MALE): "父亲",
    (Relation.PARENT, Sex.FEMALE): "母亲",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the household, what is asked about them and what was answered."""

    person: str
    name: str
    relation: str
    age: int | None
    minor: bool
    asked: tuple[Query, ...]
    second: bool
    """Whether the question about what is sensitive is put."""
    granted: bool | None
    allowed: frozenset[Department] | None
    """The departments that may be asked; None while not decided."""
    separate: bool = False
    """Under 14: the guardian's separate consent."""

    @property
    def sensitive(self) -> bool | None:
        """The second answer; None: not answered, or not asked."""
        if self.granted is not True or not self.second or self.allowed is None:
            return None
        wanted = {query.department for query in self.asked if query.sensitive}
        if not wanted:
            return self.allowed >= set(Department)
        return bool(wanted & self.allowed)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be asked."""
        return self.granted is False or (self.granted is True and self.allowed is not None)

    @property
    def question(self) -> int:
        """Which question is to be put now: 1, 2, or 0 for none."""
        if self.granted is None:
            return GENERAL
        return 0 if self.complete else SENSITIVE

    def may_ask(self, department: Department) -> bool | None:
        """Whether a department may be asked; None while it is not decided."""
        if self.granted is not True:
            return False if self.granted is False else None
        if self.allowed is not None:
            return department in self.allowed
        sensitive = any(each.sensitive for each in self.asked if each.department == department)
        return None if sensitive else True


def household(session: DraftSession, seat: Seat) -> tuple[Person, ...]:
    """Everybody, the applicant first."""
    known, blocks = ages(session), people(session)
    return tuple(
        _person(session, seat, each, known.get(each), blocks.get(each))
        for each in session.draft.people()
    )


def answer(session: DraftSession, seat: Seat, person: Person, question: int, yes: bool) -> bool:
    """Write an answer; False where the question is not put now."""
    if question == SENSITIVE and not (person.granted and person.second):
        return False
    with session.together():
        if question == SENSITIVE:
            _write(session, person, True, departments(person.asked, yes))
        elif not yes:
            _write(session, person, False, None)
        elif person.granted is not True:
            _write(session, person, True, None if person.second else "all")
        _note_explained(session, person, yes, seat)
    return True


def toggle(session: DraftSession, person: Person, department: Department) -> None:
    """Let one department be asked after all, or not."""
    if person.allowed is None:
        return
    asked = [query.department for query in person.asked]
    wanted = [each for each in asked if (each in person.allowed) != (each == department)]
    if len(wanted) == len(asked):
        _write(session, person, True, "all")
    elif wanted:
        _write(session, person, True, tuple(wanted))
    else:
        _write(session, person, False, None)


def _person(
    session: DraftSession, seat: Seat, person: str, age: int | None, block: object
) -> Person:
    on = session.review.judged.application.__dict__.get("applied_on") or seat.today()
    minor = age is not None and age < adult_age(seat.policy, on)
    is_applicant = person == session.draft.applicant_uuid
    asked = queries(
        seat.policy,
        on,
        session.text("details.applicant_type"),
        is_applicant=is_applicant,
        is_adult=not minor,
    )
    name = session.text(session.draft.person_key(person, "name")).strip()
    granted = session.value(f"consents.{person}.granted")
    return Person(
        person,
        name or "未填姓名",
        "本人" if is_applicant else _relation(block),
        age,
        minor,
        asked,
        needs_second_question(asked, age, seat.policy),
        granted if isinstance(granted, bool) else None,
        _allowed(session.value(f"consents.{person}.departments")),
        minor and needs_second_question((), age, seat.policy),
    )


def _relation(block: object) -> str:
    if not isinstance(block, Member):
        return ""
    relation, sex = block.__dict__.get("relation"), sex_of(block)
    if relation is None:
        return ""
    word = _RELATIONS.get((relation, sex)) if sex else None
    return word or str(relation.label)


def _allowed(value: object) -> frozenset[Department] | None:
    if value == "all":
        return frozenset(Department)
    if isinstance(value, list):
        known = set(map(str, Department))
        return frozenset(Department(each) for each in value if each in known)
    return None


def _write(
    session: DraftSession,
    person: Person,
    granted: bool,
    allowed: str | tuple[Department, ...] | None,
) -> None:
    value = [str(each) for each in allowed] if isinstance(allowed, tuple) else allowed
    if isinstance(value, list) and not value:
        granted, value = False, None
    with session.together():
        session.put(f"consents.{person.person}.granted", granted, whole=True)
        session.put(f"consents.{person.person}.departments", value, whole=True)


def _note_explained(session: DraftSession, person: Person, yes: bool, seat: Seat) -> None:
    """A refusal is recorded with who told what follows from it."""
    key = f"local.refusal.{person.person}.explained_by"
    if not yes:
        session.put(key, seat.clerk, whole=True)
    elif session.value(key) is not None and person.granted is False:
        session.put(key, None, whole=True)
