"""The frozen messages by which people sign in. What they mean stands in the package's docstring."""

import msgspec

from counter_app.cases.rights import HeldRole
from counter_app.wire.messages import Head


class SignInRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is; `new` is the password from now on, where it is to be changed."""

    incarnation: str
    login: str
    password: str
    new: str = ""

    def __repr__(self) -> str:
        """Without what was typed: a trouble may print a message."""
        return type(self).__name__


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """A person as counters know them."""

    staff_id: str
    login: str
    name: str
    roles: tuple[HeldRole, ...]


class SignInAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """They are; the session is this device's alone and is shown once."""

    head: Head
    session: str
    staff: Staff
    expires: str
    """The server's time at which the session ends, unless it is renewed."""

    def __repr__(self) -> str:
        """Without the session."""
        return type(self).__name__


class SessionRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for a session of this device to be renewed, or ended."""

    incarnation: str
    session: str

    def __repr__(self) -> str:
        """Without the session."""
        return type(self).__name__


class SessionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Until when the session holds now; empty where it is over."""

    head: Head
    expires: str = ""
