"""常用语: what may be put into a text of review by one key, by the kind of the text.

Policy has the phrases. Must not know where they are put.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.rules.policy import Policy

MOST = 9
"""As many as there are digits to choose by."""


class PhraseOf(StrEnum):
    """What kind of text it is."""

    OPINION = "opinion"
    REMARK = "remark"
    REASON = "reason"
    LOOK = "look"
    """Why somebody looks for a case, or at names."""
    CLAIM = "claim"
    """Why a case goes from one person to another."""


def phrases(policy: "Policy", of: PhraseOf, on: date) -> tuple[str, ...]:
    """Those of a kind that hold on a day, in their order."""
    found = (str(row["text"]) for row in policy.rows("phrase", on) if row["of"] == of)
    return tuple(found)[:MOST]
