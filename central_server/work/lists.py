"""The work lists over all cases that are somebody's to see: a page, how many stand on each.

Each list is a few ranges of one index, region by region and place by place, merged here: opening
one costs the same however many cases there are. What a row tells stands in `rows`.
Must not know HTTP.
"""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy import case as sql_case
from sqlalchemy.engine import Connection

from central_server.people.staff import StaffMember
from central_server.store.tables import case, claim
from central_server.work.columns import NO_DAY, Mark
from central_server.work.sides import Side
from central_server.work.who import looking
from counter_app.cases.rights import CITY
from counter_app.cases.stages import Stage, Step
from counter_app.forms.housing_application import Region
from counter_app.rules.deadlines import WorkingDays
from counter_app.rules.urgency import Urgency, due_until
from counter_app.wire.lists import MINE, NOBODYS, ListFilter

_BEFORE = (Stage.RECEIVED, Stage.SUPPLEMENT)
_REVIEW = (Stage.ACCEPTED, *Step)
_OPEN = (*_BEFORE, *_REVIEW)
_ENDS = tuple(stage for stage in Stage if stage.is_end)
_ANYWHERE = (*_OPEN, *_ENDS)
"""An end is a place only while something of the case is left to a person."""
_MINE, _TODAY, _CLAIMED = "mine", "today", "claimed"
_BY_THEMSELVES = (_MINE, _TODAY, _CLAIMED)
"""Lists that are counted by a query of their own."""


class Listing(NamedTuple):
    """Where the cases of a list are; `lapsed`: whether its day has gone by, None: either."""

    places: tuple[str, ...]
    mark: int = 0
    lapsed: bool | None = None
    side: int = 0
    """One of `Side`."""
    is_soon: bool = False
    """Due within a few working days."""

    def has(self, place: str, flags: int, marks: int) -> bool:
        """Whether a case there is on the list, whatever its day."""
        if place not in self.places:
            return False
        return (not self.mark or bool(flags & self.mark)) and (
            not self.side or bool(marks & self.side)
        )


LISTINGS: Mapping[str, Listing] = {
    _TODAY: Listing(_ANYWHERE),
    _MINE: Listing(_ANYWHERE),
    "notice_due": Listing(_BEFORE, lapsed=False),
    "deemed": Listing(_BEFORE, lapsed=True),
    "supplement": Listing((Stage.SUPPLEMENT,)),
    "proposals": Listing(_OPEN, Mark.PROPOSED),
    "community": Listing((Step.COMMUNITY, Step.EMPLOYER)),
    "county": Listing((Step.COUNTY,)),
    "municipal": Listing((Step.MUNICIPAL,)),
    "returned": Listing(_REVIEW, Mark.RETURNED),
    "conflicts": Listing(_OPEN, Mark.CONTESTED | Mark.DAYS),
    "overdue": Listing(_REVIEW, lapsed=True),
    "hand_over": Listing((*_REVIEW, Stage.FILED), Mark.HAND_OVER),
    "in_review": Listing(_REVIEW),
    _CLAIMED: Listing(_ANYWHERE),
    "tasks": Listing((*_REVIEW, Stage.FILED), Mark.TASKS),
    "waiting": Listing(_REVIEW, Mark.WAITING),
    "differences": Listing(_OPEN, side=Side.UNDECIDED),
    "due_soon": Listing(_REVIEW, lapsed=False, is_soon=True),
    "sent_back": Listing(_REVIEW, side=Side.SENT_BACK),
    "contested": Listing(_OPEN, Mark.CONTESTED),
    "days": Listing(_OPEN, Mark.DAYS),
    "authors": Listing(_ANYWHERE, Mark.AUTHORS),
    "late": Listing(_ENDS, Mark.LATE),
}
"""The lists that a server has; what waits at a counter it does not know."""


class Reach(NamedTuple):
    """A region, and the streets of it that are somebody's; none: all of them."""

    region: str
    streets: frozenset[str] = frozenset()


Key = tuple[str, str]
"""Day and case: the order of every list."""


class ListPlace(NamedTuple):
    """Where a case of a page lies, and until when something has to be done."""

    stream: str
    case_id: str
    due_on: str

    @property
    def key(self) -> Key:
        """What it is sorted by."""
        return self.due_on, self.case_id


@dataclass(frozen=True)
class Asked:
    """One list for one person on a day."""

    name: str
    person: StaffMember
    today: date
    only: ListFilter
    calendar: WorkingDays
    """In force: by it what is urgent is picked out."""

    @property
    def listing(self) -> Listing:
        """Where its cases are."""
        return LISTINGS[self.name]

    def reach(self) -> tuple[Reach, ...]:
        """What of which regions the person sees, as far as it is asked for."""
        whole: dict[str, set[str] | None] = {}
        for held in looking(self.person.roles):
            everywhere = held.region == CITY and held.covers(Region.GANZHOU, held.street)
            for region in map(str, Region) if everywhere else (held.region,):
                known = whole.setdefault(region, set())
                if not held.street:
                    whole[region] = None
                elif known is not None:
                    known.add(held.street)
        found = (
            Reach(region, frozenset(streets or ())) for region, streets in sorted(whole.items())
        )
        return tuple(filter(None, (self._narrowed(each) for each in found)))

    def until(self, urgency: Urgency) -> str:
        """The last due day of what is at least so urgent."""
        return due_until(urgency, self.calendar, self.today).isoformat()

    def _narrowed(self, reach: Reach) -> Reach | None:
        if self.only.region not in ("", reach.region):
            return None
        if not self.only.street:
            return reach
        if reach.streets and self.only.street not in reach.streets:
            return None
        return Reach(reach.region, frozenset({self.only.street}))


def page(
    connection: Connection, asked: Asked, after: Key, limit: int
) -> tuple[list[ListPlace], Key | None]:
    """So many cases of the list, those due first; where it goes on."""
    streams = [_range(connection, where, after, limit) for where in _ranges(asked)]
    found = list(islice(heapq.merge(*streams, key=lambda each: each.key), limit + 1))
    return found[:limit], found[limit - 1].key if len(found) > limit else None


def counts(connection: Connection, asked: Asked) -> dict[str, int]:
    """How many cases stand on each list of this person."""
    totals: Counter[str] = Counter()
    for reach in asked.reach():
        where = and_(_in_reach(reach), case.c.place.in_(_ANYWHERE))
        alike, came_today = _alike(connection, where, asked)
        totals[_TODAY] += came_today
        for (place, flags, marks, when), count in alike.items():
            for name, listing in LISTINGS.items():
                is_counted = name not in _BY_THEMSELVES and listing.has(place, flags, marks)
                if is_counted and _is_then(listing, when):
                    totals[name] += count
        totals[_CLAIMED] += _count(connection, and_(where, _claimed_by(asked)))
    totals[_MINE] = _count(connection, case.c.received_by == asked.person.staff_id)
    return {name: totals[name] for name in LISTINGS}


class _When(IntEnum):
    """How the day by which something has to be done lies to today."""

    OVER = 0
    SOON = 1
    LATER = 2
    NOTHING_RUNS = 3


_Alike = Counter[tuple[str, int, int, _When]]


def _alike(connection: Connection, where: ColumnElement[bool], asked: Asked) -> tuple[_Alike, int]:
    """How many cases are alike in what lists look at; how many of all came today.

    Grouped as the index has them, day by day: another order sorts every case, at four times the
    cost.
    """
    today, soon = asked.today.isoformat(), asked.until(Urgency.NEAR)
    group = (case.c.place, case.c.due_on, case.c.flags, case.c.marks)
    came = func.sum(sql_case((case.c.received_on == today, 1), else_=0))
    query = select(*group, func.count(), came).where(where).group_by(*group)
    alike, came_today = _Alike(), 0
    for place, day, flags, marks, count, new in connection.execute(query):
        alike[place, flags, marks, _when(day, today, soon)] += count
        came_today += new
    return alike, came_today


def _when(day: str, today: str, soon: str) -> _When:
    if day < today:
        return _When.OVER
    if day <= soon:
        return _When.SOON
    return _When.LATER if day != NO_DAY else _When.NOTHING_RUNS


def _is_then(listing: Listing, when: _When) -> bool:
    if listing.lapsed is None:
        return True
    if listing.lapsed:
        return when is _When.OVER
    return when is _When.SOON if listing.is_soon else when in (_When.SOON, _When.LATER)


def _claims(asked: Asked) -> ColumnElement[bool]:
    """Of a row of `claim`, whether it holds for the case beside it."""
    there = func.trim(case.c.place + " " + case.c.street)
    holds = and_(claim.c.until >= asked.today.isoformat(), claim.c.place == there)
    return and_(claim.c.case_id == case.c.case_id, holds)


def _claimed_by(asked: Asked) -> ColumnElement[bool]:
    """Claimed by the person: few, so that one begins with them."""
    own = claim.c.staff_id == asked.person.staff_id
    known = case.c.case_id.in_(select(claim.c.case_id).where(own))
    return and_(known, exists().where(_claims(asked), own))


def _filtered(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """What a filter leaves of a list."""
    only = asked.only
    if only.step:
        yield case.c.place == only.step
    if only.type:
        yield case.c.type == only.type
    if only.claimed == MINE:
        yield _claimed_by(asked)
    elif only.claimed == NOBODYS:
        yield not_(exists().where(_claims(asked)))
    if only.urgency == Urgency.OVER:
        yield case.c.due_on < asked.today.isoformat()
    elif only.urgency:
        yield case.c.due_on <= asked.until(Urgency(only.urgency))


def _count(connection: Connection, where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(case).where(where)).scalar_one())


def _ranges(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """One for each range of the index in which cases of the list lie."""
    if asked.name == _MINE:
        if looking(asked.person.roles):
            yield and_(case.c.received_by == asked.person.staff_id, *_filtered(asked))
        return
    listing = asked.listing
    only = tuple(_filtered(asked))
    for reach in asked.reach():
        if asked.name == _CLAIMED:
            yield and_(_in_reach(reach), case.c.place.in_(_ANYWHERE), _claimed_by(asked), *only)
            continue
        for place in listing.places:
            if asked.only.step in ("", place):
                yield and_(
                    _in_reach(reach), case.c.place == str(place), *_listed(asked, listing), *only
                )


def _listed(asked: Asked, listing: Listing) -> Iterator[ColumnElement[bool]]:
    """What else than its place puts a case on the list."""
    today = asked.today.isoformat()
    if listing.mark:
        yield case.c.flags.bitwise_and(int(listing.mark)) != 0
    if listing.side:
        yield case.c.marks.bitwise_and(int(listing.side)) != 0
    if listing.lapsed is not None:
        yield case.c.due_on < today if listing.lapsed else case.c.due_on >= today
        yield case.c.due_on != NO_DAY
    if listing.is_soon:
        yield case.c.due_on <= asked.until(Urgency.NEAR)
    if asked.name == _TODAY:
        yield case.c.received_on == today


def _in_reach(reach: Reach) -> ColumnElement[bool]:
    of_region = case.c.stream == reach.region
    if not reach.streets:
        return of_region
    return and_(of_region, case.c.street.in_(sorted(reach.streets)))


def _range(
    connection: Connection, where: ColumnElement[bool], after: Key, limit: int
) -> list[ListPlace]:
    day, case_id = after
    beyond = or_(case.c.due_on > day, and_(case.c.due_on == day, case.c.case_id > case_id))
    query = select(case.c.stream, case.c.case_id, case.c.due_on).where(
        where, case.c.due_on >= day, beyond
    )
    ordered = query.order_by(case.c.due_on, case.c.case_id).limit(limit + 1)
    return [ListPlace(*row) for row in connection.execute(ordered)]
