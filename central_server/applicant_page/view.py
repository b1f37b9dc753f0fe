"""What the page says in each state: words from policy, facts from the case, nothing personal.

Must not read the store or know HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Words = Mapping[str, Any]
"""The policy's table `page`."""
Mark = Literal["done", "here", "open"]
_STEPS = ("received", "accepted", "in_review", "filed")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the way: its mark is drawn, its state is the same for who listens."""

    name: str
    mark: Mark
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to ask; `dial` where the values are telephones."""

    label: str
    values: tuple[str, ...]
    dial: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """That papers are owed, never which."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Days left, and until when."""

    before: str
    days: str
    after: str
    until: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """All that the template needs."""

    service: str
    title: str
    heading: tuple[str, ...]
    identity: tuple[str, ...] = ()
    clock: Clock | None = None
    steps: tuple[Step, ...] = ()
    owed: Owed | None = None
    sentences: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    privacy: str = ""


@dataclass(frozen=True, slots=True)
class HallShown:
    """Where to ask about a case, from the hall's data."""

    address: str = ""
    consult: tuple[str, ...] = ()
    complaint: tuple[str, ...] = ()
    of_city: bool = False
    """True where the city's telephones stand in for those of the hall, which we do not know."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A day until which something is due; `days` working days after today, negative when past."""

    day: date
    days: int
    provisional: bool
    """True where the calendar of that year is not published yet."""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the page may know of a case that has arrived."""

    masked_name: str
    number: str
    """Empty while the number on paper belongs to another case."""
    received_on: date
    answer: Limit | None
    """Until then the applicant is told whether the case is accepted."""
    decision: Limit | None
    """None where policy does not say. Until then it is decided, counted from the day of receipt."""
    owed: int | None
    """How many papers; None where that cannot be told."""


def plain_page(words: Words, name: str, place: HallShown | None = None) -> StatusPage:
    """A page that is only sentences: `front`, `sample`, `unknown`, `ask_at_window`, `later`."""
    part = words.get(name) or words["unknown"]  # a policy file of ours may be older than a page
    return StatusPage(
        service=words["service"],
        title=_title(words, part),
        heading=tuple(part["heading"]),
        sentences=tuple(part["sentences"]),
        contacts=_contacts(words, place or _anywhere(words)),
    )


def on_its_way_page(words: Words, window: str, place: HallShown) -> StatusPage:
    """The receipt is genuine, the case has not come yet."""
    part = words["on_its_way"]
    notes = {"received": part["received"], "accepted": part["accepted"]}
    return StatusPage(
        service=words["service"],
        title=_title(words, part),
        heading=tuple(part["heading"]),
        identity=(window,),
        steps=_steps(words, 1, None, notes),
        sentences=(*part["sentences"], words["not_acceptance"]),
        contacts=_contacts(words, place),
        privacy=words["privacy"],
    )


def received_page(words: Words, facts: StatusFacts, place: HallShown) -> StatusPage:
    """The case is here and waits for acceptance, or is taken as accepted because nobody wrote.

    That the time has gone by is computed at each look; it is not an act of anybody, so no step
    beyond it is shown as begun.
    """
    deemed = facts.answer is not None and facts.answer.days < 0
    part = words["deemed_accepted" if deemed else "received"]
    day = _day(words, facts.received_on)
    notes = {"received": day, "accepted": part["accepted"].format(day=day)}
    if deemed and facts.answer is not None and facts.answer.provisional:
        notes["accepted"] += words["clock"]["provisional"]
    closing = () if deemed else (words["not_acceptance"],)
    return StatusPage(
        service=words["service"],
        title=_title(words, part),
        heading=tuple(part["heading"]),
        identity=tuple(text for text in (facts.masked_name, facts.number) if text),
        clock=_clock(words, part, facts.decision if deemed else facts.answer),
        steps=_steps(words, 2 if deemed else 1, None if deemed else "accepted", notes),
        owed=_owed(words, facts.owed),
        sentences=(*part["sentences"], *closing),
        contacts=_contacts(words, place),
        privacy=words["privacy"],
    )


def _steps(words: Words, done: int, here: str | None, notes: Mapping[str, str]) -> tuple[Step, ...]:
    steps = []
    for index, name in enumerate(_STEPS):
        mark: Mark = "done" if index < done else "here" if name == here else "open"
        label, state = words["steps"][name], words["steps"][mark]
        steps.append(Step(label, mark, state, notes.get(name, "")))
    return tuple(steps)


def _clock(words: Words, part: Words, limit: Limit | None) -> Clock | None:
    if limit is None or limit.days < 0:
        return None
    clock = words["clock"]
    until = part["until"].format(day=_day(words, limit.day))
    if limit.provisional:
        until += clock["provisional"]
    if limit.days == 0:
        return Clock("", clock["today"], clock["due"], until)
    return Clock(clock["before"], str(limit.days), clock["after"], until)


def _owed(words: Words, count: int | None) -> Owed | None:
    if not count:
        return None
    return Owed(words["owed"]["title"].format(count=count), words["owed"]["text"])


def _contacts(words: Words, place: HallShown) -> tuple[Contact, ...]:
    labels = words["contacts"]
    contacts = (
        Contact(labels["consult_city" if place.of_city else "consult"], place.consult, dial=True),
        Contact(labels["complain"], place.complaint, dial=True),
        Contact(labels["address"], (place.address,) if place.address else ()),
    )
    return tuple(contact for contact in contacts if contact.values)


def _anywhere(words: Words) -> HallShown:
    """Where anybody may ask who has no case that we know of."""
    anywhere = words["anywhere"]
    return HallShown(consult=tuple(anywhere["consult"]), complaint=tuple(anywhere["complaint"]))


def _title(words: Words, part: Words) -> str:
    title: str = words["title"].format(heading="".join(part["heading"]))
    return title


def _day(words: Words, day: date) -> str:
    text: str = words["day"].format(month=day.month, day=day.day)
    return text
