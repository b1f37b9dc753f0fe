"""Passwords of tests: kept by the same Argon2id, at the least that it may cost.

Its cost is the price of a guess for whoever steals a verifier; a test that signs in at each of
twenty commands would pay it forty times. What a program really takes is asked of one of its own
(`tests/unit/basics/test_passwords.py`); must not change anything else.
"""

from counter_app.basics import passwords

_LEAST_KIB, _LEAST_ROUNDS = 8, 1


def hash_quickly() -> None:
    """Let this process make verifiers so; those that were made elsewhere fit as always."""
    passwords._MEMORY_KIB, passwords._ROUNDS = _LEAST_KIB, _LEAST_ROUNDS
