"""What each person is asked and answered, and how an answer is written into the draft.

Two questions: 联审联查, and what is sensitive. None is preset, and no answer is not a no.
Which items are asked is said by the rules. Format 1 knows an answer by departments; which items of
them, stands beside it (`local.CONSENT_ITEMS`) where not all that is asked was granted.
"""

from dataclasses import dataclass
from datetime import date

from counter_app.forms.household import Member, Relation, Sex
from counter_app.forms.people import sex_of
from counter_app.intake.consent_items import asked_of, items_of_answer
from counter_app.intake.local import CONSENT_ITEMS, REFUSAL_EXPLAINED_BY
from counter_app.intake.open_draft import OpenDraft
from counter_app.rules.consent import (
    ALL,
    Query,
    departments,
    granted_items,
    is_separate,
    needs_second_question,
)

SENSITIVE = 2
GENERAL = 1
_RELATIONS = {
    (Relation.CHILD, Sex.MALE): "儿子",
    (Relation.CHILD, Sex.FEMALE): "女儿",
    (Relation.PARENT, Sex.MALE): "父亲",
    (Relation.PARENT, Sex.FEMALE): "母亲",
}


@dataclass(frozen=True, slots=True)
class AskedPerson:
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
    allowed: frozenset[str] | None
    """The items that may be asked; None while not decided."""
    everything: bool = False
    """Whether all that is asked was granted, in one word."""
    separate: bool = False
    """Under 14: the guardian's separate consent."""

    @property
    def sensitive(self) -> bool | None:
        """The second answer; None: not answered, or not asked."""
        if self.granted is not True or not self.second or self.allowed is None:
            return None
        wanted = {item for query in self.asked if query.sensitive for item in query.items}
        return bool(wanted & self.allowed) if wanted else self.everything

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

    def may_ask(self, query: Query) -> bool | None:
        """Whether it may be asked; None while it is not decided."""
        if self.granted is not True:
            return False if self.granted is False else None
        if self.allowed is not None:
            return self.allowed.issuperset(query.items)
        return None if query.sensitive else True


def household(opened: OpenDraft, today: date) -> tuple[AskedPerson, ...]:
    """Everybody, the applicant first; by today's policy while no day of application is given."""
    return tuple(_person(opened, today, each) for each in opened.draft.people())


def answer(opened: OpenDraft, clerk: str, person: AskedPerson, question: int, yes: bool) -> bool:
    """Write an answer, put by this clerk; False where the question is not put now."""
    if question == SENSITIVE and not (person.granted and person.second):
        return False
    with opened.together():
        if question == SENSITIVE:
            _write(opened, person, granted_items(person.asked, yes) if not yes else None)
        elif not yes:
            _refuse(opened, person)
        elif person.granted is not True:
            _keep(opened, person, True, None if person.second else ALL, None)
        _note_explained(opened, person, yes, clerk)
    return True


def toggle(opened: OpenDraft, person: AskedPerson, query: Query) -> None:
    """Let one line be asked after all, or not."""
    if person.allowed is None:
        return
    wanted = [item for each in person.asked if person.may_ask(each) for item in each.items]
    if person.may_ask(query):
        wanted = [item for item in wanted if item not in query.items]
    else:
        wanted += query.items
    _write(opened, person, tuple(wanted))


def _person(opened: OpenDraft, today: date, person: str) -> AskedPerson:
    policy, who = opened.policy, opened.review.household.find(person)
    on = opened.review.applied_on or today
    age = who.age if who else None
    asked = asked_of(opened, person, on)
    minor = who is not None and who.minor
    name = opened.text(opened.draft.person_key(person, "name")).strip()
    granted = opened.value(f"consents.{person}.granted")
    return AskedPerson(
        person,
        name or "未填姓名",
        "本人" if person == opened.draft.applicant_uuid else _relation(who.block if who else None),
        age,
        minor,
        asked,
        needs_second_question(asked, age, policy, on),
        granted if isinstance(granted, bool) else None,
        items_of_answer(opened.draft, person, asked),
        opened.value(f"consents.{person}.departments") == ALL,
        minor and is_separate(age, policy, on),
    )


def _relation(block: object) -> str:
    if not isinstance(block, Member):
        return ""
    relation, sex = block.__dict__.get("relation"), sex_of(block)
    if relation is None:
        return ""
    word = _RELATIONS.get((relation, sex)) if sex else None
    return word or str(relation.label)


def _write(opened: OpenDraft, person: AskedPerson, items: tuple[str, ...] | None) -> None:
    """Write which items are granted; None: whatever is asked."""
    if items is None:
        _keep(opened, person, True, ALL, None)
    elif not items:
        _refuse(opened, person)
    elif not person.separate and all(set(items).issuperset(e.items) for e in person.asked):
        _keep(opened, person, True, ALL, None)
    else:
        named = [str(each) for each in departments(person.asked, items)]
        _keep(opened, person, True, named, list(items))


def _refuse(opened: OpenDraft, person: AskedPerson) -> None:
    _keep(opened, person, False, None, None)


def _keep(
    opened: OpenDraft,
    person: AskedPerson,
    granted: bool,
    named: str | list[str] | None,
    items: list[str] | None,
) -> None:
    with opened.together():
        opened.put(f"consents.{person.person}.granted", granted, whole=True)
        opened.put(f"consents.{person.person}.departments", named, whole=True)
        opened.put(CONSENT_ITEMS.key(person.person), items, whole=True)


def _note_explained(opened: OpenDraft, person: AskedPerson, yes: bool, clerk: str) -> None:
    """A refusal is recorded with who told what follows from it."""
    key = REFUSAL_EXPLAINED_BY.key(person.person)
    if not yes:
        opened.put(key, clerk, whole=True)
    elif opened.value(key) is not None and person.granted is False:
        opened.put(key, None, whole=True)
