"""The frozen messages by which an auditor reads the server's record: who did what, no content."""

import msgspec

from counter_app.wire.messages import Head

AUDIT_ROWS = 60
MOST_AUDIT_ROWS = 200
"""Of one page."""


class AuditRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for a page of the record, the newest first; each filter that is not empty narrows it."""

    incarnation: str
    session: str
    login: str = ""
    """Of whoever did it."""
    number: str = ""
    """Of the case that it was done to."""
    day: str = ""
    """In China, `2026-11-27`."""
    before: int = 0
    """The `next` of the page before; 0: the newest."""
    limit: int = AUDIT_ROWS
    verify: bool = False
    """Whether the whole record is to be walked through as well."""

    def __repr__(self) -> str:
        """Without the session."""
        return type(self).__name__


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; `detail` as `cases.audit.DETAILS` allows it."""

    position: int
    at: str
    did: str
    name: str = ""
    """Who; empty where nobody is known by that id."""
    login: str = ""
    role: str = ""
    device: str = ""
    window: str = ""
    number: str = ""
    """Of the case; empty where it was done to none."""
    detail: dict[str, str | int | float | bool | None] = {}


class AuditAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A page."""

    head: Head
    rows: tuple[AuditRow, ...]
    next: int = 0
    """0: that was the last page."""
    verified: str = ""
    """What the walk found, as a sentence for people; empty where it was not asked for."""
    sound: bool = True
    devices: tuple[str, ...] = ()
    """Registrations whose own record is shorter than was noted; told with the walk."""
