"""All that a letter is made from, as one frozen value: plain words, days and numbers.

It does not know how a decision, a material or a delivery is recorded: whoever has these fills a
view from them, and the same view gives the same bytes. Must not look anything up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from counter_app.rules.halls import Hall
from counter_app.rules.letters import Office

WAYS = ("in_hand", "refused_left", "mail", "electronic", "through_proxy", "public_notice")
"""The ways of delivery, by the words that a record of it has."""

_NO_HALL, _NO_OFFICE = Hall(), Office()


@dataclass(frozen=True, slots=True)
class LetterPerson:
    """Somebody whom a letter names."""

    name: str = ""
    id_number: str = ""
    relation: str = ""
    """To the applicant; nothing for the applicant."""


@dataclass(frozen=True, slots=True)
class HandedPaper:
    """A paper that was taken in or given back."""

    what: str
    whose: str = ""
    original: str = ""
    """As it is printed: a tick, 验后退还, or nothing."""
    copy: str = ""
    count: int | None = None
    pages: int | None = None
    intact: bool = False
    """Whoever gave it back said that nothing is damaged; else nobody said so."""
    kept_copy: bool = False


@dataclass(frozen=True, slots=True)
class OwedItem:
    """One thing to be supplied: what, what is wrong, what to do, by which rule."""

    what: str
    wrong: str = ""
    how: str = ""
    """With form and count: `重新出具，原件1份`."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact and the clause under which it stands in the way."""

    fact: str
    clause: str
    rule: str = ""
    """Which condition it is about, in a word: 住房."""
    source: str = ""
    """Who said so and as of when, what was declared beside it."""


@dataclass(frozen=True, slots=True)
class DeferredItem:
    """A secondary material that follows later."""

    what: str
    why: str = ""
    how: str = ""
    """Window, post or system."""
    form: str = ""
    """Original or copy, how many."""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeliveredLetter:
    """A letter that is delivered with a 送达回证."""

    title: str
    number: str
    """Its number, and its 文号 behind it where it has one."""


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing that a department is asked about one person, who has agreed to it."""

    person: LetterPerson
    what: str
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MendPlace:
    """Where one kind of fact is mended, as far as policy knows; what is not known is empty."""

    facts: str
    """The kinds of facts, never what they are: `婚姻状况`."""
    office: str
    address: str = ""
    phone: str = ""
    hours: str = ""
    bring: str = ""
    form: str = ""
    takes: str = ""
    online: str = ""
    fee: str = ""
    again_days: int = 0
    """Working days after which the department is asked anew; 0: somebody has to say that it is
    done."""
    again_most: int = 0
    looked_on: date | None = None
    """The day as of which the department's record was looked at."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one office has said of the case, and when."""

    office: str
    said: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """The time limit of a decision, as it was reckoned when the letter was made."""

    accepted_on: date
    starts_on: date
    due_on: date
    working_days: int
    provisional: bool = False
    """The calendar of a year on the way is not published."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What came of 陈述申辩. Without a day nobody replied in time."""

    announced_on: date | None = None
    heard_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Remedies:
    """What an adverse letter says of remedies beside the bodies of the office."""

    change: str = ""
    """What would change the result."""
    other_office: str = ""
    """The office that has to accept, where it is another."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter. What does not concern its kind is left empty.

    `number` is the letter's own (`…-B1`), `official` its 文号 or nothing; `dated` is 成文日期.
    """

    case_number: str = ""
    number: str = ""
    official: str = ""
    part: str = "L01"
    """The letter within its case, for the code in the foot: `B01`."""
    short_code: str = ""
    address: str = ""
    """The applicant's page of the case, for the QR."""
    applicant: LetterPerson = LetterPerson()
    applicant_type: str = ""
    household_size: int | None = None
    applied_on: date | None = None
    received_on: date | None = None
    complete_on: date | None = None
    """The day on which the last needed piece came, where that was not the day of receipt."""
    dated: date | None = None
    at: datetime | None = None
    """The minute of the act, for receipts."""
    deemed: bool = False
    """Accepted by lapse of time."""
    clock: Clock | None = None
    papers: tuple[HandedPaper, ...] = ()
    shared: tuple[str, ...] = ()
    """Materials that come by sharing and are not asked for."""
    owed: tuple[OwedItem, ...] = ()
    until: date | None = None
    """The last day to supply what is owed, or to fetch what is given back."""
    may_prolong: bool = False
    answer_by: date | None = None
    answer_days: int = 5
    reason: str = ""
    """Why a second notice, why papers are given back."""
    addressed: bool = True
    """Whether the applicant can be written to: not one who has died."""
    grounds: tuple[Ground, ...] = ()
    decided_by: str = ""
    remedies: Remedies = Remedies()
    return_list: str = ""
    """Number of the 材料退还清单 that goes with it."""
    papers_kept: bool = False
    """Papers stay in the file."""
    person: LetterPerson = LetterPerson()
    """Who withdraws, promises, fetches or receives, where it is not the applicant."""
    withdraws_application: bool = True
    withdrawn_items: tuple[str, ...] = ()
    """What is no longer consented to."""
    authority: str = ""
    """By what somebody acts for the applicant."""
    deferred: tuple[DeferredItem, ...] = ()
    letters: tuple[DeliveredLetter, ...] = ()
    organ: str = ""
    """The department that is asked, or that keeps what is to be mended."""
    mend: tuple[MendPlace, ...] = ()
    guides: tuple[str, ...] = ()
    """Numbers of the 更正指引 that go with a return."""
    accepted_on: date | None = None
    stands_from: date | None = None
    """The first day that does not count, of a stop."""
    days: int = 0
    """Working days by which the time limit is extended."""
    was_due: date | None = None
    """The day by which it was to be decided before that."""
    stops_clock: bool = True
    """False where the time limit runs on: what is asked for was left out by us."""
    opinions: tuple[Opinion, ...] = ()
    heard: Hearing | None = None
    """Of a refusal what came of its announcement; None where there was none."""
    passed: bool = False
    """Of a result: filed, and not refused."""
    waiting_number: str = ""
    """轮候号, where the keeper of the list has given it."""
    asked: tuple[AskedItem, ...] = ()
    delivery_address: str = ""
    way: str = ""
    """Which of `WAYS`, where it is known when the letter is set."""
    proof: str = ""
    """What proves that delivery, where it is known too."""
    void: bool = False
    """Voided: 作废 stands across it."""
    replaces: str = ""
    """Number of the voided letter in whose place it comes."""
    hall: Hall = _NO_HALL
    """Where the case was handled: whom one asks about it."""
    bureau: str = ""
    """Whose letter it is, where that is not the hall's own: a case of another county."""
    office: Office = _NO_OFFICE
    window_label: str = ""
    clerk: str = ""
    made_at: datetime | None = None
    policy: str = ""
    trial: bool = False
    """Made on a trial server."""
    wording: Mapping[str, object] = field(default_factory=dict)
    """The policy table `letters`."""
