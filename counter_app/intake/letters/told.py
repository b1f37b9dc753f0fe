"""What each letter of a case tells: the decision that made it, or the last act that it confirms.

Must not number a letter.
"""

from collections.abc import Callable, Mapping

from counter_app.cases.actions import Action, Kind
from counter_app.cases.kinds import KINDS, Nature
from counter_app.cases.traces import LetterTrace
from counter_app.needs.case_file import CaseFile
from counter_app.rules.letter_kinds import Letter

_NO_LETTER = frozenset({Kind.PROPOSED, Kind.LETTER_VOIDED})
_WITHDRAWALS = frozenset({Kind.WITHDRAWN, Kind.CONSENT_WITHDRAWN})
_ASKING = frozenset(
    {
        Kind.ACCEPTED,
        Kind.CONSENT_GIVEN,
        Kind.CONSENT_WITHDRAWN,
        Kind.ANSWER_ENTERED,
        Kind.QUERY_ANSWERED,
        Kind.DIFFERENCE_SETTLED,
    }
)
"""After these a department may be asked something else than before."""
_ENDS = frozenset({Kind.WITHDRAWN, Kind.DECLINED, Kind.ENDED, Kind.REFUSED})


def decides(action: Action, number: str) -> bool:
    """Whether the action is the decision that made a letter."""
    kind = KINDS.get(action.kind)
    if kind is None or kind.nature is not Nature.DECISION or action.kind in _NO_LETTER:
        return False
    return action.facts.get("letter") == number


def decision_of(file: CaseFile, trace: LetterTrace) -> Action | None:
    """The decision that a letter tells: of one issued in another's place that of the first."""
    known, first = file.state.letters_known, trace
    while first.replaces in known:
        first = known[first.replaces]
    return next((each for each in file.actions if decides(each, first.number)), None)


def reissue_of(file: CaseFile, trace: LetterTrace) -> Action | None:
    """The act by which the letter came in another's place; None for one that did not."""
    named = (
        each
        for each in file.actions
        if each.kind == Kind.LETTER_VOIDED and each.facts.get("instead") == trace.number
    )
    return next(named, None) if trace.replaces else None


def count_of(number: str) -> int:
    """Which of its kind a letter is, by its number."""
    tail = number.rpartition("-")[2]
    digits = tail.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 1


def _settles(file: CaseFile, action: Action) -> bool:
    notices = file.state.notices
    return bool(notices) and action.facts.get("settles") == notices[-1].action


def _ends(action: Action) -> bool:
    return action.kind in _ENDS or action.facts.get("act") in _ENDS


TOLD: Mapping[Letter, Callable[[CaseFile, Action], bool]] = {
    Letter.SUPPLEMENT_RECEIPT: _settles,
    Letter.WITHDRAWAL: lambda _, action: action.kind in _WITHDRAWALS,
    Letter.RETURN_LIST: lambda file, action: (
        action.kind == Kind.MATERIAL_RETURNED
        or (_ends(action) and action.kind != Kind.PROPOSED and bool(file.state.ended_on))
    ),
    Letter.DEFERRAL_PROMISE: lambda _, action: action.kind == Kind.DEFERRAL_PROMISED,
    Letter.DEFERRAL_NOTICE: lambda _, action: action.kind == Kind.DEFERRAL_PROMISED,
    Letter.CORRECTION_GUIDE: lambda _, action: action.kind == Kind.DIFFERENCE_SETTLED,
    Letter.INQUIRY: lambda file, action: bool(file.state.accepted_by) and action.kind in _ASKING,
    Letter.PROOF_OF_DELIVERY: lambda file, action: any(
        decides(action, each.number) or action.facts.get("instead") == each.number
        for each in file.state.letters
    ),
}
"""What each letter tells that no decision made: its last act."""
