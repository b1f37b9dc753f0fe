"""The frozen messages by which an administrator sees to people: who there is, not what they do."""

from enum import StrEnum

import msgspec

from counter_app.cases.rights import HeldRole
from counter_app.wire.messages import Head


class StaffAct(StrEnum):
    """What is done about somebody."""

    LOOK = "look"
    ADD = "add"
    CHANGE = "change"
    LOCK = "lock"
    RESET = "reset"


class StaffRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Does one thing about one person, or nothing, and asks who there is."""

    incarnation: str
    session: str
    act: StaffAct = StaffAct.LOOK
    login: str = ""
    name: str = ""
    """Of somebody who is added."""
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    """Of `add` and `change`: each role in each region, a community's in these streets."""
    why: str = ""
    """Of `lock`."""

    def __repr__(self) -> str:
        """Without the session, and without whom it is about."""
        return type(self).__name__


class StaffRow(msgspec.Struct, frozen=True, kw_only=True):
    """One person."""

    login: str
    name: str
    roles: tuple[HeldRole, ...]
    first: bool
    """Whether the password is still the one that was given out."""
    added_at: str
    locked_at: str = ""
    locked_why: str = ""


class StaffAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Who there is now."""

    head: Head
    staff: tuple[StaffRow, ...]
    password: str = ""
    """The first password of who was added or reset; told once and kept nowhere."""

    def __repr__(self) -> str:
        """Without the password."""
        return type(self).__name__
