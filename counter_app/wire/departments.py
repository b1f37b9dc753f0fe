"""The frozen messages by which an operator sees to departments: counts, never a case."""

import msgspec

from counter_app.wire.messages import Head


class DepartmentsRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks how departments are asked now."""

    incarnation: str
    session: str

    def __repr__(self) -> str:
        """Without the session."""
        return type(self).__name__


class DepartmentRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Does something about one: tries again at once, or stops asking (`paused`) and goes on."""

    incarnation: str
    session: str
    department: str
    paused: bool = True
    """Of `/pause` alone."""

    def __repr__(self) -> str:
        """Without the session."""
        return type(self).__name__


class DepartmentCounts(msgspec.Struct, frozen=True, kw_only=True):
    """One department.

    Times are the server's, empty where there are none; counts are of today but for what waits.
    """

    department: str
    drivers: tuple[str, ...]
    state: str
    """`ok`, `paused`, `unreachable`, `signature`, a quota (`quota_day` and so on), or `partly`: it
    answers, but not about each of its items."""
    since: str = ""
    next_at: str = ""
    """When it is tried again."""
    failures: int = 0
    """In a row."""
    answered_at: str = ""
    answered: int = 0
    waiting: int = 0
    failed: int = 0
    cancelled: int = 0
    cases: int = 0
    """How many cases wait."""
    due_soon: int = 0
    """How many of these are due within three days."""
    oldest: str = ""
    usual_ms: int | None = None
    """The median of today's answers."""
    said: str = ""
    """What came last instead of an answer: their code, or how the line failed: `timeout`,
    `refused`, `tls`, `http 503`, `clock 720` (our clock is so many seconds behind theirs)."""
    paused_by: str = ""
    """Name of the operator."""
    per_day: int = 0
    """How many questions a day it takes; 0: as many as there are."""
    used: int = 0
    """How many went out today."""
    trail: tuple["Minute", ...] = ()
    """The last hour, oldest first; minutes in which nothing came are absent."""


class Minute(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a department in one minute."""

    at: str
    """`2026-11-27T10:05`."""
    answered: int = 0
    failed: int = 0


class ItemCounts(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the 共享清单."""

    item: str
    driver: str
    permission: str
    granted_until: str = ""
    answered: int = 0
    waiting: int = 0
    failed: int = 0
    state: str = "ok"
    """`ok`, or the class of what came last instead of an answer: `not_permitted`, `malformed` …"""
    since: str = ""
    said: str = ""
    """As of a department."""
    next_at: str = ""
    """When it is tried again, where it has a way of its own."""
    oldest: str = ""
    usual_ms: int | None = None
    per_day: int = 0
    """Of a way of its own; 0: that of the department."""
    used: int = 0
    own_way: bool = False
    """Whether it has a connection of its own beside the department's."""


class DepartmentsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How departments are asked now."""

    head: Head
    departments: tuple[DepartmentCounts, ...]
    items: tuple[ItemCounts, ...]
