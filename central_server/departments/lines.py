"""How the line to each department is: paused by a person, out of reach, its quota used up.

One row a department, and one an item: that has a way of its own, is not permitted, or was not
answered last. Shared by all processes. Read and kept within one transaction. Must not know a
question.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.departments.minutes import add_minutes
from central_server.departments.rows import FOR_GOOD
from central_server.departments.troubles import UNREACHABLE
from central_server.store.many_rows import add_rows, upsert_rows
from central_server.store.tables import department_line as table
from counter_app.basics.clock import CHINA, stamp
from counter_app.forms.consents import Department
from counter_app.rules.department_items import Connection as Way
from counter_app.rules.items import ITEMS

_OPENS_AFTER = 3
"""Failures in a row, after which one question at a time tries whether it is back."""
_LONGEST = 16
_NAMES = frozenset(map(str, (*Department, *ITEMS)))
_DAY = timedelta(days=1)
_QUOTA = {"quota_minute": timedelta(minutes=1), "quota_hour": timedelta(hours=1)}


@dataclass(slots=True)
class Line:
    """One row; times are empty where there are none."""

    name: str
    paused_at: str = ""
    trouble: str = ""
    since: str = ""
    failures: int = 0
    next_at: str = ""
    day: str = ""
    used: int = 0
    answered_at: str = ""
    said: str = ""
    """What came last instead of an answer: their code, or how the line failed. Never a text."""
    paused_by: str = ""
    """Staff id."""


def lines_in_trouble(connection: Connection) -> dict[str, str]:
    """Department or item → since when nothing comes back, or a person has paused it."""
    query = select(table.c.name, table.c.paused_at, table.c.since)
    found = query.where((table.c.paused_at != "") | (table.c.trouble != ""))
    return {row.name: row.paused_at or row.since for row in connection.execute(found)}


def back_off(attempt: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4, 8, 16, 16 … minutes."""
    return timedelta(minutes=min(1 << max(0, attempt - 1), _LONGEST))


def _is_well(line: Line) -> None:
    line.trouble, line.since, line.failures, line.next_at, line.said = "", "", 0, "", ""


class Lines:
    """All lines, locked for the length of a transaction where they are to be changed."""

    def __init__(self, connection: Connection, now: datetime, *, locked: bool = True) -> None:
        self._connection, self._now = connection, now
        query = select(*table.c).order_by(table.c.name)
        query = query.with_for_update() if locked else query
        self._lines = {row.name: Line(*row) for row in connection.execute(query)}
        if locked and not self._lines.keys() >= _NAMES:
            add_rows(connection, table, [astuple(Line(name)) for name in sorted(_NAMES)])
            self._lines = {row.name: Line(*row) for row in connection.execute(query)}
        self._changed: set[str] = set()
        self._minutes: Counter[tuple[str, int]] = Counter()

    def line(self, name: str) -> Line:
        """The line of a department, or of an item."""
        return self._lines.get(name) or Line(name)

    def room(self, item: str, way: Way) -> int:
        """How many questions about an item may be on the way at once, if none were."""
        of_way, of_item = self.line(way.line), self.line(item)
        if self.line(way.department).paused_at:
            return 0
        if max(of_way.next_at, of_item.next_at) > stamp(self._now):
            return 0
        left = way.per_day - self.used(way.line) if way.per_day else way.at_once
        most = 1 if of_way.failures >= _OPENS_AFTER else way.at_once
        return max(0, min(most, left))

    def used(self, name: str) -> int:
        """How many questions went this way today."""
        line = self.line(name)
        return line.used if line.day == self._today else 0

    def asked(self, name: str) -> None:
        """One more went out today."""
        line, used = self._change(name), self.used(name)
        line.used, line.day = used + 1, self._today

    def answered(self, item: str, way: Way) -> bool:
        """It answers; True where it had not done so before."""
        line = self._change(way.line)
        back = self.line(item).trouble == UNREACHABLE
        for each in (line, *self._troubled(item)):
            _is_well(each)
        line.answered_at = stamp(self._now)
        self._minutes[way.department, 1] += 1
        return back

    def not_answered(self, item: str, way: Way, trouble: str, said: str) -> None:
        """Something else came than an answer: told of the item, whatever follows for its line."""
        line = self._change(item)
        if line.trouble != trouble:
            line.since = stamp(self._now)
        line.trouble, line.said = trouble, said
        self._change(way.line).said = said
        self._minutes[way.department, 0] += 1

    def failed(self, name: str, trouble: str) -> None:
        """A trouble of the line, which is left alone for the longer the more often it failed."""
        line = self._change(name)
        line.failures += 1
        line.trouble, line.since = trouble, line.since or stamp(self._now)
        if line.failures >= _OPENS_AFTER:
            line.next_at = stamp(self._now + back_off(line.failures - _OPENS_AFTER + 1))

    def used_up(self, name: str, quota: str) -> datetime:
        """No more for this stretch of time; when it goes on."""
        line = self._change(name)
        until = self._next(quota)
        line.trouble, line.since, line.next_at = quota, stamp(self._now), stamp(until)
        return until

    def shut(self, item: str, trouble: str) -> None:
        """An item is not asked any more until an operator says so."""
        line = self._change(item)
        line.trouble, line.since, line.next_at = trouble, stamp(self._now), FOR_GOOD

    def pause(self, department: str, by: str) -> None:
        """A person (staff id) stops the questions to a department."""
        line = self._change(department)
        line.paused_at, line.paused_by = stamp(self._now), by

    def go_on(self, department: str) -> None:
        """Let the questions go on."""
        line = self._change(department)
        line.paused_at = line.paused_by = ""

    def mend(self, names: Iterable[str]) -> None:
        """Try at once, whatever went wrong before."""
        for name in names:
            _is_well(self._change(name))

    def set_right(self, until: str) -> None:
        """No line is left alone for longer than until then, but for good: a clock stood wrong."""
        for name, line in self._lines.items():
            if until < line.next_at < FOR_GOOD:
                self._change(name).next_at = ""

    def store(self) -> None:
        """Keep what was changed."""
        upsert_rows(
            self._connection, table, [astuple(self._lines[name]) for name in sorted(self._changed)]
        )
        self._changed.clear()
        add_minutes(self._connection, stamp(self._now), self._minutes)
        self._minutes.clear()

    def _troubled(self, item: str) -> list[Line]:
        """The line of an item, where there is something to take back of it."""
        return [self._change(item)] if self.line(item).trouble else []

    @property
    def _today(self) -> str:
        return self._now.astimezone(CHINA).date().isoformat()

    def _next(self, quota: str) -> datetime:
        """When the next stretch begins; a quota that is spent for good is looked at daily."""
        if quota in _QUOTA:
            return self._now + _QUOTA[quota]
        tomorrow = self._now.astimezone(CHINA).date() + _DAY
        return datetime.combine(tomorrow, time(0, 5), CHINA)

    def _change(self, name: str) -> Line:
        self._changed.add(name)
        return self._lines.setdefault(name, Line(name))
