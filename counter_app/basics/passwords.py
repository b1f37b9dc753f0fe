"""Logins and passwords: how one is kept, checked and given out, at server and counter.

Argon2id (RFC 9106): its cost lets two cores check some twenty a second and holds 32 MiB for each.
argon2 is imported when a password is first handled. Must not know whose a password is.
"""

import secrets
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST_LENGTH = 8
LONGEST = 128
_KINDS = 2
"""Of letters, digits and other signs, so many must stand in a password."""
_MEMORY_KIB = 32 << 10
_ROUNDS = 2
_FIRST_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0 o 1 l i, which a note on paper confuses."""
_FIRST_GROUPS, _FIRST_GROUP = 3, 4


def make_verifier(password: str) -> str:
    """What is kept of a password: salt, cost and hash in one text; takes a tenth of a second."""
    return _hasher().hash(as_typed(password))


def fits(verifier: str, password: str) -> bool:
    """Whether it is the password of the verifier; takes as long whether it is or not."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(verifier, as_typed(password))
    except (InvalidHashError, VerificationError):
        return False


def fold_login(text: str) -> str:
    """A login as it is kept and looked for: however it is typed, half width and small letters."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def as_typed(password: str) -> str:
    """The password in NFKC: an input method that stands on full width types the same one."""
    return unicodedata.normalize("NFKC", password)


def is_strong(password: str, login: str) -> bool:
    """Whether it may be somebody's own: long enough, of two kinds of signs, not the login."""
    typed = as_typed(password)
    kinds = {"letter" if c.isalpha() else "digit" if c.isdigit() else "sign" for c in typed}
    return (
        LEAST_LENGTH <= len(typed) <= LONGEST
        and len(kinds) >= _KINDS
        and login.casefold() not in typed.casefold()
    )


def new_first_password() -> str:
    """A password to be handed over on paper: 59 random bits in three groups."""
    groups = (
        "".join(secrets.choice(_FIRST_LETTERS) for _ in range(_FIRST_GROUP))
        for _ in range(_FIRST_GROUPS)
    )
    return "-".join(groups)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=1)
