"""What an applicant who is received still owes, in words. Must not decide whether it is owed."""

from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.signatures import State, sheets

_NAMED = 3
_OWED_SIGNATURES = (State.WAITING, State.STALE, State.UNANSWERED)


def still_owed(opened: OpenDraft) -> tuple[str, str] | None:
    """What is still to come of what was received, own papers, then signatures: how much, what."""
    needs = opened.review.assessment.materials
    papers = [need for need in needs if need.status in ("missing", "paper_needed")]
    unsigned = [each for each in sheets(opened) if each.state in _OWED_SIGNATURES]
    if not papers and not unsigned:
        return None
    titles = [f"还缺 {len(papers)} 份材料"] if papers else []
    titles += [f"{len(unsigned)} 份文书没签"] if unsigned else []
    names = [f"{need.material.label}{need.person_name}" for need in papers]
    names += [f"{each.title}{each.person}" for each in unsigned]
    few = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    return "，".join(titles), _deferred(opened) or few


def _deferred(opened: OpenDraft) -> str:
    due = sorted(
        str(value)
        for key, value in opened.draft.values.items()
        if key.startswith("deferrals.") and key.endswith(".due_on") and value
    )
    return f"已承诺 {due[0]} 前补交" if due else ""
