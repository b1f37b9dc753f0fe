"""The four ways in which a person decides a difference between declared and verified.

Must not word them (`intake.review_words`) nor know what each one moves (`needs.findings`).
"""

from enum import StrEnum


class DecidedBy(StrEnum):
    """As an action of DIFFERENCE_SETTLED names it (second-half, part 2B)."""

    CORRECT = "correct_declaration"
    MEND = "mend_at_department"
    TAKE_VERIFIED = "take_verified"
    TAKE_DECLARED = "take_declared"


ASKED_BACK = (DecidedBy.CORRECT, DecidedBy.MEND)
"""After these something is still to come, and goes out with a return."""
TAKEN = (DecidedBy.TAKE_VERIFIED, DecidedBy.TAKE_DECLARED)
"""These close a difference at once, with a reason."""
