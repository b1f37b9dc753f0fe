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
    """`ok`, `paused`, `unreachable`, `signature`, or a quota: `quota_day` and so on."""
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


class ItemCounts(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the 共享清单."""

    item: str
    driver: str
    permission: str
    granted_until: str = ""
    answered: int = 0
    waiting: int = 0
    failed: int = 0


class DepartmentsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How departments are asked now."""

    head: Head
    departments: tuple[DepartmentCounts, ...]
    items: tuple[ItemCounts, ...]
