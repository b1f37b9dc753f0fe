"""What somebody in some roles may do with a case now, with what each act still lacks.

An act that could mean nothing (to resume what does not stand) is not offered. Must not judge an
act: it may still be refused for what it says.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from counter_app.cases.actions import Kind, Role
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import deed_of, did_another, held_up
from counter_app.cases.kinds import KINDS, Nature
from counter_app.cases.ways import DecidedBy
from counter_app.intake.deeds.act import Act
from counter_app.intake.deeds.table import ACTS, SEND_BACK
from counter_app.needs.act import lacking
from counter_app.needs.case_file import CaseFile
from counter_app.needs.tasks import settled_by_word
from counter_app.rules.policy import Policy

ANOTHERS = "您已办过本件的另一环节（收件、审核或批准），须由别人办"
"""Why somebody may not do what their role may (second-half rule 26)."""
_PROPOSALS = (Kind.APPROVED, Kind.PROPOSAL_SENT_BACK)
_MEANS_SOMETHING: Mapping[Kind, Callable[[CaseState], bool]] = {
    Kind.CONTENT_SETTLED: lambda state: bool(state.proposed_contents),
    Kind.DELIVERED: lambda state: any(not (one.void or one.delivered) for one in state.letters),
    Kind.LETTER_VOIDED: lambda state: any(not one.void for one in state.letters),
    Kind.HAND_OVER_CONFIRMED: lambda state: bool(state.accepted_by),
    Kind.CONSENT_WITHDRAWN: lambda state: bool(state.answers or state.authorizations),
    Kind.NOTICE_PROLONGED: lambda state: bool(state.notices) and not state.notices[-1].prolonged,
    Kind.MEND_REPORTED: lambda state: any(
        one.decision == DecidedBy.MEND for one in state.differences
    ),
    Kind.HEARING_HELD: lambda state: bool(state.announced),
    Kind.REFUSAL_ANNOUNCED: lambda state: not state.announced,
    Kind.CLOCK_RESUMED: lambda state: any(not (one.last or one.letter) for one in state.stops),
    Kind.EXTENDED: lambda state: not state.extension,
    Kind.REGISTER_SETTLED: lambda state: bool(state.contested),
    Kind.TASK_SETTLED: lambda state: bool(settled_by_word(state)),
    Kind.DAY_CORRECTED: lambda state: bool(state.accepted_on or state.doubted),
}
"""Of what a case an act can be about; one that is not named is about the case itself."""


def may(
    file: CaseFile,
    policy: Policy,
    today: date,
    roles: Collection[Role],
    staff_id: str = "",
    *,
    deemed: bool,
) -> Iterator[dict[str, Any]]:
    """In the order of the table. `deemed`: the case counts as accepted by lapse.

    `staff_id`: who asks; empty where nobody in particular does.
    """
    state = file.state
    for name, act in ACTS.items():
        kind = _kind_now(name, act, state)
        if _is_open(state, act, kind, roles, deemed=deemed):
            of = _judged_as(kind, state)
            lacks = lacking(file, of, policy, today, deemed=deemed)
            barred = [ANOTHERS] if staff_id and _is_barred(state, kind, staff_id) else []
            words = [*barred, *(each.words for each in lacks)]
            told: dict[str, Any] = {"act": name, "lacking": words}
            if is_for_the_record(state, kind):
                told["record_only"] = True
            yield told


def is_for_the_record(state: CaseState, kind: Kind) -> bool:
    """Whether an act of that kind would be kept and change nothing: the case has ended."""
    row = KINDS[kind]
    return state.stage.is_end and row.nature is Nature.FACT and not row.after_end


def _is_barred(state: CaseState, kind: Kind, staff_id: str) -> bool:
    """Whether the person did another thing in this case, so that somebody else has to."""
    waits = state.open_proposal
    proposed = kind is Kind.APPROVED and waits is not None and waits.by == staff_id
    return proposed or did_another(state, deed_of(KINDS[kind], state.step), staff_id)


def _is_open(
    state: CaseState, act: Act, kind: Kind, roles: Collection[Role], *, deemed: bool
) -> bool:
    waits = state.open_proposal is not None
    if kind in _PROPOSALS:
        return waits and Role.COUNTY_LEAD in roles
    if act.proposes and waits:
        return False
    means = _MEANS_SOMETHING.get(kind)
    if means and not means(state):
        return False
    # Before the lapse acceptance is the window's alone.
    windows = kind is Kind.ACCEPTED and not deemed
    asking = [each for each in roles if not (windows and each is Role.COUNTY)]
    return any(not held_up(state, KINDS[kind], role, deemed=deemed) for role in asking)


def _kind_now(name: str, act: Act, state: CaseState) -> Kind:
    """What the act is at this case: sending back is the city's, unless a proposal waits."""
    return Kind.SENT_BACK if name == SEND_BACK and state.open_proposal is None else act.kind


def _judged_as(kind: Kind, state: CaseState) -> str:
    """An approval needs what the act that waits for it needs."""
    waits = state.open_proposal
    return waits.act if waits and kind is Kind.APPROVED else kind
