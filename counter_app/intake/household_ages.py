"""How old everybody of the household is on the day of application, by the UUIDs of the draft."""

from counter_app.forms.household import Applicant, Household, Member
from counter_app.forms.people import age, born
from counter_app.intake.open_draft import OpenDraft


def ages(opened: OpenDraft) -> dict[str, int]:
    """Full years; a person without a valid number or birth date is absent."""
    return {
        person: age(day, on)
        for person, block in people(opened).items()
        if (on := opened.review.judged.application.__dict__.get("applied_on"))
        and (day := born(block))
    }


def people(opened: OpenDraft) -> dict[str, Applicant | Member]:
    """What was judged of each person, valid or not in its parts; the applicant first."""
    judged = opened.review.judged.application.__dict__
    household, applicant = judged.get("household"), judged.get("applicant")
    members = household.__dict__.get("members", ()) if isinstance(household, Household) else ()
    blocks = (applicant, *members)
    return {
        person: block
        for person, block in zip(opened.draft.people(), blocks, strict=False)
        if isinstance(block, Applicant | Member)
    }
