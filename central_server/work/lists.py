"""The work lists over all cases that are somebody's to see: a page, how many stand on each.

Each list is a few ranges of one index, region by region and place by place, merged here: opening
one costs the same however many cases there are. Why a case stands there `intake.work_lists` says.
Must not know HTTP.
"""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.engine import Connection

from central_server.people.staff import Person, find_by_id
from central_server.policies import CasePolicies, Policies
from central_server.store.states import current_state
from central_server.store.tables import action, case, content
from central_server.work.claims import Claim, find_claims
from central_server.work.columns import NO_DAY, Mark
from central_server.work.who import looking
from counter_app.cases.case_state import CaseState
from counter_app.cases.rights import CITY
from counter_app.cases.stages import Stage, Step
from counter_app.forms import matter
from counter_app.forms.housing_application import Region
from counter_app.intake.work_lists import LISTS, Standing
from counter_app.needs.case_file import read_json
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import reading
from counter_app.rules.policy import Policy
from counter_app.wire.work import ListFilter, ListRow

_BEFORE = (Stage.RECEIVED, Stage.SUPPLEMENT)
_REVIEW = (Stage.ACCEPTED, *Step)
_OPEN = (*_BEFORE, *_REVIEW)
_ALL = (*_OPEN, Stage.FILED)
_MINE, _TODAY = "mine", "today"
_decode = msgspec.json.Decoder(CaseState).decode


class Listing(NamedTuple):
    """Where the cases of a list are; `lapsed`: whether its day has gone by, None: either."""

    places: tuple[str, ...]
    mark: int = 0
    lapsed: bool | None = None


LISTINGS: Mapping[str, Listing] = {
    _TODAY: Listing(_ALL),
    _MINE: Listing(_ALL),
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
    "contested": Listing(_OPEN, Mark.CONTESTED),
    "days": Listing(_OPEN, Mark.DAYS),
    "authors": Listing(_OPEN, Mark.AUTHORS),
}
"""The lists that a server has; what waits at a counter it does not know."""


class Reach(NamedTuple):
    """A region, and the streets of it that are somebody's; none: all of them."""

    region: str
    streets: frozenset[str] = frozenset()


Key = tuple[str, str]
"""Day and case: the order of every list."""


class Place(NamedTuple):
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
    person: Person
    today: date
    only: ListFilter

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
) -> tuple[list[Place], Key | None]:
    """So many cases of the list, those due first; where it goes on."""
    streams = [_range(connection, where, after, limit) for where in _ranges(asked)]
    found = list(islice(heapq.merge(*streams, key=lambda each: each.key), limit + 1))
    return found[:limit], found[limit - 1].key if len(found) > limit else None


def counts(connection: Connection, asked: Asked) -> dict[str, int]:
    """How many cases stand on each list of this person."""
    totals: Counter[str] = Counter()
    today = asked.today.isoformat()
    lapsed = case.c.due_on < today
    group = (case.c.place, case.c.flags, case.c.due_on != NO_DAY, lapsed)
    for reach in asked.reach():
        where = and_(_in_reach(reach), case.c.place.in_(_ALL))
        query = select(*group, func.count()).where(where).group_by(*group)
        for place, flags, has_day, is_lapsed, count in connection.execute(query):
            totals.update(
                {
                    name: count
                    for name, listing in LISTINGS.items()
                    if name not in (_MINE, _TODAY)
                    and place in listing.places
                    and (not listing.mark or flags & listing.mark)
                    and (listing.lapsed is None or (has_day and listing.lapsed == is_lapsed))
                }
            )
        received = and_(where, case.c.received_on == today)
        totals[_TODAY] += _count(connection, received)
    totals[_MINE] = _count(connection, case.c.received_by == asked.person.staff_id)
    return {name: totals[name] for name in LISTINGS}


def _count(connection: Connection, where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(case).where(where)).scalar_one())


def _ranges(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """One for each range of the index in which cases of the list lie."""
    if asked.name == _MINE:
        if looking(asked.person.roles):
            yield case.c.received_by == asked.person.staff_id
        return
    listing, today = asked.listing, asked.today.isoformat()
    for reach in asked.reach():
        for place in listing.places:
            where = [_in_reach(reach), case.c.place == str(place)]
            if listing.mark:
                where.append(case.c.flags.bitwise_and(int(listing.mark)) != 0)
            if listing.lapsed is not None:
                where.append(case.c.due_on < today if listing.lapsed else case.c.due_on >= today)
                where.append(case.c.due_on != NO_DAY)
            if asked.name == _TODAY:
                where.append(case.c.received_on == today)
            yield and_(*where)


def _in_reach(reach: Reach) -> ColumnElement[bool]:
    of_region = case.c.stream == reach.region
    if not reach.streets:
        return of_region
    return and_(of_region, case.c.street.in_(sorted(reach.streets)))


def _range(
    connection: Connection, where: ColumnElement[bool], after: Key, limit: int
) -> list[Place]:
    day, case_id = after
    beyond = or_(case.c.due_on > day, and_(case.c.due_on == day, case.c.case_id > case_id))
    query = select(case.c.stream, case.c.case_id, case.c.due_on).where(
        where, case.c.due_on >= day, beyond
    )
    ordered = query.order_by(case.c.due_on, case.c.case_id).limit(limit + 1)
    return [Place(*row) for row in connection.execute(ordered)]


@dataclass(frozen=True)
class Rows:
    """The cases of a page as they are shown: names masked, why each stands there."""

    connection: Connection
    policies: Policies
    asked: Asked

    def of(self, found: Sequence[Place]) -> list[ListRow]:
        """In their order."""
        states = self._states(found)
        contents = self._contents([state.content for state in states])
        claims = find_claims(self.connection, states, self.asked.today)
        holders = {name: find_by_id(self.connection, name) for name in _holders(claims)}
        policies = CasePolicies(self.connection, self.policies)
        rows = []
        for state, place in zip(states, found, strict=True):
            claim = claims.get(state.case_id)
            holder = holders[claim.staff_id] if claim else None
            raw = contents.get(state.content, b"")
            policy = policies.of(state.policy, state.wording)
            rows.append(self._row(state, place.due_on, raw, policy, holder))
        return rows

    def _states(self, found: Sequence[Place]) -> list[CaseState]:
        streams, ids = {each.stream for each in found}, [each.case_id for each in found]
        query = select(case.c.stream, case.c.case_id, case.c.state)
        here = query.where(case.c.stream.in_(sorted(streams)), case.c.case_id.in_(ids))
        raw = {(row.stream, row.case_id): row.state for row in self.connection.execute(here)}
        return [
            current_state(self.connection, each.stream, _decode(raw[each.stream, each.case_id]))
            for each in found
        ]

    def _contents(self, names: Sequence[str]) -> dict[str, bytes]:
        """Of the forms that hold, those that are not erased."""
        here = and_(action.c.stream == content.c.stream, action.c.position == content.c.position)
        query = select(action.c.action_id, content.c.content).join_from(action, content, here)
        rows = self.connection.execute(query.where(action.c.action_id.in_(names)))
        return {row.action_id: bytes(row.content) for row in rows}

    def _row(
        self, state: CaseState, due: str, raw: bytes, policy: Policy, holder: Person | None
    ) -> ListRow:
        read, today = read_json(raw), self.asked.today
        form = read if isinstance(read, dict) else {}
        timeline = None if state.stage.is_end else timeline_of(state)
        clock = reading(policy, timeline, today) if timeline else None
        standing = Standing(state, policy, today, self.asked.person.staff_id)
        return ListRow(
            number=state.number,
            name=matter.masked_name(form),
            type=matter.type_label(form),
            stage=str(state.stage),
            step=str(state.step or ""),
            due_on="" if due == NO_DAY else due,
            used=clock.used if clock else None,
            strokes={each.item: each.state for each in state.queries},
            claimed_by=holder.name if holder else "",
            why=LISTS[self.asked.name](standing),
        )


def _holders(claims: Mapping[str, Claim]) -> set[str]:
    return {claim.staff_id for claim in claims.values()}
