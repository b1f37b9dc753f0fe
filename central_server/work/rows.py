"""The cases of a list or a search as they are shown: names masked, why each stands there.

Must not choose them, nor read an answer: what follows of contents stands in columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from central_server.departments.lines import lines_in_trouble
from central_server.people.staff import StaffMember, find_by_id
from central_server.policies import CasePolicies, Policies
from central_server.store.states import current_state
from central_server.store.tables import action, case, content
from central_server.work.claims import Claim, find_claims
from central_server.work.columns import NO_DAY, Mark
from central_server.work.sides import Side, read_strokes
from counter_app.cases.case_state import CaseState
from counter_app.forms import matter
from counter_app.intake.work_lists import LISTS, CaseStanding
from counter_app.needs.case_file import read_json
from counter_app.needs.timeline import timeline_of
from counter_app.rules.clock import Reading, reading
from counter_app.rules.deadlines import WorkingDays, calendar_of
from counter_app.rules.policy import Policy
from counter_app.rules.urgency import Urgency, days_until, urgency_of
from counter_app.wire.lists import ListRow

_FLAGS: Mapping[Mark, str] = {
    Mark.RETURNED: "returned",
    Mark.STOPPED: "stopped",
    Mark.PROPOSED: "proposed",
    Mark.CONTESTED: "contested",
    Mark.DAYS: "day_doubted",
    Mark.EARLIER: "due_earlier",
}
_ANSWERED = frozenset({"agrees", "differs"})
_decode = msgspec.json.Decoder(CaseState).decode
CaseKey = tuple[str, str]


class Listed(NamedTuple):
    """A case with what its row tells."""

    state: CaseState
    row: Any
    """Of the table: the columns of `_COLUMNS`."""
    claim: Claim | None
    holder: StaffMember | None


_COLUMNS = (
    case.c.stream,
    case.c.case_id,
    case.c.state,
    case.c.due_on,
    case.c.flags,
    case.c.marks,
    case.c.strokes,
    case.c.differences,
    case.c.undecided,
)


@dataclass(frozen=True)
class Rows:
    """Rows for one person on a day; `listed_as`: by which list, none of a search."""

    connection: Connection
    policies: Policies
    person: StaffMember
    today: date
    listed_as: str = ""

    def of(self, found: Sequence[CaseKey]) -> list[ListRow]:
        """Of these cases (stream, id), in their order."""
        listed = list(self._listed(found))
        contents = self._contents([each.state.content for each in listed])
        policies = CasePolicies(self.connection, self.policies)
        down = lines_in_trouble(self.connection)
        return [
            self._row(
                each,
                contents.get(each.state.content, b""),
                policies.of(each.state.policy, each.state.wording),
                down,
            )
            for each in listed
        ]

    def _listed(self, found: Sequence[CaseKey]) -> Iterator[Listed]:
        streams, ids = {stream for stream, _ in found}, [case_id for _, case_id in found]
        here = and_(case.c.stream.in_(sorted(streams)), case.c.case_id.in_(ids))
        rows = {
            (row.stream, row.case_id): row
            for row in self.connection.execute(select(*_COLUMNS).where(here))
        }
        states = {
            key: current_state(self.connection, key[0], _decode(rows[key].state)) for key in found
        }
        claims = find_claims(self.connection, list(states.values()), self.today)
        holders = {
            name: find_by_id(self.connection, name)
            for name in sorted({each.staff_id for each in claims.values()})
        }
        for key in found:
            claim = claims.get(key[1])
            holder = holders[claim.staff_id] if claim else None
            yield Listed(states[key], rows[key], claim, holder)

    def _contents(self, names: Sequence[str]) -> dict[str, bytes]:
        """Of the forms that hold, those that are not erased."""
        here = and_(action.c.stream == content.c.stream, action.c.position == content.c.position)
        query = select(action.c.action_id, content.c.content).join_from(action, content, here)
        rows = self.connection.execute(query.where(action.c.action_id.in_(names)))
        return {row.action_id: bytes(row.content) for row in rows}

    def _row(self, one: Listed, raw: bytes, policy: Policy, down: Mapping[str, str]) -> ListRow:
        state, row = one.state, one.row
        read = read_json(raw)
        form = read if isinstance(read, dict) else {}
        timeline = None if state.stage.is_end else timeline_of(state)
        clock = reading(policy, timeline, self.today) if timeline else None
        due = "" if row.due_on == NO_DAY else row.due_on
        left = _left(clock, calendar_of(policy), self.today, due)
        standing = CaseStanding(
            state,
            policy,
            self.today,
            self.person.staff_id,
            undecided=row.undecided,
            is_sent_back=bool(row.marks & Side.SENT_BACK),
            is_claimed=one.claim is not None and one.claim.staff_id == self.person.staff_id,
        )
        strokes = read_strokes(row.strokes, down)
        return ListRow(
            number=state.number,
            name=matter.masked_name(form),
            type=matter.type_label(form),
            stage=str(state.stage),
            step=str(state.step or ""),
            due_on=due,
            used=clock.used if clock else None,
            strokes=strokes,
            claimed_by=one.holder.name if one.holder else "",
            why=LISTS[self.listed_as](standing) if self.listed_as else "",
            days_left=left,
            urgency=str(urgency_of(left) if due else Urgency.NONE),
            street=state.street,
            claimed_by_me=standing.is_claimed,
            claimed_until=one.claim.until if one.claim else "",
            asked=len(strokes),
            answered=sum(each in _ANSWERED for each in strokes.values()),
            differences=row.differences,
            undecided=row.undecided,
            flags=tuple(_flags(standing, row.flags, clock)),
        )


def _left(clock: Reading | None, calendar: WorkingDays, today: date, due: str) -> int | None:
    if clock is not None and (clock.due is None or not due):
        return clock.left
    return days_until(calendar, today, date.fromisoformat(due)) if due else None


def _flags(standing: CaseStanding, flags: int, clock: Reading | None) -> Iterator[str]:
    yield from (name for mark, name in _FLAGS.items() if flags & mark)
    if standing.is_sent_back:
        yield "sent_back"
    if standing.is_deemed:
        yield "deemed"
    if clock and clock.due and clock.due.provisional:
        yield "provisional"
