"""The number that a letter bears, given offline too: `<case number>-<code><n>`.

Codes are policy (`letter`); a number is counted within its case and never used again, void letters
counted too. Must not know what a letter says.
"""

from datetime import date

from counter_app.basics.catalogue.acts import ACT_LETTER_OFF
from counter_app.basics.errors import CounterError
from counter_app.cases.case_state import CaseState
from counter_app.rules.policy import Policy


def next_letter(state: CaseState, paper: str, policy: Policy, on: date) -> str:
    """The number of the case's next letter of this kind; raises ACT_LETTER_OFF."""
    row = policy.one("letter", on, paper=paper)
    if row is None:
        raise CounterError(ACT_LETTER_OFF)
    count = sum(1 for letter in state.letters if letter.paper == paper)
    return f"{state.number}-{row['code']}{count + 1}"
