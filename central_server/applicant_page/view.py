"""What the page says in each state: words from policy, facts from the case, nothing personal.

Must not read the store or know HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from central_server.applicant_page.more import Details, Form

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
    says_until: bool = False
    """Until when, which stands nowhere else."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Days left, and until when; once that day has gone by the day alone."""

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
    form: Form | None = None
    details: Details | None = None


@dataclass(frozen=True, slots=True)
class WhereToAsk:
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
    due: Limit | None
    """Until then the office has to tell or to decide; None where nothing runs."""
    owed: int | None
    """How many papers; None where that cannot be told."""
    standing: str = "received"
    """The part of the words that says where the case stands: `received`, `deemed_accepted`,
    `supplement`, `complete`, `accepted`,
    `community`, `county`, `municipal`, `stopped`, `filed`, `withdrawn`,
    `has_result`."""
    accepted_on: date | None = None
    """The day of acceptance, or since when the case counts as accepted."""
    filed_on: date | None = None
    """The day of filing; an end that is told by letter alone has none here."""
    is_deemed_provisionally: bool = False
    """That it counts so rests on a calendar that is not published yet."""
    asked: int = 0
    """How many things a notice or a return asked for that have not come."""
    until: Limit | None = None
    """Until when these are to be brought."""


_PLACES = {
    "received": (1, "accepted"),
    "supplement": (1, "accepted"),
    "complete": (1, "accepted"),
    "deemed_accepted": (2, None),
    "accepted": (2, "in_review"),
    "filed": (4, None),
}
"""How many steps are done and at which the case is; elsewhere: in review."""
_OVER = frozenset({"withdrawn", "has_result"})
"""An end before the last step: the way is not shown, since it leads nowhere any more."""


def plain_page(words: Words, name: str, place: WhereToAsk | None = None) -> StatusPage:
    """A page that is only sentences: `front`, `sample`, `unknown`, `ask_at_window`, `later`."""
    part = words.get(name) or words["unknown"]  # a policy file of ours may be older than a page
    return StatusPage(
        service=words["service"],
        title=_title(words, part),
        heading=tuple(part["heading"]),
        sentences=tuple(part["sentences"]),
        contacts=_contacts(words, place or _anywhere(words)),
    )


def on_its_way_page(words: Words, window: str, place: WhereToAsk) -> StatusPage:
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


def case_page(words: Words, facts: StatusFacts, place: WhereToAsk) -> StatusPage:
    """The case is here: where it stands, until when, what is owed.

    That the time to answer has gone by is computed at each look; it is not an act of anybody, so
    no step beyond it is shown as begun. How a case ended stands in its letter, never here.
    """
    standing = facts.standing
    part = words.get(standing) or words["received"]  # words of ours may be older than a standing
    begun = standing in ("received", "supplement", "complete")
    return StatusPage(
        service=words["service"],
        title=_title(words, part),
        heading=tuple(part["heading"]),
        identity=tuple(text for text in (facts.masked_name, facts.number) if text),
        clock=_clock(words, part, _limit(facts)),
        steps=() if standing in _OVER else _way(words, part, facts),
        owed=_owed_by(words, facts),
        sentences=(*part["sentences"], *((words["not_acceptance"],) if begun else ())),
        contacts=_contacts(words, place),
        privacy=words["privacy"],
    )


def _limit(facts: StatusFacts) -> Limit | None:
    """What runs: until when the applicant brings what is asked, else the office's own time."""
    if facts.standing == "supplement":
        return facts.until
    return None if facts.standing in (*_OVER, "filed") else facts.due


def _way(words: Words, part: Words, facts: StatusFacts) -> tuple[Step, ...]:
    notes = {"received": _day(words, facts.received_on)}
    if facts.accepted_on is not None:
        notes["accepted"] = _day(words, facts.accepted_on)
    if "accepted" in part:
        day = notes.get("accepted", notes["received"])
        notes["accepted"] = part["accepted"].format(day=day)
    if facts.filed_on is not None:
        notes["filed"] = _day(words, facts.filed_on)
    if facts.is_deemed_provisionally:
        notes["accepted"] += words["clock"]["provisional"]
    return _steps(words, *_PLACES.get(facts.standing, (2, "in_review")), notes)


def _owed_by(words: Words, facts: StatusFacts) -> Owed | None:
    """Of a notice or a return what it asked for, and until when; else the papers that are owed."""
    if facts.standing in (*_OVER, "filed"):
        return None
    if not facts.asked:
        return _owed(words, facts.owed)
    part = words["asked"]
    text = part["text" if facts.standing == "supplement" else "text_in_review"]
    if facts.until is None:
        return Owed(part["title"].format(count=facts.asked), text)
    until = _day(words, facts.until.day)
    return Owed(part["title_until"].format(count=facts.asked, day=until), text, says_until=True)


def _steps(words: Words, done: int, here: str | None, notes: Mapping[str, str]) -> tuple[Step, ...]:
    steps = []
    for index, name in enumerate(_STEPS):
        mark: Mark = "done" if index < done else "here" if name == here else "open"
        label, state = words["steps"][name], words["steps"][mark]
        steps.append(Step(label, mark, state, notes.get(name, "")))
    return tuple(steps)


def _clock(words: Words, part: Words, limit: Limit | None) -> Clock | None:
    if limit is None or "until" not in part:
        return None
    clock = words["clock"]
    until = part["until"].format(day=_day(words, limit.day))
    if limit.provisional:
        until += clock["provisional"]
    if limit.days < 0:
        return Clock("", "", "", until)
    if limit.days == 0:
        return Clock("", clock["today"], clock["due"], until)
    return Clock(clock["before"], str(limit.days), clock["after"], until)


def _owed(words: Words, count: int | None) -> Owed | None:
    if not count:
        return None
    return Owed(words["owed"]["title"].format(count=count), words["owed"]["text"])


def _contacts(words: Words, place: WhereToAsk) -> tuple[Contact, ...]:
    labels = words["contacts"]
    contacts = (
        Contact(labels["consult_city" if place.of_city else "consult"], place.consult, dial=True),
        Contact(labels["complain"], place.complaint, dial=True),
        Contact(labels["address"], (place.address,) if place.address else ()),
    )
    return tuple(contact for contact in contacts if contact.values)


def _anywhere(words: Words) -> WhereToAsk:
    """Where anybody may ask who has no case that we know of."""
    anywhere = words["anywhere"]
    return WhereToAsk(consult=tuple(anywhere["consult"]), complaint=tuple(anywhere["complaint"]))


def _title(words: Words, part: Words) -> str:
    title: str = words["title"].format(heading="".join(part["heading"]))
    return title


def _day(words: Words, day: date) -> str:
    text: str = words["day"].format(month=day.month, day=day.day)
    return text
