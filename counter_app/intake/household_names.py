"""The names of the household, for whatever is chosen among them. Only reads."""

from counter_app.intake.open_draft import OpenDraft


def names(opened: OpenDraft) -> tuple[str, ...]:
    """The applicant first, each once, without those who have no name yet."""
    draft = opened.draft
    found = (draft.text(draft.person_key(each, "name")).strip() for each in draft.people())
    return tuple(dict.fromkeys(filter(None, found)))
