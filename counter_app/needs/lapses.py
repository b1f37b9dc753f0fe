"""Whether the time is over that somebody is said to have let pass: by a notice that was delivered.

Codes of why not, as those of `needs.limits`. Must not count days that no letter has told.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from counter_app.cases.actions import Scalar
from counter_app.cases.case_state import CaseState
from counter_app.needs.case_file import CaseFile
from counter_app.needs.returned import RETURN_NOTICE, return_until
from counter_app.needs.timeline import read_day
from counter_app.rules.policy import Policy

SUPPLEMENT, DEFERRAL = "supplement_lapsed", "deferral_lapsed"
_NOT_LAPSED = "not_lapsed"


def why_not_lapsed(
    file: CaseFile, facts: Mapping[str, Scalar], policy: Policy, on: date
) -> str | None:
    """None where what is decided rests on no lapse, or on one that there is."""
    reason = facts.get("reason")
    if reason == SUPPLEMENT:
        until = _told(file.state, policy)
    elif reason == DEFERRAL:
        until = max(_promised(file), default=None)
    else:
        return None
    return None if until is not None and until < on else _NOT_LAPSED


def _told(state: CaseState, policy: Policy) -> date | None:
    """The last day of what the applicant was asked for and has not brought; None: nothing runs."""
    if state.returned:
        letters = [each for each in state.letters if each.paper == RETURN_NOTICE and not each.void]
        told = bool(letters) and bool(letters[-1].delivered)
        return return_until(state, policy) if told else None
    notice = state.notices[-1] if state.notices else None
    if notice is None or notice.complete:
        return None
    letter = state.letters_known.get(notice.letter)
    return read_day(notice.until) if letter is not None and letter.delivered else None


def _promised(file: CaseFile) -> Iterator[date]:
    """Until when each paper was promised."""
    entries = file.document.get("deferrals")
    for entry in entries if isinstance(entries, list) else []:
        day = read_day(str(entry.get("due_on") or "")) if isinstance(entry, Mapping) else None
        if day is not None:
            yield day
