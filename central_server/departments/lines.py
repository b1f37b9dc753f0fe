"""How the line to each department is: paused by a person, out of reach, its quota used up.

One row a department, and one an item that was turned away for want of a permission; shared by all
processes. Read and kept within one transaction. Must not know a question.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.engine import Connection

from central_server.store.many_rows import add_rows, upsert_rows
from central_server.store.tables import department_line as table
from counter_app.basics.clock import CHINA, stamp
from counter_app.forms.consents import Department
from counter_app.rules.department_items import Connection as Way
from counter_app.rules.items import ITEMS

NOT_PERMITTED, UNREACHABLE = "not_permitted", "unreachable"
FOR_GOOD = "9999-12-31T00:00:00.000+08:00"
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


def back_off(attempt: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4, 8, 16, 16 … minutes."""
    return timedelta(minutes=min(1 << max(0, attempt - 1), _LONGEST))


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

    def line(self, name: str) -> Line:
        """The line of a department, or of an item."""
        return self._lines.get(name) or Line(name)

    def room(self, department: str, item: str, way: Way) -> int:
        """How many questions about an item may be on the way at once, if none were."""
        of_all, of_item = self.line(department), self.line(item)
        if of_all.paused_at or max(of_all.next_at, of_item.next_at) > stamp(self._now):
            return 0
        used = of_all.used if of_all.day == self._today else 0
        left = way.per_day - used if way.per_day else way.at_once
        most = 1 if of_all.failures >= _OPENS_AFTER else way.at_once
        return max(0, min(most, left))

    def asked(self, department: str) -> None:
        """One more went out today."""
        line = self._change(department)
        line.used = line.used + 1 if line.day == self._today else 1
        line.day = self._today

    def answered(self, department: str) -> bool:
        """It answers; True where it had not done so before."""
        line = self._change(department)
        back = bool(line.failures)
        line.trouble, line.since, line.failures, line.next_at = "", "", 0, ""
        line.answered_at = stamp(self._now)
        return back

    def failed(self, name: str, trouble: str, until: datetime | None = None) -> None:
        """A trouble of the line; `until` None: by how often it failed in a row."""
        line = self._change(name)
        line.failures += 1
        line.trouble, line.since = trouble, line.since or stamp(self._now)
        if until is not None:
            line.next_at = stamp(until)
        elif line.failures >= _OPENS_AFTER:
            line.next_at = stamp(self._now + back_off(line.failures - _OPENS_AFTER + 1))

    def used_up(self, department: str, quota: str) -> datetime:
        """No more for this stretch of time; when it goes on."""
        line = self._change(department)
        until = self._next(quota)
        line.trouble, line.since, line.next_at = quota, stamp(self._now), stamp(until)
        return until

    def shut(self, item: str, trouble: str) -> None:
        """An item is not asked any more until an operator says so."""
        line = self._change(item)
        line.trouble, line.since, line.next_at = trouble, stamp(self._now), FOR_GOOD

    def pause(self, department: str, *, paused: bool) -> None:
        """A person stops the questions to a department, or lets them go on."""
        self._change(department).paused_at = stamp(self._now) if paused else ""

    def mend(self, names: Iterable[str]) -> None:
        """Try at once, whatever went wrong before."""
        for name in names:
            line = self._change(name)
            line.trouble, line.since, line.failures, line.next_at = "", "", 0, ""

    def store(self) -> None:
        """Keep what was changed."""
        upsert_rows(
            self._connection, table, [astuple(self._lines[name]) for name in sorted(self._changed)]
        )
        self._changed.clear()

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
