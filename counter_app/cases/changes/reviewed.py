"""What is decided in review, and what it makes of a case."""

from msgspec.structs import replace

from counter_app.cases.actions import Action
from counter_app.cases.case_state import CaseState
from counter_app.cases.changes.change import day_after, end, legal_day, with_letter
from counter_app.cases.changes.other_day import with_day
from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import DifferenceTrace, OpinionTrace, StopTrace

_OMISSION = "our_omission"
ORDER = (Step.COMMUNITY, Step.EMPLOYER, Step.COUNTY, Step.PUBLICITY, Step.MUNICIPAL)


def difference_settled(state: CaseState, action: Action) -> dict[str, object]:
    """The last decision about a difference holds."""
    name = action.text("difference")
    settled = DifferenceTrace(
        difference=name,
        decision=action.text("decision"),
        action=action.action_id,
        content=state.content,
    )
    others = tuple(each for each in state.differences if each.difference != name)
    return {"differences": (*others, settled)}


def waived(state: CaseState, action: Action) -> dict[str, object]:
    """That department's answer is not waited for."""
    return {"waived": (*state.waived, action.text("department"))}


def opinion_given(state: CaseState, action: Action) -> dict[str, object]:
    """An opinion, also a disagreeing one, hands the case to the next step.

    Who enters a sealed paper of an employer has not reviewed (second-half rule 26).
    """
    step = Step(action.text("step"))
    opinion = OpinionTrace(
        action=action.action_id,
        step=step,
        opinion=action.text("opinion"),
        content=state.content,
        by=action.staff_id,
        on=legal_day(action),
    )
    deed = "first" if step.is_first else str(step)
    return {
        "opinions": (*state.opinions, opinion),
        "step": Step.COUNTY if step.is_first else Step.MUNICIPAL,
        "deeds": state.deeds if step is Step.EMPLOYER else {**state.deeds, deed: action.staff_id},
    }


def returned(state: CaseState, action: Action) -> dict[str, object]:
    """Sent back for all remarks at once; the clock stands from the day after delivery.

    What was left out by us never stops it. An announced refusal is void.
    """
    letter = action.text("letter")
    stop = StopTrace(action=action.action_id, reason="returned", letter=letter)
    stands = action.facts.get("category") != _OMISSION
    return {
        "returned": action.action_id,
        "stops": (*state.stops, stop) if stands else state.stops,
        "announced": "",
        "announced_on": "",
        **with_letter(state, action, "review_return_notice"),
    }


def clock_stopped(state: CaseState, action: Action) -> dict[str, object]:
    """The clock stands from the next day."""
    stop = StopTrace(
        action=action.action_id,
        reason=action.text("reason"),
        first=day_after(legal_day(action)),
    )
    return {"stops": (*state.stops, stop), **with_letter(state, action, "stop_notice")}


def clock_resumed(state: CaseState, action: Action) -> dict[str, object]:
    """The day of resuming is the last that does not count."""
    on, named = legal_day(action), action.facts.get("stop")
    return {
        "stops": tuple(
            replace(stop, last=on, ended_by=action.action_id)
            if not stop.last and not stop.letter and (not named or stop.action == named)
            else stop
            for stop in state.stops
        )
    }


def extended(state: CaseState, action: Action) -> dict[str, object]:
    """Working days more, once."""
    return {
        "extension": int(action.facts["days"] or 0),
        **with_letter(state, action, "extension_notice"),
    }


def refusal_announced(state: CaseState, action: Action) -> dict[str, object]:
    """Told before it is decided, so that the applicant can reply."""
    return {
        "announced": action.action_id,
        "announced_on": legal_day(action),
        "heard": "",
        **with_letter(state, action, "refusal_announcement"),
    }


def refused(state: CaseState, action: Action) -> dict[str, object]:
    """The county's end."""
    return end(state, action, Stage.REFUSED, "refused", legal_day(action), "result_notice")


def sent_back(state: CaseState, _action: Action) -> dict[str, object]:
    """The city sends back to the county, whose opinion is void."""
    return {"step": Step.COUNTY, "opinions": voided_from(state, Step.COUNTY)}


def voided_from(state: CaseState, step: Step) -> tuple[OpinionTrace, ...]:
    """The opinions, void from this step on."""
    place = _place(step)
    return tuple(
        replace(one, void=True) if _place(Step(one.step)) >= place else one
        for one in state.opinions
    )


def _place(step: Step) -> int:
    """Community and employer are the same place of the way."""
    return 0 if step.is_first else ORDER.index(step)


def filed(state: CaseState, action: Action) -> dict[str, object]:
    """The end of the way: on the list of those who wait."""
    return end(state, action, Stage.FILED, "filed", legal_day(action), "result_notice")


def ended(state: CaseState, action: Action) -> dict[str, object]:
    """An end that is nobody's verdict."""
    return end(
        state, action, Stage.ENDED, action.text("reason"), legal_day(action), "ending_notice"
    )


def register_settled(state: CaseState, action: Action) -> dict[str, object]:
    """The county says which of two cases goes on; the other is ended by an act of its own."""
    return {"contested": "" if action.facts["goes_on"] else state.contested}


def identity_corrected(_state: CaseState, _action: Action) -> dict[str, object]:
    """The corrected form is a revision of its own; the register is keyed anew by the server."""
    return {}


def day_corrected(state: CaseState, action: Action) -> dict[str, object]:
    """Moves only earlier: nobody's term becomes longer by our mistake.

    Of an act whose day was doubted the county's word holds from now on; of the acceptance it
    settles what late facts had questioned.
    """
    of, day = str(action.facts.get("of") or ""), action.text("day")
    if of:
        left = tuple(each for each in state.doubted if each != of)
        return {**with_day(state, of, day), "doubted": left}
    asked = tuple(each for each in state.questions if each.decision != state.accepted_by)
    return {"accepted_on": day, "questions": asked}
