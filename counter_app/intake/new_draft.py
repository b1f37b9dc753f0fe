"""The draft of a new applicant, and one that was parked or left by a power cut."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from counter_app.forms.drafts.draft import Draft, Edit, SetValue, edit_from_json
from counter_app.intake.local import APPLICANT_UUID


def new_draft(day: date, region: str) -> tuple[Draft, tuple[Edit, ...]]:
    """An empty form and what it begins with: today's date and the hall's county."""
    draft = Draft()
    begun = [
        SetValue(APPLICANT_UUID.key(), draft.applicant_uuid),
        SetValue("applied_on", day.isoformat()),
    ]
    if region:
        begun.append(SetValue("region", region))
    return draft, tuple(begun)


def resumed_draft(edits: Iterable[object]) -> Draft:
    """The form as it was typed, from its journal."""
    draft = Draft()
    for edit in edits:
        draft.apply(edit_from_json(cast(dict[str, object], edit)))
    draft.applicant_uuid = APPLICANT_UUID.find(draft) or draft.applicant_uuid
    return draft
