"""How old everybody of the household is on the day of application, by the UUIDs of the draft."""

from counter_app.forms.household import Applicant, Household, Member
from counter_app.forms.people import age, born
from counter_app.ui.intake.session import DraftSession


def ages(session: DraftSession) -> dict[str, int]:
    """Full years; a person without a valid number or birth date is absent."""
    return {
        person: age(day, on)
        for person, block in people(session).items()
        if (on := session.review.judged.application.__dict__.get("applied_on"))
        and (day := born(block))
    }


def people(session: DraftSession) -> dict[str, Applicant | Member]:
    """What was judged of each person, valid or not in its parts; the applicant first."""
    judged = session.review.judged.application.__dict__
    household, applicant = judged.get("household"), judged.get("applicant")
    members = household.__dict__.get("members", ()) if isinstance(household, Household) else ()
    blocks = (applicant, *members)
    return {
        person: block
        for person, block in zip(session.draft.people(), blocks, strict=False)
        if isinstance(block, Applicant | Member)
    }
