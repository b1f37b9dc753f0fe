"""Short codes such as `K7Q2M3`: for the hall's own search, never a key, never an address."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXY"
"""30 letters: without 0 O 1 I, and without U and Z, which handwriting confuses with V and 2."""
LENGTH = 6


def new_short_code() -> str:
    """A random code; the store sees to it that it is unique there."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_short_code(text: str) -> str | None:
    """The code that a person typed (any case), or None."""
    code = text.strip().upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
