"""How each department is asked now, for the operator: counts, never a case or a person.

And what the operator does about it: try again at once, stop asking, let it go on. Each is on the
record. Must not know HTTP.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.engine import Connection

from central_server.audit.log import audit_of
from central_server.departments.lines import Line, Lines
from central_server.departments.minutes import minutes_since
from central_server.departments.rows import OPEN, QueryState, revive, wake_all
from central_server.departments.troubles import MALFORMED, NOT_PERMITTED, SIGNATURE, UNREACHABLE
from central_server.people.staff import find_by_id
from central_server.store.locks import lock_streams
from central_server.store.tables import department_query as table
from central_server.store.tables import stream
from central_server.work.who import signed_in
from counter_app.basics.clock import CHINA, stamp
from counter_app.cases.actions import Role
from counter_app.cases.audit import Did, Who
from counter_app.forms.consents import Department
from counter_app.rules.department_items import connection_of
from counter_app.rules.items import ITEMS, department_of
from counter_app.rules.policy import Policy
from counter_app.wire.departments import DepartmentCounts, ItemCounts, Minute

_SOON = timedelta(days=3)
_TRAIL = timedelta(hours=1)
_MOST_TIMES = 10_000
_OF_THE_LINE = frozenset({UNREACHABLE, SIGNATURE, NOT_PERMITTED, MALFORMED})
"""Troubles of an item that are not one question's."""


class Operator(NamedTuple):
    """Who asks, where and when."""

    session: str
    device: str
    now: datetime


@dataclass
class _Found:
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    cases: dict[str, int] = field(default_factory=dict)
    soon: dict[str, int] = field(default_factory=dict)
    oldest: dict[str, str] = field(default_factory=dict)
    times: dict[str, list[int]] = field(default_factory=dict)
    by_item: Counter[tuple[str, str]] = field(default_factory=Counter)
    trail: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Of who paused: staff id → name."""


def let_in(connection: Connection, who: Operator, did: str, department: str = "") -> bool:
    """Whether it is an operator; what is looked at, done or denied is put on the record.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    person = signed_in(connection, who.session, who.device, stamp(who.now))
    detail = {"kind": f"departments {did} {department}".strip()[:40]}
    roles = [held.role for held in person.roles]
    is_one = Role.OPERATOR in roles
    done = Did.VIEWED if did == "look" else Did.ACTED
    if not is_one:
        done, detail["code"] = Did.DENIED, "wrong_role"
    by = Who(person.staff_id, Role.OPERATOR if is_one else next(iter(roles), ""), who.device)
    audit_of(connection).record(connection, by, done, at=stamp(who.now), detail=detail)
    return is_one


def try_again(connection: Connection, department: Department, now: datetime) -> None:
    """Let everything that waits for the department, or failed by its line, be due at once."""
    _hold_all(connection)
    lines = Lines(connection, now)
    lines.mend([department, *(item for item in ITEMS if department_of(item) == department)])
    wake_all(connection, department, stamp(now))
    revive(connection, department, stamp(now))
    lines.store()


def pause(connection: Connection, department: Department, who: Operator) -> None:
    """Nothing leaves for the department from now on.

    Raises:
        CounterError: SESSION_OVER, STAFF_LOCKED.
    """
    by = signed_in(connection, who.session, who.device, stamp(who.now)).staff_id
    _hold_all(connection)
    lines = Lines(connection, who.now)
    lines.pause(department, by)
    lines.store()


def go_on(connection: Connection, department: Department, now: datetime) -> None:
    """What waits for the department may leave again."""
    _hold_all(connection)
    lines = Lines(connection, now)
    lines.go_on(department)
    lines.store()


def _hold_all(connection: Connection) -> None:
    """Questions are changed under the locks of their streams (`store.locks`)."""
    lock_streams(connection, connection.execute(select(stream.c.stream)).scalars())


def overview(
    connection: Connection, policy: Policy, now: datetime
) -> tuple[list[DepartmentCounts], list[ItemCounts]]:
    """All departments in their order, and all items as the 共享清单 has them."""
    today = now.astimezone(CHINA).date()
    lines, found = Lines(connection, now, locked=False), _count(connection, today)
    found.trail = minutes_since(connection, now - _TRAIL)
    found.names = _names(connection, lines)
    rows = [_department(each, policy, lines, found, now) for each in Department]
    return rows, [_item(name, policy, lines, found, today) for name in ITEMS]


def _count(connection: Connection, today: date) -> _Found:
    found, open_ones = _Found(), table.c.state.in_(OPEN)
    since = table.c.settled_at >= today.isoformat()
    counted = select(table.c.department, table.c.item, table.c.state, func.count())
    groups = (table.c.department, table.c.item, table.c.state)
    for department, item, state, count in connection.execute(
        counted.where(open_ones | since).group_by(*groups)
    ):
        found.states[department, state] += count
        found.by_item[item, state] += count
    found.cases = _cases(connection, open_ones)
    found.soon = _cases(connection, open_ones, table.c.due_on <= (today + _SOON).isoformat())
    oldest = select(table.c.item, func.min(table.c.made_at)).where(open_ones)
    for item, made_at in connection.execute(oldest.group_by(table.c.item)):
        for name in (item, str(department_of(item))):
            found.oldest[name] = min(made_at, found.oldest.get(name, made_at))
    answered = table.c.state == QueryState.ANSWERED
    times = select(table.c.item, table.c.took_ms).where(answered, since, table.c.took_ms > 0)
    for item, took in connection.execute(times.limit(_MOST_TIMES)):
        for name in (item, str(department_of(item))):
            found.times.setdefault(name, []).append(took)
    return found


def _names(connection: Connection, lines: Lines) -> dict[str, str]:
    known = {by for each in Department if (by := lines.line(str(each)).paused_by)}
    people = {by: find_by_id(connection, by) for by in known}
    return {by: person.name for by, person in people.items() if person}


def _cases(connection: Connection, *conditions: ColumnElement[bool]) -> dict[str, int]:
    count = func.count(distinct(table.c.case_id))
    query = select(table.c.department, count).where(*conditions).group_by(table.c.department)
    return dict(connection.execute(query).all())


def _department(
    name: Department, policy: Policy, lines: Lines, found: _Found, now: datetime
) -> DepartmentCounts:
    line, key = lines.line(name), str(name)
    items = [item for item in ITEMS if department_of(item) == name]
    ways = [connection_of(policy, item, now.astimezone(CHINA).date()) for item in items]
    per_day = next((way.per_day for way in ways if way.line == key), 0)
    state, worst = _state(line, stamp(now), lines, per_day), line
    troubled = [each for item in items if (each := lines.line(item)).trouble in _OF_THE_LINE]
    if state == "ok" and troubled:
        state, worst = "partly", min(troubled, key=lambda each: each.since)
    return DepartmentCounts(
        department=key,
        drivers=tuple(sorted({way.driver for way in ways})),
        state=state,
        since=line.paused_at or worst.since,
        next_at=line.next_at,
        failures=line.failures,
        answered_at=line.answered_at,
        answered=found.states[key, QueryState.ANSWERED],
        waiting=sum(found.states[key, state] for state in OPEN),
        failed=found.states[key, QueryState.FAILED],
        cancelled=found.states[key, QueryState.CANCELLED],
        cases=found.cases.get(key, 0),
        due_soon=found.soon.get(key, 0),
        oldest=found.oldest.get(key, ""),
        usual_ms=_usual(found, key),
        said=worst.said,
        paused_by=found.names.get(line.paused_by, ""),
        per_day=per_day,
        used=lines.used(key),
        trail=tuple(
            Minute(at=at, answered=answered, failed=failed)
            for at, answered, failed in found.trail.get(key, ())
        ),
    )


def _usual(found: _Found, name: str) -> int | None:
    times = found.times.get(name)
    return round(median(times)) if times else None


def _state(line: Line, now: str, lines: Lines, per_day: int) -> str:
    if line.paused_at:
        return "paused"
    if line.trouble and (line.failures or line.next_at > now):
        return line.trouble
    return "quota_day" if per_day and lines.used(line.name) >= per_day else "ok"


def _item(name: str, policy: Policy, lines: Lines, found: _Found, today: date) -> ItemCounts:
    way, line = connection_of(policy, name, today), lines.line(name)
    own, shut = bool(way.item), line.trouble == NOT_PERMITTED
    return ItemCounts(
        item=name,
        driver=way.driver,
        permission="refused" if shut else way.permission,
        granted_until=way.granted_until,
        state=line.trouble or "ok",
        since=line.since,
        said=line.said,
        next_at="" if shut else line.next_at,
        oldest=found.oldest.get(name, ""),
        usual_ms=_usual(found, name),
        per_day=way.per_day if own else 0,
        used=lines.used(name) if own else 0,
        own_way=own,
        answered=found.by_item[name, QueryState.ANSWERED],
        waiting=sum(found.by_item[name, state] for state in OPEN),
        failed=found.by_item[name, QueryState.FAILED],
    )
